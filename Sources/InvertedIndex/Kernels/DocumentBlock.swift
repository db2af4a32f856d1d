// SPDX-License-Identifier: Apache-2.0

/// The document numbers of a full block, in the smallest of three forms.
///
/// - *consecutive* (shape 0): the 128 after the previous block's last; no bytes.
/// - *packed* (shape 1-32): differences, the shape being their width.
/// - *bit set* (shape 64 + n): n words of 64 bits, of which the first begins at the multiple of 64
///   at or below the first document that may follow; used where it is not larger than packing
///   with one more bit would be.
enum DocumentBlock {
  /// The most bytes a block takes.
  static let longest = 16 * 32

  /// How many numbers past the 128 ``decode(shape:from:after:last:into:)`` may write.
  static let padding = 8

  /// By how many bits of width a bit set may be the larger and still be used.
  ///
  /// It answers most questions without being decoded.
  private static let bitsetBias = 1

  /// Writes 128 ascending documents and returns the shape; `previous` is 2³² − 1 at first.
  ///
  /// There is room for ``longest`` bytes at `out`; ``size(shape:)`` of them are written. Costs
  /// about 50 ns packed, 100 ns as a bit set.
  static func encode(
    _ documents: UnsafePointer<UInt32>,
    after previous: UInt32,
    into out: UnsafeMutableRawPointer
  ) -> UInt8 {
    let last = documents[PostingsFormat.blockSize - 1]
    if last &- previous == UInt32(PostingsFormat.blockSize) {
      return PostingsFormat.consecutiveShape
    }
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 128) { deltas in
      guard let deltas = deltas.baseAddress else { return PostingsFormat.consecutiveShape }
      difference(documents, after: previous, into: deltas)
      let width = Pack.width(ofBlock: deltas)
      let words = wordCount(after: previous, last: last)
      if words * 8 <= (width + bitsetBias) * 16 {
        writeBitset(documents, after: previous, words: words, into: out)
        return PostingsFormat.bitsetShape + UInt8(words)
      }
      Pack.block(deltas, width: width, into: out)
      return UInt8(width)
    }
  }

  /// Writes how far each of 128 documents lies from the one before.
  private static func difference(
    _ documents: UnsafePointer<UInt32>,
    after previous: UInt32,
    into deltas: UnsafeMutablePointer<UInt32>
  ) {
    let source = UnsafeRawPointer(documents)
    let first = row(0, of: source)
    put(first &- Row(previous, first[0], first[1], first[2]), 0, in: deltas)
    for index in 1..<32 {
      put(row(index, of: source) &- row(index, of: source - 4), index, in: deltas)
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
  /// Costs 21-24 ns packed, about 2 ns for each 8 documents
  /// spanned as a bit set.
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

  private static func writeBitset(
    _ documents: UnsafePointer<UInt32>,
    after previous: UInt32,
    words: Int,
    into out: UnsafeMutableRawPointer
  ) {
    let first = firstBit(after: previous)
    var word: UInt64 = 0
    var place = 0
    for index in 0..<PostingsFormat.blockSize {
      let bit = documents[index] &- first
      while place < Int(bit &>> 6) {
        out.storeBytes(of: word.littleEndian, toByteOffset: 8 &* place, as: UInt64.self)
        word = 0
        place &+= 1
      }
      word |= 1 &<< UInt64(bit & 63)
    }
    out.storeBytes(of: word.littleEndian, toByteOffset: 8 &* (words &- 1), as: UInt64.self)
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
    let places = placesInByte
    var out = 0
    var base = firstBit(after: previous)
    for byte in 0..<8 &* words {
      let bits = Int(source.load(fromByteOffset: byte, as: UInt8.self))
      if out > PostingsFormat.blockSize { return false }
      let eight = unsafeBitCast(places[bits], to: SIMD8<UInt8>.self)
      let numbers = SIMD8<UInt32>(truncatingIfNeeded: eight) &+ SIMD8<UInt32>(repeating: base)
      UnsafeMutableRawPointer(documents + out).storeBytes(of: numbers, as: SIMD8<UInt32>.self)
      out &+= Int(truncatingIfNeeded: places[256 &+ bits])
      base &+= 8
    }
    return out == PostingsFormat.blockSize
      && documents[out &- 1] == last && base &- 1 >= last
  }

  // Written once, before anybody reads it.
  /// For each byte the places of its bits, a byte for each, and then for each byte their number.
  nonisolated(unsafe) private static let placesInByte: UnsafePointer<UInt64> = {
    let table = UnsafeMutablePointer<UInt64>.allocate(capacity: 512)
    for byte in 0..<256 {
      var places: UInt64 = 0
      var count: UInt64 = 0
      for bit in UInt64(0)..<8 where byte >> Int(bit) & 1 == 1 {
        places |= bit << (8 * count)
        count += 1
      }
      (table + byte).initialize(to: places)
      (table + 256 + byte).initialize(to: count)
    }
    return UnsafePointer(table)
  }()

  private static func ascends(_ documents: UnsafePointer<UInt32>, to last: UInt32) -> Bool {
    var largest: UInt32 = 0
    for index in 0..<PostingsFormat.blockSize { largest = max(largest, documents[index]) }
    return largest == last && documents[PostingsFormat.blockSize - 1] == last
  }
}
