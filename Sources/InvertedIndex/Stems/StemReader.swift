// SPDX-License-Identifier: Apache-2.0

import Storage

/// Finds the members of stem groups in the section `STEM`.
struct StemReader: Sendable {
  private let section: SealedSection
  private let pairs: Int
  private let lists: Int
  private let place: String

  /// Reads the header and compares the size.
  init(_ section: SealedSection) throws(CorruptionError) {
    let bytes = section.bytes
    guard bytes.count >= StemFormat.headerSize else {
      throw CorruptionError(.wrongLength, in: section.file.entry.place)
    }
    try section.check(0..<StemFormat.headerSize)
    self.section = section
    place = section.file.entry.place
    pairs = Int(bytes.number(at: 0, as: UInt32.self))
    lists = Int(bytes.number(at: 4, as: UInt32.self))
    guard StemFormat.headerSize + pairs * 8 + lists * 12 <= bytes.count else { throw damage }
  }

  private var damage: CorruptionError {
    CorruptionError(.outOfRange("stems"), in: section.file.entry.place)
  }

  private func word(at offset: Int) throws(CorruptionError) -> UInt32 {
    try section.check(offset..<offset + 4)
    return section.bytes.number(at: offset, as: UInt32.self)
  }

  private func hash(_ pair: Int) throws(CorruptionError) -> UInt32 {
    try word(at: StemFormat.headerSize + pair * 4)
  }

  /// The ranks of the terms whose group may be this one: by half of its hash.
  func ordinals(of group: UInt64) throws(CorruptionError) -> [UInt32] {
    let wanted = UInt32(group >> 32)
    var low = 0
    var high = pairs
    while low < high {
      let middle = (low + high) / 2
      if try hash(middle) < wanted { low = middle + 1 } else { high = middle }
    }
    var ordinals: [UInt32] = []
    while low < pairs, try hash(low) == wanted {
      ordinals.append(try word(at: StemFormat.headerSize + (pairs + low) * 4))
      low += 1
    }
    return ordinals
  }

  // MARK: - Lists

  private var listHashes: Int { StemFormat.headerSize + pairs * 8 }
  private var listOffsets: Int { listHashes + lists * 8 }
  private var listRecords: Int { listOffsets + lists * 4 }

  /// The list of a group and where it ends, all lists ending before `limit`; nil if it has none.
  func list(
    of group: UInt64,
    before limit: UInt64
  ) throws(CorruptionError) -> (list: TermPostings, end: UInt64)? {
    var low = 0
    var high = lists
    while low < high {
      let middle = (low + high) / 2
      if try listHash(middle) < group { low = middle + 1 } else { high = middle }
    }
    guard low < lists, try listHash(low) == group else { return nil }
    return (try record(low), try start(from: low + 1, before: limit))
  }

  /// Where the first list begins, which is where those of the terms end.
  func firstList(before limit: UInt64) throws(CorruptionError) -> UInt64 {
    try start(from: 0, before: limit)
  }

  /// Where the next list begins from a number on; those of one document are held in their records.
  private func start(from list: Int, before limit: UInt64) throws(CorruptionError) -> UInt64 {
    for number in list..<max(list, lists) {
      let next = try record(number)
      if !next.isInline { return next.postings }
    }
    return limit
  }

  private func listHash(_ list: Int) throws(CorruptionError) -> UInt64 {
    let offset = listHashes + list * 8
    try section.check(offset..<offset + 8)
    return section.bytes.number(at: offset, as: UInt64.self)
  }

  private func record(_ list: Int) throws(CorruptionError) -> TermPostings {
    let records = listRecords
    let start = records + Int(try word(at: listOffsets + list * 4))
    let end =
      list + 1 < lists
      ? records + Int(try word(at: listOffsets + list * 4 + 4)) : section.bytes.count
    guard start <= end, end <= section.bytes.count else { throw damage }
    let bytes = try section.checked(start..<end)
    var reader = ByteReader(bytes, of: place, at: UInt64(start))
    return try TermPostings.decode(from: &reader)
  }
}
