// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Searching
import Storage
import SystemPackage
import TestSupport
import TextAnalysis

/// Articles made by chance, the same on every run, in several languages and with all fields.
struct SearchWorld {
  static let words: [String: [String]] = [
    "en": [
      "the", "of", "river", "rivers", "flood", "floods", "flooded", "flooding", "mayor", "border",
      "borders", "school", "schools", "cartel", "cartels", "COVID-19", "U.S.", "don't", "people",
      "12", "2024", "1,000", "Flood", "FLOOD", "bridge", "bridges", "organization", "organizations",
      "night", "$3.5",
    ],
    "es": [
      "el", "la", "río", "ríos", "rio", "cartel", "carteles", "frontera", "fronteras", "alcalde",
      "alcaldes", "escuela", "escuelas", "noche", "2024", "niño", "niños", "puente", "Ramírez",
      "RAMÍREZ", "ramirez", "Ríos",
    ],
    "fr": [
      "le", "la", "école", "écoles", "ecole", "élection", "élections", "maire", "maires", "pont",
      "ponts", "l'eau", "nuit", "nuits", "cartel", "cartels", "organisation", "2024",
    ],
    "zh": ["河水上涨", "市长", "学校停课", "桥", "两米", "2024", "边境", "选举", "水"],
    "": ["flood", "ríos", "élection", "桥", "people", "cartels", "x"],
  ]

  private(set) var documents: [BruteForceSearcher.Document] = []

  init(count: Int, seed: UInt64) {
    var random = Seeded(seed: seed)
    for _ in 0..<count { documents.append(Self.document(&random)) }
  }

  static func word(_ language: String, _ random: inout Seeded) -> String {
    let list = words[language] ?? []
    // Squared, so that some words are frequent and some rare.
    let place = Int.random(in: 0..<list.count, using: &random)
    return list[Int.random(in: 0...place, using: &random)]
  }

  static func text(_ language: String, _ range: ClosedRange<Int>, _ random: inout Seeded) -> String
  {
    (0..<Int.random(in: range, using: &random)).map { _ in word(language, &random) }
      .joined(separator: language == "zh" && Bool.random(using: &random) ? "" : " ")
  }

  private static func document(_ random: inout Seeded) -> BruteForceSearcher.Document {
    let languages = ["en", "en", "en", "es", "es", "fr", "zh", ""]
    let language = languages[Int.random(in: 0..<languages.count, using: &random)]
    var fields: [(number: UInt8, weight: UInt32, paragraphs: [String])] = []
    for field in IndexedField.allCases where !field.isApart {
      let isBody = field == .body
      guard isBody || Int.random(in: 0..<3, using: &random) > 0 else { continue }
      let count = isBody ? Int.random(in: 0...4, using: &random) : 1
      let paragraphs = (0..<count).map { _ in text(language, isBody ? 1...25 : 1...4, &random) }
      guard !paragraphs.isEmpty else { continue }
      fields.append((field.rawValue, FieldWeights.standard[field: field], paragraphs))
    }
    let day = Int64.random(in: 19_000...20_000, using: &random)
    let isDated = Int.random(in: 0..<5, using: &random) > 0
    return BruteForceSearcher.Document(
      fields: fields,
      language: Language(code: language) ?? .unknown,
      published: isDated ? day * 86_400 + Int64.random(in: 0..<86_400, using: &random) : nil,
      isHidden: Int.random(in: 0..<15, using: &random) == 0
    )
  }
}

/// The world's documents as segments of an archive.
struct SearchSegments {
  private let directory: TemporaryDirectory
  private let paths: ArchivePaths
  /// The number of documents before each segment.
  private(set) var bases: [Int] = []
  private(set) var readers: [SegmentReader] = []

  /// Builds segments of the given sizes; the last takes what is left.
  init(_ documents: [BruteForceSearcher.Document], sizes: [Int]) throws {
    directory = try TemporaryDirectory()
    paths = ArchivePaths(directory.path)
    for folder in ["segments", "tmp"] { try FileSystem.makeFolder(directory.appending(folder)) }
    var next = 0
    for size in sizes + [documents.count] where next < documents.count {
      let end = min(documents.count, next + size)
      bases.append(next)
      readers.append(try segment(Array(documents[next..<end]), first: next))
      next = end
    }
  }

  /// When the document at a place in the world was filed: one every hour.
  static func filed(_ place: Int) -> Int64 { 1_700_000_000 + Int64(place) * 3_600 }

  /// The commit that filed it: seven a commit.
  static func revision(_ place: Int) -> UInt64 { UInt64(place / 7 + 1) }

  /// The place in the world of a document of a segment.
  func place(_ hit: SearchHit) -> Int { bases[hit.segment] + Int(hit.document) }

  /// The path of a segment's file.
  func path(_ segment: Int) -> FilePath { paths.file(readers[segment].file.entry) }

  private func open(_ receipt: SealedFileReceipt) throws -> SealedFile {
    let entry = receipt.entry()
    return try SealedFile(paths.file(entry), entry: entry)
  }

  private func segment(
    _ documents: [BruteForceSearcher.Document],
    first: Int
  ) throws -> SegmentReader {
    var builder = SegmentBuilder()
    for (index, document) in documents.enumerated() {
      builder.begin()
      for field in document.fields {
        guard let name = IndexedField(rawValue: field.number) else { continue }
        for paragraph in field.paragraphs { builder.add(field: name, text: paragraph) }
      }
      builder.finish(
        DocumentMetadata(
          articleID: UInt64(first + index),
          version: 1,
          published: document.published,
          precision: document.published.map { $0 % 7 == 0 ? .month : .day } ?? .day,
          language: document.language,
          source: document.paragraphs(of: .source).first,
          section: document.paragraphs(of: .section).first,
          authors: document.paragraphs(of: .byline),
          filed: Self.filed(first + index),
          revision: Self.revision(first + index)
        )
      )
    }
    let file = try open(builder.seal(into: SealedFileWriter(.segment, generation: 1, in: paths)))
    let count = UInt32(documents.count)
    let hidden = documents.indices.filter { documents[$0].isHidden }.map { UInt32($0) }
    let deletions = SegmentDeletions(
      removed: DocumentSet(hidden, documentCount: count),
      superseded: DocumentSet(0..<0)
    )
    let written = try deletions.write(
      of: file.entry.id,
      documents: count,
      into: SealedFileWriter(.deletions, generation: 1, in: paths)
    )
    return try SegmentReader(file, deletions: open(written))
  }
}

extension BruteForceSearcher.Document {
  func paragraphs(of field: IndexedField) -> [String] {
    fields.filter { $0.number == field.rawValue }.flatMap(\.paragraphs)
  }
}
