// SPDX-License-Identifier: Apache-2.0

import Articles

/// Dates as the press writes them, in many languages and only where they mean one day.
///
/// `3/4/2025` means two days and is no date unless the order is known; a day without a year is
/// none either.
enum DateReading {
  /// In which order a date of three numbers is written.
  enum Order: Hashable, Sendable {
    case unknown
    case dayFirst
    case monthFirst
  }

  /// A date found in a text.
  struct Match: Hashable {
    var date: ArticleDate
    /// Whether the text holds nothing but the date, its time, and words that belong to it.
    var isWhole: Bool
    /// Tokens before the date and after it and its time.
    var before: Int
    var after: Int
  }

  /// The first date in `text`; its first 64 words and numbers are looked at.
  static func date(in text: String, order: Order = .unknown) -> ArticleDate? {
    ISODate.date(text.utf8Span.span) ?? find(in: text, order: order)?.date
  }

  /// The first date in `text`, and what else is there.
  static func find(in text: String, order: Order = .unknown) -> Match? {
    let tokens = DateTokens(text)
    for start in tokens.tokens.indices {
      guard let day = DayPattern.match(tokens, at: start, order: order) else { continue }
      let clock = ClockPattern.match(tokens, at: day.end)
      let end = clock?.end ?? day.end
      return Match(
        date: clock.map { $0.applied(to: day.date) } ?? day.date,
        isWhole: isFill(tokens, 0..<start) && isFill(tokens, end..<tokens.tokens.count),
        before: start,
        after: tokens.tokens.count - end
      )
    }
    return nil
  }

  private static func isFill(_ tokens: DateTokens, _ range: Range<Int>) -> Bool {
    range.allSatisfy { index in
      switch tokens.tokens[index] {
      case .mark: true
      case .number(_, let digits): digits <= 2
      case .word(let word):
        CalendarWords.isWeekday(word) || CalendarWords.isFiller(word)
          || CalendarWords.month(word) != nil
      }
    }
  }
}

/// A calendar day, written in one of the known ways, at a place among tokens.
struct DayPattern {
  var date: ArticleDate
  /// The token after it.
  var end: Int

  static func match(
    _ tokens: DateTokens,
    at start: Int,
    order: DateReading.Order
  ) -> DayPattern? {
    yearFirst(tokens, start) ?? dayMonthName(tokens, start) ?? monthNameDay(tokens, start)
      ?? numbers(tokens, start, order) ?? vietnamese(tokens, start) ?? compact(tokens, start)
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int, end: Int) -> DayPattern? {
    ArticleDate(year: year, month: month, day: day).map { DayPattern(date: $0, end: end) }
  }

  /// `2025-07-31`, `2025/7/31`, `2025. 7. 31.`, `2025年7月31日`, `2025년 7월 31일`, `2025-07`.
  private static func yearFirst(_ tokens: DateTokens, _ start: Int) -> DayPattern? {
    guard let year = tokens.year(at: start), separates(tokens, start + 1),
      let month = tokens.small(at: start + 2, upTo: 12)
    else { return hungarian(tokens, start) }
    if separates(tokens, start + 3), let day = tokens.small(at: start + 4, upTo: 31) {
      let closes = tokens.word(at: start + 5).map { $0 == "日" || $0 == "일" } ?? false
      return self.day(year, month, day, end: start + (closes ? 6 : 5))
    }
    let padded =
      tokens.mark(at: start + 1) == UInt8(ascii: "-")
      && tokens.number(at: start + 2)?.digits == 2
    guard padded, start + 3 == tokens.tokens.count else { return nil }
    return ArticleDate(year: year, month: month).map { DayPattern(date: $0, end: start + 3) }
  }

  private static func separates(_ tokens: DateTokens, _ index: Int) -> Bool {
    if let mark = tokens.mark(at: index) {
      return mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/") || mark == UInt8(ascii: ".")
    }
    guard let word = tokens.word(at: index) else { return false }
    return word == "年" || word == "月" || word == "년" || word == "월"
  }

  /// The Hungarian way: `2025. július 31.`.
  private static func hungarian(_ tokens: DateTokens, _ start: Int) -> DayPattern? {
    guard let year = tokens.year(at: start) else { return nil }
    let next = tokens.mark(at: start + 1) == nil ? start + 1 : start + 2
    guard let month = tokens.word(at: next).flatMap(CalendarWords.month),
      let day = tokens.small(at: next + 1, upTo: 31), tokens.year(at: next + 2) == nil,
      tokens.year(at: next + 3) == nil
    else { return nil }
    return self.day(year, month, day, end: next + 2)
  }

