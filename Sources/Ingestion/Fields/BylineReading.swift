// SPDX-License-Identifier: Apache-2.0

/// Lines that introduce authors: `By Ada Lund`, `Von Bo Ek und Cy Dahl`, `作者：林一`.
enum BylineReading {
  /// The people a line names; none if it introduces nobody.
  ///
  /// Where the line is the introduction alone, the next line is read.
  static func names(in line: String, before next: String) -> [String] {
    if let names = labelled(line) { return names }
    guard line.utf8.count <= 200, let length = PersonNames.lead(of: line[...]) else { return [] }
    let rest = line.dropFirst(length).drop { " :\u{FF1A}-–—|".contains($0) }
    let text = PersonNames.withoutDate(rest.isEmpty ? next : String(rest))
    guard text.utf8.count <= 160 else { return [] }
    let names = PersonNames.names(in: text)
    // A sentence that begins like a byline goes on in small letters.
    guard let first = names.first, names.allSatisfy(DetailLines.isCapitalised),
      first.split(separator: " ").count <= 5, text.hasPrefix(first)
    else { return [] }
    return names.enumerated().filter { $0.offset == 0 || $0.element.holds(" ") }.map(\.element)
  }

  /// What a line `By ...` names, if that is no person.
  static func desk(in line: String, before next: String) -> String? {
    guard line.utf8.count <= 80 else { return nil }
    // The lead may follow a date and a time.
    var rest = line[...]
    if let digit = line.lastIndex(where: \.isDigit) {
      let words = line[digit...].split(separator: " ")
      let lead = words.first { PersonNames.lead(of: $0) != nil }
      if let lead { rest = line[lead.startIndex...] }
    }
    guard let length = PersonNames.lead(of: rest) else { return nil }
    let name = rest.dropFirst(length).drop { " :\u{FF1A}-–—".contains($0) }
    let text = PersonNames.withoutDate(name.isEmpty ? next : String(name))
    return text.isEmpty ? nil : text
  }

  /// Names behind the labels of East Asian pages, which need no blanks.
  private static func labelled(_ line: String) -> [String]? {
    guard line.utf8.contains(where: { $0 >= 0xE3 }) else { return nil }
    for label in labels {
      guard let range = line.firstRange(of: label) else { continue }
      var rest = line[range.upperBound...].drop { ": \u{FF1A}".contains($0) }
      guard line[range.upperBound...].first.map({ ":\u{FF1A}/ ".contains($0) }) ?? false else {
        continue
      }
      rest = rest.prefix { !" |｜[]【】()（）　<>〈〉《》!，。".contains($0) && !$0.isDigit }
      let names = rest.split { "、;；,/".contains($0) }.map(String.init)
      let people = names.filter { (2...12).contains($0.count) && PersonNames.isName($0) }
      if !people.isEmpty { return people }
    }
    return nil
  }

  private static let labels = [
    "作者", "撰文", "撰稿", "記者", "记者", "著者", "筆者", "執筆", "文/", "글",
  ]
}

/// Addresses of the pages of authors.
enum AuthorAddress {
  /// Whether a part of the path says that what it leads to is a person, or is made of the name
  /// behind a word that may lead to one.
  static func isOne(_ address: ByteSpan, of name: String, isByline: Bool) -> Bool {
    if has(words, address) { return true }
    guard isByline, has(maybe, address) else { return false }
    let last = name.split(separator: " ").last.map { $0.lowercased() } ?? ""
    return last.utf8.count >= 3 && address.string.lowercased().contains(last)
  }

  /// Whether a part of the path is one of all these words.
  static func mayBeOne(_ address: ByteSpan) -> Bool { has(words, address) || has(maybe, address) }

  private static func has(_ words: [StaticString], _ address: ByteSpan) -> Bool {
    var start = 0
    for index in 0...address.count where index == address.count || address[index] == 0x2F {
      // The part must be followed by a name.
      if index < address.count, isOne(words, address.part(start..<index)) { return true }
      start = index + 1
    }
    return false
  }

  private static func isOne(_ words: [StaticString], _ part: ByteSpan) -> Bool {
    for word in words where part.count == word.utf8CodeUnitCount && part.has(word, at: 0) {
      return true
    }
    return false
  }

  private static let words: [StaticString] = [
    "author", "authors", "staff", "reporter", "reporters", "journalist", "journalists",
    "contributor", "contributors", "columnist", "columnists", "byline", "writer", "writers",
    "autor", "autoren", "autorin", "autores", "auteur", "auteurs", "autore", "autori",
    "redakteur", "autorzy", "avtor", "forfatter", "journaliste", "journalistes", "periodista",
    "periodistas", "firmas", "firma", "yazar", "yazarlar", "penulis", "toimittaja", "skribent",
  ]

  /// Words that lead to people of every kind.
  private static let maybe: [StaticString] = [
    "people", "person", "profile", "profiles", "user", "users", "by", "team", "redaktion", "bio",
    "interviewer", "experts", "expert", "member", "members",
  ]
}
