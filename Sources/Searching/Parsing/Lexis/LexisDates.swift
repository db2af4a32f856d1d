// SPDX-License-Identifier: Apache-2.0

/// Reads what comes after `date` in Lexis and Factiva: `date > 2024`, `date aft 3/8/2024`,
/// `date from 20240101 to 20240331`, `date(geq(2024) and leq(2025))`.
struct LexisDates {
  private enum Sign {
    case after, from, before, upTo, on
  }

  let source: QuerySource
  let today: Int
  private(set) var next: Int
  private var range = DayRange(first: nil, last: nil)
  private var hasDate = false

  /// Begins after the name.
  init(_ source: QuerySource, at index: Int, today: Int) {
    self.source = source
    self.today = today
    next = index
  }

  /// The days, and the index after them; nil if `date` is just a word here.
  static func read(
    _ source: QuerySource,
    at index: Int,
    today: Int
  ) throws(QueryError) -> (days: DayRange, end: Int)? {
    var dates = LexisDates(source, at: index, today: today)
    if source[index]?.isOpenBracket == true {
      dates.next = index + 1
      return try dates.bracket()
    }
    guard let sign = dates.sign() else { return nil }
    try dates.take(sign)
    let end = dates.next
    if sign == .from, dates.sign() == .upTo {
      try dates.take(.upTo)
    } else {
      dates.next = end
    }
    return (dates.range, dates.next)
  }

  private mutating func bracket() throws(QueryError) -> (days: DayRange, end: Int)? {
    while true {
      skipBlanks()
      guard let scalar = source[next] else { return nil }
      if scalar.isCloseBracket { break }
      if string(endOfPiece).lowercased() == "and" {
        next = endOfPiece
        continue
      }
      let sign = sign() ?? .on
      skipBlanks()
      let isInBracket = source[next]?.isOpenBracket == true
      if isInBracket { next += 1 }
      try take(sign)
      if isInBracket {
        skipBlanks()
        if source[next]?.isCloseBracket == true { next += 1 }
      }
    }
    next += 1
    return hasDate ? (range, next) : nil
  }

  private mutating func skipBlanks() {
    while source[next]?.isBlank == true { next += 1 }
  }

  /// The index after the letters, digits and dashes that stand here.
  private var endOfPiece: Int {
    var end = next
    while let scalar = source[end], !scalar.isBlank, !scalar.isOpenBracket, !scalar.isCloseBracket,
      !"<>=".unicodeScalars.contains(scalar)
    { end += 1 }
    return end
  }

  private func string(_ end: Int) -> String { source.string(next, end) }

  /// Reads a sign or a word that is one; nil, and nothing read, if there is none.
  private mutating func sign() -> Sign? {
    skipBlanks()
    var end = next
    while let scalar = source[end], "<>=".unicodeScalars.contains(scalar) { end += 1 }
    if end == next { end = endOfPiece }
    let sign: Sign? =
      switch string(end).lowercased() {
      case ">", "aft", "after", "gt": .after
      case ">=", "geq", "from", "since": .from
      case "<", "bef", "before", "lt": .before
      case "<=", "leq", "to": .upTo
      case "=", "is", "on": .on
      default: nil
      }
    if sign != nil { next = end }
    return sign
  }

  /// Reads a date and narrows the range by it.
  private mutating func take(_ sign: Sign) throws(QueryError) {
    skipBlanks()
    let start = next
    next = endOfPiece
    let days = try days(source.string(start, next), source.range(start, next))
    hasDate = true
    switch sign {
    case .after: range.first = days.last.map { $0 + 1 }
    case .from: range.first = days.first
    case .before: range.last = days.first.map { $0 - 1 }
    case .upTo: range.last = days.last
    case .on: range = days
    }
    guard let first = range.first, let last = range.last, first > last else { return }
    throw QueryError(.badDate, at: source.range(start, next), "The range ends before it begins.")
  }

  private func days(_ text: String, _ place: Range<Int>) throws(QueryError) -> DayRange {
    do throws(QueryError) {
      return try DayRange(parsing: Self.calendar(text), today: today)
    } catch {
      throw QueryError(
        .badDate,
        at: place,
        "`\(text)` is no date; dates are written 2024, 3/8/2024, 2024-03-08 or 20240308."
      )
    }
  }

  /// A date in our form: `3/8/2024` is the month first, as in America.
  private static func calendar(_ text: String) -> String {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 3, parts[2].utf8.count == 4 { return "\(parts[2])-\(parts[0])-\(parts[1])" }
    if parts.count == 2, parts[1].utf8.count == 4 { return "\(parts[1])-\(parts[0])" }
    guard text.utf8.count == 8, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return text
    }
    return "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))"
  }
}
