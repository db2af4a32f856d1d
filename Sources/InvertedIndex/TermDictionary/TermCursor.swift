// SPDX-License-Identifier: Apache-2.0

package import Storage

/// A walk along a segment's terms in byte order.
///
/// Holds the segment's file. About 10 ns a term.
package struct TermCursor: ~Copyable {
  private let dictionary: TermDictionary
  private let keyBytes: UnsafeMutablePointer<UInt8>
  private var keyLength = 0
  /// The term the walk stands on; -1 before the first.
  package private(set) var ordinal = -1
  private var keys = CheckedBytes(UnsafeRawBufferPointer(start: nil, count: 0))
  private var records = CheckedBytes(UnsafeRawBufferPointer(start: nil, count: 0))
  private var record = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var base = PostingsBase()

  init(_ dictionary: TermDictionary) {
    self.dictionary = dictionary
    keyBytes = .allocate(capacity: TermDictionaryFormat.longestKey)
  }

  deinit {
    keyBytes.deallocate()
  }

  /// The key the walk stands on, valid until it moves.
  package var key: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: keyBytes, count: keyLength)
  }

  /// Steps to the next term; false after the last.
  package mutating func next() throws(CorruptionError) -> Bool {
    guard ordinal + 1 < dictionary.count else {
      ordinal = dictionary.count
      return false
    }
    ordinal += 1
    let first = ordinal % TermDictionaryFormat.blockSize == 0
    if first { try enter(ordinal / TermDictionaryFormat.blockSize) }
    try readKey(sharing: first ? 0 : keys.varint(upTo: keyLength))
    record = records.bytes(records.varint(upTo: records.remaining))
    if records.isDamaged { throw damage("term record") }
    return true
  }

  private mutating func readKey(sharing shared: Int) throws(CorruptionError) {
    let length = keys.varint(upTo: TermDictionaryFormat.longestKey - shared)
    let rest = keys.bytes(length)
    guard !keys.isDamaged, shared + length > 0 else { throw damage("term key") }
    if let start = rest.baseAddress {
      (keyBytes + shared).update(from: start, count: length)
    }
    keyLength = shared + length
  }

  private mutating func enter(_ block: Int) throws(CorruptionError) {
    let bytes = try dictionary.block(block)
    var header = CheckedBytes(bytes)
    base = PostingsBase(postings: header.varint(), positions: header.varint())
    let keyBytes = header.bytes(header.varint(upTo: header.remaining))
    guard !header.isDamaged else { throw damage("term block") }
    keys = CheckedBytes(UnsafeRawBufferPointer(keyBytes))
    records = CheckedBytes(UnsafeRawBufferPointer(rebasing: bytes[header.offset...]))
  }

  /// Moves before the first term of a block.
  private mutating func moveBefore(block: Int) {
    ordinal = block * TermDictionaryFormat.blockSize - 1
  }

  /// Moves to the first term that is not below `key`; false if there is none.
  ///
  /// Under a microsecond when the block is in memory.
  package mutating func seek(_ wanted: UnsafeBufferPointer<UInt8>) throws(CorruptionError) -> Bool {
    var candidates = try dictionary.candidates(for: wanted)
    while candidates.count > 1 {
      let middle = candidates.lowerBound + candidates.count / 2
      moveBefore(block: middle)
      guard try next() else { return false }
      if wanted.precedes(key) {
        candidates = candidates.lowerBound..<middle
      } else {
        candidates = middle..<candidates.upperBound
      }
    }
    moveBefore(block: candidates.lowerBound)
    while try next() {
      if !key.precedes(wanted) { return true }
    }
    return false
  }

  /// Moves to the term of a rank; false if there is none.
  package mutating func seek(ordinal wanted: Int) throws(CorruptionError) -> Bool {
    guard wanted >= 0, wanted < dictionary.count else { return false }
    moveBefore(block: wanted / TermDictionaryFormat.blockSize)
    while try next() {
      if ordinal == wanted { return true }
    }
    return false
  }

  /// What the dictionary says about the term the walk stands on.
  package func entry() throws(CorruptionError) -> TermEntry {
    try TermBlock.Record(UnsafeRawBufferPointer(record), base: base, place: dictionary.place)
      .entry(ordinal: ordinal)
  }

  private func damage(_ what: String) -> CorruptionError {
    CorruptionError(.outOfRange(what), in: dictionary.place)
  }
}
