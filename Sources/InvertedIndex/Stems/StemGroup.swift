// SPDX-License-Identifier: Apache-2.0

package import Storage
package import TextAnalysis

/// The terms of a segment that share a stem in a language.
package struct StemGroup: Sendable {
  /// A term of the group.
  package struct Member: Hashable, Sendable {
    package var term: [UInt8]
    package var entry: TermEntry
  }

  package var language: Language
  /// The language's number in the segment.
  package var number: UInt8
  package var stem: [UInt8]
  /// In byte order; each occurs in some document of the language, not only in such.
  package var members: [Member]
  /// Of costly groups, the documents of the language that hold any member, each with the sums of
  /// the members' frequencies and extras; without positions.
  package var postings: TermPostings?
}

/// A word of a query, in the forms whose stems are looked for.
///
/// A word typed without its accents may have another stem than with them. So besides the form that
/// was typed, a query should name the surfaces that dictionaries keep of the term: those of all
/// segments, so that the answer does not depend on which segment knows which.
package struct StemQuery: Hashable, Sendable {
  /// Lower-case forms, with their accents.
  package private(set) var forms: [[UInt8]]

  /// The form as typed, in lower case.
  package init(surface: [UInt8]) {
    forms = [surface]
  }

  /// Adds what a dictionary keeps of the term.
  package mutating func add(surfaceOf entry: TermEntry?) {
    guard let surface = entry?.surface, !forms.contains(surface) else { return }
    forms.append(surface)
  }
}

extension SegmentReader {
  /// The groups of a word in a language: one, or none, except where its forms have several stems.
  ///
  /// About a microsecond a member. A language without documents here or without a stemmer has
  /// none.
  package func stemGroups(
    of word: StemQuery,
    in language: Language
  ) throws(CorruptionError) -> [StemGroup] {
    guard let number = languages.firstIndex(of: language).map({ UInt8($0) }),
      var stemmer = Stemmer(language)
    else { return [] }
    var seen: [[UInt8]] = []
    var groups: [StemGroup] = []
    for form in word.forms {
      let stem = stemmer.stem(form)
      guard !seen.contains(stem) else { continue }
      seen.append(stem)
      var group = StemGroup(language: language, number: number, stem: stem, members: [])
      try fill(&group, with: &stemmer)
      if !group.members.isEmpty { groups.append(group) }
    }
    return groups
  }

  private func fill(
    _ group: inout StemGroup,
    with stemmer: inout Stemmer
  ) throws(CorruptionError) {
    let hash = group.stem.withUnsafeBufferPointer { StemFormat.hash($0, group.language) }
    for ordinal in try stems.ordinals(of: hash) {
      guard let (key, entry) = try term(at: Int(ordinal)) else {
        throw CorruptionError(.outOfRange("rank of a stem's term"), in: file.entry.place)
      }
      // Half a hash may be shared by strangers.
      let form = entry.surface ?? JoinedTerm.parts(of: key)?.form ?? key
      guard stemmer.stem(form) == group.stem else { continue }
      group.members.append(StemGroup.Member(term: key, entry: entry))
    }
    guard let (list, end) = try stems.list(of: hash, before: pairs.start) else { return }
    if !list.isInline { try check(postings, from: list.postings, to: end) }
    group.postings = list
  }
}
