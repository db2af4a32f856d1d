// SPDX-License-Identifier: Apache-2.0

/// Names of authors in bylines and author fields.
///
/// Better none than a wrong one: what may be a desk, a role, an account or an outlet is left out.
enum PersonNames {
  /// The people named in a byline, in order and each once.
  static func names(in byline: String) -> [String] {
    var names: [String] = []
    for part in parts(of: withoutLead(byline)) {
      guard let name = name(part) else { continue }
      if suffixes.contains(name.lowercased()), !names.isEmpty {
        names[names.count - 1] += " \(name)"
      } else if isName(name), !names.contains(where: { $0.lowercased() == name.lowercased() }) {
        names.append(name)
      }
    }
    return names
  }

  /// A byline without `By` and its like at the start.
  static func withoutLead(_ byline: String) -> Substring {
    var rest = byline[...].drop { $0 == " " }
    for _ in 0..<2 {
      guard let lead = lead(of: rest) else { break }
      rest = rest.dropFirst(lead).drop { $0 == " " || $0 == ":" || $0 == "-" || $0 == "|" }
    }
    return rest
  }

  /// How many characters of `text` are a word that introduces authors; nil if it begins otherwise.
  static func lead(of text: Substring) -> Int? {
    guard let first = text.utf8.first, first >= 0x80 || initials.contains(first.lowercased) else {
      return nil
    }
    let start = text.prefix(24).lowercased()
    for word in leads where start.hasPrefix(word) {
      let rest = start.dropFirst(word.count)
      if rest.isEmpty || rest.first == " " || rest.first == ":" { return word.count }
    }
    return nil
  }

  /// Cut at commas, semicolons, bars, and the word for *and* between names.
  private static func parts(of byline: Substring) -> [Substring] {
    byline.split { ",;|•·/\n\t，、؛".contains($0) }.flatMap { piece -> [Substring] in
      var parts: [[Substring]] = [[]]
      for word in piece.split(separator: " ") {
        if conjunctions.contains(word.lowercased()) {
          parts.append([])
        } else {
          parts[parts.count - 1].append(word)
        }
      }
      return parts.compactMap { words in
        guard let first = words.first, let last = words.last else { return nil }
        return piece[first.startIndex..<last.endIndex]
      }
    }
  }

  /// A part without brackets, addresses and stray marks; nil if nothing is left.
  private static func name(_ part: Substring) -> String? {
    var words: [Substring] = []
    for word in part.split(separator: " ") {
      if word.first == "(" || word.first == "[" { break }
      if word.utf8.contains(UInt8(ascii: "@")) || word.hasPrefix("http") || word.hasPrefix("www.") {
        continue
      }
      words.append(word)
    }
    let joined = words.joined(separator: " ")
    let trimmed = joined.drop { " .-–—:*\"'“”".contains($0) }
    guard let end = trimmed.lastIndex(where: { !" -–—:*\"'“”".contains($0) }) else { return nil }
    let rest = trimmed[...end]
    let bare = lead(of: rest).map { rest.dropFirst($0).drop { $0 == " " } } ?? rest
    return bare.isEmpty ? nil : String(bare)
  }

  /// Whether a text may be a person: one to six words, no digits, no word of desks and roles.
  static func isName(_ text: String) -> Bool {
    guard (2...60).contains(text.count), !text.contains(where: \.isNumber) else { return false }
    let words = text.lowercased().split { $0 == " " || $0 == "-" }
    guard (1...7).contains(words.count), text.contains(where: \.isLetter) else { return false }
    if text.holds("://") || text.holds("www.") || text.holds("&") { return false }
    if [".com", ".org", ".net", ".co.uk", ".de"].contains(where: text.lowercased().hasSuffix) {
      return false
    }
    if words.contains(where: { nobody.contains(String($0)) }) { return false }
    return !Agencies.isAgency(text)
  }

  private static let conjunctions: Set<String> = [
    "and", "und", "et", "y", "e", "och", "og", "en", "&", "with", "mit", "avec", "con", "и", "та",
    "ve", "dan", "و",
  ]

  private static let suffixes: Set<String> = [
    "jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "md", "m.d.", "phd", "ph.d.", "esq.",
  ]

  /// The first bytes of the words below that are of ASCII.
  private static let initials = Set(leads.compactMap(\.utf8.first))

  private static let leads = [
    "written by", "reported by", "story by", "article by", "words by", "text by", "posted by",
    "published by", "by", "von", "par", "por", "di", "door", "af", "av", "przez", "oleh", "tekst",
    "text", "texte", "texto", "testo", "autor", "autora", "auteur", "autore", "author", "authors",
    "автор", "авторы", "текст", "от", "yazan", "بقلم", "كتب", "מאת",
  ]

  /// Words that are in names of desks, roles, accounts and outlets, and in no person's.
  private static let nobody: Set<String> = [
    "admin", "administrator", "staff", "editor", "editors", "editorial", "desk", "newsroom",
    "news", "team", "reporter", "reporters", "correspondent", "correspondents", "writer",
    "writers", "contributor", "contributors", "redaktion", "redacción", "redaccion", "redação",
    "redacao", "rédaction", "redaction", "redazione", "redactie", "redakcja", "редакция",
    "webmaster", "guest", "user", "anonymous", "unknown", "agency", "agencies", "agencias",
    "agências", "press", "media", "network", "magazine", "newspaper", "online", "digital",
    "bureau", "service", "services", "wire", "wires", "communications", "inc", "inc.", "ltd",
    "llc", "company", "producer", "photographer", "director", "columnist", "analyst", "chief",
    "senior", "associate", "assistant", "special", "published", "updated", "posted", "minutes",
    "ago", "read", "share", "comments", "subscribe", "follow", "more", "null", "undefined", "none",
    "n/a", "the", "this", "from", "about", "our", "am", "pm", "university", "institute",
    "journal", "times", "herald", "tribune", "gazette", "post.com", "tv", "radio", "studio",
  ]
}
