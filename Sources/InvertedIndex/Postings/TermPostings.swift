// SPDX-License-Identifier: Apache-2.0

/// Where a term's postings are, and how many: what the dictionary says about a term.
///
/// A posting is a document, how often the term occurs in its text (the *frequency*, which is also
/// the number of positions), and what fields that weigh more add to it (the *extra*). A term of one
/// document has its posting here and nothing in the postings section.
///
/// The encoding is described in `index/FORMAT.md`, "Term postings".
package struct TermPostings: Hashable, Sendable {
  /// The number of documents that hold the term.
  package let documentFrequency: UInt32

  /// The number of its occurrences in all of them.
  package let totalFrequency: UInt64

  /// Offset in the postings section; for a single document, that in the low half, extra in the high.
  package let postings: UInt64

  /// Offset in the positions section, or a single occurrence's position itself.
  package let positions: UInt64

  /// The largest block bound, in 255ths; see ``PostingsFormat``.
  ///
  /// Zero for a single document.
  package let maximumBound: UInt8

  /// Whether positions are kept at all.
  package let hasPositions: Bool

  package init(
    documentFrequency: UInt32,
    totalFrequency: UInt64,
    postings: UInt64,
    positions: UInt64,
    maximumBound: UInt8,
    hasPositions: Bool
  ) {
    self.documentFrequency = documentFrequency
    self.totalFrequency = totalFrequency
    self.postings = postings
    self.positions = positions
    self.maximumBound = maximumBound
    self.hasPositions = hasPositions
  }

  /// Whether the only posting is held here.
  package var isInline: Bool { documentFrequency == 1 }

  /// Whether the only position is held here.
  var hasInlinePosition: Bool { documentFrequency == 1 && totalFrequency == 1 }
}

/// What offsets in a run of term records are relative to, so that they are written in few bytes.
///
/// A dictionary block writes one base, the least offsets of its terms, and every record of the
/// block relative to it.
package struct PostingsBase: Hashable, Sendable {
  package let postings: UInt64
  package let positions: UInt64

  package init(postings: UInt64 = 0, positions: UInt64 = 0) {
    self.postings = postings
    self.positions = positions
  }
}
