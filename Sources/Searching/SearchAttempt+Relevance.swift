// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage

// The second pass: a closer look at the articles that BM25 finds best.

extension SearchAttempt {
  /// How many of the best by BM25 the second pass looks at.
  static let secondPassSize = 200
  /// How many where newer articles are preferred, whose order may differ more.
  static let recentPassSize = 1_000

  /// How many of the best by BM25 must be known to show results up to a place.
  func firstPassSize(showing end: Int) -> Int {
    max(end, candidateLimit)
  }

  /// How many of them are looked at again.
  private var candidateLimit: Int {
    guard request.order == .relevance else { return 0 }
    return request.recency == nil ? Self.secondPassSize : Self.recentPassSize
  }

  /// The most that BM25 can give.
  private var mostScore: Double {
    Double(plan.weights.reduce(0, +)) * Double(ScoringModel.k1 + 1)
  }

  /// The best documents by BM25 in their final order; `first` are in the order of BM25.
  ///
  /// Those behind the ones that are looked at again keep their order and come after these, so that
  /// pages of any size show every document once. Those of which the query is the whole title come
  /// first wherever they stand, but only the best are looked at again.
  func finalOrder(_ first: [RankedDocument]) throws(SearchFailure) -> [FinalDocument] {
    let limit = candidateLimit
    guard limit > 0, !plan.weights.isEmpty else { return first.map(FinalDocument.init) }
    var best = first.prefix(limit).map(FinalDocument.init)
    try addFeatures(to: &best)
    let titled = try titled()
    let whole = Set(titled.map(\.key))
    let looked = whole.isEmpty ? [] : Set(best.map(\.key))
    best += titled.filter { !looked.contains($0.key) }
    let (exact, recent) = (mostScore * FinalScore.exactFactor, mostScore * FinalScore.recencyFactor)
    for index in best.indices {
      if whole.contains(best[index].key) { best[index].score.exactTitle = fixed(exact) }
      guard let recency = request.recency else { continue }
      let date = try value(best[index].segment) { (reader) throws(CorruptionError) in
        try reader.published(of: best[index].document)
      }
      best[index].score.recency = fixed(recent * recency.share(published: date))
    }
    best.sort()
    let rest = first.dropFirst(limit).map(FinalDocument.init)
    return best + rest.filter { !whole.contains($0.key) }
  }

  private func fixed(_ value: Double) -> Int64 {
    Int64((value * Double(model.scale)).rounded())
  }

  /// Adds what the query's words tell by where they stand.
  private func addFeatures(to documents: inout [FinalDocument]) throws(SearchFailure) {
    var query = RankedQuery(plan)
    if query.isEmpty { return }
    try query.lookUp(in: segments)
    documents.sort { ($0.segment, $0.document) < ($1.segment, $1.document) }
    var next = 0
    while next < documents.count {
      let segment = documents[next].segment
      var end = next
      while end < documents.count, documents[end].segment == segment { end += 1 }
      let words = query.words(in: segment)
      let numbers = documents[next..<end].map(\.document)
      let features = try value(segment) { (reader) throws(CorruptionError) in
        try self.search(reader, words).features(of: numbers, words, in: reader)
      }
      for (index, features) in (features ?? []).enumerated() {
        documents[next + index].score.add(
          features,
          request.features,
          scale: model.scale
        )
      }
      next = end
    }
  }

  /// The search of a segment for words that may count in some languages only.
  private func search(
    _ reader: SegmentReader,
    _ words: [RankedWord]
  ) throws(CorruptionError) -> SegmentSearch {
    let needsLanguages = words.contains(where: \.needsLanguages)
    return unsafe SegmentSearch(
      source: try reader.source,
      languages: needsLanguages ? try unsafe reader.languageColumn : nil,
      hidden: nil,
      model: model,
      budget: segments.budget
    )
  }
}
