// SPDX-License-Identifier: Apache-2.0

package import Storage

/// A search of one segment.
///
/// Made once per query and segment; holds no memory of its own between calls. The memory behind
/// its pointers must outlive it.
package struct SegmentSearch {
  let source: PostingsSource
  let languages: UnsafePointer<UInt8>?
  let hidden: DocumentSet?
  let model: ScoringModel
  let texts: SegmentTexts?
  let budget: SearchBudget?

  /// The documents to look at, all or a run of whole windows; only counting and ranking heed it.
  var documents: Range<UInt32>

  /// Set by tests only.
  var strategy = SearchStrategy()

  /// - Parameters:
  ///   - source: The segment's postings.
  ///   - languages: The language number of each document, if synonyms ask for languages.
  ///   - hidden: Documents not to be found.
  ///   - model: How to score; the same for all segments of a query.
  ///   - texts: Where to see how words are written; without it, no written form is found.
  ///   - budget: What the search may take. When that is used up every call ends early, and what it
  ///     gives is nothing worth.
  package init(
    source: PostingsSource,
    languages: UnsafePointer<UInt8>?,
    hidden: DocumentSet?,
    model: ScoringModel,
    texts: SegmentTexts? = nil,
    budget: SearchBudget? = nil
  ) {
    self.source = source
    self.languages = languages
    self.hidden = hidden
    self.model = model
    self.texts = texts
    self.budget = budget
    documents = 0..<source.documentCount
  }

  /// The number of documents that match.
  ///
  /// - Throws: ``CorruptionError`` for damage in a list that had to be read.
  package func count(_ matcher: Matcher) throws(CorruptionError) -> Int {
    let shape = QueryShape(matcher)
    if shape.isNothing { return 0 }
    if let known = countKnown(shape) { return known }
    let context = SearchContext(self)
    guard let counting = DocumentCount(shape, context: context, way: strategy.counting) else {
      return try countByWindows(matcher)
    }
    let count = counting.count()
    try context.arena.check()
    return count
  }

  /// The number of documents where the dictionary knows it.
  private func countKnown(_ shape: QueryShape) -> Int? {
    let isFree =
      shape.filters.isEmpty && shape.excluded.isEmpty && hidden?.isEmpty != false
      && documents.count == source.documentCount
    guard isFree, shape.required.count == 1, case .term(let term, _)? = shape.required.first else {
      return nil
    }
    return Int(min(term.documentFrequency, source.documentCount))
  }

  /// Whether walking the rarest required clause is cheaper than looking at every window.
  ///
  /// Phrases and spans count as such, because their positions are what costs.
  private func isLedBySparse(_ shape: QueryShape) -> Bool {
    let documents = Int(source.documentCount)
    let least = shape.required.map { $0.cost(documentCount: documents) }.min()
    let readsPositions = shape.required.contains {
      switch $0 {
      case .phrase, .spans: true
      default: false
      }
    }
    return least.map { $0 * 16 < documents || readsPositions } ?? false
  }

  private func forEachBatch(
    _ shape: QueryShape,
    _ body: (Candidates) -> Void
  ) throws(CorruptionError) {
    let context = SearchContext(self)
    guard var conjunction = Conjunction(shape.unscored, context: context) else { return }
    conjunction.forEachBatch(body)
    try context.arena.check()
  }

  /// Offers the documents that match, with their scores, to a collector.
  ///
  /// `segment` is the number by which the collector tells segments apart and breaks ties. Documents
  /// that cannot enter any more are not looked at where that is faster.
  ///
  /// - Throws: ``CorruptionError`` for damage in a list that had to be read.
  package func top(
    _ matcher: Matcher,
    into top: inout TopDocuments,
    segment: UInt32
  ) throws(CorruptionError) {
    let shape = QueryShape(matcher)
    if shape.isNothing { return }
    if shape.required.isEmpty && shape.optional.isEmpty {
      return try topByWindows(matcher, into: &top, segment: segment)
    }
    let context = SearchContext(self)
    if shape.isDisjunction {
      var disjunction = Disjunction(shape, context: context)
      disjunction.collect(into: &top, segment: segment)
    } else if var scan = TermScan(shape, context: context) {
      scan.collect(into: &top, segment: segment)
    } else if var conjunction = Conjunction(shape, context: context) {
      conjunction.collect(into: &top, segment: segment)
    }
    try context.arena.check()
  }

  /// All documents that match.
  ///
  /// - Throws: ``CorruptionError`` for damage in a list that had to be read.
  package func matches(_ matcher: Matcher) throws(CorruptionError) -> DocumentSet {
    let shape = QueryShape(matcher)
    if isLedBySparse(shape) && !shape.isNothing {
      var documents: [UInt32] = []
      try forEachBatch(shape) {
        documents += UnsafeBufferPointer(start: $0.documents, count: $0.count)
      }
      return DocumentSet(documents, documentCount: source.documentCount)
    }
    let context = SearchContext(self)
    let evaluator = WindowEvaluator(matcher, context: context, isScored: false)
    let set = DocumentSet(documentCount: source.documentCount) { words in
      for base in context.windows(of: 0..<context.documentCount) {
        let window = evaluator.evaluate(from: base)
        for word in 0..<Window.words { words[Int(base) >> 6 + word] = window.bits[word] }
      }
    }
    try context.arena.check()
    return set
  }
}

extension SegmentSearch {
  /// Counts by evaluating every window: right for every matcher.
  func countByWindows(_ matcher: Matcher) throws(CorruptionError) -> Int {
    let context = SearchContext(self)
    let evaluator = WindowEvaluator(matcher, context: context, isScored: false)
    var count = 0
    for base in context.windows(of: documents) { count += evaluator.evaluate(from: base).count }
    try context.arena.check()
    return count
  }

  /// Ranks by evaluating every window: right for every matcher.
  func topByWindows(
    _ matcher: Matcher,
    into top: inout TopDocuments,
    segment: UInt32
  ) throws(CorruptionError) {
    let context = SearchContext(self)
    let evaluator = WindowEvaluator(matcher, context: context, isScored: true)
    for base in context.windows(of: documents) {
      let window = evaluator.evaluate(from: base)
      try context.arena.check()
      var threshold = top.threshold(in: segment)
      for word in 0..<Window.words {
        var rest = window.bits[word]
        while rest != 0 {
          let place = word << 6 + rest.trailingZeroBitCount
          rest &= rest &- 1
          let score = window.scores[place]
          if score < threshold { continue }
          top.insert(score: score, segment: segment, document: base + UInt32(place))
          threshold = top.threshold(in: segment)
        }
      }
    }
  }
}
