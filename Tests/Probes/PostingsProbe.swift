// SPDX-License-Identifier: Apache-2.0

@testable import InvertedIndex
import Storage

/// The input is a list's record, then its postings and positions, in memory of their own with exactly
/// the bytes behind them that a section has; or changes to sound ones.
final class PostingsProbe: Probe {
  private static let documents: UInt32 = 20_000
  private let records: [TermPostings]
  private let postings: [UInt8]
  private let positions: [UInt8]

  init() throws {
    let folder = try SealedFolder()
    let (entry, deletions) = try folder.segment(of: 700, seed: 8)
    _ = try folder.open(deletions)
    let reader = try SegmentReader(folder.open(entry))
    var records: [TermPostings] = []
    var cursor = reader.terms()
    while try cursor.next() { records.append(try cursor.entry().postings) }
    self.records = records.sorted { $0.documentFrequency > $1.documentFrequency }
    postings = Array(reader.postings.bytes)
    positions = Array(reader.positions.bytes)
  }

  var seeds: [[UInt8]] {
    var seeds: [[UInt8]] = []
    for number in UInt8(0)..<12 {
      seeds.append([1, number * 3, 0, 0, 9, 0, number, 1, 1, 4, 0, 9])
    }
    for record in records.suffix(8) {
      var writer = ByteWriter()
      record.encode(into: &writer)
      seeds.append([0, 40] + writer.bytes + Array(postings.prefix(40)) + positions.prefix(80))
    }
    return seeds
  }

  func run(_ input: [UInt8]) throws(BrokenPromise) {
    var edits = Edits(input)
    guard edits.byte() & 1 == 0 else {
      let record = records[Int(edits.byte()) % records.count]
      var writer = ByteWriter()
      record.encode(into: &writer)
      var parts = [postings, positions, writer.bytes]
      edits.apply(to: &parts)
      return try read(parts[2], parts[0], parts[1])
    }
    let length = Int(edits.byte()) * 8
    let rest = edits.rest()
    let record = Array(rest.prefix(24))
    let lists = rest.dropFirst(min(rest.count, 12))
    try read(record, Array(lists.prefix(length)), Array(lists.dropFirst(length)))
  }

  private func read(
    _ record: [UInt8],
    _ postings: [UInt8],
    _ positions: [UInt8]
  ) throws(BrokenPromise) {
    let list = try damageOrValue(in: ["a"]) { () throws -> TermPostings in
      var reader = ByteReader(record.span.bytes, of: "a")
      return try TermPostings.decode(from: &reader)
    }
    guard let list else { return }
    let memory = [padded(postings), padded(positions)]
    defer { for part in memory { part.deallocate() } }
    let norms = [UInt8](repeating: 40, count: Int(Self.documents))
    try norms.withUnsafeBufferPointer { (norms) throws(BrokenPromise) in
      guard let norms = norms.baseAddress else { return }
      let source = PostingsSource(
        postings: UnsafeRawBufferPointer(memory[0]),
        positions: UnsafeRawBufferPointer(memory[1]),
        norms: norms,
        documentCount: Self.documents,
        averageLength: 40,
        name: "a"
      )
      try read(list, in: source)
    }
  }

  private func padded(_ bytes: [UInt8]) -> UnsafeMutableRawBufferPointer {
    let count = bytes.count + PostingsFormat.padding
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 64)
    memory.initializeMemory(as: UInt8.self, repeating: 0)
    memory.copyBytes(from: bytes)
    return memory
  }

  private func read(_ list: TermPostings, in source: PostingsSource) throws(BrokenPromise) {
    let whole = try damageOrValue(in: ["a"]) { try readWhole(list, in: source) }
    let stepped = try damageOrValue(in: ["a"]) { try step(through: list, in: source) }
    _ = try damageOrValue(in: ["a"]) { try leap(through: list, in: source) }
    _ = try damageOrValue(in: ["a"]) { try search(list, in: source) }
    guard let whole, let stepped else { return }
    try promise(whole == stepped, "a list that is read in two ways")
  }

  /// As merging does: every document, ascending.
  private func readWhole(_ list: TermPostings, in source: PostingsSource) throws -> [UInt32] {
    var reader = PostingsListReader(source)
    var documents: [UInt32] = []
    try reader.open(list)
    while try reader.nextBlock() {
      for index in 0..<reader.count {
        let document = reader.block.documents[index]
        guard document < source.documentCount, documents.last.map({ $0 < document }) ?? true else {
          throw BrokenPromise("documents that do not ascend")
        }
        documents.append(document)
      }
    }
    guard list.hasPositions else { return documents }
    while try reader.nextNumbers() { reader.skip(reader.numberCount) }
    return documents
  }

  /// As matching does, with everything of each posting.
  private func step(through list: TermPostings, in source: PostingsSource) throws -> [UInt32] {
    let arena = CursorArena(source, isSmall: true)
    let cursor = arena.cursor(for: list)
    var buffer = PositionBuffer()
    defer { buffer.deallocate() }
    var documents: [UInt32] = []
    while cursor.pointee.document != PostingsFormat.noDocument {
      let document = cursor.pointee.document
      try promise(document < source.documentCount, "a document that is not there")
      try promise(documents.count < Int(list.documentFrequency), "more documents than there are")
      documents.append(document)
      sink(cursor.pointee.frequencies()[cursor.pointee.index])
      sink(cursor.pointee.weights()[cursor.pointee.index])
      if list.hasPositions { sink(cursor.pointee.readPositions(into: &buffer)) }
      cursor.pointee.next()
    }
    try arena.check()
    return documents
  }

  private func leap(through list: TermPostings, in source: PostingsSource) throws {
    let arena = CursorArena(source, isSmall: true)
    let cursor = arena.cursor(for: list)
    var leap: UInt32 = 1
    while cursor.pointee.document != PostingsFormat.noDocument {
      let target = cursor.pointee.document &+ leap
      sink(cursor.pointee.largestBound(from: cursor.pointee.document, to: target))
      cursor.pointee.advance(to: target)
      leap = leap &* 3 % 1009
    }
    try arena.check()
  }

  private func search(_ list: TermPostings, in source: PostingsSource) throws {
    let search = SegmentSearch(
      source: source,
      languages: nil,
      hidden: nil,
      model: ScoringModel(averageLength: 40, weights: [1])
    )
    let term = Matcher.term(list, weight: 0)
    let one = Synonym(postings: list)
    let matchers = [
      term, .any([term, .documents(DocumentSet(3..<19_000))]), .all([term, term]),
      .synonyms([one, one], combine: .sum, weight: 0), .atLeast(2, [term, term, term]),
      .excluding(.everything, term), .preferring(.everything, optional: [term]),
    ]
    for matcher in matchers {
      var top = TopDocuments(capacity: 5)
      try search.top(matcher, into: &top, segment: 0)
      sink(try search.count(matcher))
      sink(try search.matches(matcher))
      sink(try search.topAndCount(matcher, into: &top, segment: 0))
    }
  }
}
