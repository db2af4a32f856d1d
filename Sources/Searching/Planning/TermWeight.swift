// SPDX-License-Identifier: Apache-2.0

import Glibc

/// How much a clause says about a document that has it.
package enum TermWeight {
  /// `ln(1 + (N − n + ½) / (n + ½))`: the inverse document frequency of BM25, never negative.
  package static func inverseDocumentFrequency(_ documents: Double, of all: UInt64) -> Float {
    let n = min(documents, Double(all))
    return Float(log(1 + (Double(all) - n + 0.5) / (n + 0.5)))
  }

  /// About how many documents have any of several terms: as if they were independent.
  ///
  /// Exact counts would mean reading the lists; this needs their lengths only, does not depend on
  /// how documents are spread over segments, and never exceeds the number of documents. Takes the
  /// frequencies in the order of the terms, because the last bits depend on it.
  package static func union(_ frequencies: [UInt64], of all: UInt64) -> Double {
    guard frequencies.count > 1, all > 0 else { return Double(frequencies.first ?? 0) }
    let none = frequencies.reduce(1.0) { $0 * (1 - Double(min($1, all)) / Double(all)) }
    return Double(all) * (1 - none)
  }
}
