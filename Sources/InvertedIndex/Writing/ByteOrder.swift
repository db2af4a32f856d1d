// SPDX-License-Identifier: Apache-2.0

// Comparing keys byte by byte: the order of the term dictionary.

extension UnsafeRawPointer {
  /// Whether `count` bytes here and there are the same; eight at a time.
  @inline(__always)
  func isEqual(to other: UnsafeRawPointer, count: Int) -> Bool {
    var index = 0
    while index &+ 8 <= count {
      let left = loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let right = other.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if left != right { return false }
      index &+= 8
    }
    while index < count {
      if load(fromByteOffset: index, as: UInt8.self)
        != other.load(fromByteOffset: index, as: UInt8.self)
      {
        return false
      }
      index &+= 1
    }
    return true
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether these bytes come before those in byte order; a beginning comes before the whole.
  @inline(__always)
  func precedes(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    let shared = Swift.min(count, other.count)
    var index = 0
    while index < shared {
      if self[index] != other[index] { return self[index] < other[index] }
      index &+= 1
    }
    return count < other.count
  }

  /// How many first bytes are the same.
  @inline(__always)
  func commonPrefix(with other: UnsafeBufferPointer<UInt8>) -> Int {
    let shared = Swift.min(count, other.count)
    var index = 0
    while index < shared, self[index] == other[index] { index &+= 1 }
    return index
  }

  /// The first eight bytes as a number that compares as they do; shorter keys are filled up with
  /// zeros.
  @inline(__always)
  var leadingWord: UInt64 {
    var word: UInt64 = 0
    let present = Swift.min(count, 8)
    var index = 0
    while index < present {
      word = word &<< 8 | UInt64(self[index])
      index &+= 1
    }
    return present == 8 ? word : word &<< UInt64((8 &- present) &* 8)
  }
}
