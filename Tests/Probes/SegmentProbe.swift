// SPDX-License-Identifier: Apache-2.0

@testable import InvertedIndex
import Searching
import Storage
import TextAnalysis

/// The first byte says which segment is changed, whether its sums are made to fit, and what is done
/// with it beside being read through: searched, merged with a sound one, reordered.
final class SegmentProbe: Probe {
  /// A sound segment with its deletions.
  private struct World {
    let entry: ManifestEntry
    let deletions: ManifestEntry
    let sections: [Section]
    /// Those of the deletions.
    let hidden: [Section]
    let bytes: [UInt8]
    let hiddenBytes: [UInt8]
    let walk: [String]
  }

  private let folder: SealedFolder
  private let worlds: [World]
  private let other: SegmentReader
  private let queries: [Query]

  init() throws {
    let folder = try SealedFolder()
    self.folder = folder
    worlds = try [(2, UInt64(1)), (7, 2), (160, 3)].map { count, seed in
      try Self.world(of: count, seed: seed, in: folder)
    }
    let (entry, deletions) = try folder.segment(of: 9, seed: 4)
    other = try SegmentReader(folder.open(entry), deletions: folder.open(deletions))
    queries = try ProbeQueries.all.map { try QueryParser(today: 20_000).parse($0).query }
  }

  private static func world(of count: Int, seed: UInt64, in folder: SealedFolder) throws -> World {
    let (entry, deletions) = try folder.segment(of: count, seed: seed)
    let bytes = try folder.bytes(of: entry)
    let hiddenBytes = try folder.bytes(of: deletions)
    let file = try folder.open(entry)
    let hidden = try folder.open(deletions)
    var walk = SegmentWalk(try SegmentReader(file, deletions: hidden), keepsLines: count < 100)
    try walk.all()
    return World(
      entry: entry,
      deletions: deletions,
      sections: file.contents,
      hidden: hidden.contents,
      bytes: bytes,
      hiddenBytes: hiddenBytes,
      walk: walk.lines
    )
  }

  var seeds: [[UInt8]] {
    var seeds: [[UInt8]] = []
    for mode in UInt8(0)..<24 {
      seeds.append([mode, 0, 0, 9, 0, 200, mode % 21, 3, mode, 0, mode])
    }
    return seeds
  }

  func run(_ input: [UInt8]) throws(BrokenPromise) {
    var edits = Edits(input)
    let mode = edits.byte()
    if mode & 1 == 0 {
      try runDamaged(worlds[Int(mode >> 1 & 1)], &edits)
    } else {
      try runForged(worlds[Int(mode >> 1) % 3], &edits, mode >> 4)
    }
  }

  /// With the sums as they were: an error, or no difference at all.
  private func runDamaged(_ world: World, _ edits: inout Edits) throws(BrokenPromise) {
    var parts = [world.bytes, world.hiddenBytes]
    edits.apply(to: &parts)
    let walk = try damageOrValue(in: [world.entry.place, world.deletions.place]) {
      let hidden = try folder.open(parts[1], as: world.deletions)
      let file = try folder.open(parts[0], as: world.entry)
      var walk = SegmentWalk(try SegmentReader(file, deletions: hidden), keepsLines: true)
      try walk.all()
      return walk.lines
    }
    if let walk { try promise(walk == world.walk, "a damaged segment that answers otherwise") }
  }

  /// With sums that fit the changes: whatever is read, nothing is out of bounds.
  private func runForged(
    _ world: World,
    _ edits: inout Edits,
    _ tasks: UInt8
  ) throws(BrokenPromise) {
    let all = world.sections + world.hidden
    let changed = all.changed(by: &edits)
    var names: [String] = []
    let reader = try damageOrValue(in: []) { () throws -> SegmentReader in
      let own = Array(changed.prefix(world.sections.count))
      let count = UInt64(world.sections.count)
      let entry = try folder.seal(own, as: .segment, attributes: [count])
      var hidden = Array(changed.dropFirst(world.sections.count))
      hidden[0].bytes.name(entry.id)
      let deletions = try folder.seal(hidden, as: .deletions, owner: entry.id)
      names = [entry.place, deletions.place]
      let second = try folder.open(deletions)
      return try SegmentReader(try folder.open(entry), deletions: tasks & 8 == 0 ? second : nil)
    }
    guard let reader else { return }
    _ = try damageOrValue(in: names) {
      var walk = SegmentWalk(reader, keepsLines: false)
      try walk.all()
    }
    if tasks & 1 == 0 { try search(reader, from: Int(edits.byte())) }
    if tasks & 2 != 0 { try merge(reader, names) }
    if tasks & 4 != 0 { try reorder(reader, names) }
  }

