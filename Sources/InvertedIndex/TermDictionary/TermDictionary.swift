// SPDX-License-Identifier: Apache-2.0

import Storage

/// A segment's sorted terms, as they lie in its file.
///
/// What is read is checked against the file's sums first, so a damaged block is an error and never
/// a missing term. Holds the file.
struct TermDictionary: Sendable {
  let count: Int
  let blocks: Int
  /// What errors call the file.
  let place: String
  private let terms: SealedSection
  private let index: SealedSection

  /// Takes the sections of a segment of `count` terms, looking at sizes only.
  init(terms: SealedSection, index: SealedSection, count: Int) throws(CorruptionError) {
    guard index.bytes.count == TermDictionaryFormat.indexSize(terms: count) else {
      throw CorruptionError(.wrongLength, in: index.file.entry.place)
    }
    self.count = count
    place = terms.file.entry.place
    self.terms = terms
    self.index = index
    blocks = TermDictionaryFormat.blocks(terms: count)
  }

  /// A number of the index.
  @inline(__always)
  private func word(_ number: Int) throws(CorruptionError) -> UInt64 {
    try index.check(number * 8..<number * 8 + 8)
    return index.bytes.number(at: number * 8, as: UInt64.self)
  }

  /// The bytes of a block.
  func block(_ block: Int) throws(CorruptionError) -> UnsafeRawBufferPointer {
    let start = try word(blocks + block)
    let end = try word(blocks + block + 1)
    guard start <= end, end <= UInt64(terms.bytes.count) else {
      throw CorruptionError(.outOfRange("block of terms"), in: place, at: start)
    }
    return try terms.checked(Int(start)..<Int(end))
  }

  /// The only block that may hold `key`; nil if that takes comparing with whole keys.
  ///
  /// It does where a block begins with the same eight bytes as the key.
  func onlyBlock(
    holding key: UnsafeBufferPointer<UInt8>
  ) throws(CorruptionError) -> Int? {
    let leading = key.leadingWord
    guard leading < .max else { return nil }
    let end = try firstBlock(from: 0, reaching: leading + 1)
    guard end > 1 else { return end == 1 ? 0 : nil }
    return try word(end - 1) < leading ? end - 1 : nil
  }

  /// The blocks that may hold the last term not above `key`, by their first eight bytes.
  ///
  /// One block except where several begin with the same eight bytes as the key.
  func candidates(
    for key: UnsafeBufferPointer<UInt8>
  ) throws(CorruptionError) -> Range<Int> {
    let word = key.leadingWord
    let first = try firstBlock(from: 0, reaching: word)
    let end = word == .max ? blocks : try firstBlock(from: first, reaching: word + 1)
    return max(0, first - 1)..<max(end, min(1, blocks))
  }

  /// The first eight bytes of a block's first term, the first byte highest; zeros after a shorter one.
  @inline(__always)
  func leading(_ block: Int) throws(CorruptionError) -> UInt64 { try word(block) }

  /// How many first bytes, of eight at most, all terms of a block have, as its beginning and that of
  /// the next block show; 0 for the last block.
  @inline(__always)
  func bytesInCommon(from block: Int) throws(CorruptionError) -> Int {
    guard block + 1 < blocks else { return 0 }
    let (first, next) = (try word(block), try word(block + 1))
    let same = (first ^ next).leadingZeroBitCount / 8
    // Zeros are no bytes of terms: what is shorter than eight bytes ends there.
    var count = 0
    while count < same, first >> UInt64(56 - 8 * count) & 0xFF != 0 { count += 1 }
    return count
  }

  /// Words of the index that are checked in one go, eight chunks of it.
  private static let checkedTogether = 1 << 14

  /// The first block whose first eight bytes are not below `wanted`.
  ///
  /// Without a branch on the words once few enough are left.
  func firstBlock(from start: Int, reaching wanted: UInt64) throws(CorruptionError) -> Int {
    var low = start
    var high = blocks
    while high - low > Self.checkedTogether {
      let middle = (low + high) / 2
      if try word(middle) < wanted { low = middle + 1 } else { high = middle }
    }
    guard low < high, let base = index.bytes.baseAddress else { return low }
    try index.check(low * 8..<high * 8)
    var count = high - low
    while count > 1 {
      let half = count / 2
      let word = base.loadUnaligned(fromByteOffset: (low &+ half &- 1) &* 8, as: UInt64.self)
      low &+= UInt64(littleEndian: word) < wanted ? half : 0
      count &-= half
    }
    let last = base.loadUnaligned(fromByteOffset: low &* 8, as: UInt64.self)
    return UInt64(littleEndian: last) < wanted ? low &+ 1 : low
  }
}
