// SPDX-License-Identifier: Apache-2.0

import TextAnalysis

/// A name and its abbreviation, as a text explains one by the other.
struct NamePair: Hashable, Sendable {
  /// As it is written.
  var short: String
  var long: String
  var evidence: NameAlignment.Evidence
}

/// Finds `Long Name (ABBR)` and `ABBR (Long Name)` in paragraphs.
///
/// One per thread. A paragraph without brackets costs a look at its bytes.
struct NamePairFinder {
  private var folding = LetterFolding()
  private var scalars: [Unicode.Scalar] = []

  /// The most characters between two brackets that are looked at.
  private static let longestAside = 120
  /// The most characters before a bracket that are looked at.
  private static let longestName = 200

  /// The pairs of a paragraph, in order.
  mutating func pairs(in text: String) -> [NamePair] {
    guard Self.mayHoldBrackets(text) else { return [] }
    scalars = Array(text.unicodeScalars)
    var pairs: [NamePair] = []
    var open: Int?
    for place in scalars.indices {
      switch scalars[place] {
      case "(", "\u{FF08}": open = place
      case ")", "\u{FF09}":
        if let start = open, place - start <= Self.longestAside,
          let pair = pair(before: start, aside: start + 1..<place)
        {
          pairs.append(pair)
        }
        open = nil
      default: break
      }
    }
    return pairs
  }

  private static func mayHoldBrackets(_ text: String) -> Bool {
    text.utf8.contains { $0 == UInt8(ascii: "(") || $0 == 0xEF }
  }

  private mutating func pair(before open: Int, aside: Range<Int>) -> NamePair? {
    let piece = trimmed(firstPiece(of: aside))
    if let short = shortForm(piece) {
      return longForm(endingAt: open, of: short, written: piece)
    }
    return pairFromAside(before: open, aside)
  }
}

// MARK: - Long Name (ABBR)

extension NamePairFinder {
  /// A short form's letters.
  private struct ShortForm {
    let letters: [Unicode.Scalar]
    let isWithoutBlanks: Bool
    let capitals: Int
  }

  /// The letters of what may be an abbreviation; nil if it cannot be one.
  private mutating func shortForm(_ range: Range<Int>) -> ShortForm? {
    guard (2...12).contains(range.count) else { return nil }
    let text = scalars[range]
    guard !text.contains(where: { $0.properties.isWhitespace }) else { return nil }
    let letters = NameLetters(text, &folding)
    let first = letters.letters.first
    guard (2...10).contains(letters.letters.count), let first, first.place == range.lowerBound,
      letters.letters.contains(where: { $0.folded.properties.isAlphabetic })
    else { return nil }
    let capitals = letters.letters.filter(\.isCapital).count
    let isWithoutBlanks = letters.letters.allSatisfy { scalars[$0.place].isWrittenWithoutBlanks }
    let isCaseless = letters.letters.allSatisfy(\.isCaseless)
    guard isCaseless || capitals > 1 || first.isCapital && letters.letters.count > 3 else {
      return nil
    }
    guard !isWithoutBlanks || letters.letters.count <= 6 else { return nil }
    var folded = letters.letters.map(\.folded)
    if isPlural(text, capitals) { folded.removeLast() }
    return ShortForm(letters: folded, isWithoutBlanks: isWithoutBlanks, capitals: capitals)
  }

  /// `IEDs`: capitals and an s.
  private func isPlural(_ text: ArraySlice<Unicode.Scalar>, _ capitals: Int) -> Bool {
    text.last == "s" && capitals > 1 && capitals == text.count - 1
  }

  /// The name that ends before a bracket and has this abbreviation.
  private mutating func longForm(
    endingAt open: Int,
    of short: ShortForm,
    written: Range<Int>
  ) -> NamePair? {
    let end = trimmed(max(0, open - Self.longestName)..<open).upperBound
    guard end > 0, folding.letter(scalars[end - 1]) != nil || isClosing(scalars[end - 1]) else {
      return nil
    }
    if short.isWithoutBlanks { return longRun(endingAt: end, of: short, written) }
    let region = region(endingAt: end, words: min(short.letters.count + 5, 2 * short.letters.count))
    let letters = NameLetters(scalars[region], &folding)
    guard let alignment = NameAlignment(short.letters, endOf: letters) else { return nil }
    let start = letters.letters[alignment.firstLetter].place
    return pair(short: written, long: start..<end, alignment.evidence)
  }

  /// The same in a script without blanks.
  private mutating func longRun(
    endingAt end: Int,
    of short: ShortForm,
    _ written: Range<Int>
  ) -> NamePair? {
    var start = end
    while start > 0, scalars[start - 1].isWrittenWithoutBlanks, end - start < 40 { start -= 1 }
    let letters = NameLetters(scalars[start..<end], &folding)
    guard let first = NameAlignment.characters(short.letters, endOf: letters) else { return nil }
    return pair(short: written, long: letters.letters[first].place..<end, .letters)
  }

