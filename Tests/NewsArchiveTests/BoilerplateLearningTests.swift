// SPDX-License-Identifier: Apache-2.0

import Articles
import NewsArchive
import SystemPackage
import Testing

/// What the archive learns from the other pages of a site.
struct BoilerplateLearningTests {
  private let archive: SampleArchive

  init() throws { archive = try SampleArchive() }

  private let notice =
    "The Vale Courier: printed on Thursdays, delivered by bicycle in the old town"
  private let portrait = """
    The Vale Courier was founded in 1889 by two printers who could not agree on a name, and has been \
    published without a break ever since, except for one week in the great flood, when the type \
    floated out of the window. It is owned by its readers, who meet once a year.
    """

  /// A page of the Vale Courier whose own text depends on `number`.
  private func page(
    _ number: Int,
    host: String = "courier.example",
    address: String? = nil,
    title: String? = nil,
    ending: [String]
  ) -> String {
    let own = [
      "Report number \(number) from the valley says that the \(Self.things[number % 8]) was moved.",
      "Nobody had expected it in year \(1900 + number), when the last one was sold for \(number) crowns.",
      "The council will decide on day \(number) of the month, after it has counted the chairs again.",
    ]
    let url = "https://\(host)/news/2024/\(address ?? "report-number-\(number)-of-the-valley")"
    let title = title ?? "The \(Self.things[number % 8]) that moved \(number) times"
    return """
      <!DOCTYPE html><html lang="en"><head><title>\(title)</title>
      <link rel="canonical" href="\(url)"></head><body><main><article><h1>\(title)</h1>
      \((own + ending).map { "<p>\($0)</p>" }.joined(separator: "\n"))
      </article></main></body></html>
      """
  }

  private static let things = [
    "fountain", "statue", "bandstand", "weathercock", "milestone", "sundial", "gate", "lamp",
  ]

  private func body(_ query: String) throws -> [String] {
    let opened = try archive.open()
    let reference = try opened.reference(try archive.id(query).description)
    return try opened.article(reference).article.paragraphs.map(\.text)
  }

  @Test func `a line that all pages of a site end with is left out, of the first ones too`() throws
  {
    for number in 1...4 { try archive.write(page(number, ending: [notice]), to: "\(number).html") }
    let report = try archive.index()
    #expect(report.added == 4)
    #expect(report.boilerplate == 4)
    for number in 1...4 {
      let text = try body("\"report number \(number)\"")
      #expect(text.count == 3)
      #expect(!text.contains(notice))
    }
    #expect(try archive.titles("bicycle").isEmpty)
  }

  @Test func `a line on two pages stays, and goes when a third has it`() throws {
    for number in 1...2 { try archive.write(page(number, ending: [notice]), to: "\(number).html") }
    #expect(try archive.index().boilerplate == 0)
    #expect(try archive.titles("bicycle").count == 2)
    try archive.write(page(3, ending: [notice]), to: "3.html")
    let report = try archive.index()
    #expect(report.added == 1)
    #expect(report.boilerplate == 1)
    #expect(try archive.titles("bicycle").count == 2)
  }

  @Test func `what was learned later makes no versions, and reindexing applies it to all`() throws {
    for number in 1...2 { try archive.write(page(number, ending: [notice]), to: "\(number).html") }
    try archive.index()
    try archive.write(page(3, ending: [notice]), to: "3.html")
    try archive.index()
    // The same text in other bytes.
    try archive.write(page(1, ending: [notice]) + "\n<!-- later -->\n", to: "1.html")
    let again = try archive.index()
    #expect(again.changed == 0)
    #expect(again.added == 0)
    _ = try archive.writer(rebuilding: true).reindex()
    #expect(try archive.titles("bicycle").isEmpty)
    #expect(try archive.titles("\"report number 1\"").count == 1)
    // And what was learned is still known.
    try archive.write(page(4, ending: [notice]), to: "4.html")
    #expect(try archive.index().boilerplate == 1)
    _ = try archive.writer(rebuilding: true).reindex()
    #expect(try archive.titles("bicycle").isEmpty)
  }

