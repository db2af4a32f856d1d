// SPDX-License-Identifier: Apache-2.0

/// Something to look for and mark.
package struct SnippetTerm: Sendable {
  /// What counts as a match.
  ///
  /// Terms are those of the analyzer: folded UTF-8.
  package enum Match: Hashable, Sendable {
    /// Any of these terms.
    case terms([[UInt8]])
    /// Any term that begins so.
    case prefix([UInt8])
    /// Any term of this shape: `*` stands for any letters or none, `?` for one.
    case pattern([UInt8])
    /// These terms, each so many positions after the first.
    case phrase([PhrasePart])
  }

  /// A term of a phrase and its distance from the first.
  package struct PhrasePart: Hashable, Sendable {
    package var term: [UInt8]
    package var offset: UInt32

    package init(term: [UInt8], offset: UInt32) {
      self.term = term
      self.offset = offset
    }
  }

  /// What this term stands beside if it is a side of a nearness.
  package struct Partner: Hashable, Sendable {
    /// Terms of one nearness have the same number.
    package var group: Int
    /// Which of its sides this is: 0 or 1.
    package var side: Int
    package var reach: Reach

    package init(group: Int, side: Int, reach: Reach) {
      self.group = group
      self.side = side
      self.reach = reach
    }
  }

  /// How far apart sides may stand; positions are counted from the last of one to the first of the
  /// other.
  package enum Reach: Hashable, Sendable {
    case words(Int)
    case wordsInOrder(Int)
    case sentence
    case paragraph
  }

  package var match: Match
  /// How much a fragment gains by showing it.
  package var weight: Float
  /// The only place, in the sense of ``SnippetMaker``, where it is looked for; nil for all.
  package var place: Int?
  /// The nearnesses it is a side of.
  package var partners: [Partner] = []
  /// Tells of the text as it is written at a match whether it is one, for terms that ask for
  /// capitals and accents; nil takes all.
  package var accepts: (@Sendable (String) -> Bool)?

  package init(_ match: Match, weight: Float) {
    self.match = match
    self.weight = weight
  }

  /// The weight, at least something.
  var value: Float { max(weight, 0.01) }
}
