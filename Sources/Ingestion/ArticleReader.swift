// SPDX-License-Identifier: Apache-2.0

/// Bytes of any shape in, articles out.
///
/// What the bytes are is told from the bytes, with the file's name as a tie-breaker only. One
/// reader per thread: it keeps its buffers from one source to the next.
package struct ArticleReader: ~Copyable {
  package init() {}

  /// Reads one source whole.
  ///
  /// Never traps and never throws, whatever the bytes: what cannot be read is reported in the
  /// result. Linear in the number of bytes.
  package mutating func read(_ bytes: [UInt8], as hint: SourceHint) -> ReadResult {
    ReadResult(skipping: .empty, length: bytes.count)
  }

  /// Reads one source whole, as ``read(_:as:)-([UInt8],_)`` does.
  ///
  /// The memory is only read, and only until this returns.
  package mutating func read(_ bytes: UnsafeRawBufferPointer, as hint: SourceHint) -> ReadResult {
    let copy = unsafe [UInt8](bytes)
    return read(copy, as: hint)
  }

  /// Cuts a source into parts that can be read one by one, on several threads.
  ///
  /// Anything but JSON Lines is one part. Parts end after a line break and hold about `size`
  /// bytes; `firstLine` goes into the hint with which the part is read.
  package static func parts(
    of bytes: UnsafeRawBufferPointer,
    as hint: SourceHint,
    about size: Int
  ) -> [(range: Range<Int>, firstLine: Int)] {
    [(0..<bytes.count, hint.firstLine)]
  }
}
