// SPDX-License-Identifier: Apache-2.0

/// Bytes as a block keeps them: one Zstandard frame, or plain where that is no longer.
struct StoredBlock: Sendable {
  let bytes: [UInt8]
  /// How many bytes it holds when unpacked; equal to the count of `bytes` if they are plain.
  let contentCount: UInt32

  /// Compresses `content`, which must be shorter than 4 GB.
  init(of content: UnsafeRawBufferPointer) {
    let frame = Zstandard.pack(content)
    if let frame, frame.count < content.count { bytes = frame } else { bytes = Array(content) }
    contentCount = UInt32(content.count)
  }
}

/// Where one block lies; a row of a file's table of blocks.
struct BlockRow: Sendable {
  /// From the beginning of the section of blocks.
  var offset: UInt64
  var storedCount: UInt32
  var contentCount: UInt32

  static let width = 16
}

/// Where one record lies in its file.
struct RecordPlace: Hashable, Sendable {
  var block: UInt32
  /// Within the unpacked block.
  var offset: UInt32
  var count: UInt32

  static let width = 12
}
