// SPDX-License-Identifier: Apache-2.0

package import Storage

/// What a segment knows of two words, one right before the other.
package enum PairEntry: Hashable, Sendable {
  /// One of them is not frequent or no word of the text, so the segment does not say.
  case unknown
  /// No document has them side by side.
  case absent
  /// The documents that do, each with how often; without positions.
  case listed(TermPostings)
}

/// Finds the lists of pairs in the section `PAIR`.
struct PairReader: Sendable {
  private let section: SealedSection
  /// Words of at least this document frequency are frequent.
  let threshold: UInt32
  private let words: Int
  private let pairs: Int
  /// Where the first list begins in the postings section.
  let start: UInt64

  /// Reads the header and compares the size.
  init(_ section: SealedSection) throws(CorruptionError) {
    guard section.bytes.count >= PairFormat.headerSize else {
      throw CorruptionError(.wrongLength, in: section.file.entry.place)
    }
    let header = try section.checked(0..<PairFormat.headerSize)
    self.section = section
    threshold = header.number(at: 0, as: UInt32.self)
    words = Int(header.number(at: 4, as: UInt32.self))
    pairs = Int(header.number(at: 8, as: UInt32.self))
    start = header.number(at: 16, as: UInt64.self)
    guard words <= PairRule.limit, pairs <= words * words, records <= section.bytes.count else {
      throw damage
    }
  }

  private var damage: CorruptionError {
    CorruptionError(.outOfRange("pairs"), in: section.file.entry.place)
  }

  // MARK: - Layout

  private var firsts: Int { PairFormat.headerSize + words * 4 }
  private var seconds: Int { firsts + (words > 0 ? words + 1 : 0) * 4 }
  private var groups: Int { seconds + pairs * 2 }
  private var records: Int {
    groups + (pairs + PairFormat.group - 1) / PairFormat.group * 4
  }

  private func word(at offset: Int) throws(CorruptionError) -> UInt32 {
    try section.check(offset..<offset + 4)
    return section.bytes.number(at: offset, as: UInt32.self)
  }

  private func second(_ pair: Int) throws(CorruptionError) -> Int {
    let offset = seconds + pair * 2
    try section.check(offset..<offset + 2)
    return Int(section.bytes.number(at: offset, as: UInt16.self))
  }

  // MARK: - Looking up

  /// The number of a pair of frequent words, given by their places among these; nil if it has no
  /// list.
  func number(of row: Int, _ column: Int) throws(CorruptionError) -> Int? {
    let start = Int(try word(at: firsts + row * 4))
    let end = Int(try word(at: firsts + row * 4 + 4))
    guard start <= end, end <= pairs else { throw damage }
    var low = start
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if try self.second(middle) < column { low = middle + 1 } else { high = middle }
    }
    guard low < end, try second(low) == column else { return nil }
    return low
  }

  /// The place of a word, given by its rank among the keys, among the frequent ones.
  func number(ofWord ordinal: UInt32) throws(CorruptionError) -> Int? {
    var low = 0
    var high = words
    while low < high {
      let middle = (low + high) / 2
      if try word(at: PairFormat.headerSize + middle * 4) < ordinal {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < words, try word(at: PairFormat.headerSize + low * 4) == ordinal else { return nil }
    return low
  }

  /// The list of a pair, and where it ends in the postings section, which has `size` bytes.
  func list(
    _ pair: Int,
    size: UInt64
  ) throws(CorruptionError) -> (list: TermPostings, end: UInt64) {
    var walk = Walk(self, group: pair / PairFormat.group)
    for _ in 0..<pair % PairFormat.group { _ = try walk.next() }
    guard let list = try walk.next() else { throw damage }
    // The next list that is not held in its record begins where this one ends.
    while let next = try walk.next() {
      if !next.isInline { return (list, next.postings) }
    }
    return (list, size)
  }

  /// Every pair in order: the places of its words among the frequent ones, and its list.
  func all() throws(CorruptionError) -> [(first: Int, second: Int, list: TermPostings)] {
    var all: [(first: Int, second: Int, list: TermPostings)] = []
    all.reserveCapacity(pairs)
    var walk = Walk(self, group: 0)
    for first in 0..<words {
      let end = Int(try word(at: firsts + first * 4 + 4))
      while all.count < end {
        let column = try second(all.count)
        guard column < words, let list = try walk.next() else { throw damage }
        all.append((first, column, list))
      }
    }
    return all
  }

  /// A walk along the records from a group's first on.
  private struct Walk {
    private let pairs: PairReader
    private var pair: Int
    private var bytes: UnsafeRawBufferPointer
    private var offset = 0
    private var base: UInt64 = 0

    init(_ pairs: PairReader, group: Int) {
      self.pairs = pairs
      pair = group * PairFormat.group
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
    }

    /// The next pair's list; nil after the last.
    mutating func next() throws(CorruptionError) -> TermPostings? {
      guard pair < pairs.pairs else { return nil }
      if pair % PairFormat.group == 0 { try enter(pair / PairFormat.group) }
      let rest = UnsafeRawBufferPointer(rebasing: bytes[offset...])
      var reader = ByteReader(rest, of: pairs.section.file.entry.place)
      let list = try TermPostings.decode(from: &reader, relativeTo: PostingsBase(postings: base))
      guard !list.hasPositions else { throw pairs.damage }
      offset += reader.offset
      pair += 1
      return list
    }

    private mutating func enter(_ group: Int) throws(CorruptionError) {
      let groups = (pairs.pairs + PairFormat.group - 1) / PairFormat.group
      let start = pairs.records + Int(try pairs.word(at: pairs.groups + group * 4))
      let end =
        group + 1 < groups
        ? pairs.records + Int(try pairs.word(at: pairs.groups + group * 4 + 4))
        : pairs.section.bytes.count
      guard start <= end, end <= pairs.section.bytes.count else { throw pairs.damage }
      bytes = try pairs.section.checked(start..<end)
      var reader = ByteReader(bytes, of: pairs.section.file.entry.place)
      base = try reader.varint64() &+ pairs.start
      offset = reader.offset
    }
  }
}

extension SegmentReader {
  /// What the segment knows of two words of its text, the second right behind the first.
  ///
  /// A microsecond or two.
  package func pair(
    _ first: TermEntry,
    _ second: TermEntry
  ) throws(CorruptionError) -> PairEntry {
    let least = min(first.postings.documentFrequency, second.postings.documentFrequency)
    guard least >= pairs.threshold, let row = try pairs.number(ofWord: first.ordinal),
      let column = try pairs.number(ofWord: second.ordinal)
    else { return .unknown }
    guard let number = try pairs.number(of: row, column) else { return .absent }
    let (list, end) = try pairs.list(number, size: UInt64(postings.bytes.count))
    if !list.isInline { try check(postings, from: list.postings, to: end) }
    return .listed(list)
  }
}
