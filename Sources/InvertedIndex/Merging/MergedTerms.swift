// SPDX-License-Identifier: Apache-2.0

import Storage

/// A walk along the terms of several segments at once, in byte order.
struct MergedTerms: ~Copyable {
  /// What came of a term: no languages if every document of it is purged.
  struct Term {
    var languages = LanguageMask(rawValue: 0)
    var surface: [UInt8] = []
  }

  /// A segment's place in the walk: a class, because arrays hold nothing that cannot be copied.
  private final class Lane {
    let input: MergeInput
    let source: PostingsSource
    let documents: UInt64
    var cursor: TermCursor
    var isAtEnd = false
    var word: UInt64 = 0
    /// For each term passed, its rank in the result, or that of the term after it.
    var ranks = GrowingArray<UInt32>()

    init(_ input: MergeInput, _ source: PostingsSource) {
      self.input = input
      self.source = source
      documents = UInt64(input.segment.documentCount)
      cursor = input.segment.terms()
    }

    func step() throws(CorruptionError) {
      isAtEnd = try !cursor.next()
      word = isAtEnd ? .max : cursor.key.leadingWord
    }

    /// The lane's rank of a term of the result; nil if it does not have it.
    func rank(of wanted: UInt32) -> Int? {
      var low = 0
      var high = ranks.count
      while low < high {
        let middle = (low + high) / 2
        if ranks[middle] < wanted { low = middle + 1 } else { high = middle }
      }
      // Terms that were left out have the rank of the next one that was not.
      while low + 1 < ranks.count, ranks[low + 1] == wanted { low += 1 }
      return low < ranks.count && ranks[low] == wanted ? low : nil
    }
  }

  private let inputs: [MergeInput]
  private var lanes: [Lane] = []
  /// Which lanes stand on the least key.
  private var current: [Int] = []
  private var rank: UInt32 = 0

  init(_ inputs: [MergeInput]) {
    self.inputs = inputs
  }

  /// Moves to the first term.
  mutating func start() throws(CorruptionError) {
    for input in inputs {
      let lane = Lane(input, try input.segment.source)
      try lane.step()
      lanes.append(lane)
    }
    findLeast()
  }

  var isAtEnd: Bool { current.isEmpty }

  /// The least key, valid until the walk moves.
  var key: UnsafeBufferPointer<UInt8> { lanes[current[0]].cursor.key }

  private mutating func findLeast() {
    current.removeAll(keepingCapacity: true)
    for (index, lane) in lanes.enumerated() where !lane.isAtEnd {
      guard let first = current.first else {
        current.append(index)
        continue
      }
      let least = lanes[first]
      if lane.word > least.word { continue }
      if lane.word < least.word || lane.cursor.key.precedes(least.cursor.key) {
        current.removeAll(keepingCapacity: true)
        current.append(index)
      } else if !least.cursor.key.precedes(lane.cursor.key) {
        current.append(index)
      }
    }
  }

  /// Moves to the next term.
  mutating func advance(wasWritten: Bool) throws(CorruptionError) {
    for index in current {
      let lane = lanes[index]
      lane.ranks.append(rank)
      try lane.step()
    }
    if wasWritten { rank += 1 }
    findLeast()
  }

  /// Writes the postings of the least key and says what is known of it.
  mutating func copyPostings(
    to writer: inout SegmentWriter,
    languages: UnsafeBufferPointer<UInt8>
  ) throws(CorruptionError) -> Term {
    var term = Term()
    var mask: UInt64 = 0
    writer.beginTerm()
    for index in current {
      let lane = lanes[index]
      let entry = try lane.cursor.entry()
      if let surface = entry.surface, term.surface.isEmpty || isLess(surface, term.surface) {
        term.surface = surface
      }
      mask |= try Self.copy(entry.postings, of: lane, to: &writer, languages: languages)
    }
    term.languages = LanguageMask(rawValue: mask)
    return term
  }

  /// Writes the postings of a term of one segment and gives the languages of their documents.
  private static func copy(
    _ term: TermPostings,
    of lane: Lane,
    to writer: inout SegmentWriter,
    languages: UnsafeBufferPointer<UInt8>
  ) throws(CorruptionError) -> UInt64 {
    // Half of all terms are words that occur once, and need no reading.
    if term.hasInlinePosition, term.hasPositions, term.postings & 0xFFFF_FFFF < lane.documents {
      let document = UInt32(truncatingIfNeeded: term.postings)
      guard let new = lane.input.newNumber(of: document) else { return 0 }
      var position = UInt32(truncatingIfNeeded: term.positions)
      let extra = UInt32(truncatingIfNeeded: term.postings >> 32)
      writer.append(document: new, frequency: 1, extra: extra, positions: &position)
      return LanguageMask(number: languages[Int(new)]).rawValue
    }
    var mask: UInt64 = 0
    var reader = PostingsReader(term, in: lane.source)
    while try reader.next() {
      guard let new = lane.input.newNumber(of: reader.document),
        let positions = reader.positions.baseAddress, reader.positions.count > 0
      else { continue }
      mask |= LanguageMask(number: languages[Int(new)]).rawValue
      writer.append(
        document: new,
        frequency: reader.frequency,
        extra: reader.extra,
        positions: positions
      )
    }
    return mask
  }

  /// Adds the postings of a term of the result, those of one language, to sums.
  mutating func add(
    rank: UInt32,
    in language: UInt8,
    languages: UnsafeBufferPointer<UInt8>,
    to sums: inout PostingSums
  ) throws(CorruptionError) {
    for lane in lanes {
      guard let own = lane.rank(of: rank), try lane.cursor.seek(ordinal: own) else { continue }
      let entry = try lane.cursor.entry()
      var reader = PostingsReader(entry.postings, in: lane.source)
      while try reader.next() {
        guard let new = lane.input.newNumber(of: reader.document),
          languages[Int(new)] == language
        else { continue }
        sums.add(document: new, frequency: reader.frequency, extra: reader.extra)
      }
    }
  }

  private func isLess(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.lexicographicallyPrecedes(right)
  }
}
