// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import TextAnalysis

/// A document of a small world.
struct SampleDocument {
  var metadata: DocumentMetadata
  /// Paragraphs, those of a field one after another.
  var paragraphs: [(field: IndexedField, text: String)]

  func add(to builder: inout SegmentBuilder) {
    builder.begin()
    for paragraph in paragraphs { builder.add(field: paragraph.field, text: paragraph.text) }
    builder.finish(metadata)
  }
}

extension SampleDocument {
  /// A document with a body only.
  init(
    _ body: String,
    id: UInt64 = 1,
    published: Int64? = nil,
    language: String = "en"
  ) {
    self.init(
      metadata: DocumentMetadata(
        articleID: id,
        version: 1,
        published: published,
        language: Language(code: language) ?? .unknown
      ),
      paragraphs: [(.body, body)]
    )
  }
}

/// Numbers that look random and are the same on every run.
struct SampleNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

/// Makes documents in which words, fields and languages meet in many ways.
struct SampleWorld {
  private var numbers: SampleNumbers
  private let words: [String]

  static let plainWords = [
    "flood", "floods", "flooded", "river", "rivers", "mayor", "the", "a", "of", "12", "2024",
    "internationally", "internationalism", "internationalisation", "x",
  ]
  static let accentedWords = [
    "élection", "élections", "election", "Elections", "économie", "ECONOMIE", "müller", "Muller",
    "выборы", "выбор", "ёлка", "straße", "strasse", "naïve", "naive",
    "ré-élection", "O'Brien", "Müller's", "x-12-x", "non-election",
  ]

  init(seed: UInt64, words: [String] = plainWords + accentedWords) {
    numbers = SampleNumbers(seed: seed)
    self.words = words
  }

  private mutating func number(below limit: Int) -> Int {
    Int.random(in: 0..<limit, using: &numbers)
  }

  private mutating func sentence() -> String {
    let count = 1 + number(below: 9)
    // Squared, so that some words are frequent and some rare.
    let chosen = (0..<count).map { _ in
      let place = number(below: words.count)
      return words[place * number(below: place + 1) / (place + 1)]
    }
    return chosen.joined(separator: " ") + "."
  }

  mutating func document() -> SampleDocument {
    var paragraphs: [(IndexedField, String)] = []
    for field in IndexedField.allCases {
      let count = field == .body ? number(below: 4) : number(below: 2)
      for _ in 0..<count {
        let text = (0...number(below: 2)).map { _ in sentence() }.joined(separator: " ")
        paragraphs.append((field, text))
      }
    }
    let languages = ["en", "fr", "de", "ru", ""]
    let outlets = ["El Diario", "Der Bote", nil, "", "Ça ira"]
    let people = ["A. Mora", "B. Ng", "C. Öz"].filter { _ in number(below: 3) == 0 }
    return SampleDocument(
      metadata: DocumentMetadata(
        articleID: numbers.next(),
        version: UInt32(1 + number(below: 3)),
        published: number(below: 5) == 0 ? nil : Int64(number(below: 1000)) - 200,
        precision: DatePrecision(rawValue: UInt8(number(below: 5))) ?? .day,
        language: Language(code: languages[number(below: languages.count)]) ?? .unknown,
        source: outlets[number(below: outlets.count)],
        section: number(below: 2) == 0 ? nil : "Part \(number(below: 40))",
        authors: people
      ),
      paragraphs: paragraphs
    )
  }

  mutating func documents(_ count: Int) -> [SampleDocument] {
    (0..<count).map { _ in document() }
  }
}
