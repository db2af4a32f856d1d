// SPDX-License-Identifier: Apache-2.0

import Articles

/// A calendar day, written in one of the known ways, at a place among tokens.
struct DayPattern {
  var date: ArticleDate
  /// The token after it.
  var end: Int

  /// The day that begins at token `start`; nil if none does.
  static func match(
    _ tokens: DateTokens,
    at start: Int,
    order: DateReading.Order
  ) -> DayPattern? {
    switch tokens[start].kind {
    case .number:
      yearFirst(tokens, start) ?? dayMonthName(tokens, start) ?? numbers(tokens, start, order)
        ?? vietnamese(tokens, start) ?? compact(tokens, start)
    case .word: monthNameDay(tokens, start) ?? eastern(tokens, start)
    case .mark, .end: nil
    }
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int, end: Int) -> DayPattern? {
    ArticleDate(year: year, month: month, day: day).map { DayPattern(date: $0, end: end) }
  }

  // MARK: The year first

  /// `2025-07-31`, `2025/7/31`, `2025. 7. 31.`, `2025年7月31日`, `2025년 7월 31일`, `2025-07`.
  private static func yearFirst(_ tokens: DateTokens, _ start: Int) -> DayPattern? {
    guard let year = tokens.year(at: start), separates(tokens, start + 1),
      let month = tokens.small(at: start + 2, upTo: 12)
    else { return hungarian(tokens, start) }
    return rest(tokens, start, year, month)
  }

  /// What follows a year and a month in numbers.
  private static func rest(
    _ tokens: DateTokens,
    _ start: Int,
    _ year: Int,
    _ month: Int
  ) -> DayPattern? {
    if separates(tokens, start + 3), let day = tokens.small(at: start + 4, upTo: 31) {
      let closes = tokens.word(at: start + 5).has(.dayMark) || closesKorean(tokens, start)
      return self.day(year, month, day, end: start + (closes ? 6 : 5))
    }
    let padded = tokens.has("-", at: start + 1) && tokens[start + 2].digits == 2
    let isMonth = tokens.word(at: start + 3).has(.monthMark)
    guard padded && start + 3 == tokens.count || isMonth && start + 4 == tokens.count else {
      return nil
    }
    return ArticleDate(year: year, month: month).map {
      DayPattern(date: $0, end: start + (isMonth ? 4 : 3))
    }
  }

  /// Whether a stop closes the date (`2025. 7. 31.`) too.
  private static func closesKorean(_ tokens: DateTokens, _ start: Int) -> Bool {
    tokens.has(".", at: start + 3) && tokens.has(".", at: start + 5)
  }

  private static func separates(_ tokens: DateTokens, _ index: Int) -> Bool {
    switch tokens[index].kind {
    case .mark:
      tokens.has("-", at: index) || tokens.has("/", at: index) || tokens.has(".", at: index)
    case .word: tokens.word(at: index).has([.year, .monthMark])
    case .number, .end: false
    }
  }

  /// Year, month's name, day: `2025. július 31.`, `2025 m. liepos 31 d.`, `2025 July 31`.
  private static func hungarian(_ tokens: DateTokens, _ start: Int) -> DayPattern? {
    guard let year = tokens.year(at: start) else { return nil }
    var next = start + 1
    while next < start + 4, isYearEnd(tokens, next) { next += 1 }
    if let (month, end) = MonthName.match(tokens, at: next),
      let day = tokens.small(at: skipMarks(tokens, end), upTo: 31)
    {
      let after = skipMarks(tokens, end) + 1
      guard tokens.year(at: after) == nil, tokens.year(at: after + 1) == nil else { return nil }
      return self.day(year, month, day, end: after)
    }
    return latvian(tokens, next, year)
  }

  /// Year, day, month's name: `2025. gada 31. jūlijs`.
  private static func latvian(
    _ tokens: DateTokens,
    _ start: Int,
    _ year: Int
  ) -> DayPattern? {
    guard let day = tokens.small(at: start, upTo: 31), tokens.has(".", at: start + 1),
      let (month, end) = MonthName.match(tokens, at: start + 2), tokens.year(at: end) == nil
    else { return nil }
    return self.day(year, month, day, end: end)
  }

  private static func isYearEnd(_ tokens: DateTokens, _ index: Int) -> Bool {
    tokens[index].kind == .mark
      ? !tokens.has(",", at: index)
      : tokens.word(at: index).month == 0
        && tokens[index].kind == .word && tokens.word(at: index).has(.filler)
  }

  private static func skipMarks(_ tokens: DateTokens, _ index: Int) -> Int {
    tokens.has("-", at: index) || tokens.has(".", at: index) ? index + 1 : index
  }

