// SPDX-License-Identifier: Apache-2.0

/// A guess at a charset that nobody declared, from how the text reads in it.
///
/// Each candidate is tried on the first bytes beyond ASCII, and asked for the share of characters
/// that are among the commonest of its language: chance does not produce many of those.
enum CharsetGuess {
  private struct Candidate {
    var charset: String
    /// Ranges of characters of which most of the text must be.
    var expected: [ClosedRange<UInt32>]
    /// Characters of which a good part of these must be.
    var common: Set<UInt32>
    /// That part, in hundredths.
    var share: Int
  }

  /// The most bytes that are tried.
  private static let sampleSize = 6000

  /// The likeliest charset of text that is not UTF-8; nil where none is well ahead of
  /// windows-1252, and well is more if a page says windows-1252 itself.
  static func charset(of bytes: ByteSpan, isContradicted: Bool = false) -> String? {
    let isLatin = standsAmongLatinLetters(bytes)
    if !isLatin, let charset = charsetOfPairs(bytes, fewest: isContradicted ? 60 : 20) {
      return charset
    }
    return LetterGuess.charset(of: bytes, isContradicted: isContradicted)
  }

  /// The likeliest charset in which pairs of bytes are characters.
  private static func charsetOfPairs(_ bytes: ByteSpan, fewest: Int) -> String? {
    let sample = sample(of: bytes)
    guard sample.count >= fewest else { return nil }
    var best: (charset: String, score: Int)?
    for candidate in candidates {
      guard let score = score(candidate, sample), score > best?.score ?? 0 else { continue }
      best = (candidate.charset, score)
    }
    return best?.charset
  }

  /// Whether bytes beyond ASCII are mostly single letters within words of Latin ones, as accented
  /// letters are; those of another alphabet stand together.
  private static func standsAmongLatinLetters(_ bytes: ByteSpan) -> Bool {
    var wide = 0
    var touching = 0
    for index in 0..<bytes.count where bytes[index] >= 0x80 {
      wide += 1
      let isAfter = index > 0 && isLetter(bytes[index - 1])
      let isBefore = index + 1 < bytes.count && isLetter(bytes[index + 1])
      if isAfter || isBefore { touching += 1 }
    }
    return touching * 2 > wide
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) && byte < 0x80
  }

  /// Bytes from shortly before the first beyond ASCII, cut at a blank where possible.
  private static func sample(of bytes: ByteSpan) -> [UInt8] {
    var sample: [UInt8] = []
    var index = 0
    while index < bytes.count, sample.count < sampleSize {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      // A run with the ASCII bytes inside it, which may be second halves.
      var end = index
      var plain = 0
      while end < bytes.count, plain < 2 {
        plain = bytes[end] < 0x80 ? plain + 1 : 0
        end += 1
      }
      sample.append(contentsOf: bytes.part(index..<end))
      index = end
    }
    return sample
  }

  /// How well the sample reads, in hundredths; nil if badly.
  private static func score(_ candidate: Candidate, _ sample: [UInt8]) -> Int? {
    guard let converter = CharsetConverter(from: candidate.charset) else { return nil }
    let (text, replaced) = converter.convert(sample.span)
    var letters = 0
    var expected = 0
    var common = 0
    for scalar in text.span.string.unicodeScalars where !scalar.isASCII {
      letters += 1
      if candidate.expected.contains(where: { $0.contains(scalar.value) }) { expected += 1 }
      if candidate.common.contains(scalar.value) { common += 1 }
    }
    guard letters >= 10, replaced * 50 <= letters, expected * 100 >= letters * 85 else {
      return nil
    }
    let share = common * 100 / letters
    return share >= candidate.share ? share + expected * 20 / letters : nil
  }

  private static func scalars(_ text: String) -> Set<UInt32> {
    Set(text.unicodeScalars.map(\.value))
  }

  private static let ideographs: ClosedRange<UInt32> = 0x4E00...0x9FFF
  private static let wideMarks: ClosedRange<UInt32> = 0x3000...0x303F
  private static let fullWidth: ClosedRange<UInt32> = 0xFF00...0xFFEF
  private static let quotes: ClosedRange<UInt32> = 0x2010...0x2030
  private static let kana: ClosedRange<UInt32> = 0x3040...0x30FF
  private static let hangul: ClosedRange<UInt32> = 0xAC00...0xD7A3

  private static let candidates = [
    Candidate(
      charset: "gb18030",
      expected: [ideographs, wideMarks, fullWidth, quotes],
      common: scalars(
        "的一是不了人在有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手用主行方又如前所本见经头面公同三已老从动两长,，。、：；！？“”　"
      ),
      share: 15
    ),
    Candidate(
      charset: "big5-hkscs",
      expected: [ideographs, wideMarks, fullWidth, quotes],
      common: scalars(
        "的一是不了人在有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可裡後小麼心多天而能好都然沒日於起還發成事只作當想看文無開手用主行方又如前所本見經頭面公同三已老從動兩長，。、：；！？「」　"
      ),
      share: 15
    ),
    Candidate(
      charset: "cp932",
      expected: [ideographs, wideMarks, fullWidth, kana, quotes],
      common: scalars("のにはをたがでてとしれさいるもなかっらりこうすくきまだんアイスルトンー、。"),
      share: 30
    ),
    Candidate(
      charset: "euc-jp",
      expected: [ideographs, wideMarks, fullWidth, kana, quotes],
      common: scalars("のにはをたがでてとしれさいるもなかっらりこうすくきまだんアイスルトンー、。"),
      share: 30
    ),
    Candidate(
      charset: "uhc",
      expected: [hangul, wideMarks, quotes],
      common: scalars("이다에는의을가고하지한를은로사기자도인해서대나시그리어일만들정부수있과보"),
      share: 25
    ),
  ]
}
