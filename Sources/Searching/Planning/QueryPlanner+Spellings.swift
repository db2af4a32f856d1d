// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import TextAnalysis

// Words with hyphens and apostrophes, and as they are written in one: `e-mail` and `email`.

/// One way in which an article may write some words: terms at their distances.
struct PhraseSpelling: Equatable {
  struct Word: Equatable {
    var term: [UInt8]
    var offset: UInt32
  }

  var words: [Word] = []

  /// How many positions the last term takes beyond one.
  var reach: UInt32 {
    words.last.flatMap { JoinedTerm.parts(of: $0.term) }.map { UInt32($0.words) - 1 } ?? 0
  }
}

extension QueryPlanner {
  /// More ways than this to write a phrase are not looked for.
  private static let mostSpellings = 64
  /// A phrase with more words with hyphens than this is looked for as typed only.
  private static let mostJoined = 64

  /// The ways to write the words of a phrase that occur in the archive, as typed first.
  ///
  /// Where the phrase has a hyphen, the archive may write the words in one; where it has a word, the
  /// archive may have a hyphen in it.
  mutating func spellings(
    of words: AnalyzedWords,
    _ kind: WordKind,
    _ field: IndexedField?,
    _ query: Query
  ) throws(SearchFailure) -> [PhraseSpelling] {
    let typed = PhraseSpelling(words: words.pieces.map { .init(term: $0.term, offset: $0.offset) })
    guard kind == .stemmed || kind == .folded, words.pieces.allSatisfy({ $0.pattern == nil }) else {
      return [typed]
    }
    guard words.joined.count(where: { $0.count > 1 }) <= Self.mostJoined else {
      let note = QueryNote(
        at: query.range,
        "A phrase with more than \(Self.mostJoined) words with hyphens is looked for as typed only."
      )
      if !notes.contains(note) { notes.append(note) }
      return [typed]
    }
    let choices = try choices(words, field)
    guard choices.contains(where: { $0.count > 1 }) else { return [typed] }
    var found: [PhraseSpelling] = []
    extend(PhraseSpelling(), from: 0, with: 0, choices, &found)
    if found.count > Self.mostSpellings {
      notes.append(
        QueryNote(
          at: query.range,
          "There are more than \(Self.mostSpellings) ways to write \(query.text) with hyphens and "
            + "without; it was looked for as typed and in the first of these."
        )
      )
      found = [typed] + found.filter { $0 != typed }.prefix(Self.mostSpellings - 1)
    }
    return found
  }

  /// What may stand for the words from one on: a term, how many of the words it is, and by how much
  /// what follows is farther away.
  private struct Choice {
    var term: [UInt8]
    var count: Int
    var shift: UInt32
  }

  /// The choices at each word, the word itself first.
  private func choices(
    _ words: AnalyzedWords,
    _ field: IndexedField?
  ) throws(SearchFailure) -> [[Choice]] {
    var choices: [[Choice]] = []
    for (index, piece) in words.pieces.enumerated() {
      let end = index + 1 < words.pieces.count ? words.pieces[index + 1].offset : piece.offset + 1
      var own = [Choice(term: piece.term, count: 1, shift: end - piece.offset)]
      if !piece.isInRun {
        for (term, count) in try joinedTerms(of: piece.term, field) {
          own.append(Choice(term: term, count: 1, shift: own[0].shift + UInt32(count) - 1))
        }
      }
      for joined in words.joined where joined.first == index {
        guard try segments.entries(of: Self.key(joined.form, field)).documents > 0 else { continue }
        own.append(Choice(term: joined.form, count: joined.count, shift: 1))
      }
      choices.append(own)
    }
    return choices
  }

  /// The terms of words that are a word when written in one, with how many they are.
  func joinedTerms(
    of term: [UInt8],
    _ field: IndexedField?
  ) throws(SearchFailure) -> [(term: [UInt8], words: Int)] {
    var found: [(term: [UInt8], words: Int)] = []
    for words in 1...JoinedTerm.mostWords {
      let joined = JoinedTerm.term(term, words: words)
      guard try segments.entries(of: Self.key(joined, field)).documents > 0 else { continue }
      found.append((joined, words))
    }
    return found
  }

  private func extend(
    _ spelling: PhraseSpelling,
    from index: Int,
    with offset: UInt32,
    _ choices: [[Choice]],
    _ found: inout [PhraseSpelling]
  ) {
    guard found.count <= Self.mostSpellings else { return }
    guard index < choices.count else {
      found.append(spelling)
      return
    }
    for choice in choices[index] {
      var longer = spelling
      longer.words.append(.init(term: choice.term, offset: offset))
      extend(longer, from: index + choice.count, with: offset + choice.shift, choices, &found)
    }
  }