  /// `令和7年7月31日`, `民國114年7月31日`.
  private static func eastern(_ tokens: DateTokens, _ start: Int) -> DayPattern? {
    let era = Int(tokens.word(at: start).era)
    guard era > 0, tokens[start + 1].kind == .word else { return nil }
    let first = tokens.number(at: start + 2)?.value ?? (tokens[start + 2].kind == .word ? 1 : 0)
    guard (1...200).contains(first), tokens.word(at: start + 3).has(.year),
      let month = tokens.small(at: start + 4, upTo: 12),
      tokens.word(at: start + 5).has(.monthMark),
      let day = tokens.small(at: start + 6, upTo: 31), tokens.word(at: start + 7).has(.dayMark)
    else { return nil }
    return self.day(era + first, month, day, end: start + 8)
  }

  // MARK: Names of months

  /// `31 July 2025`, `31. Juli 2025`, `31st of July, 2025`, `31 de julio de 2025`, `31-Jul-25`.
  private static func dayMonthName(_ tokens: DateTokens, _ start: Int) -> DayPattern? {
    guard let day = tokens.small(at: start, upTo: 31) else { return nil }
    let name = skip(tokens, start + 1, .ordinal)
    guard let (month, after) = MonthName.match(tokens, at: name) else { return nil }
    let end = skip(tokens, after, [.link, .buddhist])
    if tokens.word(at: name).has(.persian) {
      return PersianCalendar.date(tokens, year: end, month, day).map {
        DayPattern(date: $0, end: end + 1)
      }
    }
    guard let (year, length) = Self.year(tokens, at: end, from: after) else { return nil }
    return self.day(year, month, day, end: end + length)
  }

  /// A year of four digits, of the Buddhist era, or of two after a hyphen or an apostrophe.
  private static func year(
    _ tokens: DateTokens,
    at index: Int,
    from start: Int
  ) -> (year: Int, length: Int)? {
    if let (value, digits) = tokens.number(at: index), digits == 4, (2400...2699).contains(value) {
      return (value - 543, 1)
    }
    if let year = tokens.year(at: index) { return (year, 1) }
    guard let (value, digits) = tokens.number(at: index), digits == 2, index > start,
      tokens.has("-", at: index - 1) || tokens.has("'", at: index - 1)
    else { return nil }
    return (value < 70 ? 2000 + value : 1900 + value, 1)
  }

  /// `July 31, 2025`, `Jul. 31st 2025`, `Thu Jul 31 14:05:00 EDT 2025`, and `July 2025`.
  private static func monthNameDay(_ tokens: DateTokens, _ start: Int) -> DayPattern? {
    guard let (month, after) = MonthName.match(tokens, at: start) else { return nil }
    let number = skip(tokens, after, .link)
    if let year = tokens.year(at: number) {
      guard !followsNumber(tokens, start), !tokens.word(at: start).has([.short, .persian]) else {
        return nil
      }
      return ArticleDate(year: year, month: month).map { DayPattern(date: $0, end: number + 1) }
    }
    guard let day = tokens.small(at: number, upTo: 31) else { return nil }
    let end = skip(tokens, number + 1, [.ordinal, .link])
    if let year = tokens.year(at: end) { return self.day(year, month, day, end: end + 1) }
    return unixDay(tokens, number, month, day)
  }

  /// Whether a name is the rest of a day that does not exist.
  private static func followsNumber(_ tokens: DateTokens, _ start: Int) -> Bool {
    var index = start - 1
    while index >= start - 3, tokens[index].kind == .mark || tokens.word(at: index).has(.ordinal) {
      index -= 1
    }
    return tokens[index].kind == .number
  }

  /// What `date` prints: the year comes after the time of day.
  private static func unixDay(
    _ tokens: DateTokens,
    _ number: Int,
    _ month: Int,
    _ day: Int
  ) -> DayPattern? {
    guard let clock = ClockPattern.match(tokens, at: number + 1),
      let date = tokens.year(at: clock.end).flatMap({
        ArticleDate(year: $0, month: month, day: day)
      })
    else { return nil }
    return DayPattern(date: clock.applied(to: date), end: clock.end + 1)
  }

  // MARK: Numbers alone

