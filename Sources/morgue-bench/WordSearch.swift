// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Searching
import Storage

/// A query with its words looked up in all segments.
struct WordSearch {
  private let index: WordIndex
  private let model: ScoringModel
  private let search: IndexSearch

  init(
    _ query: WordQuery,
    in index: WordIndex,
    mayShare: Bool = false
  ) throws(CorruptionError) {
    self.index = index
    let clauses = try query.clauses.map { (clause) throws(CorruptionError) in
      try ClauseLookup(clause, in: index)
    }
    model = ScoringModel(
      averageLength: index.averageLength,
      weights: clauses.filter { $0.role != .excluded }.map(\.weight)
    )
    var parts: [IndexSearch.Part] = []
    for (number, segment) in index.segments.enumerated() {
      let matcher = try Self.matcher(clauses, in: number, segment)
      if case .nothing = matcher { continue }
      // The pointers are into files that the index keeps mapped.
      let search = unsafe SegmentSearch(
        source: try segment.source,
        languages: nil,
        hidden: segment.hidden,
        model: model
      )
      parts.append(IndexSearch.Part(segment: number, search, matcher))
    }
    search = IndexSearch(parts, mayShare: mayShare)
  }

  /// What to look for in a segment.
  private static func matcher(
    _ clauses: [ClauseLookup],
    in number: Int,
    _ segment: SegmentReader
  ) throws(CorruptionError) -> Matcher {
    var required: [Matcher] = []
    var optional: [Matcher] = []
    var excluded: [Matcher] = []
    for clause in clauses {
      let matcher = try clause.matcher(in: number, segment)
      switch (clause.role, matcher) {
      case (.required, .nothing): return .nothing
      case (.required, _): required.append(matcher)
      case (_, .nothing): continue
      case (.optional, _): optional.append(matcher)
      case (.excluded, _): excluded.append(matcher)
      }
    }
    var all = required.isEmpty ? any(optional) : required.count > 1 ? .all(required) : required[0]
    if !required.isEmpty, !optional.isEmpty { all = .preferring(all, optional: optional) }
    return excluded.isEmpty ? all : .excluding(all, any(excluded))
  }

  private static func any(_ parts: [Matcher]) -> Matcher {
    parts.count > 1 ? .any(parts) : parts.first ?? .nothing
  }
}

extension WordSearch {
  /// How many documents match.
  func count() throws(CorruptionError) -> Int {
    do throws(SegmentDamage) {
      return try search.counts().reduce(0, +)
    } catch {
      throw error.error
    }
  }

  /// The best documents, at most `limit`, in order.
  func top(_ limit: Int) throws(CorruptionError) -> [RankedDocument] {
    var top = TopDocuments(capacity: min(limit, Int(index.documentCount)))
    do throws(SegmentDamage) {
      try search.top(into: &top)
    } catch {
      throw error.error
    }
    return top.sorted()
  }

  /// The number in the corpus and the score of each of the best, as the protocol shows them.
  func hits(_ top: [RankedDocument]) throws(CorruptionError) -> String {
    var hits: [String] = []
    for hit in top {
      let number = try index.segments[Int(hit.segment)].articleID(of: hit.document)
      hits.append("\(number):\(Double(hit.score) / Double(model.scale))")
    }
    return hits.joined(separator: " ")
  }
}

/// What the dictionaries of all segments say about the words of a clause.
private struct ClauseLookup {
  let role: WordQuery.Role
  /// The sum of the words' inverse document frequencies.
  private(set) var weight: Float = 0
  private let words: Int
  /// For each word what each segment has of it.
  private var entries: [TermEntry?] = []

  init(_ clause: WordQuery.Clause, in index: WordIndex) throws(CorruptionError) {
    role = clause.role
    words = clause.words.count
    entries.reserveCapacity(words * index.segments.count)
    for word in clause.words {
      var documents: UInt64 = 0
      for segment in index.segments {
        let entry = try segment.term(word)
        documents += UInt64(entry?.postings.documentFrequency ?? 0)
        entries.append(entry)
      }
      weight += TermWeight.inverseDocumentFrequency(Double(documents), of: index.documentCount)
    }
  }

  /// What to look for in one segment: nothing where a word is missing.
  func matcher(
    in number: Int,
    _ segment: SegmentReader
  ) throws(CorruptionError) -> Matcher {
    let segments = entries.count / words
    if words == 1 {
      return entries[number].map { .term($0.postings, weight: weight) } ?? .nothing
    }
    var phrase: [PhraseWord] = []
    for place in 0..<words {
      guard let entry = entries[place * segments + number] else { return .nothing }
      phrase.append(PhraseWord(entry, offset: UInt32(place)))
    }
    return try segment.phrase(phrase, weight: weight)
  }
}
