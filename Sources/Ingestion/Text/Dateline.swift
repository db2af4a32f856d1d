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
      published = DateReading.date(in: String(rest[comma...]))
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

  /// What stands before the first dash, within the first 80 characters.
  private static func lead(of paragraph: String) -> (text: Substring, isSpanish: Bool)? {
    let start = paragraph.prefix(80)
    var index = start.startIndex
    var previous: Character = " "
    while index < start.endIndex {
      let character = start[index]
      let next = start.index(after: index)
      let isDash =
        character == "–" || character == "—"
        || (character == "-" && (previous == " " || previous == "." || previous == ")"))
      if isDash, index > start.startIndex {
        let spanish = previous == "."
        let text = trimmed(start[..<index])
        return (spanish ? text.dropLast() : text, spanish)
      }
      if ".:;!?\"“".contains(character), next < start.endIndex, start[next] == " " { return nil }
      previous = character
      index = next
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
      let tail = text[index...]
      let tokens = DateTokens(String(tail)).tokens
      guard tokens.count <= 6 else { continue }
      let months = tokens.count { token in
        if case .word(let word) = token { return CalendarWords.month(word) != nil }
        return false
      }
      let others = tokens.contains { token in
        guard case .word(let word) = token else { return false }
        return CalendarWords.month(word) == nil && !CalendarWords.isFiller(word)
          && !CalendarWords.isWeekday(word)
      }
      if months == 1, !others { return index }
    }
    return nil
  }

  /// One to six words, the first beginning with a capital, without digits.
  private static func isPlace(_ text: Substring) -> Bool {
    let words = text.split(separator: " ")
    guard (1...6).contains(words.count), text.count <= 50, let first = text.first else {
      return false
    }
    return (first.isUppercase || !first.isCased) && !text.contains(where: \.isNumber)
      && !text.contains("(")
  }

  /// Whether all of the place, or all before its comma, is in capitals.
  private static func isCapitals(_ text: Substring) -> Bool {
    let city = text.prefix { $0 != "," }
    let letters = city.filter(\.isLetter)
    return letters.count >= 3 && letters.allSatisfy(\.isUppercase)
  }
}
