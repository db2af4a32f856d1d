// SPDX-License-Identifier: Apache-2.0

package import Storage

extension TermPostings {
  /// Appends the record, with offsets relative to `base`.
  ///
  /// Takes 3 to 6 bytes for a term of one document, about 7 for others.
  package func encode(into writer: inout ByteWriter, relativeTo base: PostingsBase = .init()) {
    writer.varint64(UInt64(documentFrequency) << 1 | (hasPositions ? 1 : 0))
    if isInline { return encodeInline(into: &writer, relativeTo: base) }
    writer.varint64(totalFrequency &- UInt64(documentFrequency))
    writer.varint64(postings &- base.postings)
    writer.u8(maximumBound)
    if hasPositions { writer.varint64(positions &- base.positions) }
  }

  private func encodeInline(into writer: inout ByteWriter, relativeTo base: PostingsBase) {
    let extra = UInt32(truncatingIfNeeded: postings >> 32)
    writer.varint64((totalFrequency &- 1) << 1 | (extra > 0 ? 1 : 0))
    writer.varint32(UInt32(truncatingIfNeeded: postings))
    if extra > 0 { writer.varint32(extra) }
    guard hasPositions else { return }
    writer.varint64(totalFrequency == 1 ? positions : positions &- base.positions)
  }

  /// Reads a record written with the same `base`.
  ///
  /// - Throws: ``CorruptionError`` for a record cut short or without postings. Offsets are checked
  ///   where they are used.
  package static func decode(
    from reader: inout ByteReader,
    relativeTo base: PostingsBase = .init()
  ) throws(CorruptionError) -> TermPostings {
    let head = try reader.varint64()
    guard let documents = UInt32(exactly: head >> 1), documents > 0 else {
      throw reader.corruption(.outOfRange("document frequency"))
    }
    let hasPositions = head & 1 == 1
    if documents == 1 {
      return try decodeInline(from: &reader, relativeTo: base, hasPositions: hasPositions)
    }
    let more = try reader.varint64()
    let postings = try reader.varint64()
    let bound = try reader.u8()
    return TermPostings(
      documentFrequency: documents,
      totalFrequency: more &+ UInt64(documents),
      postings: postings &+ base.postings,
      positions: hasPositions ? try reader.varint64() &+ base.positions : 0,
      maximumBound: bound,
      hasPositions: hasPositions
    )
  }

  private static func decodeInline(
    from reader: inout ByteReader,
    relativeTo base: PostingsBase,
    hasPositions: Bool
  ) throws(CorruptionError) -> TermPostings {
    let head = try reader.varint64()
    let document = try reader.varint32()
    let extra = head & 1 == 1 ? try reader.varint32() : 0
    var positions: UInt64 = 0
    if hasPositions {
      positions = try reader.varint64()
      if head >> 1 > 0 { positions &+= base.positions }
    }
    return TermPostings(
      documentFrequency: 1,
      totalFrequency: (head >> 1) &+ 1,
      postings: UInt64(document) | UInt64(extra) << 32,
      positions: positions,
      maximumBound: 0,
      hasPositions: hasPositions
    )
  }
}
