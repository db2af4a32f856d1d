// SPDX-License-Identifier: Apache-2.0

import Articles

/// Where and by whom a report was sent, as its first words say: `CITY, Country (Reuters) -`.
///
/// The words stay in the paragraph; only what they say is taken.
struct Dateline: Hashable {
  var place: String?
  var agency: String?
  var published: ArticleDate?

  /// Reads the start of a first paragraph; nil if it is no dateline.
  ///
  /// Evidence is needed: a place in capitals, a wire service in brackets, or a date.
  init?(_ paragraph: String) {
    if let eastern = EasternDateline(paragraph) {
      (place, agency) = (eastern.place, eastern.agency)
      return
    }
    guard let lead = DatelineLead(paragraph) ?? DatelineLead(bracketed: paragraph) else {
      return nil
    }
    guard readLead(lead) else { return nil }
    if place == nil || agency == nil { readSecond(lead.rest) }
    guard place != nil || agency != nil else { return nil }
  }

  /// What stands before the first dash.
  private mutating func readLead(_ lead: DatelineLead) -> Bool {
    var rest = lead.text
    var hasEvidence = lead.isSpanish
    if let (before, inside) = Self.bracketed(rest) {
      guard Self.isAgency(inside) || Self.isCode(inside) && Self.isCapitals(Self.trimmed(before))
      else { return false }
      agency = inside
      rest = before
      hasEvidence = true
    }
    rest = Self.trimmed(rest)
    if let comma = Self.dateStart(in: rest) {
      published = DateReading.date(in: String(rest[comma...])).flatMap {
        $0.precision.rawValue >= ArticleDate.Precision.day.rawValue ? $0 : nil
      }
      rest = Self.trimmed(rest[..<comma])
      hasEvidence = true
    }
    if let (before, inside) = Self.bracketed(rest), agency == nil, Self.isAgency(inside) {
      agency = inside
      rest = Self.trimmed(before)
      hasEvidence = true
    }
    guard !rest.isEmpty else { return agency != nil }
    if agency == nil, hasEvidence, Agencies.isAgency(String(rest)) {
      agency = String(rest)
      return true
    }
    guard Self.isPlace(rest), hasEvidence || Self.isCapitals(rest) else { return false }
    place = String(rest)
    return true
  }

  /// Reads what follows the dash: `(ANSA) - ROMA, 26 FEB -`, `Roma, 26 feb. - (Adnkronos) -`.
  private mutating func readSecond(_ rest: Substring) {
    let text = rest.drop { $0 == " " || $0 == "-" || $0 == "–" || $0 == "—" }
    if agency == nil, let close = text.firstIndex(of: ")"), text.first == "(" {
      let inside = String(text[text.index(after: text.startIndex)..<close])
      if Self.isAgency(inside) { agency = inside }
    } else if agency == nil, let stop = text.prefix(32).firstIndex(of: ".") {
      let words = String(text[..<stop])
      if Agencies.isAgency(words) { agency = words }
    }
    guard place == nil, let second = DatelineLead(String(text.prefix(160))) else { return }
    var city = Self.trimmed(second.text)
    guard let comma = Self.dateStart(in: city) else { return }
    city = Self.trimmed(city[..<comma])
    guard Self.isPlace(city) else { return }
    place = String(city)
  }

  /// What stands before a bracket at the end, or between strokes, and what is in it.
  private static func bracketed(_ text: Substring) -> (Substring, String)? {
    let text = trimmed(text)
    if text.hasSuffix(")") || text.hasSuffix(")."), let open = text.lastIndex(of: "(") {
      let inside = text[text.index(after: open)...].prefix { $0 != ")" }
      return (text[..<open], String(inside))
    }
    guard text.hasSuffix("/") || text.hasSuffix("/."),
      let close = text.lastIndex(of: "/"),
      let open = text[..<close].lastIndex(of: "/")
    else { return nil }
    return (text[..<open], String(text[text.index(after: open)..<close]))
  }

