// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

/// What is said of texts that were left out.
@Suite
struct DroppedBlockTests {
  private func dropped(_ page: String, asked: Bool = true) throws -> [DroppedBlock] {
    var reader = ArticleReader()
    var hint = SourceHint(fileName: "a.html")
    hint.wantsDropped = asked
    let result = reader.read(Array(page.utf8), as: hint)
    return try #require(result.articles.first).dropped
  }

  @Test
  func `nothing is told unless it is asked for`() throws {
    #expect(try dropped(SamplePage.text, asked: false).isEmpty)
  }

  @Test
  func `each text that was left out has a reason`() throws {
    let blocks = try dropped(SamplePage.text)
    let reasons = Dictionary(blocks.map { ($0.text, $0.reason) }) { first, _ in first }
    #expect(reasons["Lighthouse to shine again"] == .headline)
    #expect(reasons["Coast"] == .region)
    #expect(
      reasons["I for one have always been against the lamp, it keeps me awake."] == .comments
    )
    #expect(blocks.allSatisfy { (0...100).contains($0.percent) && !$0.text.isEmpty })
  }

  @Test
  func `a text is either kept or left out`() throws {
    var reader = ArticleReader()
    var hint = SourceHint(fileName: "a.html")
    hint.wantsDropped = true
    let found = try #require(reader.read(Array(SamplePage.text.utf8), as: hint).articles.first)
    let kept = Set(found.article.paragraphs.map(\.text))
    #expect(found.dropped.allSatisfy { !kept.contains($0.text) })
  }

  @Test
  func `reasons are clauses`() {
    for reason in DroppedBlock.Reason.allCases {
      #expect(reason.sentence.first?.isLowercase == true)
      #expect(!reason.sentence.hasSuffix("."))
    }
  }
}
