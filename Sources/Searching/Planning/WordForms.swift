// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import TextAnalysis

/// The terms that a word stands for, and in which languages of which segment each of them does.
///
/// The word itself counts in every language; another term counts in documents of the languages in
/// which it shares the word's stem. Occurrences are never counted twice, so frequencies add up.
///
/// A word has a few forms, so they stand in arrays: making the types of dictionaries would take a new
/// process longer than looking through them.
struct WordForms {
  /// The terms of one language, by its number in a segment.
  private struct Language {
    let number: UInt8
    var terms: [[UInt8]]
  }

  /// What one segment has.
  private struct Segment {
    /// Terms read from their own lists.
    var members: [Language] = []
    /// Terms read through the list of their group.
    var listed: [Language] = []
    var lists: [TermPostings] = []
  }

  /// What each segment's dictionary says about a form.
  private struct Form {
    let term: [UInt8]
    var found: [TermEntry?]
  }

  private var segments: [Segment]
  /// The word first.
  private var forms: [Form]
  /// Every form but the word itself, in byte order.
  private(set) var otherTerms: [[UInt8]] = []
  /// What counts in every language, as the word itself does.
  private var own: [[UInt8]]

  /// A word that so far stands for itself only.
  init(_ word: [UInt8], _ found: [TermEntry?]) {
    own = [word]
    segments = Array(repeating: Segment(), count: found.count)
    forms = [Form(term: word, found: found)]
  }

  /// Adds another way to write the word, if it is not among its forms.
  mutating func addOwn(_ term: [UInt8], _ found: [TermEntry?]) {
    guard !own.contains(term), !otherTerms.contains(term) else { return }
    own.append(term)
    forms.append(Form(term: term, found: found))
  }

  /// Adds a compound of the word, in some languages of each segment; after stems are taken.
  mutating func addCompound(_ term: [UInt8], in numbers: [[UInt8]]) {
    guard !own.contains(term), !otherTerms.contains(term) else { return }
    otherTerms.append(term)
    for (index, numbers) in numbers.enumerated() {
      for number in numbers { Self.add([term], of: number, to: &segments[index].members) }
    }
  }

  /// Takes the stem groups of each segment.
  ///
  /// Lists of whole groups serve the text, not single fields.
  mutating func take(_ groups: [[StemGroup]], usesLists: Bool) {
    var others: [[UInt8]] = []
    for (index, groups) in groups.enumerated() {
      for group in groups {
        let terms = group.members.map(\.term)
        others += terms
        if usesLists, let list = group.postings {
          segments[index].lists.append(list)
          Self.add(terms, of: group.number, to: &segments[index].listed)
        } else {
          Self.add(terms, of: group.number, to: &segments[index].members)
        }
      }
    }
    others.sort { $0.lexicographicallyPrecedes($1) }
    for term in others where !own.contains(term) && term != otherTerms.last {
      otherTerms.append(term)
    }
  }

  private static func add(_ terms: [[UInt8]], of number: UInt8, to languages: inout [Language]) {
    if let place = languages.firstIndex(where: { $0.number == number }) {
      languages[place].terms += terms
    } else {
      languages.append(Language(number: number, terms: terms))
    }
  }

  /// Takes what each segment's dictionary says about a form.
  mutating func add(_ term: [UInt8], _ found: [TermEntry?]) {
    forms.append(Form(term: term, found: found))
  }

  /// The same with every term read from its own list.
  var withoutLists: WordForms {
    var forms = self
    for index in forms.segments.indices {
      for language in forms.segments[index].listed {
        Self.add(language.terms, of: language.number, to: &forms.segments[index].members)
      }
      forms.segments[index].listed = []
      forms.segments[index].lists = []
    }
    return forms
  }

  /// The forms that occur, with the number of documents of each, in byte order.
  var expansions: [PlanLeaf.Expansion] {
    forms.map { PlanLeaf.Expansion(term: $0.term, documents: $0.found.documents) }
      .filter { $0.documents > 0 }
      .sorted { $0.term.lexicographicallyPrecedes($1.term) }
  }
}

// MARK: - Matching

extension WordForms {
  /// What to look for in one segment.
  func matcher(in segment: Int, weight: Float) -> Matcher {
    var synonyms = segments[segment].lists.map { Synonym(postings: $0) }
    for form in forms {
      guard let entry = form.found[segment] else { continue }
      synonyms += self.synonyms(of: form.term, entry, in: segments[segment])
    }
    switch (synonyms.count, synonyms.first) {
    case (_, nil): return .nothing
    case (1, let only?) where only.language == nil: return .term(only.postings, weight: weight)
    default: return .synonyms(synonyms, combine: .sum, weight: weight)
    }
  }

  /// Where to look for it in one segment: terms, each perhaps in one language only, and how many
  /// positions it takes beyond its own.
  func occurrences(
    in segment: Int
  ) -> [(entry: TermEntry, language: UInt8?, reach: UInt32)] {
    var found: [(entry: TermEntry, language: UInt8?, reach: UInt32)] = []
    for form in forms {
      guard let entry = form.found[segment] else { continue }
      let reach = JoinedTerm.parts(of: form.term).map { UInt32($0.words) - 1 } ?? 0
      for synonym in synonyms(of: form.term, entry, in: segments[segment]) {
        found.append((entry, synonym.language, reach))
      }
    }
    return found
  }

  /// A term's own list, for the languages in which it counts and no other list has it.
  private func synonyms(of term: [UInt8], _ entry: TermEntry, in segment: Segment) -> [Synonym] {
    let listed = segment.listed.filter { $0.terms.contains(term) }.map(\.number)
    let languages: [UInt8]
    if own.contains(term) {
      if listed.isEmpty { return [Synonym(postings: entry.postings)] }
      languages = (0...UInt8.max - 1).filter { isIn($0, entry) && !listed.contains($0) }
    } else {
      languages = segment.members.filter { $0.terms.contains(term) }.map(\.number).sorted()
      if listed.isEmpty, coversAll(languages, of: entry) {
        return [Synonym(postings: entry.postings)]
      }
    }
    return languages.map { Synonym(postings: entry.postings, language: $0) }
  }

  private func isIn(_ language: UInt8, _ entry: TermEntry) -> Bool {
    entry.languages.contains(language)
  }

  /// Whether a term occurs in no language but these.
  private func coversAll(_ languages: [UInt8], of entry: TermEntry) -> Bool {
    let mask = languages.reduce(0) { $0 | LanguageMask(number: $1).rawValue }
    return languages.allSatisfy { $0 < 63 } && entry.languages.rawValue & ~mask == 0
  }
}
