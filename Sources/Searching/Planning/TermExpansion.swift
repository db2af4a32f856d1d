// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage

/// What terms are wanted, where any of many will do.
enum TermShape {
  /// All of a shape.
  case pattern(WordPattern)
  /// All that at most so many edits make a word.
  case like([UInt8], edits: Int)
}

extension TermShape {
  /// Whether texts are marked by all the words it stands for, so that these must be known.
  var isMarkedByName: Bool {
    if case .like = self { true } else { false }
  }

  /// What to mark in texts; `words` are all it stands for, where they are known.
  func highlight(_ words: [PlanLeaf.Expansion]) -> Highlight.Match {
    switch self {
    case .pattern(let pattern) where pattern.isPrefix: .prefix(pattern.prefix)
    case .pattern(let pattern): .pattern(pattern.text)
    case .like: .terms(words.map(\.term))
    }
  }
}

/// All terms of all segments that have some shape; none is left out, however many there are.
struct TermExpansion {
  /// By segment.
  private(set) var entries: [[TermEntry]] = []
  /// By segment; empty where names were not asked for.
  private var names: [[[UInt8]]] = []

  /// The most terms that any one segment has.
  var count: Int { entries.map(\.count).max() ?? 0 }

  /// How much memory it takes, about.
  var bytes: Int {
    let entries = entries.reduce(0) { $0 + $1.count } * MemoryLayout<TermEntry>.stride
    return names.reduce(entries) { $1.reduce($0) { $0 + $1.count + 48 } }
  }

  /// The terms with the documents of all segments, in byte order; none where names were not asked for.
  var expansions: [PlanLeaf.Expansion] {
    var all: [PlanLeaf.Expansion] = []
    for (names, entries) in zip(names, entries) {
      for (name, entry) in zip(names, entries) {
        all.append(.init(term: name, documents: UInt64(entry.postings.documentFrequency)))
      }
    }
    all.sort { $0.term.lexicographicallyPrecedes($1.term) }
    var merged: [PlanLeaf.Expansion] = []
    for one in all {
      if merged.last?.term == one.term {
        merged[merged.count - 1].documents += one.documents
      } else {
        merged.append(one)
      }
    }
    return merged
  }
}

extension TermExpansion {
  /// Looks all terms of a shape up; nil if a pattern is too long to be looked for.
  ///
  /// `space` is what the keys of a field begin with, `withNames` whether ``expansions`` are wanted.
  init?(
    _ shape: TermShape,
    in space: [UInt8],
    of segments: SegmentSet,
    withNames: Bool
  ) throws(SearchFailure) {
    var isDone = true
    let found = try segments.map(missing: ([], [])) {
      (_, reader) throws(CorruptionError) -> ([TermEntry], [[UInt8]]) in
      var entries: [TermEntry] = []
      var names: [[UInt8]] = []
      func take(_ term: UnsafeBufferPointer<UInt8>, _ entry: TermEntry) {
        entries.append(entry)
        if withNames { unsafe names.append(Array(term)) }
      }
      switch shape {
      case .pattern(let pattern):
        let isShort = try unsafe reader.forEachTerm(of: pattern, in: space) {
          unsafe take($0, $1)
        }
        isDone = isDone && isShort
      case .like(let word, let edits):
        try unsafe reader.forEachTerm(like: word, edits: edits, in: space) {
          unsafe take($0, $2)
        }
      }
      return (entries, names)
    }
    guard isDone else { return nil }
    entries = found.map(\.0)
    names = found.map(\.1)
  }

  /// What each segment has of them, read where there are many.
  func unions(in segments: SegmentSet) throws(SearchFailure) -> [TermUnion] {
    try segments.map(missing: .few([])) { (index, reader) throws(CorruptionError) in
      try TermUnion(
        entries[index].map(\.postings),
        of: reader.source,
        budget: segments.budget
      )
    }
  }
}
