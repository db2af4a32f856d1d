// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage

/// One request answered from segments that are believed to be sound.
struct SearchAttempt {
  let segments: SegmentSet
  let request: SearchRequest
  let plan: QueryPlan
  let model: ScoringModel

  /// Looks up what is asked for.
  ///
  /// `keepsExpansions` says whether all terms that patterns stand for are to be named in the plan.
  init(
    _ request: SearchRequest,
    _ segments: SegmentSet,
    keepsExpansions: Bool = false
  ) throws(SearchFailure) {
    self.segments = segments
    self.request = request
    var planner = QueryPlanner(segments, keepsExpansions: keepsExpansions)
    plan = try planner.plan(request)
    model = ScoringModel(averageLength: segments.averageLength, weights: plan.weights)
  }

  /// The search of a segment, for a matcher.
  func search(
    _ reader: SegmentReader,
    _ matcher: Matcher
  ) throws(CorruptionError) -> SegmentSearch {
    // The pointers are into files that `segments` keeps mapped.
    unsafe SegmentSearch(
      source: try reader.source,
      languages: matcher.needsLanguages ? try unsafe reader.languageColumn : nil,
      hidden: hidden(in: reader),
      model: model,
      texts: segments.texts(of: reader, for: matcher),
      budget: segments.budget
    )
  }

  /// Documents of removed articles, and unless asked for those that newer ones have replaced.
  private func hidden(in reader: SegmentReader) -> DocumentSet? {
    guard !request.includesAllVersions, let superseded = reader.superseded else {
      return reader.hidden
    }
    guard let removed = reader.hidden else { return superseded }
    return removed.union(superseded, documentCount: UInt32(reader.documentCount))
  }

  /// How many documents of each segment match.
  func counts() throws(SearchFailure) -> [Int] {
    try count { plan.matcher(in: $0) }
  }

  /// How many documents of each segment match what `matcher` gives for it.
  func count(_ matcher: (Int) -> Matcher) throws(SearchFailure) -> [Int] {
    let parts = try parts(of: { _ in true }, matching: matcher)
    var counts = Array(repeating: 0, count: segments.readers.count)
    do throws(SegmentDamage) {
      let found = try IndexSearch(parts, mayShare: true).counts()
      for (part, count) in zip(parts, found) { counts[part.segment] = count }
      return counts
    } catch {
      throw .damage(segment: error.segment, error.error)
    }
  }

  /// What is to be searched: those of the wanted segments in which anything can match.
  func parts(
    of isWanted: (Int) -> Bool,
    matching matcher: (Int) -> Matcher
  ) throws(SearchFailure) -> [IndexSearch.Part] {
    var parts: [IndexSearch.Part] = []
    for (index, reader) in segments.readers.enumerated() where isWanted(index) {
      guard let reader else { continue }
      let matcher = matcher(index)
      if case .nothing = matcher { continue }
      do throws(CorruptionError) {
        parts.append(.init(segment: index, try search(reader, matcher), matcher))
      } catch {
        throw .damage(segment: index, error)
      }
    }
    return parts
  }

  /// The documents of each segment that match.
  func matches() throws(SearchFailure) -> [DocumentSet] {
    try segments.map(missing: DocumentSet(0..<0)) { (index, reader) throws(CorruptionError) in
      let matcher = plan.matcher(in: index)
      if case .nothing = matcher { return DocumentSet(0..<0) }
      return try search(reader, matcher).matches(matcher)
    }
  }

  /// How many documents match but for dates, and have none.
  func undated() throws(SearchFailure) -> Int {
    guard plan.hasDates else { return 0 }
    let undated = try segments.map(missing: DocumentSet(0..<0)) {
      (_, reader) throws(CorruptionError) in
      let all = DocumentSet(0..<UInt32(reader.documentCount))
      let dated = try reader.datedDocuments()
      return all.subtracting(dated, documentCount: UInt32(reader.documentCount))
    }
    let counts = try count { segment in
      let asIfUndated = plan.matcher(in: segment, dates: .undated(undated))
      let candidates = Matcher.allOf([.documents(undated[segment]), asIfUndated])
      return .excluding(candidates, plan.matcher(in: segment))
    }
    return counts.reduce(0, +)
  }
}

// MARK: - Hits

extension SearchAttempt {
  /// The hits asked for, in order; `counts` are those of ``counts()``.
  func hits(_ counts: [Int]) throws(SearchFailure) -> [SearchHit] {
    let total = counts.reduce(0, +)
    let first = min(max(0, request.offset), total)
    let wanted = min(max(0, request.limit ?? total), total - first)
    guard wanted > 0 else { return [] }
    let bytes = MemoryLayout<SearchHit>.stride + MemoryLayout<RankedDocument>.stride
    segments.budget?.take(wanted * bytes, for: .hits)
    try segments.requireBudget(request.query)
    switch request.order {
    case .relevance, .bm25: return try ranked(first..<first + wanted, counts)
    case .newestFirst, .oldestFirst: return try byDate(first..<first + wanted, counts)
    }
  }

  private func ranked(_ places: Range<Int>, _ counts: [Int]) throws(SearchFailure) -> [SearchHit] {
    let found = try top(firstPassSize(showing: places.upperBound)) { segment in
      counts[segment] > 0 ? plan.matcher(in: segment) : .nothing
    }
    return try hits(found, places)
  }

  /// The hits at some places, of the best documents by BM25.
  func hits(
    _ found: [RankedDocument],
    _ places: Range<Int>
  ) throws(SearchFailure) -> [SearchHit] {
    var hits: [SearchHit] = []
    for document in try finalOrder(found).prefix(places.upperBound).dropFirst(places.lowerBound) {
      let score = Double(document.score.total) / Double(model.scale)
      guard let hit = try hit(document.segment, document.document, score) else { continue }
      hits.append(hit)
    }
    return hits
  }

  func hit(
    _ segment: Int,
    _ document: UInt32,
    _ score: Double
  ) throws(SearchFailure) -> SearchHit? {
    try value(segment) { (reader) throws(CorruptionError) in
      SearchHit(
        segment: segment,
        document: document,
        article: try reader.articleID(of: document),
        version: try reader.version(of: document),
        published: try reader.published(of: document),
        score: score
      )
    }
  }

  /// What `body` reads from one segment; nil if the segment is left out.
  func value<Value>(
    _ segment: Int,
    _ body: (SegmentReader) throws(CorruptionError) -> Value?
  ) throws(SearchFailure) -> Value? {
    guard let reader = segments.readers[segment] else { return nil }
    do throws(CorruptionError) {
      return try body(reader)
    } catch {
      throw .damage(segment: segment, error)
    }
  }
}
