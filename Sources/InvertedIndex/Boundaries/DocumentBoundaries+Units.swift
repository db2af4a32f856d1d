// SPDX-License-Identifier: Apache-2.0

extension DocumentBoundaries {
  /// A part of a document.
  enum Unit {
    case field
    case sentence
    case paragraph
  }

  /// Writes where the units of a document begin, from its record; false if that is damaged.
  ///
  /// Ascending. Every field begins with a sentence and a paragraph, so no unit reaches from one
  /// field into another.
  static func starts(
    of record: UnsafeBufferPointer<UInt8>,
    _ unit: Unit,
    into starts: inout GrowingArray<UInt32>
  ) -> Bool {
    var reader = CheckedBytes(UnsafeRawBufferPointer(record))
    let limit = Int(Int32.max)
    var end = 0
    for _ in 0..<reader.varint(upTo: record.count) {
      _ = reader.byte()
      let start = end + reader.varint(upTo: limit - end)
      end = start + reader.varint(upTo: limit - start)
      if unit == .field { starts.append(UInt32(start)) }
    }
    if unit == .field { return !reader.isDamaged }
    var position = 0
    while reader.remaining > 0, !reader.isDamaged {
      let step = reader.varint(upTo: 2 * (limit - position) + 1)
      position += step / 2
      if unit == .sentence || step % 2 == 1 { starts.append(UInt32(position)) }
    }
    return !reader.isDamaged
  }
}
