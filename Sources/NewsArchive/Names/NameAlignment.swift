// SPDX-License-Identifier: Apache-2.0

/// Whether an abbreviation stands for the words before it, and from which word on.
///
/// Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical
/// text" (Pacific Symposium on Biocomputing 2003): from the right, each letter of the short form is
/// found in the long one, and its first letter begins a word. News has persons before the
/// abbreviations of their parties, so the evidence is told apart: initials of all words say more than
/// letters anywhere, and of the latter every weighty word has to have one. Abbreviations from
/// another language have the same initials in another order (`European Commission (CE)`).
struct NameAlignment {
  /// How an abbreviation follows from a name.
  enum Evidence: Int, Comparable, Sendable {
    /// Its letters stand in the name in this order.
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
    } else if let word = Self.initialsInAnyOrder(short, upTo: last, of: long) {
      self.init(.otherOrder, from: word, of: long)
    } else if let word = Self.letters(short, of: long) {
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

  /// The word from which on the short form's letters stand in the text, in order.
  private static func letters(_ short: [Unicode.Scalar], of long: NameLetters) -> Int? {
    guard short.count > 2 else { return nil }
    let starts = Set(long.words.map(\.letters.lowerBound))
    var matched = Set<Int>()
    var place = long.letters.count - 1
    for (index, letter) in short.enumerated().reversed() {
      while place >= 0,
        long.letters[place].folded != letter || index == 0 && !starts.contains(place)
      {
        place -= 1
      }
      guard place >= 0 else { return nil }
      matched.insert(place)
      place -= 1
    }
    let start = place + 1
    guard let first = long.words.firstIndex(where: { $0.letters.lowerBound == start }),
      long.letters.count - start >= short.count + 3,
      first < long.words.count - 1 || long.initial(first).isCapital
    else { return nil }
    let isWhole = long.words[first...].allSatisfy { word in
      !word.isWeighty || word.letters.contains(where: matched.contains)
    }
    return isWhole ? first : nil
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
