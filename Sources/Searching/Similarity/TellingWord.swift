// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import TextAnalysis

/// A word of a text in all the forms that it has there.
struct TellingWord {
  /// Occurrences of all forms, each weighted by its field.
  private(set) var frequency = 0
  /// The forms, folded.
  private(set) var terms: Set<[UInt8]> = []
  /// Whether other forms than these belong to it.
  let isStem: Bool
  /// Lower-case forms, with their accents, and how often each occurs.
  private var forms: [[UInt8]: Int] = [:]

  private init(isStem: Bool) { self.isStem = isStem }

  /// The most frequent form as a query has it: folded where it stands for itself.
  var shown: String {
    let best = forms.max {
      $0.value == $1.value ? $1.key.lexicographicallyPrecedes($0.key) : $0.value < $1.value
    }
    return String(decoding: best?.key ?? [], as: UTF8.self)
  }

  /// The words that may say what a text is about, in no order.
  static func words(of texts: [FieldText], in language: Language) -> [TellingWord] {
    let tokens = tokens(of: texts)
    let small = FunctionWords.list(mostFrequentIn: tokens.map(\.token.term))
    let stems = stems(of: tokens.map(\.token.surface), in: language)
    var words: [[UInt8]: TellingWord] = [:]
    for ((token, weight), stem) in zip(tokens, stems)
    where saysSomething(token.term) && !small.contains(token.term) {
      let form = stem == nil ? token.term : token.surface
      // A word by itself and a stem may be spelt alike.
      let key = stem.map { $0 + [0] } ?? token.term
      words[key, default: TellingWord(isStem: stem != nil)].add(form, token.term, weight)
    }
    return Array(words.values)
  }

  private mutating func add(_ form: [UInt8], _ term: [UInt8], _ weight: Int) {
    frequency += weight
    forms[form, default: 0] += weight
    terms.insert(term)
  }

  private static func tokens(of texts: [FieldText]) -> [(token: Token, weight: Int)] {
    var analyzer = Analyzer()
    return texts.flatMap { text in
      let weight = Int(FieldWeights.standard[field: text.field])
      return analyzer.tokens(in: text.text).filter { !$0.isRunEnd }.map { ($0, weight) }
    }
  }

  /// The stem of each word; nil for what is not all letters, and in languages without stems.
  private static func stems(of words: [[UInt8]], in language: Language) -> [[UInt8]?] {
    guard var stemmer = Stemmer(language) else { return words.map { _ in nil } }
    var stems: [[UInt8]?] = []
    for word in words {
      let scalars = String(decoding: word, as: UTF8.self).unicodeScalars
      stems.append(scalars.allSatisfy(\.properties.isAlphabetic) ? stemmer.stem(word) : nil)
    }
    return stems
  }

  /// Whether a term is no number and no single letter.
  private static func saysSomething(_ term: [UInt8]) -> Bool {
    guard let first = term.first, first > UInt8(ascii: "9") else { return false }
    return String(decoding: term, as: UTF8.self).unicodeScalars.count > 1
  }
}
