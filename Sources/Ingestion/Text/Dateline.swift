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
    guard let lead = Self.lead(of: paragraph) else { return nil }
    var rest = lead.text
    var hasEvidence = lead.isSpanish
    if rest.hasSuffix(")"), let open = rest.lastIndex(of: "(") {
      let inside = String(rest[rest.index(after: open)...].dropLast())
      guard Self.isAgency(inside) else { return nil }
      agency = inside
      rest = rest[..<open]
      hasEvidence = true
    }
    rest = Self.trimmed(rest)
    if let comma = Self.dateStart(in: rest) {
      let date = DateReading.date(in: String(rest[comma...]))
      published = date.flatMap {
        $0.precision.rawValue >= ArticleDate.Precision.day.rawValue ? $0 : nil
      }
      rest = Self.trimmed(rest[..<comma])
      hasEvidence = true
    }
    guard !rest.isEmpty else {
      guard agency != nil else { return nil }
      return
    }
    guard Self.isPlace(rest), hasEvidence || Self.isCapitals(rest) else { return nil }
    place = String(rest)
  }

  /// What stands before the first dash, within the first 120 bytes.
  private static func lead(of paragraph: String) -> (text: Substring, isSpanish: Bool)? {
    guard let dash = dash(in: paragraph.utf8Span.span) else { return nil }
    let end = paragraph.utf8.index(paragraph.startIndex, offsetBy: dash.offset)
    let text = trimmed(paragraph[..<end])
    return (dash.isSpanish ? text.dropLast() : text, dash.isSpanish)
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
      case UInt8(ascii: ".") where wordLength <= 4: break
      case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "!"),
        UInt8(ascii: "?"):
        if text[index + 1] == 0x20 { return nil }
      case UInt8(ascii: "\""): return nil
      default: break
      }
      wordLength = byte == 0x20 ? 0 : wordLength + 1
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop { $0 == " " || $0 == "," }
    guard let end = start.lastIndex(where: { $0 != " " && $0 != "," }) else { return "" }
    return start[...end]
  }

  private static func isAgency(_ text: String) -> Bool {
    if Agencies.isAgency(text) { return true }
    let words = text.split { $0 == " " || $0 == "/" }
    return words.count <= 3 && text.count <= 24 && words.contains { Agencies.isAgency(String($0)) }
  }

  /// Where a comma or blank begins a month and a day.
  private static func dateStart(in text: Substring) -> Substring.Index? {
    guard text.contains(where: \.isNumber) else { return nil }
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
    if word.utf8.first?.isDigit ?? false { return word.utf8.count <= 2 }
    return CalendarWords.month(word) != nil || CalendarWords.isWeekday(word)
  }

  /// One to six words, the first beginning with a capital, without digits.
  private static func isPlace(_ text: Substring) -> Bool {
    let words = text.split(separator: " ")
    guard (1...6).contains(words.count), text.count <= 50, let first = text.first else {
      return false
    }
    return (first.isUppercase || !first.isCased) && !text.contains(where: \.isNumber)
      && !text.contains("(") && DetailLines.isCapitalised(String(text))
  }

  /// Whether all of the place, or all before its comma, is in capitals.
  private static func isCapitals(_ text: Substring) -> Bool {
    let city = text.prefix { $0 != "," }
    let letters = city.filter(\.isLetter)
    return letters.count >= 3 && letters.allSatisfy(\.isUppercase)
  }
}
