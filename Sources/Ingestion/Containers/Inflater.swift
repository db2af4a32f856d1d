// SPDX-License-Identifier: Apache-2.0

// The zlib library is imported here and nowhere else.
private import CZlib

/// A stream of deflated data being unpacked (RFC 1950, 1951, 1952), as far as is asked for.
///
/// Holds some 100 KB. It belongs to one thread at a time.
@safe
final class Inflater {
  /// What stands around the deflated data.
  enum Wrapping: Int32 {
    // The library's "window bits": the size of its window, negated for no header, plus 16 for gzip.
    case none = -15
    case zlib = 15
    case gzip = 31
  }

  /// Why unpacking paused.
  enum Pause {
    /// There was room for no more.
    case full
    /// The stream, or this member of a gzip file, has ended.
    case ended
    /// The input has, and the stream has not.
    case starved
    /// What follows means nothing, or a checksum is wrong.
    case damaged
  }

  private let stream: UnsafeMutablePointer<z_stream>
  private let room: UnsafeMutableBufferPointer<UInt8>

  private static let roomSize = 64 << 10

  /// Nil if memory ran out.
  init?(_ wrapping: Wrapping) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    unsafe room = .allocate(capacity: Self.roomSize)
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    guard unsafe inflateInit2_(stream, wrapping.rawValue, ZLIB_VERSION, size) == Z_OK else {
      return nil
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
    unsafe room.deallocate()
  }

  /// Makes ready for the next stream.
  func reset() {
    unsafe inflateReset(stream)
  }

  /// Unpacks `input` from `offset` on, which moves, onto the end of `output`: up to `limit` bytes.
  func unpack(
    _ input: Span<UInt8>,
    from offset: inout Int,
    into output: inout [UInt8],
    atMost limit: Int
  ) -> Pause {
    var made = 0
    while made < limit {
      let (code, taken, given) = unsafe input.withUnsafeBufferPointer { bytes in
        let rest = unsafe UnsafeBufferPointer(rebasing: bytes[offset...])
        return unsafe step(rest, atMost: limit - made)
      }
      offset += taken
      made += given
      unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: room[..<given]))
      switch code {
      case Z_STREAM_END: return .ended
      case Z_OK where taken + given > 0: continue
      case Z_OK, Z_BUF_ERROR: return .starved
      default: return .damaged
      }
    }
    return .full
  }

  /// One call of the library: its answer, and the bytes taken and given.
  private func step(
    _ input: UnsafeBufferPointer<UInt8>,
    atMost limit: Int
  ) -> (code: Int32, taken: Int, given: Int) {
    // The library takes a pointer to what it may change and does not change it.
    let input = unsafe UnsafeMutableBufferPointer(mutating: input)
    let available = UInt32(min(input.count, 1 << 20))
    let space = unsafe UInt32(min(room.count, limit))
    unsafe stream.pointee.next_in = input.baseAddress
    unsafe stream.pointee.avail_in = available
    unsafe stream.pointee.next_out = room.baseAddress
    unsafe stream.pointee.avail_out = space
    let code = unsafe inflate(stream, Z_NO_FLUSH)
    let taken = unsafe available - stream.pointee.avail_in
    let given = unsafe space - stream.pointee.avail_out
    return (code, Int(taken), Int(given))
  }
}