  /// `31 July 2025`, `31. Juli 2025`, `31st of July, 2025`, `31 de julio de 2025`, `31-Jul-2025`.
  private static func dayMonthName(_ tokens: DateTokens, _ start: Int) -> DayPattern? {
    guard let day = tokens.small(at: start, upTo: 31) else { return nil }
    let name = skip(tokens, start + 1, words: ordinals)
    guard let month = tokens.word(at: name).flatMap(CalendarWords.month) else { return nil }
    let end = skip(tokens, name + 1, words: links)
    guard let year = tokens.year(at: end) else { return nil }
    return self.day(year, month, day, end: end + 1)
  }

  /// `July 31, 2025`, `Jul. 31st 2025`, and `July 2025`.
  private static func monthNameDay(_ tokens: DateTokens, _ start: Int) -> DayPattern? {
    guard let month = tokens.word(at: start).flatMap(CalendarWords.month) else { return nil }
    let number = skip(tokens, start + 1, words: links)
    if let year = tokens.year(at: number) {
      // After a number it is the rest of a day that does not exist.
      guard start == 0 || tokens.number(at: start - 1) == nil else { return nil }
      return ArticleDate(year: year, month: month).map { DayPattern(date: $0, end: number + 1) }
    }
    guard let day = tokens.small(at: number, upTo: 31) else { return nil }
    let end = skip(tokens, number + 1, words: ordinals)
    guard let year = tokens.year(at: end) else { return nil }
    return self.day(year, month, day, end: end + 1)
  }

  /// `31.07.2025`; `31/07/2025` and `07/31/2025` where one order alone gives a day.
  private static func numbers(
    _ tokens: DateTokens,
    _ start: Int,
    _ order: DateReading.Order
  ) -> DayPattern? {
    guard let first = tokens.small(at: start, upTo: 31), let mark = tokens.mark(at: start + 1),
      let second = tokens.small(at: start + 2, upTo: 31), tokens.mark(at: start + 3) == mark,
      let year = tokens.year(at: start + 4)
    else { return nil }
    let end = start + 5
    switch mark {
    case UInt8(ascii: "."): return day(year, second, first, end: end)
    case UInt8(ascii: "/"), UInt8(ascii: "-"): break
    default: return nil
    }
    if first > 12 || first == second { return day(year, second, first, end: end) }
    if second > 12 { return day(year, first, second, end: end) }
    switch order {
    case .dayFirst: return day(year, second, first, end: end)
    case .monthFirst: return day(year, first, second, end: end)
    case .unknown: return nil
    }
  }

  /// `31 tháng 7 năm 2025`, `31 tháng 7, 2025`.
  private static func vietnamese(_ tokens: DateTokens, _ start: Int) -> DayPattern? {
    guard let day = tokens.small(at: start, upTo: 31), tokens.word(at: start + 1) == "tháng",
      let month = tokens.small(at: start + 2, upTo: 12)
    else { return nil }
    let end = skip(tokens, start + 3, words: ["năm"])
    guard let year = tokens.year(at: end) else { return nil }
    return self.day(year, month, day, end: end + 1)
  }

  /// `20250731`, at the start only.
  private static func compact(_ tokens: DateTokens, _ start: Int) -> DayPattern? {
    guard start == 0, let (value, digits) = tokens.number(at: 0), digits == 8,
      (1900...2199).contains(value / 10_000)
    else { return nil }
    return day(value / 10_000, value / 100 % 100, value % 100, end: 1)
  }

  /// Passes marks and the given words, three of them at most.
  private static func skip(_ tokens: DateTokens, _ start: Int, words: Set<String>) -> Int {
    var index = start
    while index < start + 3, index < tokens.tokens.count {
      switch tokens.tokens[index] {
      case .mark(let mark) where ",.-/'".utf8.contains(mark) || mark == 0: index += 1
      case .word(let word) where words.contains(word): index += 1
      default: return index
      }
    }
    return index
  }

  private static let ordinals: Set<String> = [
    "st", "nd", "rd", "th", "er", "º", "de", "of", "d", "di", "ª", "den", "the", "do",
  ]
  private static let links: Set<String> = ["de", "del", "of", "do", "da", "г", "р", "year"]
}

