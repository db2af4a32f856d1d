// SPDX-License-Identifier: Apache-2.0

import Articles

extension DayRange {
  /// The days that `text` names: `2024`, `2024-03`, `2024-03-08`, `today`, `yesterday`,
  /// `this-week`, `last-month`, `7d` (the last seven days and today; also `w`, `m`, `y`), or two
  /// of these with `..` between, of which one may be left out.
  ///
  /// Weeks begin on Monday. `today` is a number of days since 1970-01-01. Throws an error whose
  /// range lies within `text`.
  package init(parsing text: String, today: Int) throws(QueryError) {
    let expression = DateExpression(text: text, today: today)
    self = try expression.range()
  }
}

/// A date expression on its way to days.
private struct DateExpression {
  static let forms = "2024, 2024-03, 2024-03-08, 2024-03..2024-05, ..yesterday, last-week or 7d"
  static let separator = ".."

  let text: String
  let today: Int

  func range() throws(QueryError) -> DayRange {
    guard let dots = firstSeparator else { return try days(of: text[...]) }
    let (left, right) = (text[..<dots.lowerBound], text[dots.upperBound...])
    guard !left.isEmpty || !right.isEmpty else {
      throw QueryError(.badDate, at: whole, "No date on either side of `..`.")
    }
    let first: Int? = left.isEmpty ? nil : try days(of: left).first
    let last: Int? = right.isEmpty ? nil : try lastDay(of: right)
    if let first, let last, first > last {
      throw QueryError(
        .badDate,
        at: whole,
        "The range ends before it begins.",
        repair: "\(right)..\(left)"
      )
    }
    return DayRange(first: first, last: last)
  }

  /// As the end of a range, `7d` is the day itself, not the days since.
  private func lastDay(of part: Substring) throws(QueryError) -> Int? {
    let days = try days(of: part)
    return agoStart(part) == nil ? days.last : days.first
  }

  private var whole: Range<Int> { 0..<text.utf8.count }

  private var firstSeparator: Range<String.Index>? {
    var index = text.startIndex
    while index < text.endIndex {
      if text[index...].hasPrefix(Self.separator) {
        return index..<text.index(index, offsetBy: Self.separator.count)
      }
      index = text.index(after: index)
    }
    return nil
  }

  /// The days that one part names.
  private func days(of part: Substring) throws(QueryError) -> DayRange {
    if let range = named(part.lowercased()) ?? ago(part) ?? calendar(part) { return range }
    let start = text.utf8.distance(from: text.startIndex, to: part.startIndex)
    let range = start..<(start + part.utf8.count)
    throw QueryError(.badDate, at: range, message(for: part), repair: repair(for: part))
  }

  private func named(_ name: String) -> DayRange? {
    let monday = today - (((today + 3) % 7) + 7) % 7
    let day = CivilDay(daysSince1970: today)
    switch name {
    case "today": return DayRange(first: today, last: today)
    case "yesterday": return DayRange(first: today - 1, last: today - 1)
    case "this-week": return DayRange(first: monday, last: monday + 6)
    case "last-week": return DayRange(first: monday - 7, last: monday - 1)
    case "this-month": return Self.month(of: day)
    case "last-month": return day.adding(months: -1).flatMap(Self.month)
    case "this-year": return Self.year(day.year)
    case "last-year": return Self.year(day.year - 1)
    default: return nil
    }
  }

  private static func month(of day: CivilDay) -> DayRange? {
    let length = CivilDay.length(ofMonth: day.month, year: day.year)
    let first = day.daysSince1970 - day.day + 1
    return DayRange(first: first, last: first + length - 1)
  }

  private static func year(_ year: Int) -> DayRange? {
    guard let first = CivilDay(year: year, month: 1, day: 1),
      let last = CivilDay(year: year, month: 12, day: 31)
    else { return nil }
    return DayRange(first: first.daysSince1970, last: last.daysSince1970)
  }

  /// `7d` and its like, up to today.
  private func ago(_ part: Substring) -> DayRange? {
    agoStart(part).map { DayRange(first: $0, last: today) }
  }

  private func agoStart(_ part: Substring) -> Int? {
    guard let unit = part.last, let count = Self.number(part.dropLast(), digits: 1...5) else {
      return nil
    }
    let day = CivilDay(daysSince1970: today)
    switch unit {
    case "d", "D": return today - count
    case "w", "W": return today - 7 * count
    case "m", "M": return day.adding(months: -count)?.daysSince1970
    case "y", "Y": return day.adding(months: -12 * count)?.daysSince1970
    default: return nil
    }
  }

  /// A year, a month or a day.
  private func calendar(_ part: Substring) -> DayRange? {
    let pieces = part.split(separator: "-", omittingEmptySubsequences: false)
    guard let yearText = pieces.first, let year = Self.number(yearText, digits: 4...4) else {
      return nil
    }
    let rest = pieces.dropFirst().map { Self.number($0, digits: 1...2) }
    switch (rest.count, rest.first ?? nil, rest.last ?? nil) {
    case (0, _, _):
      return Self.year(year)
    case (1, let month?, _):
      return CivilDay(year: year, month: month, day: 1).flatMap(Self.month)
    case (2, let month?, let day?):
      return CivilDay(year: year, month: month, day: day).map {
        DayRange(first: $0.daysSince1970, last: $0.daysSince1970)
      }
    default:
      return nil
    }
  }

  /// The days of `>2024` and its like.
  private func compared(_ part: Substring) -> DayRange? {
    let sign = part.prefix { "<>=".contains($0) }
    let date = part.dropFirst(sign.count)
    guard text.count == part.count, let days = named(date.lowercased()) ?? calendar(date) else {
      return nil
    }
    switch sign {
    case ">": return DayRange(first: days.last.map { $0 + 1 }, last: nil)
    case ">=": return DayRange(first: days.first, last: nil)
    case "<": return DayRange(first: nil, last: days.first.map { $0 - 1 })
    case "<=": return DayRange(first: nil, last: days.last)
    case "=": return days
    default: return nil
    }
  }

  private static func number(_ text: Substring, digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(text)
  }

  private func message(for part: Substring) -> String {
    let pieces = part.split(separator: "-")
    if pieces.count == 3, pieces.allSatisfy({ Int($0) != nil }), pieces[0].utf8.count == 4 {
      return "There is no such day as \(part)."
    }
    return "`\(part)` is no date; dates are written \(Self.forms)."
  }

  /// `2024-2025` and `2024/3/8` have a plain meaning, if not a form.
  private func repair(for part: Substring) -> String? {
    if let range = compared(part) { return range.description }
    let years = part.split(separator: "-").compactMap { Self.number($0, digits: 4...4) }
    if years.count == 2, years[0] <= years[1], part.utf8.count == 9, firstSeparator == nil {
      return "\(years[0])..\(years[1])"
    }
    let dashed = String(part.map { $0 == "/" || $0 == "." ? "-" : $0 })
    guard dashed != part, calendar(dashed[...]) != nil else { return nil }
    return text.count == part.count ? dashed : nil
  }
}
