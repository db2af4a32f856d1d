// SPDX-License-Identifier: Apache-2.0

import Storage

/// A property of which a document has one value, or none, or several.
package enum DocumentProperty: Hashable, Sendable, CaseIterable {
  case source
  case section
  case authors
}

/// Texts of documents, each different one kept once: sources, sections, lists of authors.
///
/// A document has the number of its *entry*, 0 for none; an entry is one value, or several, as the
/// authors of an article are. The same authors in another order are another entry.
package struct ValueColumn {
  /// What stands between the values of an entry.
  static let separator: UInt8 = 0

  let numbers: NumberColumn
  /// Entries, not counting that for none.
  package let entryCount: Int
  private let section: SealedSection
  /// Where the ends of the entries are, four bytes each, with the texts behind them.
  private let ends: Int

  /// Opens a column and checks all of it.
  ///
  /// - Throws: ``CorruptionError`` for damage, also for numbers that lead out of the section.
  init(_ section: SealedSection, documents: Int) throws(CorruptionError) {
    numbers = try NumberColumn(section, documents: documents)
    try section.check(0..<section.bytes.count)
    self.section = section
    let place = section.file.entry.place
    guard numbers.size + 4 <= section.bytes.count else {
      throw CorruptionError(.wrongLength, in: place)
    }
    entryCount = Int(section.bytes.number(at: numbers.size, as: UInt32.self))
    ends = numbers.size + 4
    let texts = ends + entryCount * 4
    guard texts <= section.bytes.count else { throw CorruptionError(.wrongLength, in: place) }
    var previous = 0
    for entry in 0..<entryCount {
      let end = Int(section.bytes.number(at: ends + entry * 4, as: UInt32.self))
      guard end >= previous, texts + end <= section.bytes.count else {
        throw CorruptionError(.outOfRange("value of a column"), in: place, at: UInt64(entry))
      }
      previous = end
    }
  }

  /// The entry of a document, 0 for none.
  ///
  /// A number that no entry has, which only damage can bring, counts as none.
  @inline(__always)
  func entry(of document: Int) -> Int {
    let number = Int(truncatingIfNeeded: numbers.number(document) ?? 0)
    return number <= entryCount && number >= 0 ? number : 0
  }

  /// The bytes of an entry, from 1 on.
  func bytes(ofEntry entry: Int) -> UnsafeRawBufferPointer {
    let texts = ends + entryCount * 4
    let first = ends + (entry - 1) * 4
    let start = entry > 1 ? Int(section.bytes.number(at: first - 4, as: UInt32.self)) : 0
    let end = Int(section.bytes.number(at: first, as: UInt32.self))
    return UnsafeRawBufferPointer(rebasing: section.bytes[texts + start..<texts + end])
  }

  /// The values of an entry, from 1 up to ``entryCount``; none for 0.
  package func values(ofEntry entry: Int) -> [String] {
    guard entry > 0, entry <= entryCount else { return [] }
    return bytes(ofEntry: entry).split(separator: Self.separator).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
