// SPDX-License-Identifier: Apache-2.0

import Articles

/// What a reader of a text should find.
struct ExpectedArticle: Hashable {
  var title: String
  var isDerived = false
  var section: String?
  var deck: String?
  var authors: [String]?
  var agency: String?
  var dateline: String?
  var published: String?
  var updated: String?
  var source: String?
  var url: String?
  var paragraphs: [Paragraph]

  /// The body of a model: three paragraphs, the last under a heading.
  init(_ model: ModelArticle, lead: String = "") {
    title = model.title
    paragraphs = [
      Paragraph(lead + model.paragraphs[0]), Paragraph(model.paragraphs[1]),
      Paragraph(model.heading, kind: .heading), Paragraph(model.paragraphs[2]),
    ]
  }

  init(_ article: Article) {
    title = article.title?.value ?? ""
    isDerived = article.title?.origin == .derived
    section = article.section?.value
    deck = article.deck?.value
    authors = article.authors?.value
    agency = article.agency?.value
    dateline = article.dateline?.value
    published = article.published?.value.iso8601
    updated = article.updated?.value.iso8601
    source = article.source?.value
    url = article.url?.value
    paragraphs = article.paragraphs
  }
}

/// A text file in one of the forms that people save, and what is in it.
struct TextForm {
  var text: String
  var articles: [ExpectedArticle]

  init(_ text: String, _ article: ExpectedArticle) {
    self.text = text
    articles = [article]
  }

  init(_ text: String, _ articles: [ExpectedArticle]) {
    self.text = text
    self.articles = articles
  }

  /// A headline, some lines under it, and the body.
  private static func under(
    _ model: ModelArticle,
    _ lines: String,
    lead: String = "",
    _ change: (inout ExpectedArticle) -> Void = { _ in }
  ) -> TextForm {
    var expected = ExpectedArticle(model, lead: lead)
    change(&expected)
    let head = lines.isEmpty ? "" : "\(lines)\n\n"
    return TextForm("\(model.title)\n\n\(head)\(body(model, lead: lead))\n", expected)
  }

  static func body(_ model: ModelArticle, lead: String = "") -> String {
    """
    \(lead)\(model.paragraphs[0])

    \(model.paragraphs[1])

    \(model.heading)

    \(model.paragraphs[2])
    """
  }

  /// All 27, with variants of some.
  static func forms(of model: ModelArticle, and other: ModelArticle) -> [[TextForm]] {
    heads(model) + bylines(model) + datelines(model) + wires(model) + dates(model)
      + records(model) + layouts(model) + pages(model) + [several(model, other)]
  }

  // MARK: 1 to 3

  private static func heads(_ model: ModelArticle) -> [[TextForm]] {
    var kicker = ExpectedArticle(model)
    kicker.section = model.kicker
    let body = body(model)
    return [
      [under(model, ""), TextForm("\(model.title)\n\n\(body)", ExpectedArticle(model))],
      [
        TextForm("\(model.kicker)\n\n\(model.title)\n\n\(body)\n", kicker),
        TextForm("\(model.kicker)\n\(model.title)\n\n\(body)\n", kicker),
      ],
      [
        under(model, "\(model.by) \(model.authors[0]) | \(model.date)") { expected in
          expected.authors = [model.authors[0]]
          expected.published = "2025-07-31"
        }
      ],
    ]
  }

  // MARK: 4 to 8

