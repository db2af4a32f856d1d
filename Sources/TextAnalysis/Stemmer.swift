// SPDX-License-Identifier: Apache-2.0

import CStemmer

/// A Snowball stemmer for one language.
///
/// It takes the lower-cased form with its accents, which the algorithms expect, and gives the stem
/// folded as terms are, so that stems of words written with and without accents compare.
/// One per thread.
package struct Stemmer: ~Copyable {
  private let handle: OpaquePointer
  private let language: Language
  private var folding = FoldingBuffer()

  /// Nil where there is no stemmer for the language.
  package init?(_ language: Language) {
    guard language != .unknown, let handle = sb_stemmer_new(Self.code(of: language), nil) else {
      return nil
    }
    self.handle = handle
    self.language = language
  }

  deinit {
    sb_stemmer_delete(handle)
  }

  /// Whether there is a stemmer for the language.
  package static func supports(_ language: Language) -> Bool {
    guard let stemmer = Stemmer(language) else { return false }
    _ = stemmer
    return true
  }

  /// Calls `body` with the folded stem of a word, valid during the call; about 0.2 µs.
  package mutating func withStem<Result>(
    of surface: UnsafeBufferPointer<UInt8>,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    // `we'll` is no form of `well`.
    if Self.isContraction(surface) { return body(surface) }
    if language == Self.arabic {
      let prepared = ArabicArticle.definite(surface)
      return prepared.withUnsafeBufferPointer { folding.withFolded(stemmed($0), body) }
    }
    let word = stemmed(surface)
    return folding.withFolded(word, body)
  }

  /// The folded stem of a word.
  package mutating func stem(_ surface: [UInt8]) -> [UInt8] {
    surface.withUnsafeBufferPointer { word in
      withStem(of: word) { Array($0) }
    }
  }

  /// The stem as Snowball gives it: the word itself where it fails.
  private func stemmed(_ surface: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let word = withoutSuffixAfterApostrophe(surface)
    guard let base = word.baseAddress, !word.isEmpty,
      let stem = sb_stemmer_stem(handle, base, Int32(clamping: word.count))
    else { return surface }
    let length = Int(sb_stemmer_length(handle))
    return length > 0 ? UnsafeBufferPointer(start: stem, count: length) : surface
  }

  private static let arabic = Language(rawValue: 0x6172)

  /// Whether a word ends in `'ll`, `'re` or `'d`, as few short ones do.
  private static func isContraction(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count <= 6, let mark = word.firstIndex(of: UInt8(ascii: "'")) else { return false }
    let rest = word[(mark + 1)...]
    return rest.elementsEqual("ll".utf8) || rest.elementsEqual("re".utf8)
      || rest.elementsEqual("d".utf8)
  }

  /// Turkish sets the endings of names off with an apostrophe, which Snowball leaves on.
  private func withoutSuffixAfterApostrophe(
    _ surface: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    guard language.rawValue == 0x7472, let mark = surface.firstIndex(of: UInt8(ascii: "'")),
      mark > 0
    else { return surface }
    return UnsafeBufferPointer(rebasing: surface[..<mark])
  }

  /// Snowball's name for a language: its code, but for the two kinds of Norwegian.
  private static func code(of language: Language) -> String {
    switch language.code {
    case "nb", "nn": "no"
    default: language.code
    }
  }
}
