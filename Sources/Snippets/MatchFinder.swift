// SPDX-License-Identifier: Apache-2.0

import TextAnalysis

/// Something of the query found in a text.
struct Match {
  /// The place among the query's terms.
  let term: Int
  /// UTF-8 offsets in the text.
  let range: Range<Int>
  /// The places of its first and last word.
  let positions: ClosedRange<UInt32>
  /// Whether it stands near all that it is asked to stand near; true if that is nothing.
  var isNear = true
}

/// Analyses texts and finds in them what a query looks for.
struct MatchFinder: ~Copyable {
  private var analyzer = Analyzer()
  private var batch = TokenBatch()
  private let lookup: TermLookup
  private let terms: [SnippetTerm]
  private let phrases: [Phrase]
  private let nearness: NearnessMarker

  /// A phrase's place among the terms, and its distances.
  private struct Phrase {
    let term: Int
    let offsets: [UInt32]
  }

  /// A piece of a phrase met in the text.
  private struct PartHit {
    let phrase: Int
    let part: Int
    let position: UInt32
    let range: Range<Int>
  }

  init(_ terms: [SnippetTerm]) {
    self.terms = terms
    lookup = TermLookup(terms)
    nearness = NearnessMarker(terms)
    phrases = terms.enumerated().compactMap { index, term in
      guard case .phrase(let parts) = term.match, !parts.isEmpty else { return nil }
      return Phrase(term: index, offsets: parts.map(\.offset))
    }
  }

  /// The matches in a text, in order, and where its sentences begin.
  ///
  /// Terms that belong to another place than this one are not looked for.
  mutating func find(in text: String, at place: Int) -> FoundMatches {
    var found = FoundMatches()
    var parts: [PartHit] = []
    let lookup = lookup
    var text = text
    text.withUTF8 { bytes in
      _ = unsafe analyzer.analyze(bytes, from: 0, batch: &batch) { batch in
        for index in 0..<batch.count {
          let start = Int(unsafe batch.start[index])
          let flags = TokenFlags(rawValue: unsafe batch.flags[index])
          if flags.contains(.startsSentence) { found.sentenceStarts.append(start) }
          lookup.forEachUse(of: index, in: batch) { use in
            let range = start..<max(start, Int(unsafe batch.end[index]))
            let position = unsafe batch.position[index]
            switch use {
            case .whole(let term):
              let match = Match(term: term, range: range, positions: position...position)
              found.matches.append(match)
            case .part(let phrase, let part):
              parts.append(PartHit(phrase: phrase, part: part, position: position, range: range))
            }
          }
        }
      }
    }
    if !parts.isEmpty { found.add(phraseMatches(parts)) }
    if !found.matches.isEmpty { sift(&found, of: text, at: place) }
    return found
  }

  /// Leaves out what belongs elsewhere or is written otherwise, and notes what is near.
  private func sift(_ found: inout FoundMatches, of text: String, at place: Int) {
    found.matches.removeAll { match in
      let term = terms[match.term]
      if let only = term.place, only != place { return true }
      return term.accepts.map { !$0(text.slice(match.range)) } ?? false
    }
    nearness.mark(&found)
  }

  /// The phrases whose pieces stand at their distances.
  ///
  /// A binary search in sorted lists for each piece.
  private func phraseMatches(_ hits: [PartHit]) -> [Match] {
    var matches: [Match] = []
    for phrase in phrases {
      let lists = phrase.offsets.indices.map { part in
        hits.filter { $0.phrase == phrase.term && $0.part == part }
      }
      for first in lists.first ?? [] {
        guard let base = first.position.subtracting(phrase.offsets[0]) else { continue }
        let ends = lists.indices.map { part in
          Self.end(of: base &+ phrase.offsets[part], in: lists[part])
        }
        guard ends.allSatisfy({ $0 != nil }) else { continue }
        let end = ends.compactMap(\.self).max() ?? first.range.upperBound
        let last = base &+ (phrase.offsets.max() ?? 0)
        matches.append(
          Match(
            term: phrase.term,
            range: first.range.lowerBound..<end,
            positions: first.position...max(last, first.position)
          )
        )
      }
    }
    return matches
  }

  /// Where the hit at a position ends, in hits that are in order of position; nil without one.
  private static func end(of position: UInt32, in hits: [PartHit]) -> Int? {
    var low = 0
    var high = hits.count
    while low < high {
      let middle = (low + high) / 2
      if hits[middle].position < position { low = middle + 1 } else { high = middle }
    }
    return low < hits.count && hits[low].position == position ? hits[low].range.upperBound : nil
  }
}

extension UInt32 {
  /// The difference, nil if it would be negative.
  fileprivate func subtracting(_ other: UInt32) -> UInt32? {
    self >= other ? self - other : nil
  }
}
