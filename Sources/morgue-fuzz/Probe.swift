// SPDX-License-Identifier: Apache-2.0

import Articles
import Probes

@testable import Ingestion

/// Runs a reader on hostile bytes and stops the process if it breaks a promise.
enum Probe {
  /// Reads bytes as a file with each of the names in turn, the first byte choosing which.
  static func read(_ bytes: [UInt8], named names: [String]) {
    let name = names.count == 1 ? names[0] : names[Int(bytes.first ?? 0) % names.count]
    let input = names.count == 1 ? bytes : Array(bytes.dropFirst())
    var reader = ArticleReader()
    let result = reader.read(input, as: SourceHint(fileName: name))
    check(result, of: input)
    checkParts(of: input, named: name, against: result)
    sink(result)
  }

  /// Collections are read part by part; that must give what reading them whole gives.
  private static func checkParts(of bytes: [UInt8], named name: String, against whole: ReadResult) {
    let hint = SourceHint(fileName: name)
    bytes.withUnsafeBytes { buffer in
      var parts = SourceParts(of: buffer, as: hint, about: 256)
      guard parts.isCollection else { return }
      var reader = ArticleReader()
      var articles: [ReadArticle] = []
      while let part = parts.next(in: buffer) {
        let result = reader.read(part, of: buffer, as: hint)
        check(result, of: bytes)
        articles += result.articles
      }
      promise(articles.map(\.article) == whole.articles.map(\.article), "parts are not the whole")
    }
  }

  /// Decodes bytes with the label that their first line names.
  static func decode(_ bytes: [UInt8]) {
    let end = bytes.firstIndex(of: 0x0A) ?? bytes.startIndex
    let label = String(decoding: bytes[..<end], as: UTF8.self)
    let rest = Array(bytes[min(end + 1, bytes.count)...])
    let text = CharacterDecoding.decode(rest, declared: label.isEmpty ? nil : label)
    promise((try? UTF8Span(validating: text.bytes.span)) != nil, "decoded text is no UTF-8")
    promise(!text.charset.isEmpty, "a text without a charset")
    sink(text)
  }

  /// Reads a date in every order of day and month.
  static func readDate(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    for order in [DateReading.Order.unknown, .dayFirst, .monthFirst] {
      let date = DateReading.date(in: text, order: order)
      if let date { check(date) }
      if let match = DateReading.find(in: text, order: order) { check(match.date) }
      sink(date)
    }
    sink(ArticleDate(iso8601: text))
  }

  // MARK: Promises

  /// Nothing vanishes silently, originals lie within the source, texts are clean.
  private static func check(_ result: ReadResult, of bytes: [UInt8]) {
    promise(!result.articles.isEmpty || !result.skipped.isEmpty, "nothing was said of a source")
    for article in result.articles {
      let place = article.original.place
      promise(place.lowerBound >= 0 && place.upperBound <= bytes.count, "original outside")
      promise(article.ordinal >= 0 && !article.mediaType.isEmpty, "an original of no kind")
      check(article.article)
    }
    for part in result.skipped {
      promise(part.range.lowerBound >= 0 && part.range.upperBound <= bytes.count, "skip outside")
      promise(part.count > 0, "nothing was skipped")
    }
  }

  private static func check(_ article: Article) {
    promise(article.title != nil || !article.paragraphs.isEmpty, "an article of nothing")
    for paragraph in article.paragraphs {
      promise(!paragraph.text.isEmpty, "an empty paragraph")
      promise(!paragraph.text.utf8.contains { $0 < 0x20 }, "a control character in a paragraph")
    }
    for line in article.fieldValues {
      promise(!line.value.isEmpty, "an empty field")
      promise(!line.value.utf8.contains { $0 < 0x20 }, "a control character in a field")
    }
    for date in [article.published, article.updated, article.captured] {
      if let date { check(date.value) }
    }
  }

  private static func check(_ date: ArticleDate) {
    promise((1...9999).contains(date.day.year), "a year that cannot be written")
    promise(ArticleDate(iso8601: date.iso8601) != nil, "a date that cannot be read again")
  }
}

/// Ends the process if a promise was broken.
private func promise(_ isKept: Bool, _ broken: String) {
  if !isKept { stop(broken) }
}
