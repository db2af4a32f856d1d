// SPDX-License-Identifier: Apache-2.0

/// Whether an abbreviation stands for the words before it, and from which word on.
///
/// Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical
/// text" (Pacific Symposium on Biocomputing 2003): from the right, each letter of the short form is
/// found in the long one, and its first letter begins a word. News has persons before the
/// abbreviations of their parties, so more is asked: every weighty word gives its initial, and initials
/// alone are better evidence than letters after them. Abbreviations from another language have the
/// same initials in another order (Jalisco New Generation Cartel, CJNG).
struct NameAlignment {
  /// How an abbreviation follows from a name.
  enum Evidence: Int, Comparable, Sendable {
    /// It is made of the words' initials and letters after them, or leaves the last word out.
    case letters
    /// It is the initials of the name's words, in another order.
    case otherOrder
    /// It is the initials of the name's words.
    case initials

    static func < (left: Evidence, right: Evidence) -> Bool { left.rawValue < right.rawValue }
  }

  let evidence: Evidence
  /// The first letter of the name that is meant.
  let firstLetter: Int

  /// The best alignment of a short form with the end of a text; nil if there is none.
  init?(_ short: [Unicode.Scalar], endOf long: NameLetters) {
    guard let last = long.words.indices.last, short.count > 1 else { return nil }
    if let word = Self.initials(short[...], upTo: last, of: long), last > word {
      self.init(.initials, from: word, of: long)
    } else if let word = Self.letters(short, of: long) {
      self.init(.letters, from: word, of: long)
    } else if let word = Self.initialsInAnyOrder(short, upTo: last, of: long) {
      self.init(.otherOrder, from: word, of: long)
    } else if let word = Self.initialsWithTail(short, of: long) {
      self.init(.letters, from: word, of: long)
    } else {
      return nil
    }
  }

  private init(_ evidence: Evidence, from word: Int, of long: NameLetters) {
    self.evidence = evidence
    firstLetter = long.words[word].letters.lowerBound
  }
}

extension NameAlignment {
  /// The word from which on the words' initials are the short form; small words may be passed over.
  private static func initials(
    _ short: ArraySlice<Unicode.Scalar>,
    upTo last: Int,
    of long: NameLetters
  ) -> Int? {
    guard let letter = short.last, last >= 0 else { return nil }
    let word = long.words[last]
    if !word.isWeighty, let found = initials(short, upTo: last - 1, of: long) { return found }
    guard long.initial(last).folded == letter else { return nil }
    if short.count == 1 { return word.isWeighty ? last : nil }
    return initials(short.dropLast(), upTo: last - 1, of: long)
  }

  /// The same with a last word that the short form leaves out, after a small one: Centers for Disease
  /// Control and Prevention (CDC).
  private static func initialsWithTail(_ short: [Unicode.Scalar], of long: NameLetters) -> Int? {
    guard short.count > 2, long.words.count > short.count + 1,
      !long.words[long.words.count - 2].isWeighty
    else { return nil }
    return initials(short[...], upTo: long.words.count - 3, of: long)
  }

  /// The same for three and more initials of capitalised words in whatever order.
  private static func initialsInAnyOrder(
    _ short: [Unicode.Scalar],
    upTo last: Int,
    of long: NameLetters
  ) -> Int? {
    guard short.count > 2 else { return nil }
    var left = short
    var word = last
    var first: Int?
    while word >= 0, !left.isEmpty {
      let initial = long.initial(word)
      if initial.isCapital {
        guard let place = left.firstIndex(of: initial.folded) else { return nil }
        left.remove(at: place)
        first = word
      } else if long.words[word].isWeighty || word == last {
        return nil
      }
      word -= 1
    }
    return left.isEmpty ? first : nil
  }

  /// The nearest word from which on the short form is made of beginnings and letters of the words.
  ///
  /// Every weighty word gives its initial and perhaps letters after it (`Sedena`, Secretaría de la
  /// Defensa Nacional); a single word gives its initial and any letters of it.
  private static func letters(_ short: [Unicode.Scalar], of long: NameLetters) -> Int? {
    guard short.count > 2, let last = long.words.indices.last else { return nil }
    for first in long.words.indices.reversed() {
      let word = long.words[first]
      guard word.isWeighty, first < last || long.initial(first).isCapital,
        long.letters.count - word.letters.lowerBound >= short.count + 3,
        consumes(short[...], words: first...last, of: long)
      else { continue }
      return first
    }
    return nil
  }

  /// Whether words, each by its initial and letters after it, make up a short form.
  private static func consumes(
    _ short: ArraySlice<Unicode.Scalar>,
    words: ClosedRange<Int>,
    of long: NameLetters
  ) -> Bool {
    let first = words.lowerBound
    let word = long.words[first]
    let rest = first < words.upperBound ? first + 1...words.upperBound : nil
    if !word.isWeighty, let rest, consumes(short, words: rest, of: long) { return true }
    guard let initial = short.first, long.initial(first).folded == initial else { return false }
    var place = word.letters.lowerBound
    var left = short
    // As few letters of this word as will do, then more.
    while let letter = left.first {
      while place < word.letters.upperBound, long.letters[place].folded != letter { place += 1 }
      guard place < word.letters.upperBound else { return false }
      left = left.dropFirst()
      place += 1
      if let rest, consumes(left, words: rest, of: long) { return true }
    }
    return rest == nil
  }

  /// The first character of the name, in a script without blanks, of which these are characters.
  static func characters(_ short: [Unicode.Scalar], endOf long: NameLetters) -> Int? {
    var place = long.letters.count - 1
    for letter in short.reversed() {
      while place >= 0, long.letters[place].folded != letter { place -= 1 }
      guard place >= 0 else { return nil }
      place -= 1
    }
    let count = long.letters.count - (place + 1)
    return count > short.count && count <= 4 * short.count ? place + 1 : nil
  }
}
