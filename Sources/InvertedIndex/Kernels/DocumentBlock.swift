// SPDX-License-Identifier: Apache-2.0

/// The document numbers of a full block, in the smallest of three forms.
///
/// - *consecutive* (shape 0): the 128 after the previous block's last; no bytes.
/// - *packed* (shape 1-32): differences, the shape being their width.
/// - *bit set* (shape 64 + n): n words of 64 bits, of which the first begins at the multiple of 64
///   at or below the first document that may follow; used where it is not larger than packing.
enum DocumentBlock {
  /// Appends 128 ascending documents and returns the shape; `previous` is 2³² − 1 at first.
  static func append(
    _ documents: UnsafePointer<UInt32>,
    after previous: UInt32,
    to bytes: inout [UInt8]
  ) -> UInt8 {
    let last = documents[PostingsFormat.blockSize - 1]
    if last &- previous == UInt32(PostingsFormat.blockSize) {
      return PostingsFormat.consecutiveShape
    }
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 128) { deltas in
      var before = previous
      for index in 0..<PostingsFormat.blockSize {
        deltas.initializeElement(at: index, to: documents[index] &- before)
        before = documents[index]
      }
      let width = deltas.reduce(0) { max($0, Pack.width(of: $1)) }
      let words = wordCount(after: previous, last: last)
      if words * 8 <= width * 16 {
        appendBitset(documents, after: previous, words: words, to: &bytes)
        return PostingsFormat.bitsetShape + UInt8(words)
      }
      if let numbers = deltas.baseAddress { Pack.block(numbers, width: width, to: &bytes) }
      return UInt8(width)
    }
  }

  /// The bytes of a block of the given shape.
  @inline(__always)
  static func size(shape: UInt8) -> Int {
    let shape = Int(truncatingIfNeeded: shape)
    let bitset = Int(PostingsFormat.bitsetShape)
    return shape >= bitset ? 8 &* (shape &- bitset) : 16 &* shape
  }

  /// Writes the documents of a block, and returns whether they can be right.
  ///
  /// They are checked to end at `last` and never to exceed it, so that they may be used as
  /// indexes; that they ascend is left to the file's checksum. Reads ``size(shape:)`` bytes.
  /// Costs 21-24 ns packed, about 80 ns as a bit set.
  static func decode(
    shape: UInt8,
    from source: UnsafeRawPointer,
    after previous: UInt32,
    last: UInt32,
    into documents: UnsafeMutablePointer<UInt32>
  ) -> Bool {
    if shape >= PostingsFormat.bitsetShape {
      let words = Int(shape &- PostingsFormat.bitsetShape)
      return decodeBitset(words, from: source, after: previous, last: last, into: documents)
    }
    if shape == PostingsFormat.consecutiveShape {
      fill(documents, after: previous)
    } else {
      let width = Int(truncatingIfNeeded: shape)
      UnpackDeltas.numbers(width: width, from: source, after: previous, into: documents)
      if shape > 23 { return ascends(documents, to: last) }
    }
    // 128 differences of at most 23 bits cannot pass 2³² on their way to a last below 2³¹. Only a
    // first difference of zero could leave documents "before zero".
    return documents[PostingsFormat.blockSize - 1] == last && documents[0] <= last
  }

  /// The first document of the first word of a bit set.
  @inline(__always)
  static func firstBit(after previous: UInt32) -> UInt32 {
    (previous &+ 1) & ~63
  }

  private static func wordCount(after previous: UInt32, last: UInt32) -> Int {
    Int((last >> 6) &- (firstBit(after: previous) >> 6)) + 1
  }

  private static func appendBitset(
    _ documents: UnsafePointer<UInt32>,
    after previous: UInt32,
    words: Int,
    to bytes: inout [UInt8]
  ) {
    let first = firstBit(after: previous)
    var bits = [UInt64](repeating: 0, count: words)
    for index in 0..<PostingsFormat.blockSize {
      let bit = documents[index] &- first
      bits[Int(bit >> 6)] |= 1 &<< UInt64(bit & 63)
    }
    bytes.append(littleEndian: bits)
  }

  private static func fill(_ documents: UnsafeMutablePointer<UInt32>, after previous: UInt32) {
    for index in 0..<PostingsFormat.blockSize {
      documents[index] = previous &+ 1 &+ UInt32(truncatingIfNeeded: index)
    }
  }

  private static func decodeBitset(
    _ words: Int,
    from source: UnsafeRawPointer,
    after previous: UInt32,
    last: UInt32,
    into documents: UnsafeMutablePointer<UInt32>
  ) -> Bool {
    var count = 0
    var base = firstBit(after: previous)
    for word in 0..<words {
      var bits = source.loadUnaligned(fromByteOffset: 8 &* word, as: UInt64.self)
      while bits != 0 {
        if count == PostingsFormat.blockSize { return false }
        documents[count] = base &+ UInt32(truncatingIfNeeded: bits.trailingZeroBitCount)
        count &+= 1
        bits &= bits &- 1
      }
      base &+= 64
    }
    return count == PostingsFormat.blockSize
      && documents[count &- 1] == last && base &- 1 >= last
  }

  private static func ascends(_ documents: UnsafePointer<UInt32>, to last: UInt32) -> Bool {
    var largest: UInt32 = 0
    for index in 0..<PostingsFormat.blockSize { largest = max(largest, documents[index]) }
    return largest == last && documents[PostingsFormat.blockSize - 1] == last
  }
}