  /// Adds the joined terms of a word, and the words it is without what an apostrophe sets off.
  func addSpellings(
    of piece: AnalyzedWords.Piece,
    _ field: IndexedField?,
    to forms: inout WordForms
  ) throws(SearchFailure) {
    guard piece.hasSpellings, !piece.isInRun else { return }
    for (term, _) in try joinedTerms(of: piece.term, field) {
      forms.addOwn(term, try segments.entries(of: Self.key(term, field)))
    }
    for alias in piece.aliases {
      let entries = try segments.entries(of: Self.key(alias, field))
      if entries.documents > 0 { forms.addOwn(alias, entries) }
    }
  }

  /// All words of a text as one, if a hyphen stands between them and it may be found in other forms.
  func whole(_ words: AnalyzedWords, _ kind: WordKind) -> AnalyzedWords.Piece? {
    guard kind == .stemmed, words.pieces.count > 1,
      let joined = words.joined.first(where: { $0.first == 0 && $0.count == words.pieces.count })
    else { return nil }
    return AnalyzedWords.Piece(
      term: joined.form,
      surface: joined.surface,
      typed: words.pieces.map(\.typed).joined(),
      offset: 0,
      pattern: nil,
      isInRun: false
    )
  }

  /// Whether a phrase is written in other ways than as it was typed.
  mutating func hasOtherSpellings(
    _ words: AnalyzedWords,
    _ kind: WordKind,
    _ field: IndexedField?,
    _ query: Query
  ) throws(SearchFailure) -> Bool {
    if try spellings(of: words, kind, field, query).count > 1 { return true }
    guard let whole = whole(words, kind) else { return false }
    return try !forms(of: whole, kind, field, query, usesLists: false).expansions.isEmpty
  }

  /// The places of a phrase in all the ways it is written; of a word with a hyphen in all its forms.
  ///
  /// It weighs what its words do.
  mutating func spelledPlaces(
    _ words: AnalyzedWords,
    _ kind: WordKind,
    _ field: IndexedField?,
    _ query: Query
  ) throws(SearchFailure) -> Places {
    let spellings = try spellings(of: words, kind, field, query)
    var forms: WordForms?
    if let whole = whole(words, kind) {
      forms = try self.forms(of: whole, kind, field, query, usesLists: false)
    }
    let expressions = try segments.map(missing: SpanExpression.words([])) {
      (index, reader) throws(CorruptionError) in
      var found = try Self.words(spellings, field, in: reader)
      for form in forms?.occurrences(in: index) ?? [] {
        let word = PhraseWord(form.entry, offset: 0)
        let one = try reader.spanWords([word], language: form.language, reach: form.reach)
        if let one { found.append(one) }
      }
      return .words(found)
    }
    var expansions = forms?.expansions ?? []
    var weight: Float = 0
    for piece in words.pieces {
      let documents = try segments.entries(of: Self.key(piece.term, field)).documents
      weight += TermWeight.inverseDocumentFrequency(Double(documents), of: segments.documentCount)
      let expansion = PlanLeaf.Expansion(term: piece.term, documents: documents)
      if !expansions.contains(expansion) { expansions.append(expansion) }
    }
    return Places(
      expressions: expressions,
      expansions: expansions,
      highlights: Self.highlights(of: spellings, forms),
      weight: weight
    )
  }

  private static func highlights(of spellings: [PhraseSpelling], _ forms: WordForms?) -> [Highlight]
  {
    var terms = forms?.expansions.map(\.term) ?? []
    var highlights: [Highlight] = []
    for spelling in spellings {
      if spelling.words.count == 1 {
        if !terms.contains(spelling.words[0].term) { terms.append(spelling.words[0].term) }
      } else {
        let parts = spelling.words.map { Highlight.PhrasePart(term: $0.term, offset: $0.offset) }
        highlights.append(Highlight(match: .phrase(parts), weight: 0))
      }
    }
    return terms.isEmpty ? highlights : highlights + [Highlight(match: .terms(terms), weight: 0)]
  }

  /// The places of some ways to write the same, in one segment.
  private static func words(
    _ spellings: [PhraseSpelling],
    _ field: IndexedField?,
    in reader: SegmentReader
  ) throws(CorruptionError) -> [SpanWords] {
    var found: [SpanWords] = []
    for spelling in spellings {
      var words: [PhraseWord] = []
      for word in spelling.words {
        guard let entry = try reader.term(key(word.term, field)) else { break }
        words.append(PhraseWord(entry, offset: word.offset))
      }
      guard words.count == spelling.words.count else { continue }
      let reach = spelling.words.count == 1 ? spelling.reach : 0
      if let one = try reader.spanWords(words, reach: reach) { found.append(one) }
    }
    return found
  }
}
