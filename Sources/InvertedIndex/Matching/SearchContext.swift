// SPDX-License-Identifier: Apache-2.0

/// What every algorithm needs of one search in one segment.
struct SearchContext {
  let arena: CursorArena
  let model: ScoringModel
  let hidden: DocumentSet?
  let strategy: SearchStrategy
  let texts: SegmentTexts?

  /// The language number of each document; without it, none has the language asked for.
  let languages: UnsafePointer<UInt8>?
  let norms: UnsafePointer<UInt8>

  /// `K` of each norm, with the average length of all segments.
  let lengths: UnsafePointer<Float>

  let documentCount: UInt32

  /// Those of them to look at.
  let documents: Range<UInt32>

  /// By how much a bound may be too low because other segments' documents are longer.
  let boundRatio: Float

  /// Scores of one block.
  private let scratch: UnsafeMutablePointer<Int32>

  init(_ search: SegmentSearch) {
    let arena = CursorArena(search.source, budget: search.budget)
    self.arena = arena
    model = search.model
    hidden = search.hidden
    strategy = search.strategy
    texts = search.texts
    norms = search.source.norms
    documentCount = search.source.documentCount
    documents = search.documents
    // f / (f + K) grows at most as K shrinks, and K at most as the average length grows.
    let ratio = search.model.averageLength / max(1, search.source.averageLength)
    boundRatio = max(1, ratio) * 1.00001
    languages = search.languages
    lengths = Self.lengthFactors(averageLength: search.model.averageLength, in: arena)
    scratch = arena.uninitialized(Int32.self, count: PostingsFormat.blockSize)
  }

  private static func lengthFactors(
    averageLength: Float,
    in arena: CursorArena
  ) -> UnsafePointer<Float> {
    let lengths = arena.uninitialized(Float.self, count: 256)
    ScoringModel.writeLengthFactors(averageLength: averageLength, to: lengths)
    return UnsafePointer(lengths)
  }

  /// The first documents of the windows of a run that begins with one.
  func windows(of documents: Range<UInt32>) -> StrideTo<UInt32> {
    stride(from: documents.lowerBound, to: documents.upperBound, by: Window.size)
  }

  /// What one posting contributes.
  @inline(__always)
  func contribution(of document: UInt32, frequency: UInt32, factor: Float) -> Int32 {
    Contribution.one(
      frequency: frequency,
      length: lengths[Int(norms[Int(document)])],
      factor: factor
    )
  }
}

extension SearchContext {
  /// Calls `body` for every stretch of a list inside `from..<to`, block by block, and leaves the
  /// cursor at `to` or behind.
  @inline(__always)
  func forEachStretch(
    of cursor: inout PostingsCursor,
    from: UInt32,
    to: UInt32,
    _ body: (inout PostingsCursor, Range<Int>) -> Void
  ) {
    cursor.advance(to: from)
    while cursor.document < to {
      let isWhole = cursor.blockLast < to
      let end = isWhole ? cursor.size : BlockSearch.firstIndex(of: to, in: cursor.documents)
      body(&cursor, cursor.index..<end)
      if isWhole {
        cursor.enter(cursor.block &+ 1)
      } else {
        cursor.stand(at: end)
      }
    }
  }

  /// Adds a list to a window; without scores if the factor is zero.
  func add(
    _ cursor: inout PostingsCursor,
    factor: Float,
    from: UInt32,
    to: UInt32,
    into window: Window,
    base: UInt32
  ) {
    if factor == 0 { return cursor.mark(from: from, to: to, in: window.bits, base: base) }
    forEachStretch(of: &cursor, from: from, to: to) { cursor, range in
      let documents = cursor.documents + range.lowerBound
      Window.mark(documents, count: range.count, base: base, in: window.bits)
      Contribution.many(
        documents: documents,
        frequencies: cursor.weights() + range.lowerBound,
        count: range.count,
        norms: norms,
        lengths: lengths,
        factor: factor,
        into: scratch
      )
      for index in 0..<range.count {
        window.scores[Int(documents[index] &- base)] &+= scratch[index]
      }
    }
  }

  /// Adds lists that count as one term.
  func add(
    _ synonyms: SynonymCursors,
    factor: Float,
    from: UInt32,
    to: UInt32,
    into window: Window,
    base: UInt32
  ) {
    let isMaximum = synonyms.combine == .maximum
    let frequencies = arena.windowFrequencies
    for index in 0..<synonyms.count {
      let language = synonyms.languages[index]
      forEachStretch(of: &synonyms.cursors[index], from: from, to: to) { cursor, range in
        let weights = cursor.weights()
        for index in range {
          let document = cursor.documents[index]
          if language >= 0, !isIn(language, document) { continue }
          let place = Int(document &- base)
          let before = frequencies[place]
          frequencies[place] =
            isMaximum ? max(before, weights[index]) : before &+ weights[index]
        }
      }
    }
    drainFrequencies(factor: factor, from: from, to: to, into: window, base: base)
  }

  /// Whether a document has a language.
  @inline(__always)
  func isIn(_ language: Int16, _ document: UInt32) -> Bool {
    languages.map { Int16($0[Int(document)]) == language } ?? false
  }

  /// Turns the frequencies gathered into scores, and makes them zero again.
  private func drainFrequencies(
    factor: Float,
    from: UInt32,
    to: UInt32,
    into window: Window,
    base: UInt32
  ) {
    let frequencies = arena.windowFrequencies
    for place in Int(from &- base)..<Int(to &- base) where frequencies[place] != 0 {
      window.bits[place >> 6] |= 1 &<< UInt64(place & 63)
      if factor != 0 {
        let document = base &+ UInt32(truncatingIfNeeded: place)
        window.scores[place] &+= contribution(
          of: document,
          frequency: frequencies[place],
          factor: factor
        )
      }
      frequencies[place] = 0
    }
  }
}
