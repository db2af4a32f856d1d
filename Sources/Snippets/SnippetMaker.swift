// SPDX-License-Identifier: Apache-2.0

/// Cuts snippets and marks matches for one query.
///
/// Made once per query and used for every hit; holds an analyzer's scratch, so one per thread. The
/// texts are analysed again rather than looked up, so that what is marked is what is there: a few
/// microseconds for each kilobyte read, and reading ends as soon as a sentence has everything.
package struct SnippetMaker: ~Copyable {
  /// Paragraphs that begin beyond so many bytes of text are not looked at.
  package static let byteLimit = 1_000_000

  /// The most fragments of one snippet.
  package static let fragmentLimit = 3

  /// What to look for.
  package let terms: [SnippetTerm]
  /// The most characters (Unicode scalars) that a snippet's fragments have together.
  package let width: Int

  private var finder: MatchFinder

  package init(terms: [SnippetTerm], width: Int = 240) {
    self.terms = terms
    self.width = max(width, 16)
    finder = MatchFinder(terms)
  }

  /// The fragments of an article that show best why it matches.
  ///
  /// An article in whose paragraphs nothing matches is shown by its beginning; one without text has
  /// no fragments.
  package mutating func snippet(of paragraphs: [SnippetParagraph]) -> Snippet {
    let sentences = matchingSentences(of: paragraphs)
    guard !sentences.isEmpty else { return beginning(of: paragraphs) }
    let chosen = SentenceChoice(terms: terms, sentences: sentences).best(Self.fragmentLimit)
    return Snippet(
      fragments: FragmentLayout(width: width, terms: terms).fragments(of: chosen, in: paragraphs)
    )
  }

  /// What to mark in a text: UTF-8 offsets, ascending and apart from one another.
  package mutating func marks(in text: String) -> [Range<Int>] {
    let found = finder.find(in: text)
    return merged(found.matches.map(\.range))
  }

  /// The sentences in which anything matches, up to the first that has everything.
  private mutating func matchingSentences(of paragraphs: [SnippetParagraph]) -> [MatchingSentence] {
    var sentences: [MatchingSentence] = []
    var bytes = 0
    for (index, paragraph) in paragraphs.enumerated() where bytes < Self.byteLimit {
      bytes += paragraph.text.utf8.count
      let found = finder.find(in: paragraph.text)
      guard !found.matches.isEmpty else { continue }
      let added = found.sentences(of: paragraph, at: index)
      sentences += added
      if paragraph.isBody, added.contains(where: { $0.termCount == terms.count }) { break }
    }
    return sentences
  }

  /// The first sentences of the text.
  private mutating func beginning(of paragraphs: [SnippetParagraph]) -> Snippet {
    let wanted =
      paragraphs.firstIndex { $0.isBody && !$0.text.isEmpty }
      ?? paragraphs.firstIndex { !$0.text.isEmpty }
    guard let wanted else { return Snippet(fragments: []) }
    let found = finder.find(in: paragraphs[wanted].text)
    let sentence = found.firstSentence(of: paragraphs[wanted], at: wanted)
    return Snippet(
      fragments: FragmentLayout(width: width, terms: terms).fragments(
        of: [sentence],
        in: paragraphs
      )
    )
  }
}

/// Ranges in order, those that touch or overlap made one.
func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
  var result: [Range<Int>] = []
  for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  ) {
    if let last = result.last, range.lowerBound <= last.upperBound {
      let end = max(last.upperBound, range.upperBound)
      result[result.count - 1] = last.lowerBound..<end
    } else {
      result.append(range)
    }
  }
  return result
}
