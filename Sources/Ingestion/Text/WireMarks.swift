// SPDX-License-Identifier: Apache-2.0

/// What wire services put before a headline: keyword lines, and words that say how urgent it is or
/// which version.
enum WireMarks {
  /// Whether a line is a keyword line: `BC-STORM-COAST`, `BC-US--Storm-Coast, 2nd Ld-Writethru`.
  static func isSlug(_ line: ByteSpan) -> Bool {
    guard (5...72).contains(line.count) else { return false }
    var start = 0
    while start < 2, line[start] == UInt8(ascii: "^") || line[start] == UInt8(ascii: "&") {
      start += 1
    }
    var letters = start
    while letters < line.count, line[letters].isUpper { letters += 1 }
    guard (1...4).contains(letters - start), letters < line.count,
      line[letters] == UInt8(ascii: "-")
    else { return false }
    return isKeywords(line, from: letters)
  }

  /// Words in capitals or joined by hyphens up to the end or a comma; no blank between but after
  /// a comma.
  private static func isKeywords(_ line: ByteSpan, from start: Int) -> Bool {
    var hyphens = 0
    var small = 0
    for index in start..<line.count {
      let byte = line[index]
      if byte == UInt8(ascii: ",") { return hyphens >= 1 && index - start >= 3 }
      if byte == 0x20, index + 1 < line.count, line[index + 1] == UInt8(ascii: "(") {
        return hyphens >= 1
      }
      guard byte != 0x20, byte < 0x80 else { return false }
      if byte == UInt8(ascii: "-") { hyphens += 1 }
      if byte.isLetter, !byte.isUpper { small += 1 }
    }
    return small == 0 ? line.count >= 6 || hyphens >= 2 : hyphens >= 2
  }

  /// Whether a line is nothing but a word of urgency.
  static func isUrgency(_ line: ByteSpan) -> Bool {
    guard (3...24).contains(line.count) else { return false }
    let word = line.string
    return words.contains { word == $0 || word == "\($0):" }
  }

  /// A headline without `UPDATE 2-`, `URGENT:` and their like before it.
  static func withoutPrefix(_ title: String) -> String {
    var rest = title[...]
    for _ in 0..<3 {
      guard let cut = prefixEnd(rest) else { break }
      rest = rest[cut...]
    }
    return rest.utf8.count >= 8 || rest.count >= 4 ? String(rest) : title
  }

  private static func prefixEnd(_ title: Substring) -> Substring.Index? {
    guard let word = words.first(where: { title.hasPrefix($0) }) else { return nil }
    var rest = title.dropFirst(word.count)
    let digits = rest.drop { $0 == " " }.prefix { $0.isNumber }
    if !digits.isEmpty {
      rest = rest[digits.endIndex...]
      guard digits.count <= 2 else { return nil }
    }
    let mark = rest.drop { $0 == " " }
    guard let first = mark.first, "-–—:|/".contains(first) else { return nil }
    let end = mark.dropFirst().drop { " -–—:".contains($0) }
    return end.isEmpty ? nil : end.startIndex
  }

  private static let words = [
    "UPDATE", "WRAPUP", "CORRECTED", "CORRECTION", "REFILE", "REPEAT", "RPT", "URGENT",
    "BREAKING NEWS",
    "BREAKING", "NEWSALERT", "NEWS ALERT", "FLASH", "ALERT", "BULLETIN", "EILMELDUNG", "EIL",
    "URGENTE", "ÚLTIMA HORA", "ULTIM'ORA", "ULTIM’ORA", "PILNE", "СРОЧНО", "МОЛНИЯ", "SON DAKİKA",
    "SPOEDBERICHT", "ALERTE",
  ]
}
