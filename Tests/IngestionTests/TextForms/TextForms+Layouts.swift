// SPDX-License-Identifier: Apache-2.0

import Articles

extension TextForm {
  // MARK: 18 to 20

  static func records(_ model: ModelArticle) -> [[TextForm]] {
    var expected = ExpectedArticle(model)
    expected.authors = model.authors
    expected.published = "2025-07-31"
    expected.source = "Salt Bell"
    let names = "\(model.authors[0]), \(model.authors[1]) \(model.and) \(model.authors[2])"
    let labelled = """
      Title: \(model.title)
      Author: \(names)
      Date: \(model.date)
      Source: Salt Bell

      \(body(model))
      """
    let list = model.authors.map { "  - \"\($0)\"" }.joined(separator: "\n")
    let yaml = """
      ---
      title: "\(model.title)"
      authors:
      \(list)
      date: 2025-07-31
      source: 'Salt Bell'
      tags: [coast, light]
      ---

      \(body(model))
      """
    var message = expected
    message.source = nil
    message.published = "2025-07-31T14:05:00+02:00"
    message.authors = [model.authors[0]]
    let headers = """
      From: \(model.authors[0]) <desk@bell.example>
      To: readers@bell.example
      Subject: \(model.headline.0)
       \(model.headline.1)
      Date: Thu, 31 Jul 2025 14:05:00 +0200
      Message-ID: <1@bell.example>

      \(body(model))
      """
    return [
      [TextForm(labelled, expected)], [TextForm(yaml, expected)], [TextForm(headers, message)],
    ]
  }

  // MARK: 21 to 23

  static func layouts(_ model: ModelArticle) -> [[TextForm]] {
    [markdown(model), broken(model), wrapped(model)]
  }

  private static func markdown(_ model: ModelArticle) -> [TextForm] {
    var expected = ExpectedArticle(model)
    expected.authors = [model.authors[0]]
    expected.paragraphs.append(Paragraph(model.deck, kind: .quote))
    expected.paragraphs.append(Paragraph(model.kicker, kind: .listItem))
    expected.paragraphs.append(Paragraph(model.place, kind: .listItem))
    func text(_ head: String, _ heading: String) -> String {
      """
      \(head)

      \(model.by) \(model.authors[0])

      \(model.paragraphs[0])

      \(model.paragraphs[1])

      \(heading)

      \(model.paragraphs[2])

      > \(model.deck)

      * \(model.kicker)
      * \(model.place)
      """
    }
    return [
      TextForm(text("# \(model.title)", "## \(model.heading)"), expected),
      TextForm(text("\(model.title)\n=====", "\(model.heading)\n-----"), expected),
    ]
  }

  private static func broken(_ model: ModelArticle) -> [TextForm] {
    let head = "\(model.headline.0)\n\(model.headline.1)\n\n\(model.deck)"
    var expected = ExpectedArticle(model)
    expected.deck = model.deck
    var signed = expected
    signed.authors = [model.authors[0]]
    return [
      TextForm("\(head)\n\n\(body(model))", expected),
      TextForm("\(head)\n\n\(model.by) \(model.authors[0])\n\n\(body(model))", signed),
    ]
  }

  private static func wrapped(_ model: ModelArticle) -> [TextForm] {
    var expected = ExpectedArticle(model)
    expected.authors = [model.authors[0]]
    let head = "\(model.title)\n\n\(model.by) \(model.authors[0])"
    let blocks = [model.paragraphs[0], model.paragraphs[1], model.heading, model.paragraphs[2]]
    let plain = blocks.map { wrap($0) }.joined(separator: "\n\n")
    let indented = blocks.map { "   " + wrap($0) }.joined(separator: "\n\n")
    return [
      TextForm("\(head)\n\n\(plain)\n", expected), TextForm("\(head)\n\n\(indented)\n", expected),
    ]
  }

