// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Searching
import Storage

/// A query with its words looked up in all segments.
struct WordSearch {
  private let index: WordIndex
  private let model: ScoringModel
  /// What to look for in each segment.
  private let matchers: [Matcher]

  init(_ query: WordQuery, in index: WordIndex) throws(CorruptionError) {
    self.index = index
    var weights: [Float] = []
    var parts: [[Matcher]] = Array(repeating: [], count: index.segments.count)
    for clause in query.clauses {
      let (found, weight) = try Self.look(up: clause, in: index)
      if clause.role != .excluded { weights.append(weight) }
      for (number, matcher) in found.enumerated() { parts[number].append(matcher) }
    }
    matchers = parts.map { Self.combined($0, query.clauses.map(\.role)) }
    model = ScoringModel(averageLength: index.averageLength, weights: weights)
  }

  /// What to look for in each segment for a clause, and how much it weighs.
  private static func look(
    up clause: WordQuery.Clause,
    in index: WordIndex
  ) throws(CorruptionError) -> ([Matcher], weight: Float) {
    var entries: [[TermEntry?]] = []
    var weight: Float = 0
    for word in clause.words {
      var found: [TermEntry?] = []
      for segment in index.segments { found.append(try segment.term(word)) }
      entries.append(found)
      weight += Self.weight(of: found, in: index)
    }
    var matchers: [Matcher] = []
    for (number, segment) in index.segments.enumerated() {
      matchers.append(try matcher(entries.map { $0[number] }, weight, segment))
    }
    return (matchers, weight)
  }

  private static func weight(of entries: [TermEntry?], in index: WordIndex) -> Float {
    let documents = entries.reduce(0) { $0 + UInt64($1?.postings.documentFrequency ?? 0) }
    return TermWeight.inverseDocumentFrequency(Double(documents), of: index.documentCount)
  }

  /// A clause in one segment: nothing where a word is missing.
  private static func matcher(
    _ entries: [TermEntry?],
    _ weight: Float,
    _ segment: SegmentReader
  ) throws(CorruptionError) -> Matcher {
    var words: [PhraseWord] = []
    for (offset, entry) in entries.enumerated() {
      guard let entry else { return .nothing }
      if entries.count == 1 { return .term(entry.postings, weight: weight) }
      words.append(PhraseWord(entry, offset: UInt32(offset)))
    }
    return try segment.phrase(words, weight: weight)
  }

  private static func combined(_ parts: [Matcher], _ roles: [WordQuery.Role]) -> Matcher {
    let sorted = zip(parts, roles)
    let required = sorted.filter { $0.1 == .required }.map(\.0)
    let optional = sorted.filter { $0.1 == .optional }.map(\.0)
    let excluded = sorted.filter { $0.1 == .excluded }.map(\.0)
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
    var count = 0
    for number in matchers.indices {
      count += try search(number).count(matchers[number])
    }
    return count
  }

  /// The best documents, at most `limit`, in order.
  func top(_ limit: Int) throws(CorruptionError) -> [RankedDocument] {
    var top = TopDocuments(capacity: min(limit, Int(index.documentCount)))
    for number in matchers.indices {
      try search(number).top(matchers[number], into: &top, segment: UInt32(number))
    }
    return top.sorted()
  }

  private func search(_ number: Int) throws(CorruptionError) -> SegmentSearch {
    // The pointers are into files that the index keeps mapped.
    unsafe SegmentSearch(
      source: try index.segments[number].source,
      languages: nil,
      hidden: index.segments[number].hidden,
      model: model
    )
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
