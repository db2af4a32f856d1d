// SPDX-License-Identifier: Apache-2.0

import Storage

/// A walk along the terms of several segments at once, in byte order.
struct MergedTerms: ~Copyable {
  /// A segment's place in the walk: a class, because arrays hold nothing that cannot be copied.
  final class Lane {
    let input: MergeInput
    var list: PostingsListReader
    var cursor: TermCursor
    var isAtEnd = false
    var word: UInt64 = 0
    /// For each term passed, its rank in the result, or that of the term after it.
    var ranks = GrowingArray<UInt32>()

    init(_ input: MergeInput, _ source: PostingsSource) {
      self.input = input
      list = PostingsListReader(source)
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
  private(set) var lanes: [Lane] = []
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

  /// Writes the postings of the least key and gives its surface; the writer has none if every
  /// document of it is purged.
  mutating func copyPostings(to writer: inout SegmentWriter) throws(CorruptionError) -> [UInt8] {
    var least: [UInt8] = []
    writer.beginTerm()
    for index in current {
      let lane = lanes[index]
      let entry = try lane.cursor.entry()
      if let surface = entry.surface, least.isEmpty || isLess(surface, least) { least = surface }
      try lane.list.open(entry.postings)
      try writer.append(&lane.list, of: lane.input)
    }
    return least
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
      try lane.list.open(try lane.cursor.entry().postings)
      while try lane.list.nextBlock() {
        for index in 0..<lane.list.count {
          guard let new = lane.input.newNumber(of: lane.list.block.documents[index]),
            languages[Int(new)] == language
          else { continue }
          sums.add(
            document: new,
            frequency: lane.list.block.frequencies[index],
            extra: lane.list.block.extras[index]
          )
        }
      }
    }
  }

  private func isLess(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.lexicographicallyPrecedes(right)
  }
}
