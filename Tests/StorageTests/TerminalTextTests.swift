// SPDX-License-Identifier: Apache-2.0

import Storage
import Testing

struct TerminalTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("", ""), ("Ramírez – «sí» 東京 👩‍👩‍👧", "Ramírez – «sí» 東京 👩‍👩‍👧"),
    ("a\tb\nc\rd\r\ne", "a b c d  e"), ("a\u{2028}b\u{2029}c", "a b c"),
    ("\u{1B}[31mred", "\u{FFFD}[31mred"), ("\u{1B}]52;c;aGk=\u{07}", "\u{FFFD}]52;c;aGk=\u{FFFD}"),
    ("\u{9B}2J\u{7F}\u{00}", "\u{FFFD}2J\u{FFFD}\u{FFFD}"),
    ("a\u{202E}b\u{2066}c", "a\u{FFFD}b\u{FFFD}c"),
    ("\u{200F}عربي\u{200E}\u{61C}", "عربي"),
  ])
  func `leaves nothing that commands a terminal`(text: String, expected: String) {
    #expect(TerminalText.escape(text) == expected)
  }

  @Test
  func `leaves no control character at all`() {
    for value in UInt32(0)..<0x3000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for shown in [
        TerminalText.escape("a\(scalar)b"), TerminalText.escape(name: "a\(scalar)b".utf8),
      ] {
        #expect(
          shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
        )
      }
    }
  }

  @Test(arguments: [
    ("caf\u{E9}.html", "café.html"), ("a\nb", "a\\x0ab"), ("a\\x0ab", "a\\\\x0ab"),
    ("\u{1B}[0m", "\\x1b[0m"), ("a\u{202E}b", "a\\u{202e}b"),
  ])
  func `writes out what a file name hides`(name: String, expected: String) {
    #expect(TerminalText.escape(name: name.utf8) == expected)
  }

  @Test
  func `tells names apart that are not UTF-8`() {
    #expect(TerminalText.escape(name: [0x61, 0xE9, 0x62]) == "a\\xe9b")
    #expect(TerminalText.escape(name: [0xC3]) == "\\xc3")
    #expect(TerminalText.escape(name: [0xED, 0xA0, 0x80]) == "\\xed\\xa0\\x80")
    #expect(TerminalText.escape(name: [0xF0, 0x9F, 0x98, 0x80]) == "😀")
  }
}
