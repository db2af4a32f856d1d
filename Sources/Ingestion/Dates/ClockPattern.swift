// SPDX-License-Identifier: Apache-2.0

import Articles

/// A time of day with its zone, at a place among tokens.
struct ClockPattern {
  /// Since midnight.
  var seconds: Int
  var precision: ArticleDate.Precision
  var offsetMinutes: Int?
  /// The offset is that of the standard time, and the date decides whether summer time holds.
  var isAmerican = false
  var end: Int
  /// Whether it can be nothing but a time, even before its date.
  var isCertain = false

  /// `date` at this time.
  func applied(to date: ArticleDate) -> ArticleDate {
    var offset = offsetMinutes
    if isAmerican, let standard = offset {
      offset = standard + (SummerTime.holds(on: date.day, at: seconds) ? 60 : 0)
    }
    return ArticleDate(
      seconds: date.seconds + Int64(seconds) - Int64(offset ?? 0) * 60,
      precision: precision,
      offsetMinutes: offset.map { Int16($0) }
    )
  }

  /// `T14:05:00Z`, `at 2:05 p.m. EDT`, `, 14.05 Uhr`, `14h05`, `下午2:05`; nil if there is none
  /// within the next words, or its hour does not exist.
  static func match(_ tokens: DateTokens, at start: Int) -> ClockPattern? {
    var index = start
    var half = Half.unknown
    while index < start + 6 {
      let token = tokens[index]
      if token.kind == .number { return read(tokens, index, half) }
      guard token.kind != .end, isPassed(tokens, index) else { return nil }
      half = Half.before(tokens, index) ?? half
      index += 1
    }
    return nil
  }

  private static func isPassed(_ tokens: DateTokens, _ index: Int) -> Bool {
    if let mark = tokens.mark(at: index) { return mark != UInt8(ascii: "+") }
    return tokens.word(at: index).has([.filler, .weekday, .morning, .afternoon, .zone])
  }

  /// The time whose hour is the number at `index`.
  private static func read(
    _ tokens: DateTokens,
    _ index: Int,
    _ before: Half
  ) -> ClockPattern? {
    if let compact = compact(tokens, index) { return compact }
    guard let (hour, digits) = tokens.number(at: index), digits <= 2 else { return nil }
    var clock = ClockPattern(seconds: 0, precision: .minute, end: index + 1)
    var minute = 0
    let parted = parts(tokens, index + 1)
    if parted, let (value, digits) = tokens.number(at: index + 2), digits == 2 {
      minute = value
      clock.end = index + 3
      clock.isCertain = !tokens.has(".", at: index + 1)
      if tokens.word(at: clock.end).has(.minuteMark) { clock.end += 1 }
    }
    let second = minute == 0 && clock.end == index + 1 ? 0 : clock.readSeconds(tokens)
    let isBare = clock.end == index + 1
    let half = Half.after(tokens, &clock.end) ?? before
    let hasMark = clock.passHourMark(tokens, isBare: isBare)
    guard !isBare || half != .unknown || hasMark else { return nil }
    clock.isCertain = clock.isCertain || half != .unknown || hasMark
    guard let hour24 = half.hour(hour), minute < 60, second < 60 else { return nil }
    clock.seconds = hour24 * 3600 + minute * 60 + second
    clock.readZone(tokens)
    return clock
  }

  /// `140500` and `1405` right after a `T`.
  private static func compact(_ tokens: DateTokens, _ index: Int) -> ClockPattern? {
    guard let (value, digits) = tokens.number(at: index), digits == 6, !tokens[index].isSpaced,
      tokens[index - 1].kind == .word, tokens[index - 2].digits == 8,
      value / 10_000 < 24, value / 100 % 100 < 60, value % 100 < 60
    else { return nil }
    var clock = ClockPattern(
      seconds: value / 10_000 * 3600 + value / 100 % 100 * 60 + value % 100,
      precision: .second,
      end: index + 1
    )
    clock.readZone(tokens)
    return clock
  }

  private static func parts(_ tokens: DateTokens, _ index: Int) -> Bool {
    tokens.has(":", at: index) || tokens.has(".", at: index)
      || tokens[index].kind == .word && tokens.word(at: index).has(.hourMark)
  }

  private mutating func readSeconds(_ tokens: DateTokens) -> Int {
    let parted = tokens.has(":", at: end) || tokens.word(at: end - 1).has(.minuteMark)
    let index = tokens.has(":", at: end) ? end + 1 : end
    guard parted, let (value, digits) = tokens.number(at: index), digits == 2 else { return 0 }
    precision = .second
    end = index + 1
    if tokens.has(".", at: end) || tokens.has(",", at: end), !tokens[end + 1].isSpaced,
      tokens.number(at: end + 1) != nil || tokens[end + 1].digits > 9
    {
      end += 2
    }
    if tokens.word(at: end).has(.secondMark) { end += 1 }
    return value
  }

  /// `Uhr` after hour and minute; after an hour alone it makes it a time.
  private mutating func passHourMark(_ tokens: DateTokens, isBare: Bool) -> Bool {
    guard tokens[end].kind == .word, tokens.word(at: end).has(.hourMark),
      !tokens.word(at: end).has(.year)
    else { return false }
    end += 1
    return true
  }

