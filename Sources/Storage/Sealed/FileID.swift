// SPDX-License-Identifier: Apache-2.0

/// The name of one sealed file, or of one archive: 128 random bits.
///
/// It stands in the file and in whatever names the file, so that a sound file in the wrong place
/// is noticed.
package struct FileID: Hashable, Sendable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// A new one, from the system's source of randomness.
  package static func random() -> FileID {
    FileID(high: .random(in: 0 ... .max), low: .random(in: 0 ... .max))
  }
}

extension FileID: CustomStringConvertible {
  /// 32 hexadecimal digits.
  package var description: String { hexadecimal(high, digits: 16) + hexadecimal(low, digits: 16) }
}

extension ByteReader {
  /// Sixteen bytes, the high half first.
  @_lifetime(self: copy self)
  package mutating func fileID() throws(CorruptionError) -> FileID {
    FileID(high: try u64(), low: try u64())
  }
}

extension ByteWriter {
  /// Appends sixteen bytes, the high half first.
  package mutating func fileID(_ id: FileID) {
    u64(id.high)
    u64(id.low)
  }
}

/// A number in at least `digits` lower-case hexadecimal digits.
func hexadecimal(_ value: UInt64, digits: Int) -> String {
  let text = String(value, radix: 16)
  return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
}
