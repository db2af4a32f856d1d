// SPDX-License-Identifier: Apache-2.0

/// A walk over documents whose positions say whether they match: a phrase, or an expression of spans.
///
/// Documents must be asked for in ascending order.
enum PlaceWalk {
  case phrase(PhraseCursor)
  case spans(SpanCursor)

  /// The first document from `target` on that may match.
  @inline(__always)
  func firstDocument(from target: UInt32) -> UInt32 {
    switch self {
    case .phrase(let phrase): phrase.firstDocument(from: target)
    case .spans(let spans): spans.firstDocument(from: target)
    }
  }

  /// Whether `document` may match; if so, the walk stands on it.
  @inline(__always)
  func stands(on document: UInt32) -> Bool {
    switch self {
    case .phrase(let phrase): phrase.holdsAllTerms(of: document)
    case .spans(let spans): spans.firstDocument(from: document) == document
    }
  }

  /// The most that ``frequency(in:isCounted:)`` can be, without reading positions.
  @inline(__always)
  func mostFrequency(in document: UInt32) -> UInt32 {
    switch self {
    case .phrase(let phrase): phrase.leastFrequency()
    case .spans(let spans): spans.mostFrequency(in: document)
    }
  }

  /// How often the document the walk stands on matches; unless it is counted, that it does will do.
  @inline(__always)
  func frequency(in document: UInt32, isCounted: Bool = true) -> UInt32 {
    switch self {
    case .phrase(let phrase): phrase.count(upTo: isCounted ? .max : 1)
    case .spans(let spans): spans.frequency(in: document)
    }
  }
}

extension Clause {
  /// Fills `candidates` with the documents of `from..<to` that match.
  func collectPlaces(
    _ walk: PlaceWalk,
    from: UInt32,
    to: UInt32,
    needed: Int32,
    into candidates: inout Candidates
  ) {
    var count = 0
    var document = walk.firstDocument(from: from)
    while document < to {
      let frequency = worthyFrequency(of: walk, in: document, missing: needed)
      candidates.documents[count] = document
      candidates.scores[count] =
        factor == 0 ? 0 : context.contribution(of: document, frequency: frequency, factor: factor)
      count &+= frequency > 0 ? 1 : 0
      document = walk.firstDocument(from: document &+ 1)
    }
    candidates.count = count
  }

  /// Writes places and contributions of the candidates that match, and returns how many.
  func matchPlaces(_ walk: PlaceWalk, _ candidates: inout Candidates, needed: Int32) -> Int {
    var matched = 0
    for index in 0..<candidates.count {
      let document = candidates.documents[index]
      guard walk.stands(on: document) else { continue }
      let missing = needed &- candidates.scores[index]
      let frequency = worthyFrequency(of: walk, in: document, missing: missing)
      if frequency == 0 { continue }
      candidates.matched[matched] = document
      candidates.places[matched] = UInt32(truncatingIfNeeded: index)
      candidates.weights[matched] = frequency
      matched &+= 1
    }
    contribute(&candidates, count: matched)
    return matched
  }

  /// The frequency in the document the walk stands on; zero, without having read positions, if what
  /// the document can add to its score is less than what is missing.
  @inline(__always)
  private func worthyFrequency(of walk: PlaceWalk, in document: UInt32, missing: Int32) -> UInt32 {
    if factor != 0 && missing > 0 {
      let most = walk.mostFrequency(in: document)
      if context.contribution(of: document, frequency: most, factor: factor) < missing { return 0 }
    }
    return walk.frequency(in: document, isCounted: factor != 0)
  }
}

extension SearchContext {
  /// Adds the documents of `from..<to` that match.
  func add(
    _ walk: PlaceWalk,
    factor: Float,
    from: UInt32,
    to: UInt32,
    into window: Window,
    base: UInt32
  ) {
    var document = walk.firstDocument(from: from)
    while document < to {
      add(walk, document, factor: factor, into: window, base: base)
      document = walk.firstDocument(from: document &+ 1)
    }
  }

  /// Adds those of a window's documents that match to another window.
  func add(
    _ walk: PlaceWalk,
    among candidates: Window,
    factor: Float,
    into window: Window,
    base: UInt32
  ) {
    candidates.forEach { place in
      let document = base &+ UInt32(truncatingIfNeeded: place)
      if walk.stands(on: document) {
        add(walk, document, factor: factor, into: window, base: base)
      }
    }
  }

  /// Adds the document that a walk stands on, if it matches.
  @inline(__always)
  private func add(
    _ walk: PlaceWalk,
    _ document: UInt32,
    factor: Float,
    into window: Window,
    base: UInt32
  ) {
    let frequency = walk.frequency(in: document, isCounted: factor != 0)
    if frequency == 0 { return }
    let place = Int(document &- base)
    window.bits[place >> 6] |= 1 &<< UInt64(place & 63)
    if factor != 0 {
      window.scores[place] &+= contribution(of: document, frequency: frequency, factor: factor)
    }
  }

  /// Keeps of the ascending positions at which something stands those where it is written so, and
  /// returns how many; none where nobody has the texts.
  func keep(
    _ starts: UnsafeMutablePointer<UInt32>,
    _ count: Int,
    writtenAs form: WrittenForm,
    in document: UInt32
  ) -> Int {
    let starts = UnsafeMutableBufferPointer(start: starts, count: count)
    guard let texts else { return 0 }
    let kept = texts.forms.keep(starts, writtenAs: form, in: document, of: texts.segment)
    if kept == nil { arena.damage.pointee.note("text of a document", at: UInt64(document)) }
    return min(count, max(0, kept ?? 0))
  }
}
