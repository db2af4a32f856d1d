// SPDX-License-Identifier: Apache-2.0

import Testing
import TextAnalysis

@Suite struct StemmerTests {
  private func stem(_ word: String, _ code: String) -> String? {
    guard let language = Language(code: code), var stemmer = Stemmer(language) else { return nil }
    return String(decoding: stemmer.stem(Array(word.utf8)), as: UTF8.self)
  }

  @Test(arguments: [
    ("en", "elections", "election"), ("en", "voted", "voting"), ("es", "económico", "económicas"),
    ("de", "häuser", "häusern"), ("fr", "européen", "européennes"), ("ru", "города", "городов"),
    ("it", "elezione", "elezioni"), ("pt", "cidade", "cidades"), ("tr", "evler", "ev"),
    ("tr", "türkiye'nin", "türkiye"), ("sv", "flicka", "flickor"), ("ar", "المدرسة", "مدرسة"),
  ])
  func `forms of a word share a stem`(code: String, first: String, second: String) {
    #expect(stem(first, code) != nil)
    #expect(stem(first, code) == stem(second, code))
  }

  @Test(arguments: [("es", "elección", "eleccion"), ("fr", "élections", "elections")])
  func `stems carry no accents`(code: String, accented: String, plain: String) {
    #expect(stem(accented, code) == stem(plain, code))
  }

  @Test(arguments: ["en", "es", "nb", "nn", "no", "ca", "el", "hi", "hu", "ta", "yi", "lt"])
  func `knows the languages of Snowball`(code: String) throws {
    #expect(Stemmer.supports(try #require(Language(code: code))))
  }

  @Test(arguments: ["zh", "ja", "th", "vi", "he", "pl"])
  func `knows no others`(code: String) throws {
    #expect(!Stemmer.supports(try #require(Language(code: code))))
  }

  @Test
  func `there is none for an unknown language`() {
    #expect(!Stemmer.supports(.unknown))
  }

  @Test
  func `takes any bytes`() {
    guard let language = Language(code: "ru"), var stemmer = Stemmer(language) else {
      Issue.record("no Russian")
      return
    }
    var randomness = Randomness(state: 11)
    #expect(stemmer.stem([]).isEmpty)
    for _ in 0..<2000 {
      let count = randomness.next(below: 300)
      _ = stemmer.stem((0..<count).map { _ in UInt8(randomness.next(below: 256)) })
    }
  }
}
