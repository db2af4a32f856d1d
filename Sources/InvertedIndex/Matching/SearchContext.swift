// SPDX-License-Identifier: Apache-2.0

/// What every algorithm needs of one search in one segment.
struct SearchContext {
  let arena: CursorArena
  let model: ScoringModel
  let hidden: DocumentSet?
  let languages: UnsafePointer<UInt8>?
  let norms: UnsafePointer<UInt8>

  /// `K` of each norm, with the average length of all segments.
  let lengths: UnsafePointer<Float>

  let documentCount: UInt32

  /// Scores of one block.
  private let scratch: UnsafeMutablePointer<Int32>

  init(_ search: SegmentSearch) {
    arena = CursorArena(search.source)
    model = search.model
    hidden = search.hidden
    languages = search.languages
    norms = search.source.norms
    documentCount = search.source.documentCount
    let lengths = arena.allocate(Float.self, count: 256, repeating: 0)
    for (norm, length) in ScoringModel.lengthFactors(averageLength: model.averageLength)
      .enumerated()
    {
      lengths[norm] = length
    }
    self.lengths = UnsafePointer(lengths)
    scratch = arena.allocate(Int32.self, count: PostingsFormat.blockSize, repeating: 0)
  }

  /// The first documents of all windows.
  var windows: StrideTo<UInt32> {
    stride(from: 0, to: documentCount, by: Window.size)
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
  /// Calls `body` for every stretch of a list inside the window from `base` on, block by block, and
  /// leaves the cursor behind the window.
  @inline(__always)
  func forEachStretch(
    of cursor: inout PostingsCursor,
    base: UInt32,
    _ body: (inout PostingsCursor, Range<Int>) -> Void
  ) {
    let limit = base &+ UInt32(Window.size)
    cursor.advance(to: base)
    while cursor.document < limit {
      let isWhole = cursor.blockLast < limit
      let end = isWhole ? cursor.size : BlockSearch.firstIndex(of: limit, in: cursor.documents)
      body(&cursor, cursor.index..<end)
      if isWhole {
        cursor.enter(cursor.block &+ 1)
      } else {
        cursor.stand(at: end)
      }
    }
  }

  /// Adds a list to a window; without scores if the factor is zero.
  func add(_ cursor: inout PostingsCursor, factor: Float, to window: Window, base: UInt32) {
    forEachStretch(of: &cursor, base: base) { cursor, range in
      let documents = cursor.documents + range.lowerBound
      for index in 0..<range.count {
        let place = documents[index] &- base
        window.bits[Int(place >> 6)] |= 1 &<< UInt64(place & 63)
      }
      if factor == 0 { return }
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
  func add(_ synonyms: SynonymCursors, factor: Float, to window: Window, base: UInt32) {
    for index in 0..<synonyms.count {
      gather(
        &synonyms.cursors[index],
        language: synonyms.languages[index],
        combine: synonyms.combine,
        into: synonyms.frequencies,
        window: window,
        base: base
      )
    }
    window.forEach { place in
      let frequency = synonyms.frequencies[place]
      synonyms.frequencies[place] = 0
      let document = base &+ UInt32(truncatingIfNeeded: place)
      let score = contribution(of: document, frequency: frequency, factor: factor)
      window.scores[place] = factor == 0 ? 0 : score
    }
  }

  private func gather(
    _ cursor: inout PostingsCursor,
    language: Int16,
    combine: FrequencyCombination,
    into frequencies: UnsafeMutablePointer<UInt32>,
    window: Window,
    base: UInt32
  ) {
    forEachStretch(of: &cursor, base: base) { cursor, range in
      let weights = cursor.weights()
      for index in range {
        let document = cursor.documents[index]
        if language >= 0, let languages, Int16(languages[Int(document)]) != language { continue }
        let place = document &- base
        window.bits[Int(place >> 6)] |= 1 &<< UInt64(place & 63)
        let before = frequencies[Int(place)]
        frequencies[Int(place)] =
          combine == .maximum ? max(before, weights[index]) : before &+ weights[index]
      }
    }
  }

  /// Adds the documents that hold a phrase.
  func add(_ phrase: PhraseCursor, factor: Float, to window: Window, base: UInt32) {
    let limit = base &+ UInt32(Window.size)
    var document = phrase.firstDocument(from: base)
    while document < limit {
      let frequency = phrase.frequency()
      if frequency > 0 {
        let place = Int(document &- base)
        window.bits[place >> 6] |= 1 &<< UInt64(place & 63)
        let score = contribution(of: document, frequency: frequency, factor: factor)
        window.scores[place] = factor == 0 ? 0 : score
      }
      document = phrase.firstDocument(from: document &+ 1)
    }
  }
}
