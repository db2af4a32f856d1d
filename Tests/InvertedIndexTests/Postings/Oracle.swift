// SPDX-License-Identifier: Apache-2.0

import InvertedIndex

/// Answers matchers from plain arrays, document by document.
struct Oracle {
  let world: World
  let model: ScoringModel
  var hidden: DocumentSet?

  /// The documents that match, with their scores, in ascending order.
  func answer(_ matcher: Matcher) -> [(document: UInt32, score: Int32)] {
    let found = evaluate(matcher)
    return found.keys.sorted().filter { hidden?.contains($0) != true }.map { ($0, found[$0] ?? 0) }
  }

  /// The best `k`, in order.
  func top(_ matcher: Matcher, _ k: Int) -> [RankedDocument] {
    let all = answer(matcher).map {
      RankedDocument(score: $0.score, segment: 0, document: $0.document)
    }
    return Array(
      all.sorted { ($1.score, $0.document) < ($0.score, $1.document) }.prefix(k)
    )
  }

  private func list(_ term: TermPostings) -> [PlainPosting] {
    world.lists.first { $0.term == term }?.postings ?? []
  }

  private func score(_ document: UInt32, _ frequency: UInt32, _ weight: Float) -> Int32 {
    let norm = world.norms[Int(document)]
    return weight == 0
      ? 0 : model.contribution(weight: weight, frequency: frequency, norm: norm)
  }

  private func scored(_ frequencies: [UInt32: UInt32], _ weight: Float) -> [UInt32: Int32] {
    var result: [UInt32: Int32] = [:]
    for (document, frequency) in frequencies {
      result[document] = score(document, frequency, weight)
    }
    return result
  }

  private func evaluate(_ matcher: Matcher) -> [UInt32: Int32] {
    switch matcher {
    case .term(let term, let weight):
      var frequencies: [UInt32: UInt32] = [:]
      for posting in list(term) {
        frequencies[posting.document] = posting.frequency + posting.extra
      }
      return scored(frequencies, weight)
    case .synonyms(let synonyms, let combine, let weight):
      return scored(combined(synonyms, combine), weight)
    case .gathered(let gathered, let weight):
      let documents = gathered.documents.documents
      let frequencies = documents.map { ($0, gathered.weight(of: $0)) }
      return scored(Dictionary(uniqueKeysWithValues: frequencies), weight)
    case .phrase(let terms, let weight): return scored(phrase(terms), weight)
    case .documents(let set):
      return Dictionary(uniqueKeysWithValues: set.documents.map { ($0, 0) })
    case .everything:
      return Dictionary(uniqueKeysWithValues: (0..<world.documentCount).map { ($0, 0) })
    // These worlds have no boundaries.
    case .nothing, .spans: return [:]
    case .all(let parts):
      let all = parts.map(evaluate)
      guard var result = all.first else { return [:] }
      for other in all.dropFirst() {
        result = result.filter { other[$0.key] != nil }
        for (document, score) in other { result[document]? += score }
      }
      return result
    case .any(let parts):
      return parts.map(evaluate).reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    case .atLeast(let count, let parts):
      let all = parts.map(evaluate)
      let sums = all.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
      return sums.filter { document, _ in all.count { $0[document] != nil } >= count }
    case .excluding(let part, let excluded):
      let gone = evaluate(excluded)
      return evaluate(part).filter { gone[$0.key] == nil }
    case .preferring(let part, let optional):
      var result = evaluate(part)
      for other in optional.map(evaluate) {
        for (document, score) in other { result[document]? += score }
      }
      return result
    }
  }

  private func combined(
    _ synonyms: [Synonym],
    _ combine: FrequencyCombination
  ) -> [UInt32: UInt32] {
    var result: [UInt32: UInt32] = [:]
    for synonym in synonyms {
      for posting in list(synonym.postings) {
        if let language = synonym.language, world.languages[Int(posting.document)] != language {
          continue
        }
        let weight = posting.frequency + posting.extra
        let before = result[posting.document, default: 0]
        result[posting.document] = combine == .sum ? before + weight : max(before, weight)
      }
    }
    return result
  }

  private func phrase(_ terms: [PhraseTerm]) -> [UInt32: UInt32] {
    guard let first = terms.first else { return [:] }
    let lists = terms.map { term in
      Dictionary(uniqueKeysWithValues: list(term.postings).map { ($0.document, Set($0.positions)) })
    }
    var result: [UInt32: UInt32] = [:]
    for (document, positions) in lists[0] {
      let starts = positions.filter { position in
        let start = Int(position) - Int(first.offset)
        return zip(terms, lists).allSatisfy { term, list in
          let wanted = start + Int(term.offset)
          return wanted >= 0 && list[document]?.contains(UInt32(wanted)) == true
        }
      }
      if !starts.isEmpty { result[document] = UInt32(starts.count) }
    }
    return result
  }
}