  // MARK: Zones

  private mutating func readZone(_ tokens: DateTokens) {
    let opened = tokens.has("(", at: end)
    let word = tokens.word(at: opened ? end + 1 : end)
    if word.has([.base, .american]) {
      offsetMinutes = Int(word.offset)
      isAmerican = word.has(.american)
      end += opened ? 2 : 1
      if word.offset == 0 { readOffset(tokens) }
    } else if word.has(.zone) {
      // The name means several zones, and the time stays without one.
      end += 1
      readLongZone(tokens)
    } else {
      readOffset(tokens)
    }
    if opened, tokens.has(")", at: end) { end += 1 }
  }

  /// `Eastern Daylight Time`.
  private mutating func readLongZone(_ tokens: DateTokens) {
    while tokens.word(at: end).has(.zone), !tokens.word(at: end).has(.base) { end += 1 }
  }

  private mutating func readOffset(_ tokens: DateTokens) {
    guard tokens.has("+", at: end) || tokens.has("-", at: end),
      let (value, digits) = tokens.number(at: end + 1), digits <= 4, digits != 3,
      // After `14:05 -` a number that stands apart is something else.
      digits > 2 || !tokens[end + 1].isSpaced
    else { return }
    let isWest = tokens.has("-", at: end)
    var minutes = digits == 4 ? value / 100 * 60 + value % 100 : value * 60
    var next = end + 2
    if digits <= 2, tokens.has(":", at: next), let (rest, restDigits) = tokens.number(at: next + 1),
      restDigits == 2, rest < 60
    {
      minutes += rest
      next += 2
    }
    guard minutes <= 15 * 60 else { return }
    offsetMinutes = isWest ? -minutes : minutes
    end = next
  }
}

/// Which half of the day an hour of twelve lies in.
enum Half {
  case unknown
  case morning
  case afternoon

  /// What a word before the hour says: `下午`, `오후`, `م`.
  static func before(_ tokens: DateTokens, _ index: Int) -> Half? {
    let word = tokens.word(at: index)
    let isEastern = tokens.word(at: index - 1).has(.noon) || tokens.word(at: index + 1).has(.noon)
    guard isEastern, word.has([.morning, .afternoon]) else { return nil }
    return word.has(.morning) ? .morning : .afternoon
  }

  /// What follows the time: `pm`, `p.m.`; passes it.
  static func after(_ tokens: DateTokens, _ index: inout Int) -> Half? {
    let word = tokens.word(at: index)
    if word.has([.morning, .afternoon]), !tokens.word(at: index + 1).has(.noon) {
      index += 1
      return word.has(.morning) ? .morning : .afternoon
    }
    guard let letter = DottedHalf.letter(tokens, index) else { return nil }
    index += 3
    if tokens.has(".", at: index) { index += 1 }
    return letter
  }

  /// The hour of 24.
  func hour(_ hour: Int) -> Int? {
    guard self != .unknown else { return (0..<24).contains(hour) ? hour : nil }
    guard (1...12).contains(hour) else { return (13..<24).contains(hour) || hour == 0 ? hour : nil }
    return hour % 12 + (self == .afternoon ? 12 : 0)
  }
}

/// `a.m.` and `p.m.`, letter by letter.
private enum DottedHalf {
  static func letter(_ tokens: DateTokens, _ index: Int) -> Half? {
    guard tokens.has(".", at: index + 1), tokens[index + 2].letter == UInt8(ascii: "m") else {
      return nil
    }
    switch tokens[index].letter {
    case UInt8(ascii: "a"): return .morning
    case UInt8(ascii: "p"): return .afternoon
    default: return nil
    }
  }
}

/// The summer time of the United States.
enum SummerTime {
  /// Whether it holds at a local time: since 2007 from the second Sunday of March to the first of
  /// November, from 1987 on from the first Sunday of April to the last of October.
  static func holds(on day: CivilDay, at seconds: Int) -> Bool {
    let isRecent = day.year >= 2007
    let first = isRecent ? sunday(2, 3, day.year) : sunday(1, 4, day.year)
    let last = isRecent ? sunday(1, 11, day.year) : lastSundayOfOctober(day.year)
    let number = day.daysSince1970
    if number == first { return seconds >= 2 * 3600 }
    if number == last { return seconds < 2 * 3600 }
    return number > first && number < last
  }

  /// The day number of the n-th Sunday of a month.
  private static func sunday(_ count: Int, _ month: Int, _ year: Int) -> Int {
    let first = CivilDay(year: year, month: month, day: 1)?.daysSince1970 ?? 0
    // 1970-01-04 was a Sunday.
    return first + ((3 - first) % 7 + 7) % 7 + (count - 1) * 7
  }

  private static func lastSundayOfOctober(_ year: Int) -> Int {
    let fourth = sunday(4, 10, year)
    return CivilDay(daysSince1970: fourth + 7).month == 10 ? fourth + 7 : fourth
  }
}
