// SPDX-License-Identifier: Apache-2.0

/// A term for words as they would be written in one: `email` for the text's `e-mail`.
///
/// It stands beside the words that the text has, at the position of the first of them, and is told
/// from every word by its first byte: a word that was written so is another term. Thus each
/// position has one word, phrases and lengths are what they are without it, and a query decides
/// whether it means both.
///
/// On disk: 0x02, the folded form, 0x01, and 0x30 plus the number of words of the text.
package enum JoinedTerm {
  /// The first byte of every such term.
  package static let mark: UInt8 = 0x02
  /// What stands between the form and the number of words.
  private static let end: UInt8 = 0x01
  private static let zero: UInt8 = 0x30
  /// The most words that are read as one.
  package static let mostWords = 4
  /// The bytes around the form.
  static let overhead = 3

  /// The term of a form for so many words of the text, 1...``mostWords``.
  package static func term(_ form: [UInt8], words: Int) -> [UInt8] {
    prefix(of: form) + [zero + UInt8(clamping: words)]
  }

  /// What the terms of a form begin with, whatever their number of words; no other terms do.
  package static func prefix(of form: [UInt8]) -> [UInt8] {
    [mark] + form + [end]
  }

  /// The form and the number of words of such a term; nil for any other.
  package static func parts(of term: [UInt8]) -> (form: [UInt8], words: Int)? {
    guard term.count > overhead, term.first == mark, term[term.count - 2] == end,
      let last = term.last, last > zero, Int(last - zero) <= mostWords
    else { return nil }
    return (Array(term[1..<(term.count - 2)]), Int(last - zero))
  }

  /// The form within the bytes of such a term; nil for any other.
  package static func form(of term: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    guard term.count > overhead, term.first == mark else { return nil }
    return UnsafeBufferPointer(rebasing: term[1..<(term.count - 2)])
  }

  /// Writes what follows a form of such a term.
  @inline(__always)
  static func close(_ target: UnsafeMutablePointer<UInt8>, words: Int) {
    target[0] = end
    target[1] = zero &+ UInt8(truncatingIfNeeded: words)
  }
}
