// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import TextAnalysis

/// Numbers that are the same in every run (SplitMix64).
package struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// Documents made by chance, the same on every run, with all fields and in several languages.
struct SampleText {
  private var numbers: SeededNumbers

  private static let words = [
    "the", "flood", "of", "river", "floods", "mayor", "rivers", "bridge", "border", "flooded",
    "12", "2024", "COVID-19", "O'Brien", "U.S.", "School", "élection", "élections", "río", "Müller",
    "Hochwasserschutz", "Schutz", "Überschwemmungsgebiet", "выборы", "выбор", "桥", "河水上涨", "x",
    "internationally", "internationalism", "Ferry", "FERRY",
  ]
  private static let languages = ["en", "en", "de", "fr", "ru", "zh", ""]

  init(seed: UInt64) {
    numbers = SeededNumbers(seed: seed)
  }

  private mutating func number(below limit: Int) -> Int {
    Int.random(in: 0..<limit, using: &numbers)
  }

  private mutating func sentence() -> String {
    let words = (0..<(2 + number(below: 9))).map { _ in
      // Squared, so that some words are frequent and some rare.
      let place = number(below: Self.words.count)
      return Self.words[place * number(below: place + 1) / (place + 1)]
    }
    return words.joined(separator: " ") + "."
  }

  /// Adds a document to a segment.
  mutating func addDocument(_ number: Int, to builder: inout SegmentBuilder) {
    builder.begin()
    for field in IndexedField.allCases where self.number(below: 3) > 0 || field == .body {
      for _ in 0..<(field == .body ? 3 : 1) { builder.add(field: field, text: sentence()) }
    }
    let language = Self.languages[self.number(below: Self.languages.count)]
    let outlets = ["El Faro", "Der Bote", nil]
    builder.finish(
      DocumentMetadata(
        articleID: UInt64(number) &* 0x9e37_79b9_7f4a_7c15,
        version: UInt32(1 + self.number(below: 3)),
        published: self.number(below: 5) == 0 ? nil : 1_700_000_000 + Int64(number) * 50_000,
        precision: DatePrecision(rawValue: UInt8(self.number(below: 5))) ?? .day,
        language: Language(code: language) ?? .unknown,
        source: outlets[self.number(below: 3)],
        section: self.number(below: 2) == 0 ? nil : "Part \(self.number(below: 7))",
        authors: ["A. Mora", "B. Ng"].filter { _ in self.number(below: 2) == 0 },
        filed: 1_710_000_000 + Int64(number),
        revision: UInt64(number / 3 + 1)
      )
    )
  }
}

extension SealedFolder {
  /// A segment of so many documents, and what is not to be found of it.
  func segment(
    of count: Int,
    seed: UInt64
  ) throws -> (segment: ManifestEntry, deletions: ManifestEntry) {
    var text = SampleText(seed: seed)
    var builder = SegmentBuilder()
    builder.pairRule = PairRule(share: 3, floor: 2)
    for number in 0..<count { text.addDocument(number, to: &builder) }
    let segment = try builder.seal(into: newFile(.segment)).entry(attributes: [UInt64(count)])
    let hidden = DocumentSet([UInt32(count / 2)], documentCount: UInt32(count))
    let deletions = try SegmentDeletions(removed: hidden, superseded: DocumentSet(0..<0))
      .write(of: segment.id, documents: UInt32(count), into: newFile(.deletions))
      .entry(owner: segment.id)
    return (segment, deletions)
  }
}
