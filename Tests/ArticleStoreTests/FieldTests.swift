// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Articles
import Testing

@Suite struct FieldTests {
  @Test func `numbers on disk never change`() {
    let expected: [ArticleField: UInt8] = [
      .title: 1, .deck: 2, .authors: 3, .agency: 4, .dateline: 5, .section: 6, .source: 7,
      .url: 8, .canonicalURL: 9, .published: 10, .updated: 11, .captured: 12, .language: 13,
      .leadImage: 14,
    ]
    for field in ArticleField.allCases { #expect(field.rawValue == expected[field]) }
  }

  @Test(arguments: ArticleField.allCases)
  func `every field is set, read, listed and cleared by its number`(field: ArticleField) throws {
    var article = Article()
    let value = try Self.value(for: field)
    article[field] = Sourced(value, .record)
    #expect(article[field] == Sourced(value, .record))
    #expect(article.fieldValues.map(\.origin) == [.record])
    article[field] = nil
    #expect(article == Article())
  }

  /// A lead image comes back from the archive as it was filed.
  @Test func `all fields survive the store`() throws {
    let world = try StoreWorld()
    var article = article("A title", longText(5), url: "https://example.org/a")
    for field in ArticleField.allCases where article[field] == nil {
      article[field] = Sourced(try Self.value(for: field), .jsonLD)
    }
    let id = try world.index("a.html", article).article
    #expect(try world.reader().article(id)?.article == article)
  }

  private static func value(for field: ArticleField) throws -> FieldValue {
    switch field {
    case .authors: .list(["Ada Lund", "Bo Ek"])
    case .published, .updated, .captured:
      .date(try #require(ArticleDate(year: 2025, month: 6, day: 8)))
    default: .text("text \(field.rawValue)")
    }
  }
}
