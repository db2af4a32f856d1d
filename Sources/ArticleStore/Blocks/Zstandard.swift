// SPDX-License-Identifier: Apache-2.0

private import CZstd
private import Synchronization

/// Frames of Zstandard (RFC 8878), made and unpacked on any thread.
///
/// The library's contexts, a few hundred KB each, are made once per thread at work and reused.
enum Zstandard {
  /// The level that costs about 5 ns a byte of text and leaves half of it in blocks of 32 KB.
  ///
  /// Level 3 takes half as much time again and leaves four hundredths less.
  private static let level: Int32 = 1

  /// A block of a frame holds at most 128 KB and takes three bytes or more.
  private static let greatestRatio = 1 << 16

  /// A context between two uses; whoever takes it out of the pool is its only user.
  private struct Context: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  private static let packers = Mutex<[Context]>([])
  private static let unpackers = Mutex<[Context]>([])

  /// One frame with all of `bytes`; nil if memory ran out.
  static func pack(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    let idle = packers.withLock { $0.popLast() }
    guard let context = idle ?? ZSTD_createCCtx().map(Context.init) else { return nil }
    defer { packers.withLock { $0.append(context) } }
    let frame = [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) {
      room,
      used in
      let result = ZSTD_compressCCtx(
        context.pointer,
        room.baseAddress,
        room.count,
        bytes.baseAddress,
        bytes.count,
        level
      )
      used = ZSTD_isError(result) == 0 ? result : 0
    }
    return frame.isEmpty ? nil : frame
  }

  /// The frame's content; nil if it is damaged or not exactly `count` bytes long.
  ///
  /// No memory is taken for a count that the frame does not have, or that none of its length can.
  static func unpack(_ frame: UnsafeRawBufferPointer, count: Int) -> [UInt8]? {
    guard ZSTD_getFrameContentSize(frame.baseAddress, frame.count) == UInt64(count),
      count / greatestRatio <= frame.count
    else { return nil }
    let idle = unpackers.withLock { $0.popLast() }
    guard let context = idle ?? ZSTD_createDCtx().map(Context.init) else { return nil }
    defer { unpackers.withLock { $0.append(context) } }
    var isWhole = false
    let content = [UInt8](unsafeUninitializedCapacity: count) { room, used in
      let result = ZSTD_decompressDCtx(
        context.pointer,
        room.baseAddress,
        count,
        frame.baseAddress,
        frame.count
      )
      isWhole = ZSTD_isError(result) == 0 && result == count
      used = isWhole ? count : 0
    }
    return isWhole ? content : nil
  }

  /// How long the frame is that begins with the first of `bytes`, and how long its content; nil if
  /// there is none, or it does not say.
  static func frame(
    at bytes: UnsafeRawBufferPointer
  ) -> (count: Int, contentCount: Int)? {
    let count = ZSTD_findFrameCompressedSize(bytes.baseAddress, bytes.count)
    guard ZSTD_isError(count) == 0, count > 0, count <= bytes.count else { return nil }
    let content = ZSTD_getFrameContentSize(bytes.baseAddress, bytes.count)
    // Two large numbers mean that it is unknown or wrong.
    guard content <= mostContent else { return nil }
    return (count, Int(content))
  }

  /// No block holds more: an original of a file as large as may be read.
  private static let mostContent: UInt64 = 1 << 32
}
