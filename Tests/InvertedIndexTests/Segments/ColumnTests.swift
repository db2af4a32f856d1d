// SPDX-License-Identifier: Apache-2.0

import Storage
import Testing
import TextAnalysis

@testable import InvertedIndex

@Suite struct ColumnTests {
  /// How wide numbers are in a file, and what is read from it.
  private func column(
    _ numbers: [UInt64],
    missing: UInt64? = nil,
    in folder: SegmentFolder
  ) throws -> (width: Int, numbers: [UInt64?]) {
    var values = GrowingArray<UInt64>()
    for number in numbers { values.append(number) }
    let written = NumberColumnWriter(values.values, missing: missing)
    let tag = SectionTag("NUMB")
    var file = try folder.newFile()
    try file.beginSection(tag)
    try file.write(written.bytes.bytes)
    file.endSection()
    let section = try #require(try folder.open(file.seal()).checkable(tag))
    let column = try NumberColumn(section, documents: numbers.count)
    return withExtendedLifetime(section) {
      (column.width, numbers.indices.map { column.number($0) })
    }
  }

  @Test(arguments: 0...8)
  func `numbers take the least width that holds them`(width: Int) throws {
    let folder = try SegmentFolder()
    let least: UInt64 = width < 8 ? 1_000_003 : 0
    let greatest = width == 0 ? least : least + (UInt64.max >> UInt64(64 - 8 * width))
    var numbers = [least, greatest, greatest, least]
    if width > 0 { numbers += [least + 1, greatest - 1, least + 200] }
    let column = try column(numbers, in: folder)
    #expect(column.width == width)
    #expect(column.numbers == numbers)
  }

  @Test func `numbers that are multiples apart take a byte`() throws {
    let folder = try SegmentFolder()
    let numbers = (0..<200).map { 7 + 86_400 * 8 * UInt64($0 * 37 % 255) }
    let column = try column(numbers, in: folder)
    #expect(column.width == 1)
    #expect(column.numbers == numbers)
  }

  @Test(arguments: [[0, 5, 9, 0, 6], [0, 0], [3, 0], [], [1 << 40, 0, 1 << 20]] as [[UInt64]])
  func `numbers may be missing`(numbers: [UInt64]) throws {
    let column = try column(numbers, missing: 0, in: SegmentFolder())
    #expect(column.numbers.map { $0 ?? 0 } == numbers)
  }

  @Test(arguments: [Int64.min, -1, 0, 1, 1_714_521_600, Int64.max], [0, 1, 2, 3, 4] as [UInt8])
  func `moments keep their second and their precision`(seconds: Int64, precision: UInt8) throws {
    let precision = try #require(DatePrecision(rawValue: precision))
    let time = PublicationTime(seconds: seconds, precision: precision)
    #expect(time.isKnown && time.precision == precision)
    #expect(time.seconds == min(max(seconds, -(1 << 59)), 1 << 59))
    #expect(!PublicationTime(seconds: nil, precision: precision).isKnown)
  }

  @Test func `a zero byte in a name does not make two of it`() throws {
    let folder = try SegmentFolder()
    var document = SampleDocument("flood")
    document.metadata.authors = ["A\u{0}B", "", "C"]
    let segment = try folder.segment(of: [document])
    #expect(try segment.values(.authors, of: 0) == ["A B", "C"])
  }

  @Test(arguments: [0, 1, 63, 64, 65, 1500, 2100])
  func `counts are those of looking at each document`(count: Int) throws {
    var world = SampleWorld(seed: UInt64(count), words: ["x"])
    let documents = world.documents(count)
    let folder = try SegmentFolder()
    let segment = try folder.segment(of: documents)
    let limit = UInt32(count)
    let sets = [
      DocumentSet(0..<limit), DocumentSet(0..<0), DocumentSet(limit / 3..<limit / 2),
      DocumentSet(stride(from: 1, to: limit, by: 3), documentCount: limit),
      DocumentSet((0..<limit).filter { $0 % 130 < 70 }, documentCount: limit),
    ]
    for set in sets {
      let members = set.documents.map { documents[Int($0)].metadata }
      for property in DocumentProperty.allCases {
        let column = try segment.column(of: property)
        var counted: [[String]: UInt32] = [:]
        for (entry, count) in column.counts(among: set).enumerated() where count > 0 {
          counted[column.values(ofEntry: entry)] = count
        }
        #expect(counted == tally(members.map { values(property, of: $0) }))
      }
      let languages = try segment.languageCounts(among: set)
      let byName = zip(segment.languages, languages).filter { $0.1 > 0 }
      #expect(
        Dictionary(uniqueKeysWithValues: byName.map { ([$0.0.code], $0.1) })
          == tally(members.map { [$0.language.code] })
      )
      let dates = try segment.dateCounts(among: set)
      #expect(dates.undated == members.filter { $0.published == nil }.count)
      let days = members.filter { $0.published != nil }.map { ["\(day($0))"] }
      var found: [[String]: UInt32] = [:]
      for (key, count) in dates.days {
        found[["\(key.day)/\(key.precision.rawValue)"]] = UInt32(count)
      }
      #expect(found == tally(days))
    }
  }

  private func tally(_ values: [[String]]) -> [[String]: UInt32] {
    values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  private func values(_ property: DocumentProperty, of document: DocumentMetadata) -> [String] {
    switch property {
    case .source: [document.source ?? ""].filter { !$0.isEmpty }
    case .section: [document.section].compactMap(\.self)
    case .authors: document.authors
    }
  }

  private func day(_ document: DocumentMetadata) -> String {
    let seconds = document.published ?? 0
    let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    return "\(day)/\(min(document.precision.rawValue, 2))"
  }

  @Test func `days before 1970 and days far apart are told apart`() throws {
    let folder = try SegmentFolder()
    let seconds: [Int64] = [-1, 0, -86_400, -86_401, 1 << 50, -(1 << 50), 1 << 50]
    let segment = try folder.segment(of: seconds.map { SampleDocument("x", published: $0) })
    let counts = try segment.dateCounts(among: DocumentSet(0..<7)).days
    let near = counts.filter { abs(Int($0.key.day)) < 10 }
    #expect(
      Dictionary(uniqueKeysWithValues: near.map { ($0.key.day, $0.count) }) == [-1: 2, 0: 1, -2: 1]
    )
    #expect(counts.map(\.count).reduce(0, +) == 7)
  }

  @Test func `documents in the order of time are an interval of it`() throws {
    let folder = try SegmentFolder()
    let documents = (0..<5000).map { number in
      SampleDocument("x", published: number < 4500 ? Int64(number / 3) : nil)
    }
    let segment = try folder.segment(of: documents)
    let set = try segment.documents(publishedIn: 100...1200)
    #expect(set.documents == Array(300..<3603))
    #expect(set.bounds.count == set.count)
    #expect(try segment.datedDocuments().count == 4500)
  }
}
