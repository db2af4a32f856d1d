// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import SystemPackage
import TestSupport
import Testing
import TextAnalysis

/// The listing in `index/FORMAT.md`, so that the document cannot rot.
@Suite struct FormatDocumentTests {
  /// The bytes of the listing: lines of an offset, two blanks, bytes, and a remark after two more.
  private func listing() throws -> [UInt8] {
    let root = FilePath(#filePath).removingLastComponent()
      .removingLastComponent().removingLastComponent().removingLastComponent()
    let text = try TemporaryDirectory.read(root.appending("index/FORMAT.md"))
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    let start = try #require(lines.firstIndex(of: "## A segment in hex"))
    var bytes: [UInt8] = []
    for line in lines[(start + 1)...].prefix(while: { !$0.hasPrefix("## ") }) {
      guard line.hasPrefix("    "), let offset = Int(line.dropFirst(4).prefix(4), radix: 16)
      else { continue }
      let shown = line.dropFirst(10).prefix(47).split(separator: " ")
      bytes += repeatElement(0, count: offset - bytes.count)
      bytes += shown.compactMap { UInt8($0, radix: 16) }
    }
    return bytes
  }

  private let documents = [
    SampleDocument(
      metadata: DocumentMetadata(
        articleID: 0x0123_4567_89AB_CDEF,
        version: 1,
        published: 1_714_521_600,
        precision: .day,
        language: Language(code: "en") ?? .unknown,
        source: "El Diario",
        authors: ["A. Mora", "B. Ng"],
        filed: 1_714_550_400,
        revision: 1
      ),
      paragraphs: [(.title, "Floods"), (.body, "The river floods Köln.")]
    ),
    SampleDocument(
      metadata: DocumentMetadata(
        articleID: 0xFEDC_BA98_7654_3210,
        version: 2,
        published: nil,
        language: Language(code: "de") ?? .unknown,
        filed: 1_714_636_800,
        revision: 2
      ),
      paragraphs: [(.body, "Köln, the river.")]
    ),
  ]

  /// The listing as a file among the segments of a folder.
  private func open(in folder: SegmentFolder) throws -> SegmentReader {
    let bytes = try listing()
    func number(at offset: Int) -> UInt64 {
      bytes[offset..<offset + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    let entry = ManifestEntry(
      kind: .segment,
      generation: 1,
      id: FileID(high: number(at: 16), low: number(at: 24)),
      length: UInt64(bytes.count),
      checksum: number(at: bytes.count - 16)
    )
    try folder.replace(folder.paths.file(entry), by: bytes)
    return try SegmentReader(SealedFile(folder.paths.file(entry), entry: entry))
  }

  @Test func `the listing is a sound segment that says what the text says`() throws {
    let folder = try SegmentFolder()
    let segment = try open(in: folder)
    try segment.verify()
    let model = NaiveSegment(documents)
    #expect(segment.documentCount == 2)
    #expect(segment.termCount == model.terms.count)
    #expect(segment.languages.map(\.code) == ["en", "de"])
    for key in model.keys {
      let entry = try #require(try segment.term(key))
      #expect(try segment.naive(entry) == model.terms[key])
    }
    #expect(try segment.articleID(of: 1) == 0xFEDC_BA98_7654_3210)
    #expect(try segment.published(of: 0) == 1_714_521_600)
    #expect(try segment.publication(of: 0)?.precision == .day)
    #expect(try segment.publication(of: 1)?.seconds == nil)
    #expect(try [0, 1].map { try segment.wordCount(of: $0) } == [4, 3])
    #expect(try segment.filed(of: 1) == 1_714_636_800)
    #expect(try segment.revision(of: 1) == 2)
    #expect(try segment.values(.source, of: 0) == ["El Diario"])
    #expect(try segment.values(.authors, of: 0) == ["A. Mora", "B. Ng"])
    #expect(try segment.boundaries(of: 0) == model.boundaries[0])
  }

  @Test func `the program writes what the listing shows`() throws {
    let folder = try SegmentFolder()
    var shown = sections(of: try open(in: folder))
    var written = sections(of: try folder.segment(of: documents))
    // The analyzer's identity may move on without a change of format.
    let meta = (shown.removeValue(forKey: "META"), written.removeValue(forKey: "META"))
    #expect(meta.0?.prefix(36) == meta.1?.prefix(36))
    #expect(shown == written)
  }
}
