// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Articles
import InvertedIndex
import Storage

/// Which documents of the index are not to be found, worked out anew for some articles.
///
/// A pure function of the documents and of what the catalogue says: of several documents for one
/// version the last holds (the others were indexed before a correction); versions before the newest
/// are superseded; all documents of a removed article are hidden.
struct DocumentStates {
  /// Where a document is: the segment's place in the order, and its number there.
  private struct Place: Hashable {
    let segment: Int
    let document: UInt32
  }

  private let segments: [SegmentReader]
  private var removed: [Set<UInt32>]
  private var superseded: [Set<UInt32>]
  private var touched: Set<Int> = []

  init(_ segments: [SegmentReader]) {
    self.segments = segments
    removed = segments.map { Set($0.hidden?.documents ?? []) }
    superseded = segments.map { Set($0.superseded?.documents ?? []) }
  }

  /// Works the states of these articles out anew; a walk over the columns of all segments.
  mutating func update(
    _ articles: Set<ArticleID>,
    isRemoved: (ArticleID) throws -> Bool
  ) throws {
    guard !articles.isEmpty else { return }
    for (id, places) in try places(of: articles) {
      let newest = places.map(\.version).max() ?? 0
      let isRemoved = try isRemoved(id)
      var last: [UInt32: Place] = [:]
      for (version, place) in places { last[version] = place }
      for (version, place) in places {
        set(
          place,
          removed: isRemoved || last[version] != place,
          superseded: version < newest
        )
      }
    }
  }

  private func places(
    of articles: Set<ArticleID>
  ) throws(CorruptionError) -> [ArticleID: [(version: UInt32, place: Place)]] {
    var found: [ArticleID: [(version: UInt32, place: Place)]] = [:]
    for (number, segment) in segments.enumerated() {
      for document in 0..<UInt32(segment.documentCount) {
        let id = ArticleID(rawValue: try segment.articleID(of: document))
        guard articles.contains(id) else { continue }
        let place = Place(segment: number, document: document)
        found[id, default: []].append((try segment.version(of: document), place))
      }
    }
    return found
  }

  private mutating func set(_ place: Place, removed isRemoved: Bool, superseded isOld: Bool) {
    if set(isRemoved, place, in: \.removed) { touched.insert(place.segment) }
    if set(isOld, place, in: \.superseded) { touched.insert(place.segment) }
  }

  /// Whether that changed anything.
  private mutating func set(
    _ isMember: Bool,
    _ place: Place,
    in sets: WritableKeyPath<DocumentStates, [Set<UInt32>]>
  ) -> Bool {
    isMember
      ? self[keyPath: sets][place.segment].insert(place.document).inserted
      : self[keyPath: sets][place.segment].remove(place.document) != nil
  }

  /// What is not to be found of a segment, by its place in the order.
  func deletions(of number: Int) -> SegmentDeletions {
    let count = UInt32(segments[number].documentCount)
    return SegmentDeletions(
      removed: DocumentSet(removed[number], documentCount: count),
      superseded: DocumentSet(superseded[number], documentCount: count)
    )
  }

  /// Writes new deletions for the segments whose states changed.
  func write(into transaction: inout Transaction) throws(StorageError) {
    for number in touched.sorted() {
      let segment = segments[number]
      let count = UInt32(segment.documentCount)
      let deletions = deletions(of: number)
      let owner = segment.file.entry.id
      let receipt = try deletions.write(
        of: owner,
        documents: count,
        into: transaction.newFile(.deletions)
      )
      let old = transaction.manifest.entry(of: .deletions, ownedBy: owner)
      transaction.add(
        receipt,
        owner: owner,
        attributes: [UInt64(removed[number].count), UInt64(superseded[number].count)],
        replacing: old.map { [$0.name] } ?? []
      )
    }
  }
}
