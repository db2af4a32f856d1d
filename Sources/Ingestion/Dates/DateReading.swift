// SPDX-License-Identifier: Apache-2.0

import Articles

/// Dates as the press writes them, in many languages and only where they mean one day.
///
/// `3/4/2025` means two days and is no date unless the order is known, by what the caller knows or
/// by the words around it; a day without a year is none either.
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
    find(in: text.utf8Span.span, order: order)
  }

  /// The first date in a text in UTF-8; costs nothing but a look where it holds no digit.
  static func find(in text: ByteSpan, order: Order = .unknown) -> Match? {
    guard hasDigit(text) else { return nil }
    return find(DateTokens(text), order)
  }

  /// The first date that begins at token `first` or later.
  static func find(_ tokens: DateTokens, _ order: Order, from first: Int = 0) -> Match? {
    guard tokens.hasNumber else { return nil }
    let order = order == .unknown ? self.order(tokens) : order
    // A time of day before the date, with nothing of substance between.
    var early: (clock: ClockPattern, start: Int)?
    var start = first
    while start < tokens.count {
      if let day = DayPattern.match(tokens, at: start, order: order) {
        return match(tokens, day, start, early)
      }
      if tokens[start].kind == .number, let clock = ClockPattern.match(tokens, at: start),
        clock.isCertain
      {
        early = (clock, start)
        start = clock.end
        continue
      }
      if !isFill(tokens, start) { early = nil }
      start += 1
    }
    return nil
  }

  private static func match(
    _ tokens: DateTokens,
    _ day: DayPattern,
    _ start: Int,
    _ early: (clock: ClockPattern, start: Int)?
  ) -> Match {
    let hasTime = day.date.precision.rawValue > ArticleDate.Precision.day.rawValue
    let isDay = day.date.precision == .day
    let clock = isDay ? ClockPattern.match(tokens, at: day.end) : nil
    let first = isDay && clock == nil ? early : nil
    let end = clock?.end ?? day.end
    let date = (clock ?? first?.clock).map { hasTime ? day.date : $0.applied(to: day.date) }
    let before = first?.start ?? start
    return Match(
      date: date ?? day.date,
      isWhole: isFill(tokens, 0..<before) && isFill(tokens, end..<tokens.count),
      before: before,
      after: tokens.count - end
    )
  }

  /// The order that the words say: American zones put the month first, words of most languages
  /// but English the day.
  private static func order(_ tokens: DateTokens) -> Order {
    var order = Order.unknown
    for index in 0..<tokens.count {
      let word = tokens.word(at: index)
      if word.has(.dayFirst) { return .dayFirst }
      let isAmerican = word.has(.american) || word.has(.base) && word.offset <= -240
      if isAmerican,
        tokens[index - 1].kind == .number || tokens.word(at: index - 1).has(.afternoon)
          || tokens.word(at: index - 1).has(.morning) || tokens.has(".", at: index - 1)
      {
        order = .monthFirst
      }
    }
    return order
  }

  private static func isFill(_ tokens: DateTokens, _ range: Range<Int>) -> Bool {
    for index in range where !isFill(tokens, index) { return false }
    return true
  }

  /// Whether a token may stand beside a date without meaning anything else.
  static func isFill(_ tokens: DateTokens, _ index: Int) -> Bool {
    switch tokens[index].kind {
    case .mark, .end: true
    case .number: tokens[index].digits <= 2
    case .word:
      tokens.word(at: index).month > 0
        || tokens.word(at: index).has([.filler, .weekday, .morning, .afternoon, .zone, .minutes])
    }
  }

  /// Whether a text of at most six words is a day with its month's name, with or without a year.
  static func isDay(_ text: String) -> Bool {
    let tokens = DateTokens(text.utf8Span.span)
    guard tokens.count <= 6, tokens.hasNumber else { return false }
    var months = 0
    for index in 0..<tokens.count {
      let word = tokens.word(at: index)
      if word.month > 0 { months += 1 }
      let isOther = word.month == 0 && !word.has([.filler, .weekday])
      if tokens[index].kind == .word, isOther { return false }
    }
    return months == 1
  }

  /// Whether a text has a digit of any script.
  static func hasDigit(_ text: ByteSpan) -> Bool {
    for index in 0..<text.count {
      let byte = text[index]
      if byte.isDigit { return true }
      guard byte >= 0xD9 else { continue }
      if isDigitLead(byte), DateFolding.digit(text.scalar(at: index).scalar) != nil { return true }
    }
    return false
  }

  private static func isDigitLead(_ byte: UInt8) -> Bool {
    byte == 0xD9 || byte == 0xDB || byte == 0xE0 || byte == 0xE1 || byte == 0xEF
  }
}

extension DateReading.Order {
  /// The custom of a language, given by its tag (`pt-BR`); unknown for English without a country.
  init(language tag: String) {
    let parts = tag.lowercased().split { $0 == "-" || $0 == "_" }
    guard let language = parts.first else {
      self = .unknown
      return
    }
    let country = parts.dropFirst().first { $0.count == 2 }
    switch (language, country) {
    case ("en", "us"), ("en", "ph"), (_, "us"): self = .monthFirst
    case ("en", nil): self = .unknown
    default: self = .dayFirst
    }
  }
}