  static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop { $0 == " " || $0 == "," }
    guard let end = start.lastIndex(where: { $0 != " " && $0 != "," }) else { return "" }
    return start[...end]
  }

  private static func isAgency(_ text: String) -> Bool {
    if Agencies.isAgency(text) { return true }
    let words = text.split { $0 == " " || $0 == "/" }
    return words.count <= 3 && text.count <= 24 && words.contains { Agencies.isAgency(String($0)) }
  }

  /// Two to six capitals, as unknown services are written; they count after a place in capitals.
  private static func isCode(_ text: String) -> Bool {
    (2...6).contains(text.count) && text.allSatisfy { $0.isUppercase }
  }

  /// Where a comma or blank begins a month and a day.
  private static func dateStart(in text: Substring) -> Substring.Index? {
    guard DateReading.hasDigit(String(text).utf8Span.span) else { return nil }
    for index in text.indices where index == text.startIndex || text[index] == " " {
      let tail = text[index...].drop { $0 == " " }
      guard mayBeginDate(tail) else { continue }
      if DateReading.isDay(String(tail)) { return index }
    }
    return nil
  }

  /// Whether the first word is a number, a month or a day of the week.
  private static func mayBeginDate(_ text: Substring) -> Bool {
    let word = text.prefix { $0 != " " && $0 != "." && $0 != "," }
    if word.utf8.first?.isDigit ?? false { return word.utf8.count <= 4 }
    return CalendarWords.month(word) != nil || CalendarWords.isWeekday(word)
  }

  /// One to six words, all but particles beginning with a capital, without digits.
  static func isPlace(_ text: Substring) -> Bool {
    let words = text.split { $0 == " " || $0 == "/" || $0 == "-" }
    guard (1...7).contains(words.count), text.count <= 50, let first = text.first else {
      return false
    }
    guard first.isUppercase || !first.isCased, !text.contains(where: \.isNumber) else {
      return false
    }
    return words.allSatisfy { word in
      guard let letter = word.first(where: \.isLetter) else { return word == "." || word == "," }
      return !letter.isCased || letter.isUppercase || particles.contains(word.lowercased())
    }
  }

  private static let particles: Set<String> = [
    "de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "la", "le", "les", "los",
    "las", "el", "al", "am", "an", "der", "im", "in", "ob", "auf", "bei", "sur", "sous", "en",
    "aux",
    "lès", "upon", "on", "of", "the", "and", "und", "et", "y", "e", "na", "nad", "на", "над", "aan",
    "den", "op", "by", "near", "sul", "dell’", "d’", "vor", "bad", "o", "a", "i",
  ]

  /// Whether all of the place, or all before its comma, is in capitals.
  private static func isCapitals(_ text: Substring) -> Bool {
    let city = text.prefix { $0 != "," }
    let letters = city.filter(\.isLetter)
    return letters.count >= 3 && letters.allSatisfy(\.isUppercase)
  }
}

/// What stands before the first dash of a paragraph, or before the name of a service in strokes.
struct DatelineLead {
  var text: Substring
  /// Whether a stop stands before the dash, as in Spanish.
  var isSpanish: Bool
  /// What follows the dash.
  var rest: Substring

  /// A service in brackets without a dash after it: `(CNN) `, or after a place in capitals.
  init?(bracketed paragraph: String) {
    let start = paragraph.prefix(64)
    guard let open = start.firstIndex(of: "("), let close = start[open...].firstIndex(of: ")"),
      Agencies.isAgency(String(start[start.index(after: open)..<close])),
      start[..<open].allSatisfy({ !$0.isLowercase && !$0.isNumber })
    else { return nil }
    let end = start.index(after: close)
    guard end < start.endIndex, start[end] == " " else { return nil }
    (text, isSpanish, rest) = (paragraph[..<end], false, paragraph[end...])
  }

