// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import TextAnalysis

/// What Hebrew and Arabic write in one with the word after it: *and*, *in*, *to*, *the*.
///
/// Rules alone would take letters off that belong to words, so they only propose, and the archive's
/// words decide. The Arabic article is the stemmer's affair.
struct Clitics {
  /// In one word with what follows, each longer one made of the short ones.
  private let prefixes: [[UInt8]]
  /// The one that is hardly ever part of a word; nil if there is none such.
  private let article: [UInt8]?
  /// The fewest bytes of a word that something stands before: three letters.
  private static let fewestBytes = 6

  private static let hebrew = Clitics(
    prefixes: [
      "ה", "ו", "ב", "ל", "מ", "ש", "כ", "וה", "וב", "ול", "ומ", "וש", "וכ", "שה", "שב", "של", "שמ",
      "מה",
      "כש", "כשה", "ומה", "ושה", "לכש", "שכ", "שבה",
    ].map { Array($0.utf8) },
    article: Array("ה".utf8)
  )
  private static let arabic = Clitics(
    prefixes: ["و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل"].map { Array($0.utf8) },
    article: nil
  )

  /// The rules for a term's script; nil for all others.
  static func of(_ term: [UInt8]) -> Clitics? {
    guard term.count >= fewestBytes else { return nil }
    switch term[0] {
    case 0xd7: return hebrew
    case 0xd8...0xd9: return arabic
    default: return nil
    }
  }

  /// The words that a term may be with something before it, longest first, and whether each is
  /// believed however rare it is without.
  func bare(_ term: [UInt8]) -> [(word: [UInt8], isSure: Bool)] {
    prefixes.filter { term.starts(with: $0) && term.count - $0.count >= Self.fewestBytes }
      .map { prefix in
        let rest = Array(term.dropFirst(prefix.count))
        // Of three letters are many words by chance.
        return (rest, prefix == article && rest.count > Self.fewestBytes)
      }
      .sorted { $0.word.count > $1.word.count }
  }

  /// A word with all that may stand before it.
  func withPrefixes(_ word: [UInt8]) -> [[UInt8]] {
    prefixes.map { $0 + word }
  }
}

extension QueryPlanner {
  /// Adds a Hebrew or Arabic word and what shares its stem without what is written in one with them,
  /// and with all such.
  ///
  /// What a word begins with is taken off if the rest is found in more articles, whatever stands
  /// before it there.
  func addClitics(
    of term: [UInt8],
    field: IndexedField?,
    to forms: inout WordForms
  ) throws(SearchFailure) {
    guard let clitics = Clitics.of(term) else { return }
    var words = [term]
    for (word, isSure) in clitics.bare(term)
    where try isWord(word, of: term, isSure: isSure, clitics) { words.append(word) }
    words += forms.otherTerms.filter { Clitics.of($0) != nil }
    for form in words + words.flatMap(clitics.withPrefixes) where form != term {
      let entries = try segments.entries(of: Self.key(form, field))
      if entries.documents > 0 { forms.addOwn(form, entries) }
    }
  }
  /// Whether a word that is left of a term stands in articles by itself, and it and its other forms
  /// in more of them than the term.
  private func isWord(
    _ word: [UInt8],
    of term: [UInt8],
    isSure: Bool,
    _ clitics: Clitics
  ) throws(SearchFailure) -> Bool {
    var count = try segments.entries(of: word).documents
    guard count > 0, !isSure else { return count > 0 }
    for form in clitics.withPrefixes(word) where form != term {
      count += try segments.entries(of: form).documents
    }
    return try count > segments.entries(of: term).documents
  }
}
