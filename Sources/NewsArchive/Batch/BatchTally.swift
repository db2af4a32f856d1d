// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage

/// What came of a list of queries in all.
package struct BatchTally: Sendable {
  /// Queries that were answered, whatever they found.
  package private(set) var answered = 0
  /// Queries that found something.
  package private(set) var successful = 0
  /// Queries that could not be read.
  package private(set) var failed: Int
  /// Parts of the archive that could not be read for some answer.
  package private(set) var damaged: [String] = []
  /// From the first query to the last answer.
  package var elapsed: Duration = .zero
  private var documents: [DocumentSet] = []
  private let sizes: [UInt32]

  /// A tally of answers from one archive.
  ///
  /// - Parameters:
  ///   - archive: where they are from.
  ///   - lost: queries of the list that could not even be asked.
  package init(of archive: Archive, lost: Int = 0) {
    failed = lost
    sizes = archive.view.segments.map { UInt32($0.documentCount) }
    documents = sizes.map { _ in DocumentSet(0..<0) }
  }

  /// How many different articles were found.
  package var articles: Int { documents.reduce(0) { $0 + $1.count } }

  /// Counts an answer.
  package mutating func add(_ answer: BatchAnswer) {
    guard answer.error == nil else {
      failed += 1
      return
    }
    answered += 1
    if answer.total > 0 { successful += 1 }
    for damage in answer.damaged where !damaged.contains(damage) { damaged.append(damage) }
    for (segment, found) in answer.documents.enumerated() where !found.isEmpty {
      documents[segment] = documents[segment].union(found, documentCount: sizes[segment])
    }
  }
}
