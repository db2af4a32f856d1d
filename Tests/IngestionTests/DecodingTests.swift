// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

@Suite
struct DecodingTests {
  private func text(_ bytes: [UInt8], name: String = "a.html") throws -> (String, ReadArticle) {
    var reader = ArticleReader()
    let read = try #require(reader.read(bytes, as: SourceHint(fileName: name)).articles.first)
    return (read.article.paragraphs.map(\.text).joined(separator: "\n"), read)
  }

  private func page(_ charset: String, _ body: [UInt8]) -> [UInt8] {
    Array("<meta charset=\"\(charset)\"><title>t</title><p>".utf8) + body + Array("</p>".utf8)
  }

  @Test(
    arguments: [
      // Characters of the larger sets that these labels are used for.
      ("gb2312", [0x81, 0x40, 0xC4, 0xE3], "丂你"),
      ("shift_jis", [0x87, 0x40, 0x93, 0xFA], "①日"),
      ("iso-8859-1", [0x93, 0x61, 0x94, 0x80], "“a”€"),
      ("windows-1252", [0x63, 0x61, 0x66, 0xE9], "café"),
      ("windows-1251", [0xCC, 0xE8, 0xF0], "Мир"),
      ("koi8-r", [0xED, 0xC9, 0xD2], "Мир"),
      ("euc-kr", [0xB0, 0xA1, 0xB3, 0xAA], "가나"),
      ("big5", [0xA4, 0xA4, 0xA4, 0xE5], "中文"),
      ("euc-jp", [0xC6, 0xFC, 0xCB, 0xDC], "日本"),
      ("iso-8859-9", [0xDE, 0xFE], "Şş"),
    ] as [(String, [UInt8], String)]
  )
  func `a declared charset is converted`(charset: String, bytes: [UInt8], expected: String) throws {
    let (text, read) = try text(page(charset, bytes))
    #expect(text == expected)
    #expect(read.notes.isEmpty)
  }

  @Test
  func `valid UTF-8 wins over a declaration that contradicts it`() throws {
    let (text, read) = try text(page("windows-1252", Array("naïve café".utf8)))
    #expect(text == "naïve café")
    #expect(read.charset == "utf-8")
  }

  @Test
  func `a byte order mark wins over a declaration`() throws {
    let (text, _) = try text([0xEF, 0xBB, 0xBF] + page("koi8-r", Array("naïve".utf8)))
    #expect(text == "naïve")
  }

  @Test(arguments: [true, false], [true, false])
  func `UTF-16 is read with and without a mark`(bigEndian: Bool, marked: Bool) throws {
    let source = (marked ? "\u{FEFF}" : "") + "<title>t</title><p>Ein Fluß, 𝄞 und mehr</p>"
    let bytes = source.utf16.flatMap { unit -> [UInt8] in
      let pair = [UInt8(unit >> 8), UInt8(unit & 255)]
      return bigEndian ? pair : pair.reversed()
    }
    #expect(try text(bytes).0 == "Ein Fluß, 𝄞 und mehr")
  }

  @Test
  func `a few stray bytes do not spoil UTF-8`() throws {
    let bytes = Array("<p>žluťoučký kůň".utf8) + [0xFF] + Array(" a dál</p>".utf8)
    let (text, read) = try text(bytes)
    #expect(text == "žluťoučký kůň\u{FFFD} a dál")
    #expect(read.notes == [.replacedBytes])
  }

  @Test(arguments: ["x-unknown", "utf-8", ""])
  func `bytes of no known charset are kept as windows-1252`(charset: String) throws {
    let (text, read) = try text(page(charset, [0x63, 0x61, 0x66, 0xE9, 0x20, 0x64]))
    #expect(text == "café d")
    #expect(read.notes == [.charsetGuessed])
  }

  @Test
  func `accented letters among Latin ones are not taken for another alphabet`() throws {
    let sentence = "La niña cantó en el jardín; Ramón comió más de la función."
    let line = Array(repeating: sentence, count: 6).joined(separator: " ")
    let bytes = line.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    let (text, read) = try text(Array("<p>".utf8) + bytes + Array("</p>".utf8))
    #expect(text == line)
    #expect(read.charset == "windows-1252")
  }

  @Test(
    arguments: [
      (
        "gb18030",
        [
          0xBD, 0xF1, 0xCC, 0xEC, 0xB5, 0xC4, 0xCC, 0xEC, 0xC6, 0xF8, 0xBA, 0xDC, 0xBA, 0xC3, 0xA3,
          0xAC,
          0xCE, 0xD2, 0xC3, 0xC7, 0xC8, 0xA5, 0xB9, 0xAB, 0xD4, 0xB0, 0xC1, 0xCB, 0xA1, 0xA3,
        ], "今天的天气很好，我们去公园了。"
      ),
      (
        "windows-1251",
        [
          0xCC, 0xE0, 0xFF, 0xEA, 0x20, 0xF1, 0xED, 0xEE, 0xE2, 0xE0, 0x20, 0xE3, 0xEE, 0xF0, 0xE8,
          0xF2,
          0x20, 0xED, 0xE0, 0xE4, 0x20, 0xE3, 0xE0, 0xE2, 0xE0, 0xED, 0xFC, 0xFE,
        ], "Маяк снова горит над гаванью"
      ),
    ] as [(String, [UInt8], String)]
  )
  func `a charset that nobody names is guessed from how it reads`(
    charset: String,
    bytes: [UInt8],
    expected: String
  ) throws {
    let (text, read) = try text(Array("<p>".utf8) + bytes + Array("</p>".utf8))
    #expect(text == expected)
    #expect(read.charset == charset)
    #expect(read.notes == [.charsetGuessed])
  }

