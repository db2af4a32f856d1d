// SPDX-License-Identifier: Apache-2.0

extension ArticleDate {
  /// Reads what ``iso8601`` writes: a year, month, day, or a day and a time with or without zone.
  ///
  /// Nil for anything else, and for days that do not exist.
  package init?(iso8601 text: some StringProtocol) {
    let halves = text.split(whereSeparator: { $0 == "T" || $0 == " " })
    guard let first = halves.first, halves.count <= 2 else { return nil }
    let parts = first.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Self.number($0) }
    guard numbers.count == parts.count, (1...3).contains(parts.count), parts[0].count == 4,
      let date = ArticleDate(
        year: numbers[0],
        month: numbers.count > 1 ? numbers[1] : nil,
        day: numbers.count > 2 ? numbers[2] : nil
      )
    else { return nil }
    self = date
    guard halves.count == 2 else { return }
    guard precision == .day, let clock = Clock(halves[1]) else { return nil }
    seconds += Int64(clock.second) - Int64(clock.offsetMinutes ?? 0) * 60
    precision = clock.hasSeconds ? .second : .minute
    offsetMinutes = clock.offsetMinutes
  }

  fileprivate static func number(_ digits: some StringProtocol) -> Int? {
    guard (1...4).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int(digits)
  }
}

/// A time of day with an offset from UTC, where there is one.
private struct Clock {
  /// Since midnight.
  var second: Int
  var hasSeconds: Bool
  var offsetMinutes: Int16?

  init?(_ text: some StringProtocol) {
    let zone = text.firstIndex { "Z+-".contains($0) } ?? text.endIndex
    guard let time = Self.numbers(text[..<zone]), time.count >= 2, time[0] < 24 else { return nil }
    guard time.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
    second = time[0] * 3600 + time[1] * 60 + (time.count > 2 ? time[2] : 0)
    hasSeconds = time.count > 2
    guard zone < text.endIndex else { return }
    let digits = text[text.index(after: zone)...]
    guard text[zone] != "Z" else {
      guard digits.isEmpty else { return nil }
      offsetMinutes = 0
      return
    }
    guard let offset = Self.numbers(digits), offset.count == 2, offset[0] < 24, offset[1] < 60
    else { return nil }
    let minutes = Int16(offset[0] * 60 + offset[1])
    offsetMinutes = text[zone] == "-" ? -minutes : minutes
  }

  /// Two or three numbers of two digits, with colons between them.
  private static func numbers(_ text: some StringProtocol) -> [Int]? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.utf8.count == 2 ? ArticleDate.number($0) : nil }
    return numbers.count == parts.count && (2...3).contains(parts.count) ? numbers : nil
  }
}
