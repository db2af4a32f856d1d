// SPDX-License-Identifier: Apache-2.0

package import Storage

/// What one scored clause adds to one document, for explaining a score.
package struct LeafScore: Hashable, Sendable {
  /// How often it occurs in the document; zero if it does not.
  package let frequency: UInt32

  /// What weighty fields add to the frequency.
  package let extra: UInt32

  /// The document's norm.
  package let norm: UInt8

  /// What it adds in fixed-point units; zero where a clause around it does not match.
  package let contribution: Int32
}

extension SegmentSearch {
  /// How a document's score comes about: an entry for each term, synonym and phrase clause.
  ///
  /// In the order in which they stand in the matcher, except those that are excluded. The
  /// contributions add up to the document's score. Costs a few microseconds.
  ///
  /// - Throws: ``CorruptionError`` for damage in a list that had to be read.
  package func score(
    _ matcher: Matcher,
    document: UInt32
  ) throws(CorruptionError) -> [LeafScore] {
    guard document < source.documentCount else { return [] }
    let context = SearchContext(self)
    let result = explain(matcher, document, context)
    try context.arena.check()
    return result.leaves
  }

  private typealias Explained = (isMatch: Bool, leaves: [LeafScore])

  private func explain(
    _ matcher: Matcher,
    _ document: UInt32,
    _ context: SearchContext
  ) -> Explained {
    switch matcher {
    case .term(let term, let weight):
      let (frequency, extra) = posting(term, document, context)
      return leaf(frequency, extra, weight, document, context)
    case .synonyms(let synonyms, let combine, let weight):
      let (frequency, extra) = combined(synonyms, combine, document, context)
      return leaf(frequency, extra, weight, document, context)
    case .gathered(let gathered, let weight):
      return leaf(gathered.weight(of: document), 0, weight, document, context)
    case .phrase(let terms, let weight):
      let cursor = PhraseCursor(terms, in: context.arena)
      let isThere = cursor.firstDocument(from: document) == document
      return leaf(isThere ? cursor.frequency() : 0, 0, weight, document, context)
    case .spans(let match, let weight):
      let cursor = SpanCursor(match, in: context)
      let isThere = cursor.firstDocument(from: document) == document
      return leaf(isThere ? cursor.frequency(in: document) : 0, 0, weight, document, context)
    case .documents(let set): return (set.contains(document), [])
    case .everything: return (true, [])
    case .nothing: return (false, [])
    case .all(let parts):
      let all = parts.map { explain($0, document, context) }
      return joined(all, isMatch: !all.isEmpty && all.allSatisfy(\.isMatch))
    case .any(let parts):
      let all = parts.map { explain($0, document, context) }
      return joined(all, isMatch: all.contains(where: \.isMatch))
    case .atLeast(let count, let parts):
      let all = parts.map { explain($0, document, context) }
      return joined(all, isMatch: all.count(where: \.isMatch) >= count)
    case .excluding(let part, let excluded):
      let isExcluded = explain(excluded, document, context).isMatch
      let kept = explain(part, document, context)
      return joined([kept], isMatch: kept.isMatch && !isExcluded)
    case .preferring(let part, let optional):
      let kept = explain(part, document, context)
      return joined(
        [kept] + optional.map { explain($0, document, context) },
        isMatch: kept.isMatch
      )
    }
  }

  /// The parts' leaves, without their contributions if the whole does not match.
  private func joined(_ parts: [Explained], isMatch: Bool) -> Explained {
    let leaves = parts.flatMap(\.leaves)
    if isMatch { return (true, leaves) }
    let silent = leaves.map {
      LeafScore(frequency: $0.frequency, extra: $0.extra, norm: $0.norm, contribution: 0)
    }
    return (false, silent)
  }

  private func leaf(
    _ frequency: UInt32,
    _ extra: UInt32,
    _ weight: Float,
    _ document: UInt32,
    _ context: SearchContext
  ) -> Explained {
    let isMatch = frequency > 0
    let contribution = context.contribution(
      of: document,
      frequency: frequency &+ extra,
      factor: model.factor(weight: weight)
    )
    let leaf = LeafScore(
      frequency: frequency,
      extra: extra,
      norm: source.norms[Int(document)],
      contribution: isMatch && weight != 0 ? contribution : 0
    )
    return (isMatch, [leaf])
  }

  private func posting(
    _ term: TermPostings,
    _ document: UInt32,
    _ context: SearchContext
  ) -> (frequency: UInt32, extra: UInt32) {
    let cursor = context.arena.cursor(for: term)
    cursor.pointee.advance(to: document)
    guard cursor.pointee.document == document else { return (0, 0) }
    let index = cursor.pointee.index
    let frequency = cursor.pointee.frequencies()[index]
    return (frequency, cursor.pointee.weights()[index] &- frequency)
  }

  private func combined(
    _ synonyms: [Synonym],
    _ combine: FrequencyCombination,
    _ document: UInt32,
    _ context: SearchContext
  ) -> (frequency: UInt32, extra: UInt32) {
    var result: (frequency: UInt32, extra: UInt32) = (0, 0)
    for synonym in synonyms {
      if let language = synonym.language, !context.isIn(Int16(language), document) { continue }
      let (frequency, extra) = posting(synonym.postings, document, context)
      switch combine {
      case .sum: result = (result.frequency &+ frequency, result.extra &+ extra)
      case .maximum where frequency &+ extra > result.frequency &+ result.extra:
        result = (frequency, extra)
      case .maximum: break
      }
    }
    return result
  }
}
