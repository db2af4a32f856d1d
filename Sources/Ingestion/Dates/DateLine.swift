// SPDX-License-Identifier: Apache-2.0

import Articles

/// What a line of nothing but dates says: when an article was published, and when updated.
struct DateLine: Hashable {
  var published: ArticleDate?
  var updated: ArticleDate?

  /// Reads `June 8, 2025`, `Published: ... Updated: ...`; nil if anything else is on the line, or
  /// no date.
  ///
  /// A date belongs to the last word before it that says which it is; one without such a word is
  /// that of publication.
  init?(_ line: ByteSpan, order: DateReading.Order = .unknown) {
    guard line.count <= 200, DateReading.hasDigit(line) else { return nil }
    let tokens = DateTokens(line)
    var next = 0
    while let match = DateReading.find(tokens, order, from: next) {
      guard Self.isFill(tokens, next..<match.before) else { return nil }
      keep(match.date, isUpdate: Self.isUpdate(tokens, next..<match.before))
      next = tokens.count - match.after
    }
    guard published != nil || updated != nil, Self.isFill(tokens, next..<tokens.count) else {
      return nil
    }
  }

  private mutating func keep(_ date: ArticleDate, isUpdate: Bool) {
    if isUpdate {
      if updated == nil { updated = date }
    } else if published == nil {
      published = date
    } else if updated == nil {
      updated = date
    }
  }

  private static func isUpdate(_ tokens: DateTokens, _ range: Range<Int>) -> Bool {
    for index in range.reversed() {
      let word = tokens.word(at: index)
      if word.has(.published) { return false }
      if word.has(.updated) { return true }
    }
    return false
  }

  private static func isFill(_ tokens: DateTokens, _ range: Range<Int>) -> Bool {
    for index in range where !DateReading.isFill(tokens, index) { return false }
    return true
  }
}