  /// So many words before a place, within the sentence and outside other brackets and quotes.
  private func region(endingAt end: Int, words: Int) -> Range<Int> {
    var start = end
    var found = 0
    let lowest = max(0, end - Self.longestName)
    while start > lowest, found <= words, !isBoundary(start - 1) {
      start -= 1
      if scalars[start].properties.isWhitespace { found += 1 }
    }
    return start..<end
  }

  /// Whether no name goes on across a character.
  private func isBoundary(_ place: Int) -> Bool {
    switch scalars[place] {
    case "(", ")", "[", "]", ";", ":", "!", "?", "=", "#", "\u{FF08}", "\u{FF09}", "\u{3002}",
      "\u{FF0C}", "\u{2014}", "|":
      return true
    case ".":
      // After a word, not after an initial.
      let isLast = place + 1 < scalars.count && scalars[place + 1].properties.isWhitespace
      return isLast && place > 2
        && (1...3).allSatisfy { scalars[place - $0].properties.isAlphabetic }
    default: return false
    }
  }

  private func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    "\"\u{201D}\u{BB}'\u{2019}".unicodeScalars.contains(scalar)
  }
}

// MARK: - ABBR (Long Name)

extension NamePairFinder {
  /// An abbreviation before a bracket and its name in it: the whole of it, or up to a comma.
  private mutating func pairFromAside(before open: Int, _ aside: Range<Int>) -> NamePair? {
    let end = trimmed(max(0, open - 14)..<open).upperBound
    var start = end
    while start > 0, end - start <= 12, !scalars[start - 1].properties.isWhitespace,
      !scalars[start - 1].properties.isQuotationMark
    {
      start -= 1
    }
    guard let short = shortForm(start..<end), short.capitals > 1 || short.isWithoutBlanks else {
      return nil
    }
    for range in [trimmed(aside), trimmed(firstPiece(of: aside))] {
      let letters = NameLetters(scalars[range], &folding)
      if short.isWithoutBlanks {
        guard NameAlignment.characters(short.letters, endOf: letters) == 0 else { continue }
        return pair(short: start..<end, long: range, .letters)
      }
      guard letters.words.count <= min(short.letters.count + 5, 2 * short.letters.count),
        let alignment = NameAlignment(short.letters, endOf: letters),
        isBeginning(alignment.firstLetter, of: letters)
      else { continue }
      let first = letters.letters[alignment.firstLetter].place
      return pair(short: start..<end, long: first..<range.upperBound, alignment.evidence)
    }
    return nil
  }

  /// Whether only small words, such as an article, stand before a letter.
  private func isBeginning(_ letter: Int, of letters: NameLetters) -> Bool {
    let before = letters.words.filter { $0.letters.upperBound <= letter }
    return before.count <= 1 && before.allSatisfy { $0.letters.count <= 3 }
  }
}

// MARK: - Pieces

extension NamePairFinder {
  /// What of an aside stands before its first comma, semicolon or colon.
  private func firstPiece(of aside: Range<Int>) -> Range<Int> {
    let end = aside.first { ",;:\u{FF0C}\u{FF1B}\u{3001}".unicodeScalars.contains(scalars[$0]) }
    return aside.lowerBound..<(end ?? aside.upperBound)
  }

  /// Without blanks and quotation marks at its ends.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, isTrimmed(scalars[first]) {
      range = first + 1..<range.upperBound
    }
    while let last = range.last, isTrimmed(scalars[last]) {
      range = range.lowerBound..<last
    }
    return range
  }

  private func isTrimmed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.properties.isQuotationMark || scalar == "<"
      || scalar == ">"
  }

  /// `Chicago Mercantile Exchange's`: without what follows the name.
  private func withoutPossessive(_ range: Range<Int>) -> Range<Int> {
    guard range.count > 3, scalars[range.upperBound - 1] == "s",
      ["'", "\u{2019}"].contains(scalars[range.upperBound - 2])
    else { return range }
    return range.lowerBound..<range.upperBound - 2
  }

  /// A pair as written; nil for what a line of a table of names cannot hold.
  private func pair(
    short: Range<Int>,
    long: Range<Int>,
    _ evidence: NameAlignment.Evidence
  ) -> NamePair? {
    let long = withoutPossessive(trimmed(long))
    guard !long.isEmpty, !scalars[long].contains(where: Self.isUnfit) else { return nil }
    var written = Array(scalars[short])
    let capitals = written.filter(\.properties.isUppercase).count
    if isPlural(written[...], capitals) { written.removeLast() }
    let longText = text(scalars[long]).split(separator: " ").joined(separator: " ")
    return NamePair(short: text(written[...]), long: longText, evidence: evidence)
  }

  /// What has a meaning in the file, or could do harm on a terminal.
  private static func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    default: scalar == "=" || scalar == "#"
    }
  }

  private func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
