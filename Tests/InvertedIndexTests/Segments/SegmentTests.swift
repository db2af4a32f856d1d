// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import Testing
import TextAnalysis

@Suite struct SegmentTests {
  @Test(arguments: [(1, 0), (2, 1), (3, 2), (4, 17), (5, 150), (6, 400)] as [(UInt64, Int)])
  func `a sealed segment holds what went in`(seed: UInt64, count: Int) throws {
    var world = SampleWorld(seed: seed)
    let documents = world.documents(count)
    let model = NaiveSegment(documents)
    let folder = try SegmentFolder()
    let segment = try folder.segment(of: documents)
    try segment.verify()
    try segment.require(Analyzer.identity)
    #expect(segment.documentCount == count)
    #expect(segment.termCount == model.terms.count)
    #expect(segment.statistics.tokens == UInt64(model.tokens))
    let total = model.lengths.reduce(UInt64(0)) { $0 + UInt64($1) }
    #expect(segment.statistics.weightedLength == total)
    for (ordinal, key) in model.keys.enumerated() {
      let entry = try #require(try segment.term(key))
      #expect(entry.ordinal == UInt32(ordinal))
      let found = try segment.naive(entry)
      #expect(found == model.terms[key])
      #expect(try segment.term(at: ordinal)?.key == key)
    }
    for (number, document) in documents.enumerated() {
      let number = UInt32(number)
      #expect(try segment.articleID(of: number) == document.metadata.articleID)
      #expect(try segment.version(of: number) == document.metadata.version)
      #expect(try segment.published(of: number) == document.metadata.published)
      if document.metadata.published != nil {
        #expect(try segment.publication(of: number)?.precision == document.metadata.precision)
      }
      let source = document.metadata.source.flatMap { $0.isEmpty ? nil : $0 }
      #expect(try segment.values(.source, of: number) == [source].compactMap(\.self))
      #expect(try segment.values(.section, of: number).first == document.metadata.section)
      #expect(try segment.values(.authors, of: number) == document.metadata.authors)
      #expect(try segment.language(of: number) == document.metadata.language)
      #expect(try segment.weightedLength(of: number) == model.lengths[Int(number)])
      #expect(try segment.boundaries(of: number) == model.boundaries[Int(number)])
    }
  }

  @Test func `terms that are not there are not found`() throws {
    let folder = try SegmentFolder()
    let segment = try folder.segment(of: [SampleDocument("flood river"), SampleDocument("mayor")])
    for word in ["", "f", "floo", "floods", "a", "zebra", "river\u{0}"] {
      #expect(try segment.term(Array(word.utf8)) == nil)
    }
    #expect(try segment.term(at: 3) == nil)
    #expect(try segment.term(at: -1) == nil)
    #expect(throws: CorruptionError.self) { try segment.articleID(of: 2) }
  }

  @Test func `a document that was given up leaves no trace`() throws {
    let folder = try SegmentFolder()
    var builder = SegmentBuilder()
    builder.begin()
    builder.add(field: .title, text: "Nothing of this Café")
    SampleDocument("flood").add(to: &builder)
    let segment = try SegmentReader(folder.open(builder.seal(into: folder.newFile())))
    let whole = try folder.segment(of: [SampleDocument("flood")])
    #expect(sections(of: segment) == sections(of: whole))
  }

  @Test func `finds documents by time, both ends included, and never those without one`() throws {
    var world = SampleWorld(seed: 9, words: ["x"])
    let documents = world.documents(3000)
    let folder = try SegmentFolder()
    let segment = try folder.segment(of: documents)
    for range in [-200...799, 0...0, 100...350, 900...1000, Int64.min...Int64.max] {
      let expected = documents.indices.filter { index in
        documents[index].metadata.published.map { range.contains($0) } ?? false
      }
      #expect(try segment.documents(publishedIn: range).documents.map { Int($0) } == expected)
    }
  }

  @Test func `cuts at blanks for corpora that are cut into words`() throws {
    let folder = try SegmentFolder()
    let text = "Straße  u.s. \n !no x-y " + String(repeating: "w", count: 300)
    let segment = try folder.segment(of: [SampleDocument(text)], analysis: .blanks)
    var keys: [String] = []
    try segment.forEachTerm(withPrefix: []) { key, _ in
      keys.append(String(decoding: key, as: UTF8.self))
      return true
    }
    #expect(keys == ["Straße", "u.s.", String(repeating: "w", count: 255), "x-y"])
    #expect(throws: AnalyzerMismatch.self) { try segment.require(Analyzer.identity) }
  }

  @Test func `walks the terms of a prefix in byte order`() throws {
    let words = (0..<3000).map { "word" + String($0 * 7919 % 100_003) }
    let folder = try SegmentFolder()
    let segment = try folder.segment(of: [SampleDocument(words.joined(separator: " "))])
    for prefix in ["word", "word1", "word99", "word5000", "wore", "wor", "x", "a"] {
      let expected = Set(words.filter { $0.hasPrefix(prefix) }).sorted()
      let found = try segment.terms(withPrefix: Array(prefix.utf8))
      #expect(found.map { String(decoding: $0.key, as: UTF8.self) } == expected)
      let few = try segment.terms(withPrefix: Array(prefix.utf8), limit: 2)
      #expect(few.map(\.key) == found.prefix(2).map(\.key))
    }
  }

  @Test func `finds terms that begin with the same eight bytes`() throws {
    let words = (0..<700).map { "internat" + String($0, radix: 7) } + ["intern", "internb", "zz"]
    let folder = try SegmentFolder()
    let segment = try folder.segment(
      of: [SampleDocument(words.joined(separator: " "))],
      analysis: .blanks
    )
    #expect(segment.termCount == words.count)
    for (ordinal, word) in words.sorted().enumerated() {
      #expect(try segment.term(Array(word.utf8))?.ordinal == UInt32(ordinal))
      #expect(try segment.term(Array((word + "!").utf8)) == nil)
    }
    #expect(try segment.terms(withPrefix: Array("internat".utf8)).count == 700)
    #expect(try segment.terms(withPrefix: Array("internat5".utf8)).count == 57)
  }

  @Test func `single documents merged as the policy says make one built at once`() throws {
    var world = SampleWorld(seed: 31)
    let documents = world.documents(60)
    let folder = try SegmentFolder()
    var policy = MergePolicy()
    policy.smallest = 2
    policy.segmentsPerTier = 2
    policy.mostSegments = 6
    var segments: [SegmentReader] = []
    for document in documents {
      segments.append(try folder.segment(of: [document]))
      for range in policy.merges(of: segments.map(\.documentCount)).reversed() {
        let merged = try folder.merge(segments[range].map { .init($0) })
        segments.replaceSubrange(range, with: [merged])
      }
      #expect(segments.count <= 6)
    }
    let merged = try folder.merge(segments.map { .init($0) })
    #expect(sections(of: merged) == sections(of: try folder.segment(of: documents)))
  }
}
