// SPDX-License-Identifier: Apache-2.0

import Articles

/// Dates in addresses: `/2025/06/08/`, `/2025-06-08/`, `/20250608/`.
enum AddressDate {
  /// The day, or the month where there is no more; nil without either.
  static func date(in address: String) -> ArticleDate? {
    let parts = address.split { "/?#".contains($0) }.dropFirst(2)
    for (index, part) in zip(parts.indices, parts) {
      if let date = whole(part) { return date }
      guard let year = number(part, digits: 4), (1990...2100).contains(year),
        index + 1 < parts.endIndex, let month = month(parts[index + 1])
      else { continue }
      let day = index + 2 < parts.endIndex ? number(parts[index + 2], upTo: 2) : nil
      return day.flatMap { ArticleDate(year: year, month: month, day: $0) }
        ?? ArticleDate(year: year, month: month)
    }
    return nil
  }

  /// `2025-06-08` at the start or the end of a part.
  private static func whole(_ part: Substring) -> ArticleDate? {
    let pieces = part.split { !$0.isNumber }
    for start in pieces.indices where start + 2 < pieces.endIndex {
      guard let year = number(pieces[start], digits: 4), (1990...2100).contains(year),
        let month = number(pieces[start + 1], digits: 2),
        let day = number(pieces[start + 2], digits: 2)
      else { continue }
      if let date = ArticleDate(year: year, month: month, day: day) { return date }
    }
    guard part.utf8.count == 8, let value = Int(part), (1990...2100).contains(value / 10_000) else {
      return nil
    }
    return ArticleDate(year: value / 10_000, month: value / 100 % 100, day: value % 100)
  }

  private static func month(_ part: Substring) -> Int? {
    number(part, upTo: 2).flatMap { (1...12).contains($0) ? $0 : nil }
      ?? CalendarWords.month(part.lowercased())
  }

  private static func number(_ part: Substring, digits: Int) -> Int? {
    part.utf8.count == digits && part.utf8.allSatisfy(\.isDigit) ? Int(part) : nil
  }

  private static func number(_ part: Substring, upTo digits: Int) -> Int? {
    (1...digits).contains(part.utf8.count) && part.utf8.allSatisfy(\.isDigit) ? Int(part) : nil
  }
}
