// SPDX-License-Identifier: Apache-2.0

package import Storage

/// A word of a phrase, and where it stands in it.
package struct PhraseWord {
  package var entry: TermEntry
  /// Its distance from the phrase's beginning, in positions.
  package var offset: UInt32

  package init(_ entry: TermEntry, offset: UInt32) {
    self.entry = entry
    self.offset = offset
  }
}

extension SegmentReader {
  /// What to match for words at fixed distances, in ascending order of where they stand.
  ///
  /// Two frequent words side by side are one list, or nothing; in longer phrases such pairs say
  /// where to look. Positions are checked against the file's sums only where they will be read.
  package func phrase(
    _ words: [PhraseWord],
    weight: Float
  ) throws(CorruptionError) -> Matcher {
    guard let terms = try terms(of: words) else { return .nothing }
    if terms.count == 2, let pair = terms[0].next { return .term(pair, weight: weight) }
    for word in words { try checkPositions(of: word.entry) }
    return .phrase(terms, weight: weight)
  }

  /// The terms of a phrase, with the lists of their pairs; nil if two of them are never side by side.
  func terms(of words: [PhraseWord]) throws(CorruptionError) -> [PhraseTerm]? {
    var terms: [PhraseTerm] = []
    for (index, word) in words.enumerated() {
      var term = PhraseTerm(postings: word.entry.postings, offset: word.offset)
      if index + 1 < words.count, words[index + 1].offset == word.offset + 1 {
        switch try pair(word.entry, words[index + 1].entry) {
        case .absent: return nil
        case .listed(let list): term.next = list
        case .unknown: break
        }
      }
      terms.append(term)
    }
    return terms
  }
}
