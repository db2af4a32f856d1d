// SPDX-License-Identifier: Apache-2.0

/// How much a clause contributes to a document's score: BM25 in fixed-point numbers.
///
/// ```
/// contribution = round(weight · (k1 + 1) · scale · f / (f + K))
/// K            = k1 · (1 − b + b · length / averageLength)
/// ```
///
/// with `weight` the inverse document frequency times any boost, `f` the weighted frequency in the
/// document, and `length` what its norm decodes to. Integers add up to the same sum in any order,
/// so every algorithm ranks alike, to the last bit. Divide by ``scale`` for the usual number.
/// (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.)
package struct ScoringModel: Sendable, Hashable {
  /// How fast a growing frequency loses its effect.
  ///
  /// Fixed: block bounds are made with it.
  package static let k1: Float = 1.2

  /// How much length counts, between 0 and 1.
  ///
  /// Fixed: block bounds are made with it.
  package static let b: Float = 0.75

  /// The mean weighted length of the documents of all segments.
  package let averageLength: Float

  /// What one point of score is in fixed-point units; a power of two.
  package let scale: Float

  /// A model for clauses with the given weights, one for each scored leaf of the whole query.
  ///
  /// The scale is the largest that keeps each contribution below 2²² and their sum below 2³⁰. It
  /// must be the same for all segments, so the weights are those of the query, not of a segment.
  package init(averageLength: Float, weights: [Float]) {
    self.averageLength = averageLength
    let largest = weights.reduce(0, max) * (Self.k1 + 1)
    let sum = weights.reduce(0, +) * (Self.k1 + 1)
    var scale: Float = 1_048_576
    while scale > 0x1p-60 && (largest * scale > 0x1p22 || sum * scale > 0x1p30) { scale /= 2 }
    self.scale = scale
  }

  /// What multiplies an impact, which is below 1, to give a contribution; at most 2²².
  ///
  /// Weights that are not positive numbers count as zero.
  package func factor(weight: Float) -> Float {
    weight > 0 ? min(weight * (Self.k1 + 1) * scale, 0x1p22) : 0
  }

  /// What a posting contributes in a clause of the given weight.
  package func contribution(weight: Float, frequency: UInt32, norm: UInt8) -> Int32 {
    Contribution.one(
      frequency: frequency,
      length: Self.lengthFactor(norm: norm, averageLength: averageLength),
      factor: factor(weight: weight)
    )
  }

  /// `K` of a document with the given norm.
  package static func lengthFactor(norm: UInt8, averageLength: Float) -> Float {
    k1 * (1 - b + b * Float(LengthNorm.decode(norm)) / max(averageLength, 1))
  }

  /// Writes `K` for each of the 256 norms; about 0.1 µs.
  static func writeLengthFactors(
    averageLength: Float,
    to factors: UnsafeMutablePointer<Float>
  ) {
    let average = max(averageLength, 1)
    decodedLengths.withUnsafeBufferPointer { lengths in
      for norm in 0..<256 { factors[norm] = k1 * (1 - b + b * lengths[norm] / average) }
    }
  }

  /// The length that each norm stands for.
  private static let decodedLengths = (0...UInt8.max).map { Float(LengthNorm.decode($0)) }
}