  private static func bylines(_ model: ModelArticle) -> [[TextForm]] {
    let (by, names) = (model.by, model.authors)
    return [
      [
        under(model, "\(by) \(names[0])\n\(model.date)") { expected in
          expected.authors = [names[0]]
          expected.published = "2025-07-31"
        }
      ],
      [
        under(model, "\(by) \(names[0]), \(names[1]) \(model.and) \(names[2])") {
          $0.authors = names
        }
      ],
      [
        under(model, "\(by.uppercased()) \(names[0].uppercased()), \(model.office)") {
          $0.authors = [names[0].uppercased()]
        }
      ],
      [
        under(model, "\(by) \(names[0]), \(model.agency)") { expected in
          expected.authors = [names[0]]
          expected.agency = model.agency
        }
      ],
      [
        under(model, names[0]) { $0.authors = [names[0]] },
        under(model, "\(names[0])\n\(model.date)") { expected in
          expected.authors = [names[0]]
          expected.published = "2025-07-31"
        },
      ],
    ]
  }

  // MARK: 9 to 12

  private static func datelines(_ model: ModelArticle) -> [[TextForm]] {
    let city = model.city
    return [
      [
        under(model, "", lead: "\(model.place), \(model.country) (\(model.agency)) - ") {
          expected in
          expected.dateline = "\(model.place), \(model.country)"
          expected.agency = model.agency
        }
      ],
      [
        under(model, "", lead: "\(model.place) (\(model.agency)) — ") { expected in
          expected.dateline = model.place
          expected.agency = model.agency
        },
        under(model, "", lead: "\(model.place), \(model.dayAndMonth) (\(model.agency)).- ") {
          expected in
          expected.dateline = model.place
          expected.agency = model.agency
        },
        under(model, "", lead: "\(city) (\(model.agency)) - ") { expected in
          expected.dateline = city
          expected.agency = model.agency
        },
      ],
      [
        under(model, "", lead: "\(model.place), \(model.dayAndMonth) - ") {
          $0.dateline = model.place
        },
        under(model, model.date, lead: "\(model.place), \(model.dayAndMonth) – ") { expected in
          expected.dateline = model.place
          expected.published = "2025-07-31"
        },
        under(model, "", lead: "\(model.place), \(model.date) - ") { expected in
          expected.dateline = model.place
          expected.published = "2025-07-31"
        },
      ],
      [
        under(model, "", lead: "(CNN) -- ") { $0.agency = "CNN" },
        under(model, "\(model.by) \(model.authors[0])", lead: "(\(model.agency)) — ") { expected in
          expected.agency = model.agency
          expected.authors = [model.authors[0]]
        },
      ],
    ]
  }

  // MARK: 13 and 14

  private static func wires(_ model: ModelArticle) -> [[TextForm]] {
    var shouted = ExpectedArticle(model)
    shouted.title = model.title.uppercased()
    let body = body(model)
    return [
      [
        TextForm("BC-STORM-COAST\n\n\(shouted.title)\n\n\(body)\n", shouted),
        TextForm("BC-NOR--Storm-Coast, 2nd Ld-Writethru\n\(shouted.title)\n\n\(body)\n", shouted),
        TextForm("\(shouted.title)\n\n\(body)\n", shouted),
      ],
      ["UPDATE 2-", "URGENT: ", "UPDATE 1 - ", "BREAKING: ", "WRAPUP 3-", "URGENT-"].map {
        TextForm("\($0)\(model.title)\n\n\(body)\n", ExpectedArticle(model))
      },
    ]
  }

  // MARK: 15 to 17

  private static func dates(_ model: ModelArticle) -> [[TextForm]] {
    let line = "\(model.published) \(model.date)"
    let change = "\(model.updated) \(model.nextDate)"
    func both(_ expected: inout ExpectedArticle) {
      expected.published = "2025-07-31"
      expected.updated = "2025-08-01"
    }
    return [
      [
        under(model, "\(line) \(change)", both), under(model, "\(line)\n\(change)", both),
        under(model, "\(line) | \(change)", both),
      ],
      [
        under(model, model.date) { $0.published = "2025-07-31" },
        under(model, "31.07.2025, 14:05") { $0.published = "2025-07-31T14:05" },
      ],
      [
        under(model, model.relative), under(model, "14:05"),
        under(model, "\(model.dayAndMonth), 14:05"),
      ],
    ]
  }
}
