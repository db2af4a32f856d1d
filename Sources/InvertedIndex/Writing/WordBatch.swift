// SPDX-License-Identifier: Apache-2.0

import TextAnalysis

/// Some dozen words at a time, cut at blanks and otherwise as they are.
///
/// Words of more than 255 bytes are cut; those that begin below `0` are left out, because such
/// keys are not text's.
struct WordBatch: ~Copyable {
  private static let capacity = 64
  /// A word of 255 bytes and the zeros after it.
  private static let stride = 264

  private let bytes: UnsafeMutablePointer<UInt8>
  private let lengths: UnsafeMutablePointer<Int>
  private let hashes: UnsafeMutablePointer<UInt64>
  private(set) var count = 0

  init() {
    bytes = .allocate(capacity: Self.capacity * Self.stride)
    lengths = .allocate(capacity: Self.capacity)
    hashes = .allocate(capacity: Self.capacity)
  }

  deinit {
    bytes.deallocate()
    lengths.deallocate()
    hashes.deallocate()
  }

  /// Takes words from `next` on until there are no more or no room, and moves `next`.
  mutating func fill(from text: UnsafeBufferPointer<UInt8>, next: inout Int) {
    count = 0
    guard let base = text.baseAddress else { return }
    while next < text.count, count < Self.capacity {
      let first = next
      while next < text.count, text[next] > 0x20 { next += 1 }
      if next > first, text[first] >= IndexedField.firstTextByte {
        append(base + first, length: min(next - first, 255))
      }
      next += 1
    }
  }

  private mutating func append(_ word: UnsafePointer<UInt8>, length: Int) {
    let target = bytes + count * Self.stride
    target.update(from: word, count: length)
    (target + length).update(repeating: 0, count: 8)
    lengths[count] = length
    hashes[count] = TermHash.hash(target, count: length)
    count += 1
  }

  @inline(__always)
  func word(_ index: Int) -> (bytes: UnsafePointer<UInt8>, length: Int, hash: UInt64) {
    (UnsafePointer(bytes + index * Self.stride), lengths[index], hashes[index])
  }
}
