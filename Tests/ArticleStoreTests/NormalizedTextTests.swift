// SPDX-License-Identifier: Apache-2.0

@testable import ArticleStore
import Testing

struct NormalizedTextTests {
  /// ASCII byte by byte: what is visible stays, any run of anything else is one space inside.
  private func plain(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var owesSpace = false
    for byte in text.utf8 {
      guard (0x21...0x7E).contains(byte) else {
        owesSpace = !bytes.isEmpty
        continue
      }
      if owesSpace { bytes.append(0x20) }
      owesSpace = false
      bytes.append(byte)
    }
    return bytes + [0x0A]
  }

  private func normalized(_ text: String) -> [UInt8] {
    var normalized = NormalizedText()
    normalized.append(text)
    return normalized.bytes
  }

  @Test func `blanks anywhere in eight bytes become single spaces`() {
    // Every arrangement of letters, spaces and controls over ten places, with and without a lead.
    for arrangement in 0..<59_049 {
      var text = ""
      var rest = arrangement
      for _ in 0..<10 {
        text += ["x", " ", "\t"][rest % 3]
        rest /= 3
      }
      #expect(normalized(text) == plain(text))
    }
  }

  @Test(arguments: 0..<24)
  func `signs beyond ASCII are found at every place`(place: Int) {
    let before = String(repeating: "a", count: place)
    #expect(normalized(before + "\u{2019}s fine day") == plain(before + "'s fine day"))
    #expect(normalized(before + "\u{A0}\u{A0}fine day") == plain(before + "  fine day"))
    #expect(normalized(before + "\u{AD}fine \u{2026}") == plain(before + "fine ..."))
    #expect(normalized(before + "é fine") == Array((before + "é fine\n").utf8))
    #expect(normalized(before + "\u{7F}fine") == plain(before + " fine"))
  }
}
