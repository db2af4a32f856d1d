// SPDX-License-Identifier: Apache-2.0

import NewsArchive
import Testing

/// What is asked for as it is written is found so, in stored texts, and nothing else.
struct WrittenFormTests {
  private static let articles: [(title: String, body: String)] = [
    ("One", "Governor Ramírez met the four people. Apple rose; the apple fell. RICO it was."),
    ("Two", "Mrs Ramirez met Four People of APPLE. An apple’s core; rico."),
    ("Three", "RAMÍREZ WAS THERE. Four people, again; Rico said so. Straße."),
    ("Four", "The mayor Rami\u{301}rez, in letters of two parts, and O’Brien. STRASSE."),
    ("Five", "Ёлка и елка в Москве; ЁЛКА. Nothing else, O'Brien said."),
    ("Six", "Ηλίας και ηλιας. İstanbul and istanbul, iPhone and IPhone."),
  ]

  private static func archive() throws -> SampleArchive {
    let archive = try SampleArchive()
    for (title, body) in articles {
      try archive.write("\(title)\n\n\(body)\n", to: "\(title).txt")
    }
    try archive.index()
    return archive
  }

  @Test(
    arguments: [
      ("=Ramírez", ["Four", "One"]),
      ("=ramírez", ["Four", "One", "Three"]),
      ("=Ramirez", ["Two"]),
      ("=ramirez", ["Two"]),
      ("=RAMÍREZ", ["Three"]),
      ("=ramìrez", []),
      ("caps:Ramirez", ["Four", "One", "Two"]),
      ("caps:RAMIREZ", ["Three"]),
      ("caps:ramirez", []),
      ("caps:Apple", ["One"]),
      ("caps:apple", ["One", "Two"]),
      ("allcaps:apple", ["Two"]),
      ("anycaps:apple", ["One", "Two"]),
      ("nocaps:apple", ["One", "Two"]),
      ("allcaps:rico", ["One"]),
      ("nocaps:rico", ["Two"]),
      ("=\"four people\"", ["One", "Three", "Two"]),
      ("=\"Four people\"", ["Three"]),
      ("caps:\"Four People\"", ["Two"]),
      ("caps:\"four people\"", ["One"]),
      ("=ёлка", ["Five"]),
      ("=Ёлка", ["Five"]),
      ("allcaps:ёлка", ["Five"]),
      ("=Ηλίας", ["Six"]),
      ("=ηλιας", ["Six"]),
      ("=Ηλιας", []),
      ("caps:iPhone", ["Six"]),
      ("caps:Iphone", []),
      ("caps:strasse", []),
      ("caps:Strasse", ["Three"]),
      ("allcaps:straße", ["Four"]),
    ]
  )
  func `finds what is written so`(_ query: String, _ titles: [String]) throws {
    #expect(try Self.archive().titles(query).sorted() == titles)
  }

  @Test func `combines with everything else`() throws {
    let archive = try Self.archive()
    #expect(try archive.titles("=Ramírez met") == ["One"])
    #expect(try archive.titles("caps:Apple w/2 rose") == ["One"])
    #expect(try archive.titles("caps:Apple w/1 fell").isEmpty)
    #expect(try archive.titles("people -caps:Apple").sorted() == ["Three", "Two"])
    #expect(try archive.titles("title:=One") == ["One"])
    #expect(try archive.titles("title:caps:one").isEmpty)
    #expect(try archive.titles("atleast2:=ramírez").isEmpty)
    #expect(try archive.titles("=Ramírez OR =Ramirez").sorted() == ["Four", "One", "Two"])
    #expect(try archive.titles("lead:=Ramírez").sorted() == ["Four", "One"])
  }

  @Test func `sees corrections and every version`() throws {
    let archive = try Self.archive()
    let path = try archive.write("One\n\nGovernor Ramirez met nobody.\n", to: "One.txt")
    try archive.index([path])
    #expect(try archive.titles("=Ramírez") == ["Four"])
    #expect(try archive.titles("=Ramírez", allVersions: true).sorted() == ["Four", "One"])
  }

  @Test func `marks only what is written so`() throws {
    var options = SearchOptions(query: "caps:Apple")
    options.limit = 5
    let hits = try Self.archive().open().search(options).hits
    let marked = hits.flatMap(\.fragments).flatMap { fragment in
      fragment.marks.map { String(decoding: Array(fragment.text.utf8)[$0], as: UTF8.self) }
    }
    #expect(marked == ["Apple"])
  }

  /// A way of writing a word.
  private struct Variant {
    /// As it is written.
    var text: String
    /// The same without accents.
    var plain: String
  }

  private static let variants = [
    Variant(text: "Ramírez", plain: "Ramirez"), Variant(text: "Ramirez", plain: "Ramirez"),
    Variant(text: "RAMÍREZ", plain: "RAMIREZ"), Variant(text: "ramírez", plain: "ramirez"),
    Variant(text: "ramirez", plain: "ramirez"), Variant(text: "Élan", plain: "Elan"),
    Variant(text: "Elan", plain: "Elan"), Variant(text: "élan", plain: "elan"),
    Variant(text: "ELAN", plain: "ELAN"), Variant(text: "elan", plain: "elan"),
  ]

  @Test func `agrees with looking at every word of every article`() throws {
    let archive = try SampleArchive()
    var state: UInt64 = 11
    func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var texts: [[Variant]] = []
    for number in 0..<40 {
      let words = (0...below(12)).map { _ in Self.variants[below(Self.variants.count)] }
      texts.append(words)
      let body = words.map(\.text).joined(separator: [" ", ", ", " – "][below(3)])
      try archive.write("Title \(number)\n\nText \(number): \(body).\n", to: "\(number).txt")
    }
    try archive.index()
    let opened = try archive.open()
    for typed in Self.variants {
      let hasCapital = typed.plain != typed.plain.lowercased()
      let same = { (word: Variant) in word.plain.lowercased() == typed.plain.lowercased() }
      let rules: [(String, (Variant) -> Bool)] = [
        ("=", { hasCapital ? $0.text == typed.text : $0.text.lowercased() == typed.text }),
        ("caps:", { $0.plain == typed.plain }),
        ("allcaps:", { $0.plain == $0.plain.uppercased() }),
        ("anycaps:", { $0.plain != $0.plain.lowercased() }),
        ("nocaps:", { $0.plain == $0.plain.lowercased() }),
      ]
      for (name, rule) in rules {
        let wanted = texts.count { $0.contains { same($0) && rule($0) } }
        let query = name + typed.text
        #expect(try opened.search(SearchOptions(query: query)).total == wanted, "\(query)")
      }
    }
  }

  @Test func `explains what is written otherwise`() throws {
    let advice = try Self.archive().open().search(SearchOptions(query: "caps:RICo")).advice
    #expect(
      advice == ["no article has caps:RICo; with any accents and capitals there are 3 articles"]
    )
  }
}
