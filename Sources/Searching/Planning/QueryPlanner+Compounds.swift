// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import TextAnalysis

// Compounds of which a word is the first or the last part, in the languages that write them in one.

extension QueryPlanner {
  /// Adds the compounds of a word and of what shares its stem.
  ///
  /// Some microseconds for each word that begins or ends like it; nothing where no article is in
  /// such a language.
  func addCompounds(
    of term: [UInt8],
    to forms: inout WordForms
  ) throws(SearchFailure) {
    let numbers = segments.readers.map { reader -> [UInt8] in
      (reader?.languages.indices).map { places in
        places.filter { place in
          reader.map { TailFormat.languages.contains($0.languages[place]) } ?? false
        }.map { UInt8($0) }
      } ?? []
    }
    guard numbers.contains(where: { !$0.isEmpty }) else { return }
    var known = KnownWords(segments)
    for form in [term] + forms.otherTerms {
      guard let word = CompoundWord(form) else { continue }
      let documents = try known.documents(form)
      guard documents > 0 else { continue }
      for candidate in try candidates(for: word, numbers) {
        guard candidate != term, !forms.otherTerms.contains(candidate),
          try known.isCompound(candidate, word, documents)
        else { continue }
        forms.addCompound(candidate, in: numbers)
      }
    }
  }

  /// The words of all segments that may be compounds of one, each once.
  private func candidates(
    for word: CompoundWord,
    _ numbers: [[UInt8]]
  ) throws(SearchFailure) -> [[UInt8]] {
    let found = try segments.map(missing: []) {
      (index, reader) throws(CorruptionError) -> [[UInt8]] in
      let mask = LanguageMask(
        rawValue: numbers[index].reduce(0) { $0 | LanguageMask(number: $1).rawValue }
      )
      guard mask.rawValue != 0 else { return [] }
      var keys: [[UInt8]] = []
      for end in word.ends { keys += try reader.words(endingIn: end, in: mask).map(\.key) }
      // The shortest beginning is that of all.
      if let start = word.beginnings.last {
        keys += try reader.words(beginningWith: start, in: mask).map(\.key)
      }
      return keys
    }
    var keys = Array(found.joined())
    keys.sort { $0.lexicographicallyPrecedes($1) }
    var candidates: [[UInt8]] = []
    for key in keys where key != candidates.last { candidates.append(key) }
    return candidates
  }
}

/// How many documents hold a word, remembered.
private struct KnownWords {
  private let segments: SegmentSet
  private var counts: [[UInt8]: UInt64] = [:]

  init(_ segments: SegmentSet) {
    self.segments = segments
  }

  mutating func documents(_ word: [UInt8]) throws(SearchFailure) -> UInt64 {
    if let count = counts[word] { return count }
    let count = try segments.entries(of: word).documents
    counts[word] = count
    return count
  }

  /// Whether a word is a compound of one that has so many documents, and of another.
  mutating func isCompound(
    _ candidate: [UInt8],
    _ word: CompoundWord,
    _ wordCount: UInt64
  ) throws(SearchFailure) -> Bool {
    let count = try documents(candidate)
    var parts: [[UInt8]] = []
    for end in word.ends where candidate.suffix(end.count).elementsEqual(end) {
      parts += word.firstParts(of: candidate, endingIn: end)
    }
    for start in word.beginnings where candidate.starts(with: start) {
      parts += word.lastParts(of: candidate, beginningWith: start)
    }
    for part in parts where CompoundWord.isBelieved(count, wordCount, try documents(part)) {
      return true
    }
    return false
  }
}
