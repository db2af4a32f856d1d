// SPDX-License-Identifier: Apache-2.0

/// Where the parts of one document begin, in positions.
package struct DocumentBoundaries: Hashable, Sendable {
  /// A run of positions that one field fills.
  package struct FieldRange: Hashable, Sendable {
    package var field: IndexedField
    package var positions: Range<UInt32>

    package init(field: IndexedField, positions: Range<UInt32>) {
      self.field = field
      self.positions = positions
    }
  }

  /// The first position of a sentence, and of a paragraph where that begins too.
  package struct Start: Hashable, Sendable {
    package var position: UInt32
    package var isParagraph: Bool

    package init(position: UInt32, isParagraph: Bool) {
      self.position = position
      self.isParagraph = isParagraph
    }
  }

  /// In ascending order, with a position between each two.
  package var fields: [FieldRange] = []
  /// In ascending order; every field begins with one.
  package var starts: [Start] = []

  package init() {}
}

extension DocumentBoundaries {
  /// A field's start is written as the distance to the end before it, a sentence's as the distance
  /// to the sentence before, twice, plus one for a paragraph.
  func encode(into out: inout GrowingArray<UInt8>) {
    out.appendVarint(UInt64(fields.count))
    var end: UInt32 = 0
    for field in fields {
      out.append(field.field.rawValue)
      out.appendVarint(UInt64(field.positions.lowerBound - end))
      out.appendVarint(UInt64(field.positions.count))
      end = field.positions.upperBound
    }
    var previous: UInt32 = 0
    for start in starts {
      out.appendVarint(UInt64(start.position - previous) * 2 + (start.isParagraph ? 1 : 0))
      previous = start.position
    }
  }

  /// Decodes a record; nil if it is damaged.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var reader = CheckedBytes(UnsafeRawBufferPointer(bytes))
    let limit = Int(Int32.max)
    var end = 0
    for _ in 0..<reader.varint(upTo: bytes.count) {
      guard let field = IndexedField(rawValue: reader.byte()) else { return nil }
      let start = end + reader.varint(upTo: limit - end)
      end = start + reader.varint(upTo: limit - start)
      guard !reader.isDamaged else { return nil }
      fields.append(FieldRange(field: field, positions: UInt32(start)..<UInt32(end)))
    }
    var position = 0
    while reader.remaining > 0, !reader.isDamaged {
      let step = reader.varint(upTo: 2 * (limit - position) + 1)
      position += step / 2
      starts.append(Start(position: UInt32(position), isParagraph: step % 2 == 1))
    }
    if reader.isDamaged { return nil }
  }
}
