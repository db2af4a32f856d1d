// SPDX-License-Identifier: Apache-2.0

import Articles

/// Dates that lean on another: `3 hours ago`, `yesterday, 14:05`, `14:05`, `Feb 26`.
///
/// They give a day only together with the moment at which they were read, and only as exactly as
/// they are meant: weeks are rounded numbers and give nothing.
enum RelativeDate {
  /// Whether a text is nothing but such a date, or the time that reading takes.
  static func isRelative(_ text: ByteSpan) -> Bool {
    let tokens = DateTokens(text)
    guard tokens.count > 0, tokens.count <= 12, DateReading.find(tokens, .unknown) == nil else {
      return false
    }
    var hasSense = false
    for index in 0..<tokens.count {
      let word = tokens.word(at: index)
      guard DateReading.isFill(tokens, index) || word.has(anyRole) else { return false }
      if word.has([.today, .yesterday]) { hasSense = true }
      guard tokens[index].kind == .number else { continue }
      hasSense =
        hasSense || tokens.word(at: index + 1).has(units)
        || ClockPattern.match(tokens, at: index)?.isCertain ?? false
        || monthDay(tokens, index) != nil
    }
    return hasSense
  }

  /// The moment that a text means, read at `reference`.
  static func date(in text: ByteSpan, reference: ArticleDate) -> ArticleDate? {
    let tokens = DateTokens(text)
    guard DateReading.find(tokens, .unknown) == nil else { return nil }
    for index in 0..<tokens.count {
      if let days = daysAgo(tokens.word(at: index), tokens) {
        return day(reference, back: days, clock(tokens))
      }
      if let date = counted(tokens, index, reference) { return date }
      if let (month, day) = monthDay(tokens, index) {
        return latest(month, day, notAfter: reference)
      }
    }
    guard let clock = clock(tokens) else { return nil }
    return day(reference, back: 0, clock).flatMap { $0.seconds <= end(of: reference) ? $0 : nil }
  }

  private static let units: DateWord.Roles = [.minutes, .hours, .days, .weeks]
  private static let anyRole: DateWord.Roles = [
    .minutes, .hours, .days, .weeks, .ago, .today, .yesterday,
  ]

  private static func daysAgo(_ word: DateWord, _ tokens: DateTokens) -> Int? {
    // `ma` and `hier` are other words too, and count with nothing strange beside them.
    guard word.has([.today, .yesterday]) else { return nil }
    for index in 0..<tokens.count
    where !DateReading.isFill(tokens, index) && !tokens.word(at: index).has(anyRole) { return nil }
    return word.has(.yesterday) ? 1 : 0
  }

  private static func clock(_ tokens: DateTokens) -> ClockPattern? {
    for index in 0..<tokens.count where tokens[index].kind == .number {
      if let clock = ClockPattern.match(tokens, at: index), clock.isCertain { return clock }
    }
    return nil
  }

  /// `3 hours ago`, `vor 3 Stunden`, `hace 2 días`.
  private static func counted(
    _ tokens: DateTokens,
    _ index: Int,
    _ reference: ArticleDate
  ) -> ArticleDate? {
    guard let (value, digits) = tokens.number(at: index), digits <= 2 else { return nil }
    let unit = tokens.word(at: index + 1)
    let isPast =
      tokens.word(at: index + 2).has(.ago) || tokens.word(at: index - 1).has(.ago)
      || tokens.word(at: index - 2).has(.ago)
    guard isPast, unit.has(units) else { return nil }
    if unit.has(.days) { return day(reference, back: value, nil) }
    // Hours before an unknown hour may be another day.
    guard reference.precision.rawValue >= ArticleDate.Precision.minute.rawValue else { return nil }
    if unit.has(.minutes) {
      return ArticleDate(
        seconds: reference.seconds - Int64(value) * 60,
        precision: .minute,
        offsetMinutes: reference.offsetMinutes
      )
    }
    guard unit.has(.hours) else { return nil }
    let moment = ArticleDate(
      seconds: reference.seconds - Int64(value) * 3600,
      precision: .minute,
      offsetMinutes: reference.offsetMinutes
    )
    return ArticleDate(year: moment.day.year, month: moment.day.month, day: moment.day.day)
  }

  private static func day(
    _ reference: ArticleDate,
    back days: Int,
    _ clock: ClockPattern?
  ) -> ArticleDate? {
    guard reference.precision.rawValue >= ArticleDate.Precision.day.rawValue else { return nil }
    let day = CivilDay(daysSince1970: reference.day.daysSince1970 - days)
    let date = ArticleDate(year: day.year, month: day.month, day: day.day)
    return date.map { clock?.applied(to: $0) ?? $0 }
  }

  private static func end(of reference: ArticleDate) -> Int64 {
    reference.precision == .day ? reference.seconds + 86_399 : reference.seconds
  }

  // MARK: Days without a year

  /// `Feb 26`, `26 février` at a number.
  static func monthDay(_ tokens: DateTokens, _ index: Int) -> (month: Int, day: Int)? {
    guard let day = tokens.small(at: index, upTo: 31) else { return nil }
    var before = index - 1
    while before >= 0, tokens[before].kind == .mark { before -= 1 }
    if index - before <= 2, tokens.word(at: before).month > 0 {
      return (Int(tokens.word(at: before).month), day)
    }
    var after = index + 1
    while after < index + 4, tokens[after].kind == .mark || tokens.word(at: after).has(.ordinal) {
      after += 1
    }
    guard let (month, _) = MonthName.match(tokens, at: after) else { return nil }
    return (month, day)
  }

  /// The last such day up to the reference's.
  static func latest(_ month: Int, _ day: Int, notAfter reference: ArticleDate) -> ArticleDate? {
    guard reference.precision.rawValue >= ArticleDate.Precision.day.rawValue else { return nil }
    let last = reference.day
    for year in [last.year, last.year - 1] {
      guard let found = CivilDay(year: year, month: month, day: day),
        found.daysSince1970 <= last.daysSince1970
      else { continue }
      return ArticleDate(year: year, month: month, day: day)
    }
    return nil
  }
}
