// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import TextAnalysis

@Suite struct CompositionTests {
  private func composed(_ text: String) -> String {
    var composition = Composition()
    for scalar in text.unicodeScalars { composition.append(scalar.value) }
    composition.compose()
    var result = String.UnicodeScalarView()
    for index in 0..<composition.count {
      if let scalar = Unicode.Scalar(composition.codePoints[index]) { result.append(scalar) }
    }
    return String(result)
  }

  private func scalars(_ text: String) -> [UInt32] {
    text.unicodeScalars.map(\.value)
  }

  @Test
  func `composes what Foundation composes, for every character that decomposes`() {
    for value in 0xc0..<UInt32(0x30000) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(scalar)
      let apart = text.decomposedStringWithCanonicalMapping
      guard scalars(apart) != [value] else { continue }
      let expected = scalars(apart.precomposedStringWithCanonicalMapping)
      if scalars(composed(apart)) != expected { Issue.record("U+\(String(value, radix: 16))") }
    }
  }

  @Test
  func `orders and composes marks as Foundation does`() {
    let bases: [String] = ["a", "o", "ộ", "Α", "и", "ا", "か", "\u{1100}", "\u{301}", "ক", "l"]
    let marks: [String] = [
      "\u{301}", "\u{302}", "\u{323}", "\u{308}", "\u{345}", "\u{306}", "\u{653}", "\u{654}",
      "\u{3099}", "\u{1161}", "\u{11a8}", "\u{9be}", "\u{334}", "\u{64e}", "\u{651}", "\u{93c}",
    ]
    var randomness = Randomness(state: 7)
    for _ in 0..<4000 {
      var text = bases[randomness.next(below: bases.count)]
      for _ in 0..<randomness.next(below: 5) { text += marks[randomness.next(below: marks.count)] }
      #expect(scalars(composed(text)) == scalars(text.precomposedStringWithCanonicalMapping))
    }
  }

  @Test
  func `a final consonant joins a syllable that is already composed`() {
    #expect(scalars(composed("가\u{11a8}")) == [0xac01])
    #expect(scalars(composed("각\u{11a8}")) == [0xac01, 0x11a8])
  }

  @Test
  func `combining classes are the standard library's`() {
    for value in 0..<UInt32(0x20000) {
      guard let scalar = Unicode.Scalar(value), scalar.properties.age.map({ $0.major < 14 }) == true
      else { continue }
      let expected = scalar.properties.canonicalCombiningClass.rawValue
      if Composition.combiningClass(value) != UInt32(expected) {
        Issue.record("U+\(String(value, radix: 16))")
      }
    }
  }
}
