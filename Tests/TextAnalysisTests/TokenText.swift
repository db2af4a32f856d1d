// SPDX-License-Identifier: Apache-2.0

import TextAnalysis

/// The terms of a text, in order.
func terms(_ text: String) -> [String] {
  tokens(text).map(\.text)
}

/// The tokens of a text.
func tokens(_ text: String) -> [Token] {
  var analyzer = Analyzer()
  return analyzer.tokens(in: text)
}

/// The terms of a text with the joined ones, these as `+form:words`.
func joinedTerms(_ text: String) -> String {
  tokens(Array(text.utf8)).map { token in
    guard let (form, words) = JoinedTerm.parts(of: token.term) else { return token.text }
    return "+\(String(decoding: form, as: UTF8.self)):\(words)"
  }.joined(separator: "|")
}

/// The tokens of any bytes, with the joined ones.
func tokens(_ bytes: [UInt8]) -> [Token] {
  var analyzer = Analyzer()
  return bytes.withUnsafeBufferPointer { analyzer.tokens(in: $0, includingJoined: true) }
}

/// The parts of a text that its tokens stand for.
func sources(_ text: String) -> [String] {
  let bytes = Array(text.utf8)
  return tokens(text).map { String(decoding: bytes[$0.range], as: UTF8.self) }
}

/// The sentences of a text, each by its first term.
func sentenceStarts(_ text: String) -> [String] {
  tokens(text).filter(\.startsSentence).map(\.text)
}

extension Token {
  var text: String { String(decoding: term, as: UTF8.self) }
  var surfaceText: String { String(decoding: surface, as: UTF8.self) }
}

/// A small generator of repeatable random numbers (splitmix64).
struct Randomness {
  var state: UInt64

  mutating func next(below bound: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return Int((value ^ value >> 31) % UInt64(bound))
  }
}
