// SPDX-License-Identifier: Apache-2.0

/// Which of several ways to the same answer a search takes, where tests want a certain one.
///
/// What is nil is chosen by what it should cost.
struct SearchStrategy {
  /// How documents are counted.
  var counting: DocumentCount.Way?

  /// Whether documents are counted while they are ranked.
  var countsWhileRanking: Bool?

  /// Whether the blocks of a term come in the order of their bounds instead of that of documents.
  var startsWithBestBlocks: Bool?

  /// Whether a disjunction begins with an estimate of its threshold.
  var estimatesThreshold: Bool?

  /// Whether clauses with fewer documents than are wanted are dealt with first and by themselves.
  var startsWithRareClauses: Bool?

  /// Whether non-essential clauses are walked through instead of asked about candidates.
  var sweeps: Bool?
}
