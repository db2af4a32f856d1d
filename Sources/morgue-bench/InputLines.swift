// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The lines of standard input, each as soon as it is there.
struct InputLines {
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// The next line without its end; nil after the last.
  ///
  /// A line that the input does not end counts.
  mutating func next() -> ArraySlice<UInt8>? {
    while true {
      if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return buffer[start..<end]
      }
      if isAtEnd {
        defer { start = buffer.count }
        return start < buffer.count ? buffer[start...] : nil
      }
      read()
    }
  }

  private mutating func read() {
    buffer.removeSubrange(..<start)
    start = 0
    let (filled, room) = (buffer.count, 1 << 16)
    buffer.append(contentsOf: repeatElement(0, count: room))
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe Glibc.read(STDIN_FILENO, bytes.baseAddress.map { unsafe $0 + filled }, room)
    }
    buffer.removeLast(room - max(0, count))
    // An interrupted read is tried again; any other failure ends the questions.
    isAtEnd = count == 0 || count < 0 && errno != EINTR
  }
}
