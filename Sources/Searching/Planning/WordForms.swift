// SPDX-License-Identifier: Apache-2.0

import InvertedIndex

/// The terms that a word stands for, and in which languages of which segment each of them does.
///
/// The word itself counts in every language; another term counts in documents of the languages in
/// which it shares the word's stem. Occurrences are never counted twice, so frequencies add up.
struct WordForms {
  /// What one segment has.
  private struct Segment {
    /// For each language, by its number in the segment, terms read from their own lists.
    var members: [UInt8: Set<[UInt8]>] = [:]
    /// For each language, terms read through the list of their group.
    var listed: [UInt8: Set<[UInt8]>] = [:]
    var lists: [TermPostings] = []
  }

  private let word: [UInt8]
  private var segments: [Segment]
  /// What each segment's dictionary says about each form.
  private var entries: [[UInt8]: [TermEntry?]]
  /// Every form but the word itself, in byte order.
  private(set) var otherTerms: [[UInt8]] = []

  /// A word that so far stands for itself only.
  init(_ word: [UInt8], _ found: [TermEntry?]) {
    self.word = word
    segments = Array(repeating: Segment(), count: found.count)
    entries = [word: found]
  }

  /// Leaves out segments where the term never occurs as typed.
  mutating func keepExact(isPlain: Bool) {
    entries[word] = entries[word]?.map { $0?.surface != nil || isPlain ? $0 : nil }
  }

  /// Takes the stem groups of each segment.
  ///
  /// Lists of whole groups serve the text, not single fields.
  mutating func take(_ groups: [[StemGroup]], usesLists: Bool) {
    var others: Set<[UInt8]> = []
    for (index, groups) in groups.enumerated() {
      for group in groups {
        let terms = group.members.map(\.term)
        others.formUnion(terms)
        if usesLists, let list = group.postings {
          segments[index].lists.append(list)
          segments[index].listed[group.number, default: []].formUnion(terms)
        } else {
          segments[index].members[group.number, default: []].formUnion(terms)
        }
      }
    }
    others.remove(word)
    otherTerms = others.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Takes what each segment's dictionary says about a form.
  mutating func add(_ term: [UInt8], _ found: [TermEntry?]) {
    entries[term] = found
  }

  /// The forms that occur, with the number of documents of each, in byte order.
  var expansions: [PlanLeaf.Expansion] {
    entries.map { PlanLeaf.Expansion(term: $0.key, documents: $0.value.documents) }
      .filter { $0.documents > 0 }
      .sorted { $0.term.lexicographicallyPrecedes($1.term) }
  }
}

// MARK: - Matching

extension WordForms {
  /// What to look for in one segment.
  func matcher(in segment: Int, weight: Float) -> Matcher {
    var synonyms = segments[segment].lists.map { Synonym(postings: $0) }
    for term in [word] + otherTerms {
      guard let entry = entries[term]?[segment] else { continue }
      synonyms += self.synonyms(of: term, entry, in: segments[segment])
    }
    switch (synonyms.count, synonyms.first) {
    case (_, nil): return .nothing
    case (1, let only?) where only.language == nil: return .term(only.postings, weight: weight)
    default: return .synonyms(synonyms, combine: .sum, weight: weight)
    }
  }

  /// Where to look for it in one segment: terms, each perhaps in one language only.
  func occurrences(in segment: Int) -> [(entry: TermEntry, language: UInt8?)] {
    var found: [(entry: TermEntry, language: UInt8?)] = []
    for term in [word] + otherTerms {
      guard let entry = entries[term]?[segment] else { continue }
      for synonym in synonyms(of: term, entry, in: segments[segment]) {
        found.append((entry, synonym.language))
      }
    }
    return found
  }

  /// A term's own list, for the languages in which it counts and no other list has it.
  private func synonyms(of term: [UInt8], _ entry: TermEntry, in segment: Segment) -> [Synonym] {
    let listed = segment.listed.filter { $0.value.contains(term) }.map(\.key)
    let languages: [UInt8]
    if term == word {
      if listed.isEmpty { return [Synonym(postings: entry.postings)] }
      languages = (0...UInt8.max - 1).filter { isIn($0, entry) && !listed.contains($0) }
    } else {
      languages = segment.members.filter { $0.value.contains(term) }.map(\.key).sorted()
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
