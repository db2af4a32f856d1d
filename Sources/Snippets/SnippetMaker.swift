// SPDX-License-Identifier: Apache-2.0

/// Cuts snippets and marks matches for one query.
///
/// Made once per query and used for every hit; holds an analyzer's scratch, so one per thread. The
/// texts are analysed again rather than looked up, so that what is marked is what is there: a few
/// microseconds for each kilobyte read, and reading ends soon after a sentence has everything.
///
/// Texts are looked at as places, which the caller numbers: a term may belong to one of them only.
package struct SnippetMaker: ~Copyable {
  /// Paragraphs that begin beyond so many bytes of text are not looked at.
  package static let byteLimit = 1_000_000

  /// So many bytes are read for a better sentence when one has everything.
  static let byteLimitBeyond = 8000

  /// The most fragments of one snippet.
  package static let fragmentLimit = 3

  /// The place of the text that snippets are cut from.
  package static let textPlace = 0

  /// What to look for.
  package let terms: [SnippetTerm]
  /// The most columns that a snippet's fragments have together.
  package let width: Int

  private var finder: MatchFinder

  package init(terms: [SnippetTerm], width: Int = 240) {
    self.terms = terms
    self.width = max(width, 16)
    finder = MatchFinder(terms)
  }

  /// The fragments of an article that show best why it matches; none if nothing matches.
  package mutating func snippet(of paragraphs: [SnippetParagraph]) -> Snippet {
    var showsTerm = Array(repeating: false, count: terms.count)
    let sentences = terms.isEmpty ? [] : matchingSentences(of: paragraphs)
    guard !sentences.isEmpty else { return Snippet(fragments: [], showsTerm: showsTerm) }
    let chosen = SentenceChoice(terms: terms, sentences: sentences).best(Self.fragmentLimit)
    for match in chosen.flatMap(\.matches) { showsTerm[match.term] = true }
    let layout = FragmentLayout(width: width, terms: terms)
    return Snippet(
      fragments: layout.fragments(of: chosen, in: paragraphs),
      showsTerm: showsTerm
    )
  }

  /// The first sentences of the running text, for an article in whose paragraphs nothing matches;
  /// one without text has no fragments.
  package mutating func beginning(of paragraphs: [SnippetParagraph]) -> Snippet {
    let wanted =
      paragraphs.firstIndex { $0.isBody && !$0.text.isEmpty }
      ?? paragraphs.firstIndex { !$0.text.isEmpty }
    let showsTerm = Array(repeating: false, count: terms.count)
    guard let wanted else { return Snippet(fragments: [], showsTerm: showsTerm) }
    let found = finder.find(in: paragraphs[wanted].text, at: Self.textPlace)
    let sentence = found.firstSentence(of: paragraphs[wanted], at: wanted)
    let layout = FragmentLayout(width: width, terms: terms)
    return Snippet(
      fragments: layout.fragments(of: [sentence], in: paragraphs),
      showsTerm: showsTerm
    )
  }

  /// What to mark in a text that stands at a place.
  package mutating func marks(in text: String, at place: Int = textPlace) -> TextMarks {
    let found = finder.find(in: text, at: place)
    return TextMarks(ranges: merged(found.matches.map(\.range)), terms: found.matches.map(\.term))
  }

  /// The sentences in which anything matches, up to a little beyond the first that has everything.
  private mutating func matchingSentences(of paragraphs: [SnippetParagraph]) -> [MatchingSentence] {
    var sentences: [MatchingSentence] = []
    var bytes = 0
    var limit = Self.byteLimit
    let termCount = terms.count
    for (index, paragraph) in paragraphs.enumerated() where bytes < limit {
      bytes += paragraph.text.utf8.count
      let found = finder.find(in: paragraph.text, at: Self.textPlace)
      guard !found.matches.isEmpty else { continue }
      let added = found.sentences(of: paragraph, at: index)
      sentences += added
      if paragraph.isBody, limit == Self.byteLimit,
        added.contains(where: { $0.hasEverything(of: termCount) })
      {
        limit = min(limit, bytes + Self.byteLimitBeyond)
      }
    }
    return sentences
  }
}

/// What matches in a text.
package struct TextMarks: Hashable, Sendable {
  /// UTF-8 offsets, ascending and apart from one another.
  package var ranges: [Range<Int>]
  /// The places of the terms that match, among those of the maker.
  package var terms: [Int]
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