  @Test func `another site's line is no evidence`() throws {
    for (number, host) in ["a.example", "b.example", "c.example"].enumerated() {
      try archive.write(page(number, host: host, ending: [notice]), to: "\(number).html")
    }
    #expect(try archive.index().boilerplate == 0)
  }

  @Test func `pages of one article are no evidence`() throws {
    // One article under four addresses, each with a comma more.
    for number in 1...4 {
      let marks = String(repeating: ",", count: number)
      let text = page(
        7,
        address: "the-sundial-that-moved-part-\(number)",
        ending: [notice + marks, portrait]
      )
      try archive.write(text, to: "\(number).html")
    }
    let report = try archive.index()
    #expect(report.boilerplate == 0)
  }

  @Test func `versions of one article are no evidence`() throws {
    for number in 1...4 {
      try archive.write(
        page(number, address: "the-one-and-only-report", ending: [notice]),
        to: "a.html"
      )
      try archive.index()
    }
    try archive.write(page(5, ending: [notice]), to: "b.html")
    #expect(try archive.index().boilerplate == 0)
  }

  @Test func `a paragraph as long as prose must be on more pages`() throws {
    for number in 1...4 {
      try archive.write(page(number, ending: [portrait]), to: "\(number).html")
    }
    #expect(try archive.index().boilerplate == 0)
    try archive.write(page(5, ending: [portrait]), to: "5.html")
    #expect(try archive.index().boilerplate == 1)
  }

  @Test(arguments: ["Police are investigating.", "“No comment,” said Mayor Halvorsen"])
  func `a sentence with which some reports end is theirs`(ending: String) throws {
    for number in 1...12 {
      let text = page(number, ending: number <= 5 ? [ending] : [])
      try archive.write(text, to: "\(number).html")
    }
    #expect(try archive.index().boilerplate == 0)
  }

  @Test func `a line on few of a site's many pages stays`() throws {
    for number in 1...70 {
      try archive.write(page(number, ending: number <= 3 ? [notice] : []), to: "\(number).html")
    }
    #expect(try archive.index().boilerplate == 0)
    #expect(try archive.titles("bicycle").count == 3)
  }

  @Test func `more lines than are looked at are learned page by page`() throws {
    let lines = (1...9).map {
      "Line number \($0) of the long notice that stands under every report"
    }
    for number in 1...12 {
      try archive.write(page(number, ending: lines), to: "\(number).html")
      try archive.index()
    }
    #expect(try body("\"report number 12\"").count == 3)
  }

  @Test func `a heading under which nothing is left goes too`() throws {
    for number in 1...3 {
      let text = page(number, ending: ["@", notice])
        .replacing("<p>@</p>", with: "<h2>A word about bicycles in \(number)</h2>")
      try archive.write(text, to: "\(number).html")
    }
    #expect(try archive.index().boilerplate == 6)
    #expect(try archive.titles("\"word about bicycles\"").isEmpty)
  }

  @Test func `plain texts are left as they are`() throws {
    for number in 1...4 {
      let text =
        "Source: Courier\n\nReport \(number)\n\nText number \(number) of it.\n\n\(notice)\n"
      try archive.write(text, to: "\(number).txt")
    }
    #expect(try archive.index().boilerplate == 0)
  }

  @Test func `purging an article takes it out of the evidence`() throws {
    for number in 1...2 { try archive.write(page(number, ending: [notice]), to: "\(number).html") }
    try archive.index()
    let id = try archive.id("\"report number 1\"")
    #expect(try archive.writer().purge([id]) == 1)
    try archive.write(page(3, ending: [notice]), to: "3.html")
    #expect(try archive.index([archive.clippings.appending("3.html")]).boilerplate == 0)
  }
}
