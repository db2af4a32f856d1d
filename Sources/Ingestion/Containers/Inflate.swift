// SPDX-License-Identifier: Apache-2.0

/// Deflated data in memory, unpacked at once.
enum Inflate {
  /// What came of it.
  struct Result {
    var bytes: [UInt8] = []
    /// The stream was followed to its end and its checksum, if it has one, is right.
    var isWhole = false
    /// There is more than the limit; the rest was not unpacked.
    var isTooLarge = false
  }

  /// Data without header, as in ZIP files (RFC 1951); nil if it is damaged or above `limit` bytes.
  static func raw(_ bytes: ByteSpan, limit: Int) -> [UInt8]? {
    let result = unpack(bytes, .none, limit: limit)
    return result.isWhole ? result.bytes : nil
  }

  /// Unpacks as far as data and `limit` go; one stream, or for gzip all members.
  static func unpack(_ bytes: ByteSpan, _ wrapping: Inflater.Wrapping, limit: Int) -> Result {
    var result = Result()
    guard let inflater = Inflater(wrapping) else { return result }
    var offset = 0
    repeat {
      let room = limit - result.bytes.count
      // One byte more than may be tells a stream that goes on from one that ends.
      let pause = inflater.unpack(bytes, from: &offset, into: &result.bytes, atMost: room + 1)
      if result.bytes.count > limit {
        result.bytes.removeLast(result.bytes.count - limit)
        result.isTooLarge = true
        return result
      }
      guard pause == .ended else { return result }
      inflater.reset()
    } while wrapping == .gzip && GzipFormat.isMember(bytes, at: offset)
    result.isWhole = true
    return result
  }
}

/// The first bytes of a gzip member (RFC 1952).
enum GzipFormat {
  /// Whether a member compressed by deflate, the only way there is, begins here.
  static func isMember(_ bytes: ByteSpan, at offset: Int) -> Bool {
    offset + 10 <= bytes.count && bytes[offset] == 0x1F && bytes[offset + 1] == 0x8B
      && bytes[offset + 2] == 8 && bytes[offset + 3] & 0xE0 == 0
  }

  /// The next place at or after `start` where a member may begin.
  static func nextMember(_ bytes: ByteSpan, from start: Int) -> Int? {
    var next = start
    while let place = bytes.firstIndex(of: 0x1F, from: next) {
      if isMember(bytes, at: place) { return place }
      next = place + 1
    }
    return nil
  }
}
