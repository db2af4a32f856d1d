// SPDX-License-Identifier: Apache-2.0

// Proximities, as the pruning algorithms see them: like phrases, without bounds of their own.

extension Clause {
  /// Fills `candidates` with the documents of `from..<to` that have a proximity.
  func collectProximity(
    _ proximity: ProximityCursor,
    from: UInt32,
    to: UInt32,
    needed: Int32,
    into candidates: inout Candidates
  ) {
    var count = 0
    var document = proximity.firstDocument(from: from)
    while document < to {
      let frequency = worthyFrequency(of: proximity, in: document, missing: needed)
      candidates.documents[count] = document
      candidates.scores[count] =
        factor == 0 ? 0 : context.contribution(of: document, frequency: frequency, factor: factor)
      count &+= frequency > 0 ? 1 : 0
      document = proximity.firstDocument(from: document &+ 1)
    }
    candidates.count = count
  }

  /// Writes which candidates have a proximity, and how often, and returns how many do.
  func matchProximity(
    _ proximity: ProximityCursor,
    _ candidates: inout Candidates,
    needed: Int32
  ) -> Int {
    var matched = 0
    for index in 0..<candidates.count {
      let document = candidates.documents[index]
      guard proximity.holdsBoth(in: document) else { continue }
      let missing = needed &- candidates.scores[index]
      let frequency = worthyFrequency(of: proximity, in: document, missing: missing)
      candidates.matched[matched] = document
      candidates.places[matched] = UInt32(truncatingIfNeeded: index)
      candidates.weights[matched] = frequency
      matched &+= frequency > 0 ? 1 : 0
    }
    return matched
  }

  /// The frequency in the document all cursors stand on; zero, without having read positions, if what
  /// the document can add to its score is less than what is missing.
  private func worthyFrequency(
    of proximity: ProximityCursor,
    in document: UInt32,
    missing: Int32
  ) -> UInt32 {
    if factor != 0 && missing > 0 {
      let most = proximity.mostFrequency(in: document)
      if context.contribution(of: document, frequency: most, factor: factor) < missing { return 0 }
    }
    return proximity.frequency(in: document)
  }
}

extension SearchContext {
  /// Adds the documents that have a proximity.
  func add(
    _ proximity: ProximityCursor,
    factor: Float,
    from: UInt32,
    to: UInt32,
    into window: Window,
    base: UInt32
  ) {
    var document = proximity.firstDocument(from: from)
    while document < to {
      let frequency = proximity.frequency(in: document)
      if frequency > 0 {
        let place = Int(document &- base)
        window.bits[place >> 6] |= 1 &<< UInt64(place & 63)
        if factor != 0 {
          window.scores[place] &+= contribution(of: document, frequency: frequency, factor: factor)
        }
      }
      document = proximity.firstDocument(from: document &+ 1)
    }
  }
}