  /// Within the first 120 bytes; nil if a sentence ends or a quotation begins earlier.
  init?(_ paragraph: String) {
    if let end = Self.strokes(in: paragraph) {
      (text, isSpanish, rest) = (paragraph[..<end], false, paragraph[end...])
      return
    }
    guard let dash = Self.dash(in: paragraph.utf8Span.span) else { return nil }
    let end = paragraph.utf8.index(paragraph.startIndex, offsetBy: dash.offset)
    let lead = Dateline.trimmed(paragraph[..<end])
    isSpanish = dash.isSpanish
    text = dash.isSpanish && lead.hasSuffix(".") ? lead.dropLast() : lead
    rest = paragraph[end...]
  }

  /// The end of a service's name in strokes, as Russian ones write it.
  private static func strokes(in paragraph: String) -> String.Index? {
    let start = paragraph.prefix(80)
    guard let open = start.firstIndex(of: "/"), open > start.startIndex,
      let close = start[start.index(after: open)...].firstIndex(of: "/")
    else { return nil }
    let inside = start[start.index(after: open)..<close]
    guard Agencies.isAgency(String(inside)) else { return nil }
    return start.index(after: close)
  }

  /// The place of the first dash with a blank, stop or bracket before it; nil if a sentence ends
  /// or a quotation begins earlier.
  private static func dash(in text: ByteSpan) -> (offset: Int, isSpanish: Bool)? {
    var wordLength = 0
    for index in 1..<max(1, min(text.count - 2, 120)) {
      let byte = text[index]
      let previous = text[index - 1]
      switch byte {
      case UInt8(ascii: "-")
      where previous == 0x20 || previous == UInt8(ascii: ".") || previous == UInt8(ascii: ")"):
        return (index, previous == UInt8(ascii: "."))
      case 0xE2
      where text[index + 1] == 0x80 && (text[index + 2] == 0x93 || text[index + 2] == 0x94):
        return (index, previous == UInt8(ascii: "."))
      case 0xE2
      where text[index + 1] == 0x80 && (text[index + 2] == 0x9C || text[index + 2] == 0x9E):
        return nil
      case UInt8(ascii: ".") where wordLength <= 4 || isDateStop(text, index): break
      case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "!"),
        UInt8(ascii: "?"):
        if text[index + 1] == 0x20 { return nil }
      case UInt8(ascii: "\""): return nil
      default: break
      }
      wordLength =
        byte == 0x20 || byte == 0x2E ? 0 : byte.isContinuation ? wordLength : wordLength + 1
    }
    return nil
  }

  /// Whether a number follows a stop, as that of a date after a place.
  private static func isDateStop(_ text: ByteSpan, _ index: Int) -> Bool {
    index + 2 < text.count && text[index + 1] == 0x20 && text[index + 2].isDigit
  }
}

/// Datelines of Chinese services: `新华社北京2月26日电`, `（中央社記者王小明台北26日電）`.
struct EasternDateline: Hashable {
  var agency: String
  var place: String?

  init?(_ paragraph: String) {
    guard let first = paragraph.utf8.first, first >= 0xE3 else { return nil }
    let start = paragraph.prefix(48).drop { "（(【[".contains($0) }
    guard let name = Self.names.first(where: { start.hasPrefix($0) }) else { return nil }
    let rest = start.dropFirst(name.count)
    guard let wire = rest.firstIndex(where: { $0 == "电" || $0 == "電" || $0 == "讯" }) else {
      return nil
    }
    agency = name
    let city = rest[..<wire].prefix { !$0.isNumber }
    guard (2...6).contains(city.count), !city.contains(where: { "记者記者（(，,：:日月".contains($0) })
    else { return }
    place = String(city)
  }

  private static let names = [
    "新华社", "新華社", "中新社", "中新网", "中央社", "人民网", "央视网", "法新社", "路透社", "美联社", "彭博社",
    "共同社", "韩联社", "俄新社", "塔斯社",
  ]
}
