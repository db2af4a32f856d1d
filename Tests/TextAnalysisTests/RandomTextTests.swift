// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TextAnalysis

@Suite struct RandomTextTests {
  /// Pieces of text in which the rules meet.
  private static let pieces: [String] = [
    " ", " ", " ", "\n", "-", "-", "‐", "־", "\r\n", "Don", "O", "he", ".", ". ", "! ", "? ", "…",
    "'", "’", "ʼ", "\"", ",", "-", "&", "·", "·",
    "a", "S", "x", "l", "L", "the", "House", "Mr", "No", "qu", "dell", "s", "t", "re", "oktober",
    "U.S.", "U.N", "e.g.", "AT&T", "1", "0", "12", "345", "1,000", "3.5", "٣", "२", "₂", "²",
    "é", "É", "e\u{301}", "o\u{323}\u{302}", "\u{301}", "\u{345}", "ß", "ﬁ", "İ", "ı", "Ω", "ς",
    "ж", "й", "и\u{306}", "Г", "ש", "א", "״", "ג׳", "ِ", "كتاب", "أ", "ـ", "ﷺ", "؟", "क", "़", "ा",
    "्", "।", "北", "京", "々", "。", "か", "カ", "・", "ー", "\u{3099}", "ｶ", "ﾞ", "ー", "한", "\u{1112}",
    "\u{1161}",
    "\u{11ab}", "ㅋ", "ก", "ำ", "์", "ក", "\u{17d2}", "ម", "ุ", "\u{102e}", "ဥ", "\u{1039}", "𝐀",
    "𠀀", "豈", "\u{2f800}", "😀", "\u{fe0f}", "\u{200d}", "\u{200b}", "\u{ad}", "\u{a0}",
    "\u{2029}", "\u{0}", "_", "@", "ａ", "１", "，", "．", "wonderful", "international",
    "extraordinarily", "Straßenbahnhaltestelle", "\u{e0100}", "\u{10ffff}", "ä\u{308}", "ŉ", "ŀ",
  ]

  private func expectAgreement(_ bytes: [UInt8]) {
    let found = tokens(bytes)
    let expected = ReferenceAnalyzer.tokens(bytes)
    guard found != expected else { return }
    let different = zip(found, expected).first { $0 != $1 }
    Issue.record(
      "\(String(decoding: bytes, as: UTF8.self).debugDescription): \(described(different))"
    )
  }

  private func described(_ pair: (Token, Token)?) -> String {
    guard let (found, expected) = pair else { return "one has more tokens" }
    return [found, expected].map { token in
      "\(token.text) \(token.surfaceText) \(token.position) \(token.range) \(token.flags.rawValue)"
    }.joined(separator: " | ")
  }

  @Test(arguments: 0..<8)
  func `the fast way and the slow way agree on mixed text`(seed: UInt64) {
    var randomness = Randomness(state: seed)
    for _ in 0..<250 {
      let count = 1 + randomness.next(below: 24)
      let text = (0..<count).map { _ in Self.pieces[randomness.next(below: Self.pieces.count)] }
      expectAgreement(Array(text.joined().utf8))
    }
  }

  @Test(arguments: 0..<4)
  func `they agree on random bytes, and nothing traps`(seed: UInt64) {
    var randomness = Randomness(state: seed &+ 100)
    for _ in 0..<200 {
      let count = randomness.next(below: 80)
      expectAgreement((0..<count).map { _ in UInt8(randomness.next(below: 256)) })
    }
  }

  @Test(arguments: 0..<4)
  func `they agree on text with damaged bytes`(seed: UInt64) {
    var randomness = Randomness(state: seed &+ 200)
    for _ in 0..<150 {
      let count = 1 + randomness.next(below: 12)
      let text = (0..<count).map { _ in Self.pieces[randomness.next(below: Self.pieces.count)] }
      var bytes = Array(text.joined().utf8)
      let place = randomness.next(below: bytes.count)
      bytes[place] = UInt8(randomness.next(below: 256))
      expectAgreement(bytes)
      expectAgreement(Array(bytes[..<place]))
    }
  }

  @Test
  func `they agree on every pair and many triples of pieces`() {
    for first in Self.pieces {
      for second in Self.pieces { expectAgreement(Array((first + second).utf8)) }
    }
    var randomness = Randomness(state: 300)
    for _ in 0..<2000 {
      let text = (0..<3).map { _ in Self.pieces[randomness.next(below: Self.pieces.count)] }
      expectAgreement(Array(text.joined().utf8))
    }
  }

  @Test
  func `they agree on every code point alone, after a letter and after Han`() {
    for value in 0..<UInt32(0x31000) {
      guard let scalar = Unicode.Scalar(value), value < 0x800 || value % 11 == 0 else { continue }
      expectAgreement(Array("a\(scalar)b 北\(scalar)".utf8))
    }
  }

  @Test(arguments: [
    "a", "ab\u{301}", "é", "ﬃ", "北", "ក្ក", "か\u{3099}", "1", "1,", "a'b", "\u{301}",
  ])
  func `they agree on endless words`(piece: String) {
    for count in [31, 32, 33, 60, 120, 127, 128, 255, 256, 300] {
      expectAgreement(Array(String(repeating: piece, count: count).utf8))
      expectAgreement(Array(("e" + String(repeating: piece, count: count) + "\u{301}").utf8))
    }
  }

  @Test
  func `ranges lie in the text, on characters, in order`() {
    var randomness = Randomness(state: 400)
    for _ in 0..<500 {
      let text = (0..<12).map { _ in Self.pieces[randomness.next(below: Self.pieces.count)] }
      let bytes = Array(text.joined().utf8)
      var last = 0
      for token in tokens(bytes) {
        #expect(token.range.lowerBound >= last && token.range.upperBound <= bytes.count)
        #expect(!token.range.isEmpty)
        #expect(String(validating: bytes[token.range], as: UTF8.self) != nil)
        #expect(token.term.first ?? 0 >= 0x30 || token.isJoined)
        #expect(String(validating: token.term, as: UTF8.self) != nil)
        #expect(String(validating: token.surface, as: UTF8.self) != nil)
        last = token.range.lowerBound
      }
    }
  }

  @Test
  func `analyzing a term gives the term back`() {
    var randomness = Randomness(state: 500)
    for _ in 0..<500 {
      let text = (0..<6).map { _ in Self.pieces[randomness.next(below: Self.pieces.count)] }
      for token in tokens(text.joined()) where !token.text.contains(where: "'&.".contains) {
        let again = terms(token.text)
        #expect(again.first == token.text || token.isRunEnd || again.count > 1, "\(token.text)")
      }
    }
  }
}
