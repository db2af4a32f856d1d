// SPDX-License-Identifier: Apache-2.0

/// Fits chosen sentences into a snippet's width.
///
/// Sentences are kept whole where they fit, cut around their matches where they do not; room that
/// is left goes to the sentences that follow.
struct FragmentLayout {
  let width: Int
  let terms: [SnippetTerm]

  /// A stretch of sentences on its way to a fragment.
  private struct Stretch {
    let paragraph: Int
    let bounds: SentenceBounds
    var sentences: ClosedRange<Int>
    var matches: [Match]
    let paragraphMatches: [Match]
    /// Columns.
    var length: Int

    var range: Range<Int> {
      bounds[sentences.lowerBound].lowerBound..<bounds[sentences.upperBound].upperBound
    }
  }

  /// The fragments for some sentences, given in the order of the text.
  func fragments(
    of sentences: [MatchingSentence],
    in paragraphs: [SnippetParagraph]
  ) -> [Snippet.Fragment] {
    var stretches = self.stretches(of: sentences, in: paragraphs)
    let allowances = allowances(for: stretches.map(\.length))
    var left = width - zip(stretches, allowances).reduce(0) { $0 + min($1.0.length, $1.1) }
    for index in stretches.indices where stretches[index].length <= allowances[index] {
      let next = index + 1 < stretches.count ? stretches[index + 1] : nil
      let text = CharacterOffsets(paragraphs[stretches[index].paragraph].text)
      grow(&stretches[index], before: next, by: &left, text)
    }
    return zip(stretches, allowances).map { stretch, allowance in
      fragment(of: stretch, allowance: allowance, in: paragraphs[stretch.paragraph].text)
    }
  }

  /// Neighbouring sentences become one stretch.
  private func stretches(
    of sentences: [MatchingSentence],
    in paragraphs: [SnippetParagraph]
  ) -> [Stretch] {
    var result: [Stretch] = []
    for sentence in sentences {
      if let last = result.last, last.paragraph == sentence.paragraph,
        last.sentences.upperBound + 1 == sentence.ordinal
      {
        result[result.count - 1].sentences = last.sentences.lowerBound...sentence.ordinal
        result[result.count - 1].matches += sentence.matches
      } else {
        result.append(
          Stretch(
            paragraph: sentence.paragraph,
            bounds: sentence.bounds,
            sentences: sentence.ordinal...sentence.ordinal,
            matches: sentence.matches,
            paragraphMatches: sentence.paragraphMatches,
            length: 0
          )
        )
      }
    }
    for index in result.indices {
      let text = CharacterOffsets(paragraphs[result[index].paragraph].text)
      result[index].length = text.count(in: result[index].range)
    }
    return result
  }

  /// Shares the width: short stretches take what they need, the others share the rest evenly.
  private func allowances(for lengths: [Int]) -> [Int] {
    var result = Array(repeating: 0, count: lengths.count)
    var left = width
    for (place, index) in lengths.indices.sorted(by: { lengths[$0] < lengths[$1] }).enumerated() {
      result[index] = left / (lengths.count - place)
      left -= min(lengths[index], result[index])
    }
    return result
  }

  /// Takes in whole sentences after the stretch as long as there is room.
  private func grow(
    _ stretch: inout Stretch,
    before next: Stretch?,
    by left: inout Int,
    _ text: CharacterOffsets
  ) {
    let limit =
      next?.paragraph == stretch.paragraph
      ? (next?.sentences.lowerBound ?? stretch.bounds.count) : stretch.bounds.count
    while stretch.sentences.upperBound + 1 < limit {
      let range =
        stretch.range.upperBound..<stretch.bounds[stretch.sentences.upperBound + 1].upperBound
      let cost = text.count(in: range)
      guard cost <= left else { break }
      left -= cost
      stretch.length += cost
      stretch.sentences = stretch.sentences.lowerBound...(stretch.sentences.upperBound + 1)
    }
  }

  private func fragment(
    of stretch: Stretch,
    allowance: Int,
    in text: String
  ) -> Snippet.Fragment {
    let whole = stretch.range
    var range = whole
    if stretch.length > allowance {
      let cutter = FragmentCutter(text: text, terms: terms)
      range = cutter.cut(whole, around: stretch.matches, to: allowance)
    }
    return make(stretch, range, whole, text)
  }

  private func make(
    _ stretch: Stretch,
    _ range: Range<Int>,
    _ whole: Range<Int>,
    _ text: String
  ) -> Snippet.Fragment {
    let marks = merged(stretch.paragraphMatches.map(\.range))
      .filter { range.lowerBound <= $0.lowerBound && $0.upperBound <= range.upperBound }
      .map { $0.lowerBound - range.lowerBound..<$0.upperBound - range.lowerBound }
    return Snippet.Fragment(
      paragraph: stretch.paragraph,
      range: range,
      text: text.slice(range),
      marks: marks,
      isCutAtStart: range.lowerBound > whole.lowerBound,
      isCutAtEnd: range.upperBound < whole.upperBound
    )
  }
}

extension String {
  /// The part between two UTF-8 offsets.
  func slice(_ range: Range<Int>) -> String {
    let start = utf8.index(startIndex, offsetBy: range.lowerBound)
    let end = utf8.index(start, offsetBy: range.count)
    return String(self[start..<end])
  }
}
