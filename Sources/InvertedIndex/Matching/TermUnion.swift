// SPDX-License-Identifier: Apache-2.0

package import Storage

/// Any number of terms of one segment that count as one: what a pattern stands for there.
package enum TermUnion: Sendable {
  /// Few enough to be walked side by side.
  case few([TermPostings])
  /// More of them, read already.
  case many(GatheredPostings)

  /// The union of lists of which none counts the same occurrence as another.
  ///
  /// Reads the lists where there are more than eight: about 2 ns a posting.
  package init(
    _ lists: [TermPostings],
    of source: PostingsSource,
    budget: SearchBudget? = nil
  ) throws(CorruptionError) {
    self =
      lists.count <= Clause.maximumSynonyms
      ? .few(lists) : .many(try GatheredPostings(lists, of: source, budget: budget))
  }

  /// What matches it.
  package func matcher(weight: Float) -> Matcher {
    switch self {
    case .few(let lists) where lists.isEmpty: .nothing
    case .few(let lists) where lists.count == 1: .term(lists[0], weight: weight)
    case .few(let lists):
      .synonyms(lists.map { Synonym(postings: $0) }, combine: .sum, weight: weight)
    case .many(let gathered): .gathered(gathered, weight: weight)
    }
  }

  /// How many documents, whatever their state, have any of the terms.
  package func documentFrequency(in search: SegmentSearch) throws(CorruptionError) -> Int {
    switch self {
    case .few(let lists) where lists.isEmpty: 0
    case .few: try search.count(matcher(weight: 0))
    case .many(let gathered): gathered.documents.count
    }
  }
}
