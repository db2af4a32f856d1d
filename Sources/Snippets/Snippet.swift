// SPDX-License-Identifier: Apache-2.0

/// The parts of an article that show why it matches.
package struct Snippet: Hashable, Sendable {
  /// In the order of the text; one to three.
  package var fragments: [Fragment]

  /// By term: whether a fragment shows it.
  package var showsTerm: [Bool]

  package init(fragments: [Fragment], showsTerm: [Bool]) {
    self.fragments = fragments
    self.showsTerm = showsTerm
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
