// SPDX-License-Identifier: Apache-2.0

@testable import InvertedIndex
import Searching
import Storage
import TextAnalysis

/// Reads everything that can be read of a segment.
struct SegmentWalk {
  private let segment: SegmentReader
  /// A line for every answer, so that two segments can be compared; empty if none is kept.
  private(set) var lines: [String] = []
  private let keepsLines: Bool

  init(_ segment: SegmentReader, keepsLines: Bool) {
    self.segment = segment
    self.keepsLines = keepsLines
  }

  private mutating func say(_ line: String) {
    if keepsLines { lines.append(line) }
  }

  /// Everything, or the first damage.
  mutating func all() throws {
    try terms()
    try expansions()
    try groups()
    try documents()
    try sets()
    try nearness()
  }

  private mutating func terms() throws {
    let source = try segment.source
    var reader = PostingsListReader(source)
    var cursor = segment.terms()
    var entries: [TermEntry] = []
    while try cursor.next() {
      let key = Array(cursor.key)
      let entry = try cursor.entry()
      try read(entry.postings, with: &reader)
      try step(through: entry, in: source)
      if entries.count < 12 { entries.append(entry) }
      say("\(key) \(entry)")
      if let found = try segment.term(key), found != entry { say("another \(found)") }
    }
    for first in entries {
      for second in entries { try pair(first, second, with: &reader) }
    }
  }

  private func read(
    _ list: TermPostings,
    with reader: inout PostingsListReader
  ) throws(CorruptionError) {
    try reader.open(list)
    while try reader.nextBlock() {}
    guard list.hasPositions else { return }
    while try reader.nextNumbers() { reader.skip(reader.numberCount) }
  }

  /// As a search does: by leaps, with frequencies, weights and positions.
  private mutating func step(through entry: TermEntry, in source: PostingsSource) throws {
    if entry.postings.hasPositions { try segment.checkPositions(of: entry) }
    let arena = CursorArena(source, isSmall: true)
    let cursor = arena.cursor(for: entry.postings)
    var buffer = PositionBuffer()
    defer { buffer.deallocate() }
    var steps = 0
    while cursor.pointee.document != PostingsFormat.noDocument, steps < 4096 {
      let index = cursor.pointee.index
      let frequency = cursor.pointee.frequencies()[index]
      let weight = cursor.pointee.weights()[index]
      let count = entry.postings.hasPositions ? cursor.pointee.readPositions(into: &buffer) : 0
      let places = UnsafeBufferPointer(start: buffer.numbers, count: count)
      say("\(cursor.pointee.document) \(frequency) \(weight) \(Array(places))")
      sink(cursor.pointee.largestBound(from: cursor.pointee.document, to: .max - 1))
      steps += 1
      if steps % 5 == 0 {
        cursor.pointee.advance(to: cursor.pointee.document &+ UInt32(steps))
      } else {
        cursor.pointee.next()
      }
    }
    try arena.check()
  }

  private mutating func pair(
    _ first: TermEntry,
    _ second: TermEntry,
    with reader: inout PostingsListReader
  ) throws {
    guard case .listed(let list) = try segment.pair(first, second) else { return }
    try read(list, with: &reader)
    say("pair \(first.ordinal) \(second.ordinal) \(list)")
  }

  private mutating func expansions() throws {
    for prefix in ["fl", "", "\u{1}", "é"] {
      let found = try segment.terms(withPrefix: Array(prefix.utf8), limit: 50)
      say("\(prefix) \(found.map(\.key))")
    }
    for pattern in [[.any, .letters(Array("oo".utf8)), .any], [.one, .any]] as [[WordPattern.Part]]
    {
      var keys: [[UInt8]] = []
      _ = try segment.forEachTerm(of: WordPattern(pattern)) { key, _ in keys.append(Array(key)) }
      say("\(keys)")
    }
    var near: [String] = []
    try segment.forEachTerm(like: Array("flood".utf8), edits: 2) { key, edits, _ in
      near.append("\(Array(key)) \(edits)")
    }
    say("\(near)")
    let all = LanguageMask(rawValue: .max)
    for end in ["schutz", "nationalism"] {
      let words = try segment.words(endingIn: Array(end.utf8), in: all)
      say("\(words.map(\.key))")
    }
  }

  private mutating func groups() throws {
    for word in ["flood", "élection", "internationally"] {
      for language in segment.languages {
        let groups = try segment.stemGroups(
          of: StemQuery(surface: Array(word.utf8)),
          in: language
        )
        say("\(groups.map { $0.members.map(\.term) })")
      }
    }
  }

  private mutating func documents() throws {
    for document in 0..<UInt32(min(segment.documentCount, 40)) {
      say("\(try segment.articleID(of: document)) \(try segment.version(of: document))")
      say("\(String(describing: try segment.publication(of: document)))")
      say("\(try segment.filed(of: document)) \(try segment.revision(of: document))")
      say("\(try segment.language(of: document)) \(try segment.wordCount(of: document))")
      say("\(try segment.weightedLength(of: document)) \(try segment.boundaries(of: document))")
    }
    for property in DocumentProperty.allCases {
      let column = try segment.column(of: property)
      for document in 0..<min(segment.documentCount, 40) {
        say("\(column.values(ofEntry: column.entry(of: document)))")
      }
    }
  }

  private mutating func sets() throws {
    say("\(try segment.documents(publishedIn: 1_700_000_000...1_700_900_000).documents)")
    say("\(try segment.documents(filedIn: 1_710_000_001...1_710_000_003).documents)")
    say("\(try segment.documents(filedAfter: 2).documents)")
    say("\(try segment.documents(ofWords: 10...20).documents)")
    say("\(try segment.documents(of: ArticleSet([0, 0x9e37_79b9_7f4a_7c15])).documents)")
    for language in segment.languages { say("\(try segment.documents(in: language).documents)") }
    say("\(String(describing: segment.hidden?.documents))")
  }

  /// Two words beside each other, in every sense.
  private mutating func nearness() throws {
    guard let one = try segment.term(Array("flood".utf8)),
      let other = try segment.term(Array("river".utf8))
    else { return }
    let search = SegmentSearch(
      source: try segment.source,
      languages: nil,
      hidden: segment.hidden,
      model: ScoringModel(averageLength: 10, weights: [])
    )
    let sides = try [one, other].map { entry in
      SpanExpression.words(
        [try segment.spanWords([PhraseWord(entry, offset: 0)])].compactMap(\.self)
      )
    }
    let senses: [SpanNearness] = [.within(3), .inOrder(2), .inSentence, .inParagraph]
    let expressions =
      senses.map { SpanExpression.near($0, sides[0], sides[1]) }
      + [.within(.lead, sides[0]), .within(.opening(4), sides[1])]
    for expression in expressions {
      say("\(try search.count(segment.spans(expression, weight: 0)))")
    }
  }
}
