// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import TestSupport

/// The texts of a world's documents, for a search to see how words are written.
struct WorldTexts: WrittenForms {
  /// By segment and document, the words by their positions.
  private let words: [[[UInt32: String]]]

  init(_ oracle: BruteForceSearcher, bases: [Int]) {
    let ends = bases.dropFirst() + [oracle.documentCount]
    words = zip(bases, ends).map { first, end in (first..<end).map { oracle.words(of: $0) } }
  }

  func keep(
    _ starts: UnsafeMutableBufferPointer<UInt32>,
    writtenAs form: WrittenForm,
    in document: UInt32,
    of segment: Int
  ) -> Int? {
    var kept = 0
    for start in starts {
      let isRight = form.words.allSatisfy { word in
        let typed = String(decoding: word.text, as: UTF8.self)
        let found = words[segment][Int(document)][start + word.offset]
        return found.map { allows($0, typed, form.rule) } ?? false
      }
      guard isRight else { continue }
      starts[kept] = start
      kept += 1
    }
    return kept
  }

  private func allows(_ word: String, _ typed: String, _ rule: WrittenForm.Rule) -> Bool {
    switch rule {
    case .asTyped(let isCaseFree): (isCaseFree ? word.lowercased() : word) == typed
    case .capitalsAsTyped:
      zip(word, typed).allSatisfy { $0.isUppercase == $1.isUppercase } && word.count == typed.count
    case .allCapitals: word.uppercased() == word && word.contains(where: \.isLetter)
    case .anyCapitals: word.contains(where: \.isUppercase)
    case .noCapitals: word.lowercased() == word
    }
  }
}