  /// Lines of at most 72 characters, long words parted by hyphens.
  static func wrap(_ text: String) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if line.count + word.count + 1 <= 72 {
        line += line.isEmpty ? String(word) : " \(word)"
        continue
      }
      let room = 72 - line.count - 2
      if room >= 3, word.count >= room + 3, word.allSatisfy(\.isLetter) {
        lines.append("\(line) \(word.prefix(room))-")
        line = String(word.dropFirst(room))
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    return (lines + [line]).joined(separator: "\n")
  }

  // MARK: 24 to 26

  static func pages(_ model: ModelArticle) -> [[TextForm]] {
    [credits(model), pasted(model), headless(model)]
  }

  private static func credits(_ model: ModelArticle) -> [TextForm] {
    var expected = ExpectedArticle(model)
    expected.authors = [model.authors[0]]
    var linked = expected
    linked.url = "https://bell.example/lighthouse"
    let head = "\(model.title)\n\n\(model.by) \(model.authors[0])\n\n\(body(model))"
    let line = "(Reporting by \(model.authors[0]); Editing by \(model.authors[1]))"
    return [
      TextForm(
        "\(head)\n\n\(line)\n\n###\n\n© 2025 Salt Bell. All rights reserved.\nhttps://bell.example/lighthouse\n",
        linked
      ),
      TextForm("\(head)\n\n\(line)\n\n-30-\n", expected),
      TextForm("\(head) \(line)\n\nENDS\n", expected),
      TextForm("\(head)\n\nCopyright 2025 The Salt Bell. All rights reserved.\n", expected),
    ]
  }

  private static func pasted(_ model: ModelArticle) -> [TextForm] {
    var expected = ExpectedArticle(model)
    expected.authors = [model.authors[0]]
    expected.published = "2025-07-31"
    let text = """
      \(model.title)

      \(model.by) \(model.authors[0])
      \(model.date)

      Share
      Facebook
      Twitter

      \(model.paragraphs[0])

      Advertisement

      \(model.paragraphs[1])

      Read more: \(model.headline.1)

      \(model.heading)

      \(model.paragraphs[2])

      Related:
      - \(model.headline.0)
      - \(model.deck)

      Share this article

      Comments (12)
      """
    return [TextForm(text, expected)]
  }

  private static func headless(_ model: ModelArticle) -> [TextForm] {
    var expected = ExpectedArticle(model)
    let first = model.paragraphs[0]
    let end = first.firstIndex(of: ".").map { first.index(after: $0) } ?? first.endIndex
    expected.title = String(first[..<end])
    expected.isDerived = true
    return [TextForm(body(model), expected)]
  }

  // MARK: 27

  static func several(_ model: ModelArticle, _ other: ModelArticle) -> [TextForm] {
    let parts = [model, other, model].map { whole($0) }
    let separators = [
      "\n\n---\n\n", "\n\n***\n\n", "\n\n==========\n\n", "\n\n\u{0C}", "\n\n* * *\n\n", "\n\n\n\n",
      "\n\n----------------------------------------\n", "\n\n###\n\n",
    ]
    let plain = separators.map { separator in
      TextForm(parts.map(\.text).joined(separator: separator), parts.map(\.expected))
    }
    let numbered = parts.enumerated().map { "Document \($0 + 1) of 3\n\n\($1.text)" }
    return plain + [TextForm(numbered.joined(separator: "\n\n"), parts.map(\.expected))]
  }

  private static func whole(_ model: ModelArticle) -> (text: String, expected: ExpectedArticle) {
    let lead = "\(model.place) (\(model.agency)) - "
    var expected = ExpectedArticle(model, lead: lead)
    expected.authors = [model.authors[0]]
    expected.published = "2025-07-31"
    expected.dateline = model.place
    expected.agency = model.agency
    let head = "\(model.title)\n\n\(model.by) \(model.authors[0])\n\(model.date)"
    return ("\(head)\n\n\(body(model, lead: lead))", expected)
  }
}
