// SPDX-License-Identifier: Apache-2.0

private import Glibc
internal import TextAnalysis

/// One word of a question: the terms that may stand at its place.
struct BruteForceSlot {
  /// Its distance from the first.
  var offset: UInt32
  /// Terms that count in every document.
  var terms: Set<Int>
  /// Terms that count in documents of one language.
  var byLanguage: [Language: Set<Int>] = [:]
  var weight: Float
  /// The word as it was typed, and how it must be written, if that matters.
  var typed = ""
  var writing: BruteForceWriting?

  func holds(_ term: Int, in language: Language) -> Bool {
    terms.contains(term) || byLanguage[language]?.contains(term) ?? false
  }

  func allows(_ word: BruteForceWorld.Word) -> Bool {
    writing?.allows(word.text, typed: typed) ?? true
  }
}

extension BruteForceWorld {
  /// The words of a text; empty if there is nothing to search for.
  func slots(_ text: BruteForceSearcher.Text, _ field: UInt8?) -> [BruteForceSlot] {
    switch text {
    case .word(let text): return words(text, field, isStemmed: true)
    case .phrase(let text):
      if text.contains(where: { $0 == "*" || $0 == "?" }) { return gapped(text, field) }
      return words(text, field, isStemmed: false)
    case .written(let text, let writing):
      var slots = words(text, field, isStemmed: false)
      for index in slots.indices { slots[index].writing = writing }
      return slots
    case .pattern(let text): return gapped(text, field)
    case .fuzzy(let text, let edits):
      var analyzer = Analyzer()
      let words = analyzer.tokens(in: text).map { String(decoding: $0.term, as: UTF8.self) }
      guard let word = words.first, words.count == 1 else { return [] }
      let found = terms.indices.filter { Self.edits(names[$0], word) <= edits }
      return [slot(0, found, field)]
    }
  }

  private func words(_ text: String, _ field: UInt8?, isStemmed: Bool) -> [BruteForceSlot] {
    var analyzer = Analyzer()
    let all = analyzer.tokens(in: text)
    let tokens = all.enumerated().filter { index, token in
      // The end of a run says nothing that the pair before it does not.
      !(token.isRunEnd && index > 0
        && all[index - 1].range.upperBound > token.range.lowerBound)
    }.map(\.element)
    guard let first = tokens.first, let last = tokens.last else { return [] }
    let isOpen = last.isRunEnd && all.last?.position == last.position
    if tokens.count == 1, isStemmed, !isOpen { return [stemmed(first, field)] }
    return tokens.enumerated().map { index, token in
      let isPrefix = isOpen && index == tokens.count - 1
      let found =
        isPrefix
        ? terms.indices.filter { terms[$0].starts(with: token.term) }
        : numbers[token.term].map { [$0] } ?? []
      var slot = slot(token.position - first.position, found, field)
      slot.typed = String(decoding: Array(text.utf8)[token.range], as: UTF8.self)
      return slot
    }
  }

  /// Words of which some have gaps, between blanks.
  private func gapped(_ text: String, _ field: UInt8?) -> [BruteForceSlot] {
    var analyzer = Analyzer()
    var slots: [BruteForceSlot] = []
    for (offset, part) in text.split(separator: " ").enumerated() {
      let pieces = part.split(omittingEmptySubsequences: false) { "*?".contains($0) }
      let folded = pieces.map { piece in
        String(decoding: analyzer.tokens(in: String(piece)).first?.term ?? [], as: UTF8.self)
      }
      let gaps = part.filter { "*?".contains($0) }
      let shape = folded[0] + zip(gaps, folded.dropFirst()).map { "\($0)\($1)" }.joined()
      let wanted = Array(shape.unicodeScalars)[...]
      let found = terms.indices.filter {
        Self.fits(Array(names[$0].unicodeScalars)[...], wanted)
      }
      slots.append(slot(UInt32(offset), found, field))
    }
    return slots
  }

  private static func fits(
    _ word: ArraySlice<Unicode.Scalar>,
    _ shape: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    guard let next = shape.first else { return word.isEmpty }
    let rest = shape.dropFirst()
    if next == "*" {
      return fits(word, rest) || !word.isEmpty && fits(word.dropFirst(), shape)
    }
    return !word.isEmpty && (next == "?" || next == word.first) && fits(word.dropFirst(), rest)
  }

  /// The least number of letters put in, left out, exchanged or swapped with a neighbour that make one
  /// word the other; what was swapped is not changed again.
  private static func edits(_ one: String, _ other: String) -> Int {
    let (a, b) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(rows[i][j + 1], row[j]) + 1
        best = min(best, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, rows[i - 1][j - 1] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }

  /// Any of some terms, weighed by the documents that have one.
  private func slot(_ offset: UInt32, _ terms: [Int], _ field: UInt8?) -> BruteForceSlot {
    let found = Set(
      terms.flatMap { term in
        occurrences[term].filter { field == nil || $0.word.field == field }.map(\.document)
      }
    )
    return BruteForceSlot(offset: offset, terms: Set(terms), weight: weight(Double(found.count)))
  }

  /// `ln(1 + (N − n + ½) / (n + ½))`.
  private func weight(_ documents: Double) -> Float {
    let all = Double(self.documents.count)
    let n = min(documents, all)
    return Float(log(1 + (all - n + 0.5) / (n + 0.5)))
  }

  /// A word with whatever shares its stem in the language of each document; as heavy as if its forms
  /// were independent of each other.
  private func stemmed(_ token: Token, _ field: UInt8?) -> BruteForceSlot {
    let own = numbers[token.term]
    let members = stemMembers(of: token)
    let forms = Set(members.values.joined()).union(own.map { [$0] } ?? [])
    let counts = forms.sorted { terms[$0].lexicographicallyPrecedes(terms[$1]) }
      .map { term in
        Set(occurrences[term].filter { field == nil || $0.word.field == field }.map(\.document))
          .count
      }.filter { $0 > 0 }
    var union = Double(counts.first ?? 0)
    if counts.count > 1 {
      let all = Double(documents.count)
      union = all * (1 - counts.reduce(1.0) { $0 * (1 - Double($1) / all) })
    }
    return BruteForceSlot(
      offset: 0,
      terms: own.map { [$0] } ?? [],
      byLanguage: members,
      weight: weight(union)
    )
  }

  /// For each language the terms in its documents that share a stem with a form of the word.
  private func stemMembers(of token: Token) -> [Language: Set<Int>] {
    guard let first = token.term.first, first > 0x39 else { return [:] }
    var forms = [token.surface]
    if let own = numbers[token.term], let surface = surfaces[own] { forms.append(surface) }
    var members: [Language: Set<Int>] = [:]
    for (language, there) in termsByLanguage {
      guard var stemmer = Stemmer(language) else { continue }
      let stems = Set(forms.map { stemmer.stem($0) })
      members[language] = there.filter { number in
        (terms[number].first ?? 0) > 0x39
          && stems.contains(stemmer.stem(surfaces[number] ?? terms[number]))
      }
    }
    return members
  }
}