  @Test(arguments: CharsetTexts.all)
  func `a text without a label is read in the charset it was written in`(
    sample: CharsetTexts.Sample
  ) throws {
    for charset in sample.charsets + ["utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be"] {
      let text = Array(repeating: sample.text, count: 2).joined(separator: " ")
      let page = try CharsetTexts.page(text, charset)
      #expect(try self.text(page.bytes).0 == page.text, "\(charset)")
    }
  }

  @Test(arguments: CharsetTexts.all)
  func `two hundred letters are enough for the common charsets`(
    sample: CharsetTexts.Sample
  ) throws {
    let common = sample.charsets.filter { !$0.hasPrefix("ibm") && $0 != "macintosh" }
    for charset in common + ["utf-16le", "utf-16be"] {
      let page = try CharsetTexts.page(sample.short, charset)
      #expect(try self.text(page.bytes).0 == page.text, "\(charset)")
    }
  }

  @Test(arguments: CharsetTexts.all)
  func `a label that the bytes contradict is not believed`(sample: CharsetTexts.Sample) throws {
    for charset in sample.charsets {
      let text = Array(repeating: sample.text, count: 2).joined(separator: " ")
      let page = try CharsetTexts.page(text, charset, head: "<meta charset=utf-8>")
      #expect(try self.text(page.bytes).0 == page.text, "\(charset)")
    }
    let bytes = Array("<meta charset=iso-8859-2><p>\(sample.text)</p>".utf8) + [0x20, 0xC3]
    let (text, read) = try text(bytes)
    #expect(text.hasPrefix(sample.text))
    #expect(read.charset == "utf-8")
  }

  @Test(arguments: [
    ("Russian", "windows-1251"), ("Greek", "windows-1253"), ("Polish", "iso-8859-2"),
    ("Chinese", "gb18030"), ("Japanese", "cp932"), ("Korean", "uhc"), ("Arabic", "windows-1256"),
  ])
  func `Latin-1 is what servers say of everything`(language: String, charset: String) throws {
    let sample = try #require(CharsetTexts.all.first { $0.language == language })
    let text = Array(repeating: sample.text, count: 2).joined(separator: " ")
    let page = try CharsetTexts.page(text, charset)
    var reader = ArticleReader()
    let hint = SourceHint(mediaType: "text/html; charset=ISO-8859-1")
    let article = try #require(reader.read(page.bytes, as: hint).articles.first?.article)
    #expect(article.paragraphs.map(\.text) == [page.text])
  }

  @Test
  func `the header of a response wins over the page, but not as Latin-1`() throws {
    var reader = ArticleReader()
    let bytes = page("windows-1251", [0xCC, 0xE8, 0xF0])
    let koi = SourceHint(mediaType: "text/html; charset=\"KOI8-R\"")
    let latin = SourceHint(mediaType: "text/html;charset=iso-8859-1")
    #expect(reader.read(bytes, as: koi).articles.first?.charset == "koi8-r")
    #expect(reader.read(bytes, as: latin).articles.first?.charset == "windows-1251")
  }

  @Test
  func `signs that stand alone are no letters`() throws {
    let bytes =
      Array("<p>one ".utf8) + [0x97] + Array(" two 3 ".utf8) + [0x95]
      + Array(
        " four ".utf8
      ) + [0x97] + Array(" five ".utf8) + [0x95, 0x20, 0x97, 0x20] + Array("six</p>".utf8)
    #expect(try text(bytes).0 == "one — two 3 • four — five • — six")
  }

  @Test
  func `bytes without meaning in a charset become replacement characters`() throws {
    let (text, read) = try text(page("shift_jis", [0x93, 0xFA, 0xFF, 0x61, 0x62]))
    #expect(text == "日\u{FFFD}ab")
    #expect(read.notes == [.replacedBytes])
  }

  @Test(
    arguments: [
      ([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10], BinaryFormat.png),
      ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg),
      ([0xD0, 0xCF, 0x11, 0xE0], .officeDocument),
      ([0x7F, 0x45, 0x4C, 0x46], .executable), ([1, 2, 3, 4, 5, 0xAB, 0xCD], .unknown),
    ] as [([UInt8], BinaryFormat)]
  )
  func `what is not text is named`(bytes: [UInt8], format: BinaryFormat) {
    var reader = ArticleReader()
    let result = reader.read(
      bytes + [UInt8](repeating: 3, count: 64),
      as: SourceHint(fileName: "a.html")
    )
    #expect(result.articles.isEmpty)
    #expect(result.skipped.map(\.reason) == [.binary(format)])
  }
}
