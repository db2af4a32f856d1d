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
      if suffixes.contains(name.lowercased()) {
        if let last = names.indices.last, isTitleOfName(name) { names[last] += " \(name)" }
      } else if isName(name), !names.contains(where: { $0.lowercased() == name.lowercased() }) {
        names.append(name)
      }
    }
    return names
  }

  /// The wire services named in a byline, in order.
  static func agencies(in byline: String) -> [String] {
    parts(of: withoutLead(byline)).compactMap(name).filter(Agencies.isAgency)
  }

  /// A byline without `By` and its like at the start.
  static func withoutLead(_ byline: String) -> Substring {
    var rest = byline[...].drop { $0 == " " }
    for _ in 0..<2 {
      guard let lead = lead(of: rest) else { break }
      rest = rest.dropFirst(lead).drop { " :-|\u{FF1A}".contains($0) }
    }
    return rest
  }

  /// How many characters of `text` are a word that introduces authors; nil if it begins otherwise.
  static func lead(of text: Substring) -> Int? {
    guard let first = text.utf8.first else { return nil }
    let candidates = leadsByInitial[Int(first.lowercased)]
    if candidates.isEmpty, first < 0x80 { return nil }
    // Only ASCII is folded byte by byte.
    let folded = first < 0x80 ? text[...] : Substring(text.prefix(24).lowercased())
    let possible = first < 0x80 ? candidates : leadsByInitial[Int(folded.utf8.first ?? 0)]
    for lead in possible where Self.isLead(lead, folded) { return lead.count }
    return nil
  }

  private static func isLead(_ lead: String, _ text: Substring) -> Bool {
    var rest = text.utf8[...]
    for byte in lead.utf8 {
      guard let next = rest.popFirst(), next.lowercased == byte else { return false }
    }
    guard let next = rest.first else { return true }
    // A blank, a colon, or the first byte of the wide colon.
    return next == 0x20 || next == UInt8(ascii: ":") || next == 0xEF
  }

  /// A byline up to a date: to the first number, and a month or a weekday before it.
  static func withoutDate(_ byline: String) -> String {
    guard let digit = byline.firstIndex(where: \.isDigit) else { return byline }
    var words = byline[..<digit].split(separator: " ", omittingEmptySubsequences: true)
    while let last = words.last {
      let word = last.lowercased().filter { $0.isLetter || $0 == "-" }
      guard
        word.isEmpty || CalendarWords.month(word) != nil || CalendarWords.isWeekday(word)
          || beforeDates.contains(word)
      else { break }
      words.removeLast()
    }
    guard let end = words.last?.endIndex else { return "" }
    return String(byline[..<end])
  }

  /// Words that stand between a name and a date.
  private static let beforeDates: Set<String> = [
    "on", "am", "at", "um", "le", "el", "il", "den", "op", "em", "vom", "updated", "published",
    "posted", "aktualisiert", "publié", "publicado", "stand", "veröffentlicht", "the",
  ]

  /// Cut at commas, semicolons, bars, and the word for *and* between names.
  private static func parts(of byline: Substring) -> [Substring] {
    byline.split { ",;|•·/\n\t，、؛│｜".contains($0) }.flatMap { piece -> [Substring] in
      var parts: [[Substring]] = [[]]
      for word in piece.split(separator: " ") {
        if isConjunction(word) {
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

  /// In capitals only what is no name: Dan and Ja are people, A is an initial.
  private static func isConjunction(_ word: Substring) -> Bool {
    if word == "–" || word == "—" || word == "-" { return true }
    return conjunctions.contains(String(word)) || capitalConjunctions.contains(String(word))
  }

  /// A part without brackets, addresses and stray marks; nil if nothing is left.
  private static func name(_ part: Substring) -> String? {
    var words: [Substring] = []
    for word in part.split(separator: " ") {
      if "([（［【<".contains(word.first ?? "x") { break }
      if word.utf8.contains(UInt8(ascii: "@")) || word.hasPrefix("http") || word.hasPrefix("www.") {
        continue
      }
      words.append(word.prefix { !"(（［【".contains($0) })
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
    guard (2...60).contains(text.count), !text.contains(where: \.isDigit) else { return false }
    let words = text.lowercased().split { $0 == " " || $0 == "-" }
    guard (1...7).contains(words.count), text.contains(where: \.isLetter) else { return false }
    if text.contains(where: { "&!?_{}=%#…".contains($0) }) || text.holds("://")
      || text.holds("www.")
    {
      return false
    }
    if [".com", ".org", ".net", ".co.uk", ".de", ".at", ".ch", ".fr", ".jp", ".tv"]
      .contains(where: text.lowercased().hasSuffix)
    {
      return false
    }
    if words.contains(where: { PersonVocabulary.nobody.contains(String($0)) }) { return false }
    return !Agencies.isAgency(text)
  }

  /// Whether a text names a desk or a team by more than its kind: `Harbour News Desk`, not `Staff`.
  static func isDesk(_ text: String) -> Bool {
    let words = text.lowercased().split(separator: " ")
    guard (2...6).contains(words.count), text.utf8.count <= 60,
      text.first.map({ $0.isUppercase || !$0.isCased }) ?? false
    else { return false }
    let kinds = words.filter { PersonVocabulary.desks.contains(String($0)) }
    return !kinds.isEmpty && kinds.count < words.count
      && words.contains { !PersonVocabulary.nobody.contains(String($0)) }
  }

  /// Whether a text is in a script without blanks between names, of a name's length.
  static func isWide(_ text: String) -> Bool {
    (2...8).contains(text.count)
      && text.unicodeScalars.allSatisfy {
        (0x3040...0x9FFF).contains($0.value) || (0xAC00...0xD7A3).contains($0.value)
      }
  }

  private static func isTitleOfName(_ suffix: String) -> Bool {
    namesakes.contains(suffix.lowercased())
  }

  private static let capitalConjunctions: Set<String> = ["AND", "And", "UND", "ET", "WITH", "MIT"]

  private static let conjunctions: Set<String> = [
    "and", "und", "et", "y", "e", "och", "og", "en", "&", "with", "mit", "avec", "con", "и", "та",
    "ve", "dan", "و", "i", "ja", "és", "și", "a", "και", "for", "à", "at",
  ]

  /// What may follow a name behind a comma and is no name itself.
  private static let suffixes: Set<String> = namesakes.union([
    "md", "m.d.", "phd", "ph.d.", "ph.d", "esq.", "esq", "ma", "mba", "ms", "msc", "mph", "rn",
    "rd", "rdn", "cfa", "cfp", "cfp®", "cpa", "do", "dds", "np", "pharmd", "jd", "j.d.", "m.s.",
    "m.a.", "b.a.", "dvm", "lcsw", "cscs", "facs",
  ])

  /// Those that belong to the name.
  private static let namesakes: Set<String> = ["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"]

  /// The words below by their first byte.
  private static let leadsByInitial: [[String]] = {
    var table = [[String]](repeating: [], count: 256)
    for lead in leads { if let first = lead.utf8.first { table[Int(first)].append(lead) } }
    return table
  }()

  private static let leads = [
    "written by", "reported by", "story by", "article by", "interview by", "blog post by",
    "words by", "text by", "posted by",
    "published by", "submitted by", "authored by", "analysis by", "review by", "by",
    "ein gastbeitrag von",
    "ein kommentar von", "ein essay von", "kommentar von", "blog beitrag von", "beitrag von",
    "verfasst von", "geschrieben von", "von unserem redakteur",
    "ein beitrag von", "eine analyse von", "interview von", "von", "propos recueillis par",
    "écrit par", "publié par", "par", "publicado por", "escrito por", "por", "scritto da",
    "a cura di", "di", "door", "geschreven door", "af", "skrevet af", "skrevet av", "av", "przez",
    "napisał", "oleh", "penulis", "tekst", "text", "texte", "texto", "testo", "autor", "autorin",
    "autora",
    "autorin/autor", "autor/in", "autor/-in", "autor(in)", "autoren", "autores", "auteur",
    "auteurs", "autore", "author", "authors", "contributor",
    "contributors", "contributed by", "автор", "авторы", "текст", "автори", "от", "yazan", "yazar",
    "szerző", "írta", "kirjoittaja", "teksti", "του", "συντάκτης", "tác giả", "بقلم", "كتب",
    "כתב", "מאת", "作者", "著者", "記者", "记者",
  ]
}

extension Character {
  /// Whether it is a digit of any script; unlike `isNumber` not for the words 一 and 百, which are
  /// in names.
  var isDigit: Bool { unicodeScalars.first?.properties.numericType == .decimal }
}
