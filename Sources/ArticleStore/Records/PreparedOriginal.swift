// SPDX-License-Identifier: Apache-2.0

/// The exact bytes of an original, named by their digest and ready to be stored.
package struct PreparedOriginal: Sendable {
  package let digest: Digest
  /// The original's length in bytes.
  package let count: Int
  let content: Content

  /// How the bytes wait for the writer.
  enum Content: Sendable {
    /// Small ones are packed together, which halves what they take.
    case raw([UInt8])
    /// Large ones were compressed by the thread that read them.
    case block(StoredBlock)
  }

  /// From this length on an original is compressed alone.
  static let aloneLength = 16 << 10

  /// Digests `bytes` and, from 16 KB on, compresses them: 0.7 and 4 ns a byte.
  package init(_ bytes: UnsafeRawBufferPointer) {
    digest = SHA256.hash(bytes)
    count = bytes.count
    if bytes.count >= Self.aloneLength {
      content = .block(StoredBlock(of: bytes))
    } else {
      content = .raw(Array(bytes))
    }
  }

  /// The memory it holds.
  var memoryInUse: Int {
    switch content {
    case .raw(let bytes): bytes.count
    case .block(let block): block.bytes.count
    }
  }
}
