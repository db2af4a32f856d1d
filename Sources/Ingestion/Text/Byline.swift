// SPDX-License-Identifier: Apache-2.0

import Articles

/// What a line that names the authors says: people, their wire service, perhaps a date.
struct Byline: Hashable {
  private(set) var names: [String] = []
  private(set) var agency: String?
  private(set) var published: ArticleDate?
  private(set) var updated: ArticleDate?

  /// Reads `By NAME, NAME and NAME, Reuters | July 31, 2025`; nil for any other line.
  init?(_ line: String) {
    guard line.utf8.count <= 240, let length = PersonNames.lead(of: line[...]) else { return nil }
    let lead = line.prefix(length)
    let rest = line.dropFirst(length).drop { " :：-|/／".contains($0) }
    guard Self.isIntroduction(lead, of: rest) else { return nil }
    for part in Self.parts(of: rest) { take(part) }
    guard !names.isEmpty || agency != nil else { return nil }
    // A sentence that begins like a byline has small words or ends in a full stop.
    guard
      published != nil || DetailLines.isCapitalised(String(rest))
        || line.utf8.count <= 80 && !line.hasSuffix(".")
    else { return nil }
  }

  /// Reads `NAME | July 31, 2025`, `NAME, Reuters`, `NAME - Reuters - July 31`; nil unless one part
  /// is nothing but a name, and all others a date, a wire service or an office.
  init?(unintroduced line: String) {
    guard line.utf8.count <= 120, let first = line.unicodeScalars.first,
      first.properties.isUppercase
    else { return nil }
    let parts = Self.parts(of: line[...])
    guard (2...4).contains(parts.count), let people = DetailLines.bareNames(parts[0].text) else {
      return nil
    }
    for part in parts.dropFirst() { take(part) }
    guard names.isEmpty, agency != nil || published != nil else { return nil }
    names = people
  }

  private mutating func take(_ piece: Part) {
    let part = piece.text
    if let date = DateLine(part.utf8Span.span) {
      published = published ?? date.published
      updated = updated ?? date.updated
    } else if Agencies.isAgency(Self.bare(part)) {
      agency = agency ?? Self.bare(part)
    } else if let (names, agency) = Self.nameAndAgency(part) {
      self.names += names
      self.agency = self.agency ?? agency
    } else if piece.mayBeNames {
      names += PersonNames.names(in: part).filter { isPerson($0) }
    }
  }

  private func isPerson(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, !names.contains(name) else { return false }
    // What stands in small letters after a name is an office.
    return !first.properties.isLowercase && DetailLines.isCapitalised(name)
  }

  private static func bare(_ part: String) -> String {
    part.filter { !"()[]/".contains($0) }
  }

  /// `NAME (Reuters)`, `NAME Associated Press`.
  private static func nameAndAgency(_ part: String) -> ([String], String)? {
    let words = part.split(separator: " ")
    guard words.count >= 3 else { return nil }
    for count in 1...min(3, words.count - 2) {
      let tail = bare(words.suffix(count).joined(separator: " "))
      guard Agencies.isAgency(tail), count > 1 || words[words.count - 1].hasPrefix("(") else {
        continue
      }
      let names = PersonNames.names(in: words.dropLast(count).joined(separator: " "))
      if !names.isEmpty { return (names, tail) }
    }
    return nil
  }

  /// Whether words introduce names: with a capital, or small before capitalised names alone.
  private static func isIntroduction(_ lead: Substring, of names: Substring) -> Bool {
    guard lead != "Di", let first = lead.first else { return false }
    if !first.isCased || first.isUppercase { return true }
    return names.utf8.count <= 100
      && DetailLines.isCapitalised(String(names.prefix { $0 != "," && $0 != "|" }))
  }

  /// A piece of a byline.
  private struct Part {
    var text: String
    /// Whether it may name people; what stands after a bar or after `in` is a place, an outlet, a
    /// date.
    var mayBeNames: Bool
  }

  /// Cut at bars, dashes with blanks around them, commas, `in`, `for` and `of`, and before a date.
  private static func parts(of byline: Substring) -> [Part] {
    var parts: [Part] = []
    var words: [Substring] = []
    var mayBeNames = true
    for word in byline.split(separator: " ") {
      guard separators.contains(String(word)) else {
        words.append(word)
        continue
      }
      parts += cut(words, mayBeNames)
      words = []
      mayBeNames = false
    }
    return parts + cut(words, mayBeNames)
  }

  private static func cut(_ words: [Substring], _ mayBeNames: Bool) -> [Part] {
    cutDate(words.joined(separator: " ")).filter { !$0.isEmpty }.enumerated().map { index, text in
      Part(text: text, mayBeNames: mayBeNames || index > 0 && text.contains(" "))
    }
  }

  private static let separators: Set<String> = [
    "|", "-", "–", "—", "--", "•", "·", "in", "for", "at", "of", "/", "//", "para", "für", "pour",
  ]

  /// A piece cut at its commas, but not within a date, which may follow a name without a comma.
  private static func cutDate(_ piece: String) -> [String] {
    guard DateReading.hasDigit(piece.utf8Span.span) else {
      return piece.split(separator: ",").map { String($0.drop { $0 == " " }) }
    }
    let words = piece.split(separator: " ")
    for start in words.indices.prefix(16) {
      let tail = words[start...].joined(separator: " ")
      guard DateLine(tail.utf8Span.span) != nil else { continue }
      let names = words[..<start].joined(separator: " ").split(separator: ",")
      return names.map { String($0.drop { $0 == " " }) } + [tail]
    }
    return piece.split(separator: ",").map { String($0.drop { $0 == " " }) }
  }
}
