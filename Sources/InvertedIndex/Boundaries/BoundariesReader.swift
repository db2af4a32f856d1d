// SPDX-License-Identifier: Apache-2.0

import Storage

/// Finds the boundaries of a document in the section `BNDS`.
struct BoundariesReader {
  private let section: SealedSection
  private let documents: Int
  /// Where the records begin, after the directory.
  private let start: Int

  init(_ section: SealedSection, documents: Int) throws(CorruptionError) {
    let groups = (documents + BoundariesWriter.group - 1) / BoundariesWriter.group
    self.section = section
    self.documents = documents
    start = groups * 8
    guard section.bytes.count >= start else { throw damage(at: 0) }
  }

  /// The record of a document.
  func record(of document: Int) throws(CorruptionError) -> UnsafeBufferPointer<UInt8> {
    guard document >= 0, document < documents else { throw damage(at: document) }
    let group = document / BoundariesWriter.group
    var reader = CheckedBytes(try records(ofGroup: group))
    for _ in 0..<document % BoundariesWriter.group {
      _ = reader.bytes(reader.varint(upTo: reader.remaining))
    }
    let record = reader.bytes(reader.varint(upTo: reader.remaining))
    guard !reader.isDamaged else { throw damage(at: document) }
    return record
  }

  /// The boundaries of a document.
  func boundaries(of document: Int) throws(CorruptionError) -> DocumentBoundaries {
    guard let boundaries = DocumentBoundaries(try record(of: document)) else {
      throw damage(at: document)
    }
    return boundaries
  }

  /// The records of sixteen documents, checked against the file's sums.
  private func records(ofGroup group: Int) throws(CorruptionError) -> UnsafeRawBufferPointer {
    let size = section.bytes.count
    let first = try offset(ofGroup: group)
    let end = (group + 1) * 8 < start ? try offset(ofGroup: group + 1) : size
    guard first <= end else { throw damage(at: group * BoundariesWriter.group) }
    return try section.checked(first..<end)
  }

  private func offset(ofGroup group: Int) throws(CorruptionError) -> Int {
    try section.check(group * 8..<group * 8 + 8)
    let offset = section.bytes.number(at: group * 8, as: UInt64.self)
    guard offset <= UInt64(section.bytes.count - start) else {
      throw damage(at: group * BoundariesWriter.group)
    }
    return start + Int(offset)
  }

  private func damage(at document: Int) -> CorruptionError {
    CorruptionError(
      .outOfRange("boundaries of a document"),
      in: section.file.entry.place,
      at: UInt64(max(0, document))
    )
  }
}
