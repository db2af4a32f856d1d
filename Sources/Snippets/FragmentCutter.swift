// SPDX-License-Identifier: Apache-2.0

/// Cuts a piece out of a sentence that is too long, around what matches.
struct FragmentCutter {
  /// How far a cut may move to fall between words, in columns.
  private static let reach = 18

  private let text: String
  private let offsets: CharacterOffsets
  private let terms: [SnippetTerm]

  init(text: String, terms: [SnippetTerm]) {
    self.text = text
    self.terms = terms
    offsets = CharacterOffsets(text)
  }

  /// The part of `whole` of at most `width` columns that shows most of `matches`.
  func cut(_ whole: Range<Int>, around matches: [Match], to width: Int) -> Range<Int> {
    let focus = focus(of: matches, in: whole, width: width)
    let shown = offsets.count(in: focus)
    let before = min(
      offsets.count(in: whole.lowerBound..<focus.lowerBound),
      max(0, (width - shown) / 3)
    )
    var start = offsets.moved(focus.lowerBound, by: -before)
    var end = offsets.moved(start, by: width, limit: whole.upperBound)
    if end == whole.upperBound { start = max(whole.lowerBound, offsets.moved(end, by: -width)) }
    if start > whole.lowerBound { start = wordStart(after: start, limit: focus.lowerBound) }
    if end < whole.upperBound { end = wordEnd(before: end, limit: min(end, focus.upperBound)) }
    start = characterBoundary(start, step: 1, limit: max(start, focus.lowerBound))
    end = max(start, characterBoundary(end, step: -1, limit: start))
    return start..<end
  }

  /// The stretch from one match to another that fits and has the most weight of different terms.
  private func focus(of matches: [Match], in whole: Range<Int>, width: Int) -> Range<Int> {
    var best = whole.lowerBound..<whole.lowerBound
    var bestWeight: Float = -1
    for first in matches.indices {
      var seen: [Int] = []
      var weight: Float = 0
      var end = matches[first].range.lowerBound
      for match in matches[first...] {
        let reached = max(end, match.range.upperBound)
        guard offsets.count(in: matches[first].range.lowerBound..<reached) <= width else { break }
        end = reached
        if !seen.contains(match.term) {
          seen.append(match.term)
          weight += terms[match.term].value * (match.isNear ? 1 : 0.6)
        }
      }
      if weight > bestWeight {
        bestWeight = weight
        best = matches[first].range.lowerBound..<end
      }
      if first > 200 { break }
    }
    return best
  }

  /// The first byte after the next blank, if one is near.
  private func wordStart(after start: Int, limit: Int) -> Int {
    if start > 0, offsets.isBlank(start - 1) { return start }
    var place = start
    let reach = min(limit, offsets.moved(start, by: Self.reach))
    while place < reach {
      if offsets.isBlank(place) { return place + 1 }
      place += 1
    }
    return start
  }

  /// The last blank before the end, if one is near.
  private func wordEnd(before end: Int, limit: Int) -> Int {
    if offsets.isBlank(end) { return end }
    var place = end
    let reach = max(limit, offsets.moved(end, by: -Self.reach))
    while place > reach {
      if offsets.isBlank(place - 1) { return place - 1 }
      place -= 1
    }
    return end
  }

  /// The next place from `offset` on, in steps of one or minus one character, that does not divide
  /// what a reader takes for one character; `limit` if there is none before it.
  private func characterBoundary(_ offset: Int, step: Int, limit: Int) -> Int {
    var offset = offset
    while step < 0 ? offset > limit : offset < limit {
      let index = text.utf8.index(text.startIndex, offsetBy: offset)
      if index.samePosition(in: text) != nil { return offset }
      offset = offsets.neighbour(of: offset, step: step)
    }
    return limit
  }
}