  /// `31.07.2025`; `31/07/2025` and `07/31/2025` where the order is known, or one order alone
  /// gives a day.
  private static func numbers(
    _ tokens: DateTokens,
    _ start: Int,
    _ order: DateReading.Order
  ) -> DayPattern? {
    guard let first = tokens.small(at: start, upTo: 31), let mark = tokens.mark(at: start + 1),
      let second = tokens.small(at: start + 2, upTo: 31), tokens.mark(at: start + 3) == mark,
      let year = numericYear(tokens, start, mark, order)
    else { return nil }
    let end = start + 5
    switch mark {
    case UInt8(ascii: "."):
      return day(year, second, first, end: end) ?? day(year, first, second, end: end)
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

  /// Four digits; two only where day and month have two as well and their order is beyond doubt.
  private static func numericYear(
    _ tokens: DateTokens,
    _ start: Int,
    _ mark: UInt8,
    _ order: DateReading.Order
  ) -> Int? {
    if let year = tokens.year(at: start + 4) { return year }
    guard let (value, digits) = tokens.number(at: start + 4), digits == 2,
      tokens[start].digits == 2, tokens[start + 2].digits == 2,
      mark == UInt8(ascii: ".") || order != .unknown, tokens.mark(at: start + 5) != mark
    else { return nil }
    return value < 70 ? 2000 + value : 1900 + value
  }

  /// `31 tháng 7 năm 2025`, `31 tháng 7, 2025`.
  private static func vietnamese(_ tokens: DateTokens, _ start: Int) -> DayPattern? {
    guard let day = tokens.small(at: start, upTo: 31), tokens.word(at: start + 1).has(.monthMark),
      let month = tokens.small(at: start + 2, upTo: 12)
    else { return nil }
    let end = skip(tokens, start + 3, .year)
    guard let year = tokens.year(at: end) else { return nil }
    return self.day(year, month, day, end: end + 1)
  }

  /// `20250731` and `20250731T140500Z`, at the start only.
  private static func compact(_ tokens: DateTokens, _ start: Int) -> DayPattern? {
    guard start == 0, let (value, digits) = tokens.number(at: 0), digits == 8,
      (1900...2199).contains(value / 10_000)
    else { return nil }
    return day(value / 10_000, value / 100 % 100, value % 100, end: 1)
  }

  /// Passes marks and words of the given roles, four of them at most.
  private static func skip(
    _ tokens: DateTokens,
    _ start: Int,
    _ roles: DateWord.Roles
  ) -> Int {
    var index = start
    while index < start + 4 {
      if let mark = tokens.mark(at: index) {
        guard mark == 0 || isDateMark(mark) else { return index }
      } else if tokens[index].kind != .word || !tokens.word(at: index).has(roles) {
        return index
      }
      index += 1
    }
    return index
  }

  private static func isDateMark(_ mark: UInt8) -> Bool {
    mark == UInt8(ascii: ",") || mark == UInt8(ascii: ".") || mark == UInt8(ascii: "-")
      || mark == UInt8(ascii: "/") || mark == UInt8(ascii: "'")
  }
}

/// The name of a month among tokens.
enum MonthName {
  /// The month that is named at a place, and the token after its name.
  ///
  /// Of the months of the Levant two are told by a second word; a second name after a stroke
  /// (`شباط/فبراير`) is passed.
  static func match(_ tokens: DateTokens, at start: Int) -> (month: Int, end: Int)? {
    let word = tokens.word(at: start)
    guard word.month > 0 else { return nil }
    var month = Int(word.month)
    var end = start + 1
    if tokens.word(at: end).has([.first, .second]) {
      if tokens.word(at: end).has(.second) { month = month % 12 + 1 }
      end += 1
    }
    if tokens.has("/", at: end), Int(tokens.word(at: end + 1).month) == month { end += 2 }
    return (month, end)
  }
}

/// The Persian calendar, for the years 1300 to 1498.
///
/// In these its leap years follow the cycle of 33 years (Borkowski, "The Persian calendar for 3000
/// years").
enum PersianCalendar {
  static func date(
    _ tokens: DateTokens,
    year index: Int,
    _ month: Int,
    _ day: Int
  ) -> ArticleDate? {
    guard let (year, digits) = tokens.number(at: index), digits == 4 else { return nil }
    return date(year, month, day)
  }

  /// The day; nil if it does not exist or lies outside these years.
  static func date(_ year: Int, _ month: Int, _ day: Int) -> ArticleDate? {
    let length = month <= 6 ? 31 : month < 12 || isLeap(year) ? 30 : 29
    guard (1300...1498).contains(year), (1...12).contains(month), (1...length).contains(day),
      let epoch = CivilDay(year: 1921, month: 3, day: 21)
    else { return nil }
    var days = epoch.daysSince1970
    for passed in 1300..<year { days += isLeap(passed) ? 366 : 365 }
    days += (month - 1) * 30 + min(month - 1, 6) + day - 1
    return ArticleDate(seconds: Int64(days) * 86_400, precision: .day)
  }

  private static func isLeap(_ year: Int) -> Bool {
    [1, 5, 9, 13, 17, 22, 26, 30].contains(year % 33)
  }
}
