// SPDX-License-Identifier: Apache-2.0

import TextAnalysis

/// Some dozen words at a time, cut at blanks and otherwise as they are.
///
/// Words of more than 255 bytes are cut; those that begin below `0` are left out, because such
/// keys are not text's. The words stay where they are, in the text. About 4 ns a word.
struct WordBatch: ~Copyable {
  private static let capacity = 64
  private static let longest = 255

  /// A word in the text.
  struct Word: BitwiseCopyable {
    var bytes: UnsafePointer<UInt8>
    var length: Int
    var hash: UInt64
    /// The first eight bytes, followed by zeros if there are fewer.
    var key: UInt64
  }

  private let words: UnsafeMutablePointer<Word>
  private(set) var count = 0

  init() {
    words = .allocate(capacity: Self.capacity)
  }

  deinit {
    words.deallocate()
  }

  @inline(__always)
  subscript(index: Int) -> Word { words[index] }

  /// Takes words from `next` on until there are no more or no room, and moves `next`.
  mutating func fill(from text: UnsafeBufferPointer<UInt8>, next: inout Int) {
    count = 0
    guard let base = text.baseAddress else { return }
    var place = next
    while place < text.count, count < Self.capacity {
      let length = Self.length(of: base + place, room: text.count &- place)
      if length > 0, base[place] >= IndexedField.firstTextByte {
        append(base + place, min(length, Self.longest), room: text.count &- place)
      }
      place &+= length &+ 1
    }
    next = place
  }

  /// The number of bytes before the next blank or the end, eight at a time.
  @inline(__always)
  private static func length(of text: UnsafePointer<UInt8>, room: Int) -> Int {
    var length = 0
    while length &+ 8 <= room {
      let eight = UnsafeRawPointer(text + length).loadUnaligned(as: UInt64.self).littleEndian
      // The lowest bit set is that of the first byte below 0x21; higher ones may be wrong.
      let blanks = (eight &- 0x2121_2121_2121_2121) & ~eight & 0x8080_8080_8080_8080
      if blanks != 0 { return length &+ blanks.trailingZeroBitCount &>> 3 }
      length &+= 8
    }
    while length < room, text[length] > 0x20 { length &+= 1 }
    return length
  }

  @inline(__always)
  private mutating func append(_ bytes: UnsafePointer<UInt8>, _ length: Int, room: Int) {
    let key = Self.key(of: bytes, length, room: room)
    let hash = TermHash.hash(bytes, count: length, key: key)
    words[count] = Word(bytes: bytes, length: length, hash: hash, key: key)
    count &+= 1
  }

  @inline(__always)
  private static func key(of bytes: UnsafePointer<UInt8>, _ length: Int, room: Int) -> UInt64 {
    if room >= 8 {
      let eight = UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self).littleEndian
      let surplus = UInt64(truncatingIfNeeded: max(0, 8 &- length) &* 8)
      return (eight &<< surplus) &>> surplus
    }
    var key: UInt64 = 0
    for index in 0..<min(8, length) { key |= UInt64(bytes[index]) &<< UInt64(8 &* index) }
    return key
  }
}
