// SPDX-License-Identifier: Apache-2.0

/// The parts of an article that show why it matches.
package struct Snippet: Hashable, Sendable {
  /// In the order of the text; one to three.
  package var fragments: [Fragment]

  package init(fragments: [Fragment]) {
    self.fragments = fragments
  }

  /// A stretch of one paragraph, of whole sentences unless one is too long.
  package struct Fragment: Hashable, Sendable {
    /// The paragraph's place among those given.
    package var paragraph: Int
    /// UTF-8 offsets of the fragment in its paragraph.
    package var range: Range<Int>
    package var text: String
    /// UTF-8 offsets within ``text`` of what matched, ascending, apart from one another.
    package var marks: [Range<Int>]
    /// Whether the fragment begins inside a sentence.
    package var isCutAtStart: Bool
    /// Whether the fragment ends inside a sentence.
    package var isCutAtEnd: Bool
  }
}

/// A paragraph to cut from.
package struct SnippetParagraph: Hashable, Sendable {
  package var text: String
  /// Whether it belongs to the running text; headings and captions are second choice.
  package var isBody: Bool

  package init(_ text: String, isBody: Bool = true) {
    self.text = text
    self.isBody = isBody
  }
}

/// Something to look for and mark.
package struct SnippetTerm: Hashable, Sendable {
  /// What counts as a match.
  ///
  /// Terms are those of the analyzer: folded UTF-8.
  package enum Match: Hashable, Sendable {
    /// Any of these terms.
    case terms([[UInt8]])
    /// Any term that begins so.
    case prefix([UInt8])
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

  package var match: Match
  /// How much a fragment gains by showing it.
  package var weight: Float

  package init(_ match: Match, weight: Float) {
    self.match = match
    self.weight = weight
  }
}
