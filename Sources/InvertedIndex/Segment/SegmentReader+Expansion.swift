// SPDX-License-Identifier: Apache-2.0

package import Storage

// All terms of some shape, or spelt nearly like a word.

extension SegmentReader {
  /// Calls `body` with each term of a shape, in byte order, and what the dictionary says about it.
  ///
  /// `space` is what stands before the terms of a short field in their keys, or nothing for those of
  /// the text; `body` is given terms without it, valid during the call. Only terms that begin like the
  /// pattern are looked at, about 5 ns each, and 50 ns for each found. The postings of all terms
  /// handed out were checked.
  ///
  /// - Returns: whether the pattern could be looked for; one of more than 120 bytes after its first
  ///   gap cannot.
  package func forEachTerm(
    of pattern: WordPattern,
    in space: [UInt8] = [],
    _ body: (UnsafeBufferPointer<UInt8>, TermEntry) -> Void
  ) throws(CorruptionError) -> Bool {
    guard let automaton = PatternAutomaton(pattern.rest) else { return false }
    let walk = TermWalk(dictionary, in: space, after: pattern.prefix, automaton)
    try walk.forEachTerm { (match, _) throws(CorruptionError) in
      body(UnsafeBufferPointer(rebasing: match.key[space.count...]), try checkedEntry(of: match))
    }
    return true
  }

  /// Calls `body` with each term that takes at most `edits` edits, two or fewer, to become `word`, in
  /// byte order, with their number; as ``forEachTerm(of:in:_:)`` does.
  ///
  /// An edit puts a letter in, leaves one out, exchanges one, or swaps two neighbours. All terms are
  /// found, whatever they begin with: a millisecond or two for a million terms.
  package func forEachTerm(
    like word: [UInt8],
    edits: Int,
    in space: [UInt8] = [],
    _ body: (UnsafeBufferPointer<UInt8>, Int, TermEntry) -> Void
  ) throws(CorruptionError) {
    let automaton = EditAutomaton(word, edits: edits)
    let walk = TermWalk(dictionary, in: space, after: [], automaton)
    try walk.forEachTerm { (match, state) throws(CorruptionError) in
      guard let distance = automaton.edits(state) else { return }
      let term = UnsafeBufferPointer(rebasing: match.key[space.count...])
      body(term, distance, try checkedEntry(of: match))
    }
  }

  /// What the dictionary says about a term, its postings checked.
  private func checkedEntry(
    of match: borrowing TermMatch
  ) throws(CorruptionError) -> TermEntry {
    let entry = try match.entry()
    if !entry.postings.isInline {
      var following = match.following
      let end = try postingsEnd(after: match.ordinal, followedBy: &following)
      try check(postings, from: entry.postings.postings, to: end)
    }
    return entry
  }
}
