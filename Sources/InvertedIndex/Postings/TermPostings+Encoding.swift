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
    let rest = reader.rest
    let (postings, length) = rest.withUnsafeBytes { bytes in
      var checked = CheckedBytes(bytes)
      let postings = TermPostings(from: &checked, relativeTo: base)
      return (checked.isDamaged ? nil : postings, checked.offset)
    }
    guard let postings else { throw reader.corruption(.outOfRange("term record")) }
    try reader.skip(length)
    return postings
  }

  /// Reads a record written with the same `base`; damage is left with the reader.
  ///
  /// About 10 ns.
  init(from reader: inout CheckedBytes, relativeTo base: PostingsBase) {
    let head = reader.varint()
    let hasPositions = head & 1 == 1
    if head >> 1 == 0 || head >> 33 != 0 { reader.noteDamage() }
    if head >> 1 == 1 {
      self.init(inlineFrom: &reader, relativeTo: base, hasPositions: hasPositions)
      return
    }
    let documents = UInt32(truncatingIfNeeded: head >> 1)
    let more = reader.varint()
    let postings = reader.varint()
    let bound = reader.byte()
    self.init(
      documentFrequency: documents,
      totalFrequency: more &+ UInt64(documents),
      postings: postings &+ base.postings,
      positions: hasPositions ? reader.varint() &+ base.positions : 0,
      maximumBound: bound,
      hasPositions: hasPositions
    )
  }

  private init(
    inlineFrom reader: inout CheckedBytes,
    relativeTo base: PostingsBase,
    hasPositions: Bool
  ) {
    let head = reader.varint()
    let document = reader.varint(upTo: Int(UInt32.max))
    let extra = head & 1 == 1 ? reader.varint(upTo: Int(UInt32.max)) : 0
    var positions: UInt64 = 0
    if hasPositions {
      positions = reader.varint()
      if head >> 1 > 0 { positions &+= base.positions }
    }
    self.init(
      documentFrequency: 1,
      totalFrequency: (head >> 1) &+ 1,
      postings: UInt64(document) | UInt64(extra) << 32,
      positions: positions,
      maximumBound: 0,
      hasPositions: hasPositions
    )
  }
}
