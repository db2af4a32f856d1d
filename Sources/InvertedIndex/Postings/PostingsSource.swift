// SPDX-License-Identifier: Apache-2.0

import Storage

/// The bytes a search reads postings from: pointers taken once per query from a segment.
///
/// Whoever makes one keeps the memory alive for as long as it is used. Both sections must end with
/// ``PostingsFormat/padding`` bytes, and there must be a norm for every document; beyond that the
/// bytes are trusted in nothing.
package struct PostingsSource {
  package let postings: UnsafeRawBufferPointer
  package let positions: UnsafeRawBufferPointer
  package let norms: UnsafePointer<UInt8>
  package let documentCount: UInt32

  /// The segment's own mean length, with which its bounds were made.
  package let averageLength: Float

  /// What errors call the file.
  package let name: String

  package init(
    postings: UnsafeRawBufferPointer,
    positions: UnsafeRawBufferPointer,
    norms: UnsafePointer<UInt8>,
    documentCount: UInt32,
    averageLength: Float,
    name: String = ""
  ) {
    self.postings = postings
    self.positions = positions
    self.norms = norms
    self.documentCount = min(documentCount, PostingsFormat.noDocument)
    self.averageLength = averageLength
    self.name = name
  }

  /// The bytes of a section that decoders may begin values in.
  static func usableCount(of section: UnsafeRawBufferPointer) -> Int {
    max(0, section.count - PostingsFormat.padding)
  }
}

/// The first damage a search met, set by cursors and thrown once per window or query.
struct Damage {
  private(set) var what: StaticString?
  private(set) var offset: UInt64 = 0

  /// Remembers the first damage only.
  mutating func note(_ what: StaticString, at offset: UInt64) {
    if self.what != nil { return }
    self.what = what
    self.offset = offset
  }

  /// - Throws: ``CorruptionError`` if there was damage.
  func check(_ name: String) throws(CorruptionError) {
    guard let what else { return }
    throw CorruptionError(.outOfRange("\(what)"), in: name, at: offset)
  }
}
