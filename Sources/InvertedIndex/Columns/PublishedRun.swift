// SPDX-License-Identifier: Apache-2.0

import Storage

/// What is known of the dates of a run of neighbouring documents: an entry of `PRUN`.
package struct PublishedRun: Hashable, Sendable {
  /// In seconds since 1970; after ``latest`` if no document has a date.
  package internal(set) var earliest = Int64.max
  package internal(set) var latest = Int64.min
  /// Documents that have a date.
  package internal(set) var dated: UInt32 = 0

  /// Bytes of an entry.
  static let size = 24

  init() {}

  mutating func add(_ time: PublicationTime) {
    guard time.isKnown else { return }
    earliest = min(earliest, time.seconds)
    latest = max(latest, time.seconds)
    dated += 1
  }

  /// Takes in what is known of more documents.
  mutating func add(_ other: PublishedRun) {
    earliest = min(earliest, other.earliest)
    latest = max(latest, other.latest)
    dated &+= other.dated
  }

  init(_ bytes: UnsafeRawBufferPointer, at place: Int) {
    earliest = bytes.number(at: place * Self.size, as: Int64.self)
    latest = bytes.number(at: place * Self.size + 8, as: Int64.self)
    dated = bytes.number(at: place * Self.size + 16, as: UInt32.self)
  }
}
