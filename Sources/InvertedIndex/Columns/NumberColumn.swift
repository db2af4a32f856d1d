// SPDX-License-Identifier: Apache-2.0

import Storage

/// A number for each document of a segment, in as few bytes each as the numbers allow.
///
/// Stored is (number − base) / unit, in 0 to 8 bytes; see `index/FORMAT.md`, "Columns". Where
/// documents may have none, zero says so and all others are one more. Looking one up takes about
/// a nanosecond. The memory is the segment's, which must outlive the column.
struct NumberColumn {
  /// Bytes before the numbers.
  static let headerSize = 24
  /// Bytes after them, so that eight can be read from the last.
  static let padding = 8

  private let numbers: UnsafeRawPointer
  private let base: UInt64
  private let unit: UInt64
  private let mask: UInt64
  private let first: UInt64
  /// Bytes for each document.
  let width: Int
  let documentCount: Int

  /// The bytes of a section that a column of so many documents takes.
  var size: Int { Self.headerSize + documentCount * width + Self.padding }

  /// Reads the header of a column at the beginning of a section, which may hold more after it.
  ///
  /// - Throws: ``CorruptionError`` for a section that is too short. The numbers are not checked.
  init(_ section: SealedSection, documents: Int) throws(CorruptionError) {
    let bytes = section.bytes
    guard bytes.count >= Self.headerSize, let start = bytes.baseAddress else {
      throw CorruptionError(.wrongLength, in: section.file.entry.place)
    }
    try section.check(0..<Self.headerSize)
    base = bytes.number(at: 0, as: UInt64.self)
    unit = bytes.number(at: 8, as: UInt64.self)
    width = Int(bytes[16])
    first = UInt64(bytes[17] & 1)
    documentCount = documents
    numbers = start + Self.headerSize
    mask = width == 0 ? 0 : UInt64.max &>> UInt64(64 - 8 * min(width, 8))
    guard width <= 8, size <= bytes.count else {
      throw CorruptionError(.wrongLength, in: section.file.entry.place)
    }
  }

  /// What is stored for a document, which must be one of the segment's.
  @inline(__always)
  func stored(_ document: Int) -> UInt64 {
    UInt64(littleEndian: numbers.loadUnaligned(fromByteOffset: document &* width, as: UInt64.self))
      & mask
  }

  /// The number of a document, which must be one of the segment's; nil if it has none.
  @inline(__always)
  func number(_ document: Int) -> UInt64? {
    let stored = stored(document)
    return stored < first ? nil : base &+ unit &* (stored &- first)
  }

  /// Where a document's number lies in the section.
  func place(of document: Int) -> Range<Int> {
    let start = Self.headerSize + document * width
    return start..<start + width
  }
}
