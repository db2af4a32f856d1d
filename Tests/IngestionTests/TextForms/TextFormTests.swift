// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

@Suite
struct TextFormTests {
  /// Every form in every charset that has its letters and with both ends of lines.
  @Test(arguments: 1...27, ModelArticle.all)
  func `every form is read in every charset`(number: Int, model: ModelArticle) throws {
    let other = model.isWestern ? ModelArticle.german : .russian
    let forms = TextForm.forms(of: model, and: other)
    #expect(forms.count == 27)
    for (variant, form) in forms[number - 1].enumerated() {
      for (place, end) in LineEnd.allCases.enumerated() {
        // The first variant crosses all; the others take turns.
        for (column, encoding) in TextEncoding.allCases.enumerated()
        where variant == 0 || (variant + place * 3 + column).isMultiple(of: 5) {
          try read(form, model, encoding, end, "form \(number), variant \(variant)")
        }
      }
    }
  }

  private func read(
    _ form: TextForm,
    _ model: ModelArticle,
    _ encoding: TextEncoding,
    _ end: LineEnd,
    _ name: String
  ) throws {
    let text = form.text.replacing("\n", with: end.rawValue)
    guard let bytes = encoding.bytes(of: text) else {
      #expect(!model.isWestern && encoding == .windows1252)
      return
    }
    var reader = ArticleReader()
    let result = reader.read(bytes, as: SourceHint(fileName: "article.txt"))
    let comment: Comment = "\(name), \(encoding), \(end)"
    #expect(result.articles.map { ExpectedArticle($0.article) } == form.articles, comment)
    if end == .lineFeed { try expectOriginals(result.articles, in: bytes, comment) }
  }

  /// Each article's original, read alone, gives the article again; in UTF-8 the originals follow
  /// each other and leave out no byte.
  private func expectOriginals(
    _ articles: [ReadArticle],
    in bytes: [UInt8],
    _ comment: Comment
  ) throws {
    let places = articles.map(\.original.place)
    #expect(places.first?.lowerBound == 0 && places.last?.upperBound == bytes.count, comment)
    for article in articles {
      var reader = ArticleReader()
      let hint = SourceHint(mediaType: article.mediaType)
      let again = reader.read(Array(bytes[article.original.place]), as: hint).articles
      try #require(again.indices.contains(article.ordinal), comment)
      #expect(again[article.ordinal].article == article.article, comment)
    }
    if articles.first?.charset == "utf-8" {
      #expect(
        zip(places, places.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound },
        comment
      )
    }
  }
}