  /// Some of the queries, so that an input takes milliseconds.
  private func search(_ reader: SegmentReader, from first: Int) throws(BrokenPromise) {
    let searcher: Searcher
    do {
      searcher = try Searcher([reader, other])
    } catch {
      return
    }
    for number in first..<first + 4 {
      let query = queries[number % queries.count]
      for order in [SearchOrder.relevance, .newestFirst] {
        let results: SearchResults
        do throws(QueryError) {
          results = try searcher.search(SearchRequest(query, order: order))
        } catch {
          continue
        }
        try promise(results.hits.count <= results.total, "more hits than articles: \(query)")
        let documents = [reader.documentCount, other.documentCount]
        for hit in results.hits {
          try promise(Int(hit.document) < documents[hit.segment], "a hit that is not there")
        }
      }
      let field = FacetField.allCases[number % FacetField.allCases.count]
      sink(try? searcher.facet(SearchRequest(query), by: field))
      sink(try? searcher.explain(SearchRequest(query)))
      sink(try? searcher.explainScore(of: 0, in: 0, SearchRequest(query)))
    }
  }

  /// What was made of a forged segment is a sealed file like any other: it verifies, and is read as far
  /// as it makes sense.
  private func merge(_ reader: SegmentReader, _ names: [String]) throws(BrokenPromise) {
    let purged = DocumentSet([0], documentCount: UInt32(reader.documentCount))
    for purges in [nil, purged] {
      let inputs = [SegmentMerge.Input(reader, purged: purges), SegmentMerge.Input(other)]
      let receipt = try damageOrValue(in: names) {
        try SegmentMerge(inputs).write(into: folder.newFile(.segment))
      }
      if let receipt { try check(receipt.entry()) }
    }
  }

  private func reorder(_ reader: SegmentReader, _ names: [String]) throws(BrokenPromise) {
    let receipt = try damageOrValue(in: names) { () throws -> SealedFileReceipt? in
      var ordering = SegmentReader.Ordering()
      ordering.threads = 1
      let order = try reader.orderByLikeness(ordering)
      return try SegmentReorder(reader, order)?.write(into: folder.newFile(.segment))
    }
    if case .some(.some(let receipt)) = receipt { try check(receipt.entry()) }
  }

  private func check(_ entry: ManifestEntry) throws(BrokenPromise) {
    _ = try damageOrValue(in: [entry.place]) {
      let segment = try SegmentReader(folder.open(entry))
      try segment.verify()
      var walk = SegmentWalk(segment, keepsLines: false)
      try walk.all()
    }
  }
}

/// Queries that together go every way there is.
enum ProbeQueries {
  static let all = [
    "flood river", "flood OR bridge OR \"the river\"", "\"of the\"", "flo* NOT mayor",
    "flood NEAR/3 river", "flood w/s river", "lead:(flood) first5:the", "atleast2:the",
    "title:flood by:mora", "flod~1 pub:2023..2024", "words>12 lang:de", "2 of (flood, river, x)",
    "*schutz -border", "added:2024.. url:x", "flood^3 the",
  ]
}

extension [UInt8] {
  /// Writes the id of the segment into the section of its deletions that names it.
  fileprivate mutating func name(_ id: FileID) {
    guard count >= 22 else { return }
    var writer = ByteWriter()
    writer.fileID(id)
    replaceSubrange(6..<22, with: writer.bytes)
  }
}
