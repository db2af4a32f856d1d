// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import TextAnalysis

@Suite struct FoldingTests {
  private func fold(_ text: String) -> String {
    String(decoding: folded(text), as: UTF8.self)
  }

  @Test(arguments: [
    ("Ramírez", "ramirez"), ("ÀÉÎÕÜ", "aeiou"), ("Straße", "strasse"), ("Ærø", "aero"),
    ("Œuvre", "oeuvre"), ("Łódź", "lodz"), ("Đặng", "dang"), ("İIıi", "iiii"), ("Þór", "thor"),
    ("Ñandú", "nandu"), ("ƙasa", "kasa"), ("ɛ ɔ ŋ", "e o n"), ("Ąžuolas", "azuolas"),
    ("ΆΣΣος", "ασσοσ"), ("Ёлка Йод", "елка йод"), ("Їжак", "іжак"), ("שָׁלוֹם", "שלום"),
    ("أإآٱ", "اااا"), ("على", "علي"), ("مدرسة", "مدرسه"), ("کی", "كي"), ("مُحَمَّد", "محمد"),
    ("مـــدن", "مدن"), ("١٢٣ ۴۵", "123 45"), ("हिन्दी", "हिन्दी"), ("ज़", "ज"), ("বাংলা", "বাংলা"),
    ("น้ำ", "น้ำ"), ("ＡＢＣ１２", "abc12"), ("ﬁﬂ", "fifl"), ("ｶﾞｷ", "ガキ"), ("Ⅷ", "viii"),
    ("𝐁𝐨𝐥𝐝", "bold"), ("a\u{301}\u{327}", "a"), ("한국", "한국"), ("", ""), ("a-b.", "a-b."),
    ("d’Or", "dor"), ("豈", "豈"), ("ᏣᎳᎩ", "ꮳꮃꭹ"), ("ՀԱՅ", "հայ"), ("ᲛᲗᲐ", "მთა"),
  ])
  func `drops case and accents`(text: String, expected: String) {
    #expect(fold(text) == expected)
  }

  @Test
  func `folding twice changes nothing`() {
    for value in 0..<UInt32(0x30000) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let once = folded(String(scalar))
      let twice = folded(String(decoding: once, as: UTF8.self))
      if once != twice { Issue.record("U+\(String(value, radix: 16))") }
    }
  }

  @Test
  func `a word's term is the word folded, composed or not`() {
    let words = "Ramírez Tướng Ёлка Άνθρωπος مدرسة שָׁלוֹם हिन्दी বাংলা Straße Çeşme 한국어 がく"
    for word in words.split(separator: " ").map(String.init) {
      for form in [
        word.precomposedStringWithCanonicalMapping, word.decomposedStringWithCanonicalMapping,
      ] {
        let terms = tokens(form).map(\.text)
        if terms.count == 1 { #expect(terms[0] == fold(form)) }
        #expect(fold(form) == fold(word))
        #expect(tokens(form).map(\.surface) == tokens(word).map(\.surface))
      }
    }
  }

  @Test
  func `all letters of a script written with accents fold to letters without`() {
    for value in 0xc0..<UInt32(0x24f) {
      guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic else { continue }
      let base = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.first
      guard let base, base.isASCII else { continue }
      #expect(fold(String(scalar)) == String(base).lowercased())
    }
  }

  @Test
  func `long texts fold whole`() {
    let text = String(repeating: "Ünïcödé ﷺ ", count: 2000)
    #expect(folded(text).count == folded("Ünïcödé ﷺ ").count * 2000)
  }
}
