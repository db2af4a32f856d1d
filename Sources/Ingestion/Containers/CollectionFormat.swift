// SPDX-License-Identifier: Apache-2.0

/// A file of many articles that can be read piece by piece.
package enum CollectionFormat: Hashable, Sendable {
  /// JSON objects, one a line; see ``RecordLines``.
  case lines
  /// A web archive.
  case warc
  /// Mails in a row.
  case mailbox
  /// No collection: one piece.
  case whole

  /// The greatest piece that is read of what must be unpacked: one record with its header.
  static let pieceLimit = 65 << 20

  /// What bytes are, told by the first of them.
  init(sniffing bytes: ByteSpan, as hint: SourceHint) {
    if WARCRecord.begins(bytes, at: bytes.passLineBreaks(from: 0, most: 4)) {
      self = .warc
    } else if Mailbox.begins(bytes, at: 0, isLast: true) == true {
      self = .mailbox
    } else if FormatSniffing.isRecordLines(bytes, as: hint) {
      self = .lines
    } else {
      self = .whole
    }
  }

  /// Where a piece that begins at `start` and has at least `size` bytes can end.
  ///
  /// - Returns: a place after `start`, or nil if more must be seen; `bytes.count` if `isLast`, which
  ///   says that after `bytes` nothing follows, and no place before will do.
  func boundary(_ bytes: ByteSpan, from start: Int, size: Int, isLast: Bool) -> Int? {
    switch self {
    case .whole: isLast ? bytes.count : nil
    case .lines:
      RecordLines.next(bytes, from: start + size - 1, isLast: isLast)
        ?? (isLast ? bytes.count : nil)
    case .mailbox:
      (start + size < bytes.count
        ? Mailbox.next(bytes, from: start + size, isLast: isLast) : nil)
        ?? (isLast ? bytes.count : nil)
    case .warc: Self.afterRecord(bytes, from: start, size: size, isLast: isLast)
    }
  }

  /// After the records that together have `size` bytes, or before the one that is not all there.
  private static func afterRecord(
    _ bytes: ByteSpan,
    from start: Int,
    size: Int,
    isLast: Bool
  ) -> Int? {
    var place = start
    while place < bytes.count, place - start < size {
      switch WARCRecord.read(bytes, at: place, isLast: isLast) {
      case .record(let record):
        place = bytes.passLineBreaks(from: record.range.upperBound, most: .max)
      case .garbage:
        guard let next = WARCRecord.next(bytes, from: place + 1) else {
          return isLast ? bytes.count : place > start ? place : nil
        }
        place = next
      case .incomplete: return place > start ? place : nil
      }
    }
    return place > start && (isLast || place - start >= size) ? place : nil
  }
}

/// A piece of a source: one that can be read by itself, on any thread.
package struct SourcePart: Sendable {
  package enum Content: Sendable {
    /// The source's own bytes.
    case range(Range<Int>)
    /// Bytes that had to be unpacked.
    case bytes([UInt8])
  }

  /// A run of unpacked bytes that was packed by itself.
  struct Member: Sendable {
    var part: Range<Int>
    var source: Range<Int>
  }

  package let content: Content
  let format: CollectionFormat
  /// Where in the source it lies, as it is or packed.
  package let place: Range<Int>
  let firstLine: Int
  /// The runs that lie whole in the part.
  var members: [Member] = []
  /// Where unpacking met an end or damage before the part was whole.
  var isCutShort = false
  /// What was skipped on the way to it.
  var skipped: [SkippedPart] = []

  /// How many bytes it has to be read.
  package var count: Int {
    switch content {
    case .range(let range): range.count
    case .bytes(let bytes): bytes.count
    }
  }
}