/// A time of day with its zone, at a place among tokens.
struct ClockPattern {
  var seconds: Int
  var precision: ArticleDate.Precision
  var offsetMinutes: Int?
  var end: Int

  /// `date` at this time.
  func applied(to date: ArticleDate) -> ArticleDate {
    ArticleDate(
      seconds: date.seconds + Int64(seconds) - Int64(offsetMinutes ?? 0) * 60,
      precision: precision,
      offsetMinutes: offsetMinutes.map(Int16.init)
    )
  }

  /// `T14:05:00Z`, `at 2:05 p.m. EDT`, `, 14.05 Uhr`, `14h05`; nil if the hour does not exist.
  static func match(_ tokens: DateTokens, at start: Int) -> ClockPattern? {
    guard var index = hour(tokens, from: start), let hour = tokens.number(at: index)?.value,
      let minute = tokens.number(at: index + 2)?.value
    else { return nil }
    var clock = ClockPattern(seconds: 0, precision: .minute, offsetMinutes: nil, end: index + 3)
    var second = 0
    if tokens.mark(at: clock.end) == UInt8(ascii: ":"),
      let (value, digits) =
        tokens.number(at: clock.end + 1), digits == 2
    {
      second = value
      clock.precision = .second
      clock.end += 2
      if tokens.mark(at: clock.end) == UInt8(ascii: "."), tokens.number(at: clock.end + 1) != nil {
        clock.end += 2
      }
    }
    index = clock.end
    let shift = halfDay(tokens, &index)
    clock.end = index
    guard let hour24 = twentyFour(hour, shift), minute < 60, second < 60 else { return nil }
    clock.seconds = hour24 * 3600 + minute * 60 + second
    zone(tokens, &clock)
    return clock
  }

  /// The place of the hour: a number of one or two digits, a mark or `h`, and two digits.
  private static func hour(_ tokens: DateTokens, from start: Int) -> Int? {
    var index = start
    while index < min(start + 4, tokens.tokens.count) {
      if let (_, digits) = tokens.number(at: index) {
        let mark = tokens.mark(at: index + 1)
        let parted =
          mark == UInt8(ascii: ":") || mark == UInt8(ascii: ".")
          || tokens.word(at: index + 1) == "h"
        return digits <= 2 && parted && tokens.number(at: index + 2)?.digits == 2 ? index : nil
      }
      if let word = tokens.word(at: index), word != "t", !CalendarWords.isFiller(word) {
        return nil
      }
      index += 1
    }
    return nil
  }

  private static func halfDay(_ tokens: DateTokens, _ index: inout Int) -> String? {
    guard let word = tokens.word(at: index) else { return nil }
    if word == "am" || word == "pm" {
      index += 1
      return word
    }
    let dotted =
      (word == "a" || word == "p") && tokens.mark(at: index + 1) == UInt8(ascii: ".")
      && tokens.word(at: index + 2) == "m"
    guard dotted else { return nil }
    index += tokens.mark(at: index + 3) == UInt8(ascii: ".") ? 4 : 3
    return word == "a" ? "am" : "pm"
  }

  private static func twentyFour(_ hour: Int, _ half: String?) -> Int? {
    guard let half else { return (0..<24).contains(hour) ? hour : nil }
    guard (1...12).contains(hour) else { return (13..<24).contains(hour) ? hour : nil }
    return hour % 12 + (half == "pm" ? 12 : 0)
  }

  private static func zone(_ tokens: DateTokens, _ clock: inout ClockPattern) {
    if let word = tokens.word(at: clock.end), let offset = CalendarWords.offset(ofZone: word) {
      clock.offsetMinutes = offset
      clock.end += 1
      return
    }
    guard let mark = tokens.mark(at: clock.end),
      mark == UInt8(ascii: "+") || mark == UInt8(ascii: "-"),
      let (value, digits) = tokens.number(at: clock.end + 1)
    else { return }
    var minutes = digits == 4 ? value / 100 * 60 + value % 100 : value * 60
    var end = clock.end + 2
    guard digits == 4 || digits == 2 else { return }
    if digits == 2, tokens.mark(at: end) == UInt8(ascii: ":"),
      let (rest, restDigits) = tokens.number(at: end + 1), restDigits == 2
    {
      minutes += rest
      end += 2
    }
    guard minutes <= 15 * 60 else { return }
    clock.offsetMinutes = mark == UInt8(ascii: "-") ? -minutes : minutes
    clock.end = end
  }
}
