// SPDX-License-Identifier: Apache-2.0

/// The Arabic article and what is written in one word with it.
///
/// Snowball's stemmer takes the article off, and other endings from words with it than from those
/// without; it leaves it on after *and*. So every word is given to it with the article and nothing
/// else before it: the minister, a minister and the minister's of *and the minister* are then one.
enum ArabicArticle {
  private static let article: [Unicode.Scalar] = ["\u{627}", "\u{644}"]
  /// *And*, *then*: before the article or what stands for it.
  private static let conjunctions: [Unicode.Scalar] = ["\u{648}", "\u{641}"]
  /// The article, also after *in*, *as* and *to*.
  private static let forms: [[Unicode.Scalar]] = [
    article, ["\u{628}", "\u{627}", "\u{644}"], ["\u{643}", "\u{627}", "\u{644}"],
    ["\u{644}", "\u{644}"],
  ]
  /// The fewest letters of a word that the article stands before.
  private static let fewest = 3
  /// What follows the first three letters of forms of *father*, which is no *and the*.
  private static let kin: [[Unicode.Scalar]] = [
    ["\u{62f}", "\u{64a}", "\u{646}"], ["\u{62f}", "\u{62a}", "\u{647}"],
    ["\u{62f}", "\u{647}", "\u{627}"], ["\u{62f}", "\u{647}", "\u{645}"],
    ["\u{62f}", "\u{62a}", "\u{647}", "\u{627}"],
  ]

  /// A word with the article, in UTF-8, without vowel signs.
  static func definite(_ word: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let letters = String(decoding: word, as: UTF8.self).unicodeScalars.filter { !isSign($0) }
    var result = String.UnicodeScalarView(article)
    result.append(contentsOf: bare(Array(letters)))
    return Array(String(result).utf8)
  }

  private static func bare(_ word: [Unicode.Scalar]) -> ArraySlice<Unicode.Scalar> {
    if let rest = withoutArticle(word[...]) { return rest }
    guard let first = word.first, conjunctions.contains(first),
      let rest = withoutArticle(word.dropFirst()), !kin.contains(Array(rest))
    else { return word[...] }
    return rest
  }

  private static func withoutArticle(
    _ word: ArraySlice<Unicode.Scalar>
  ) -> ArraySlice<Unicode.Scalar>? {
    for form in forms where word.starts(with: form) && word.count >= form.count + fewest {
      return word.dropFirst(form.count)
    }
    return nil
  }

  /// Vowel signs and the stroke that lengthens words.
  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x640, 0x64b...0x652, 0x670: true
    default: false
    }
  }
}
