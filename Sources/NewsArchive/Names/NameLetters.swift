// SPDX-License-Identifier: Apache-2.0

import TextAnalysis

/// A text as letters and digits without case and accents, each with what stands around it.
///
/// Abbreviations are compared with names letter by letter, so this is all that counts of both.
struct NameLetters {
  /// A letter or digit.
  struct Letter {
    /// Without case and accents; the first of several where one becomes several.
    let folded: Unicode.Scalar
    /// Where it stands in the text.
    let place: Int
    let isCapital: Bool
    /// Its script has no capitals at all.
    let isCaseless: Bool
  }

  /// Letters that touch.
  struct Word {
    /// In ``NameLetters/letters``.
    let letters: Range<Int>
    /// Begins with a capital or a digit, or has more than three letters: it says something.
    let isWeighty: Bool
  }

  private(set) var letters: [Letter] = []
  private(set) var words: [Word] = []

  /// The letters of some characters, all of them or those of a range.
  init(_ text: ArraySlice<Unicode.Scalar>, _ folding: inout LetterFolding) {
    var start = 0
    for place in text.indices {
      let scalar = text[place]
      if let folded = folding.letter(scalar) {
        let properties = scalar.properties
        letters.append(
          Letter(
            folded: folded,
            place: place,
            isCapital: properties.isUppercase,
            isCaseless: !properties.isUppercase && !properties.isLowercase
          )
        )
      } else if !LetterFolding.joins(scalar) {
        finishWord(from: &start)
      }
    }
    finishWord(from: &start)
  }

  private mutating func finishWord(from start: inout Int) {
    guard start < letters.count else { return }
    let first = letters[start]
    let isWeighty = first.isCapital || first.isCaseless || letters.count - start > 3
    words.append(Word(letters: start..<letters.count, isWeighty: isWeighty))
    start = letters.count
  }

  /// The first letter of a word.
  func initial(_ word: Int) -> Letter { letters[words[word].letters.lowerBound] }
}

/// Takes case and accents from letters, and remembers those outside ASCII.
struct LetterFolding {
  private var known: [Unicode.Scalar: Unicode.Scalar?] = [:]

  /// A letter or digit folded; nil for everything else.
  mutating func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    if scalar.isASCII {
      switch scalar.value {
      case 0x30...0x39, 0x61...0x7A: return scalar
      case 0x41...0x5A: return Unicode.Scalar(UInt8(scalar.value + 0x20))
      default: return nil
      }
    }
    if let folded = known[scalar] { return folded }
    let folded = Self.folded(scalar)
    known[scalar] = .some(folded)
    return folded
  }

  private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else { return nil }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return nil
    default: break
    }
    let text = String(decoding: TextAnalysis.folded(String(scalar)), as: UTF8.self)
    return text.unicodeScalars.first ?? scalar
  }

  /// Whether a character that is no letter leaves the letters around it in one word.
  ///
  /// Accents that stand by themselves do, apostrophes, and the full stops of abbreviations.
  static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "'", "\u{2019}", ".", "&", "\u{5F3}", "\u{5F4}": true
    default: scalar.properties.generalCategory == .nonspacingMark
    }
  }
}

extension Unicode.Scalar {
  /// A letter of a script that is written without blanks between words.
  var isWrittenWithoutBlanks: Bool {
    switch value {
    case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
