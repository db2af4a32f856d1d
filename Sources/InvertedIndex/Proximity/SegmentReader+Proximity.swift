// SPDX-License-Identifier: Apache-2.0

package import Storage

extension SegmentReader {
  /// What to match for two sides near each other, each of words and phrases of which any will do.
  ///
  /// All positions that may be read are checked against the file's sums.
  package func proximity(
    _ relation: Proximity.Relation,
    _ left: [ProximityWords],
    _ right: [ProximityWords],
    weight: Float
  ) throws(CorruptionError) -> Matcher {
    let proximity = Proximity(
      relation: relation,
      left: try alternatives(left),
      right: try alternatives(right),
      boundaries: try BoundariesReader(boundaries, documents: documentCount)
    )
    if proximity.left.isEmpty || proximity.right.isEmpty { return .nothing }
    return .proximity(proximity, weight: weight)
  }

  private func alternatives(
    _ side: [ProximityWords]
  ) throws(CorruptionError) -> [Proximity.Alternative] {
    var alternatives: [Proximity.Alternative] = []
    for words in side where !words.words.isEmpty {
      guard let terms = try terms(of: words.words) else { continue }
      for word in words.words { try checkPositions(of: word.entry) }
      alternatives.append(.init(terms: terms, language: words.language))
    }
    return alternatives
  }
}
