// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import SystemPackage
import TestSupport
import TextAnalysis

/// A folder in which segments are sealed and opened, without the rest of an archive.
struct SegmentFolder {
  private let directory: TemporaryDirectory
  let paths: ArchivePaths

  init() throws {
    directory = try TemporaryDirectory()
    paths = ArchivePaths(directory.path)
    for folder in ["segments", "tmp"] { try FileSystem.makeFolder(directory.appending(folder)) }
  }

  func newFile(_ kind: FileKind = .segment) throws -> SealedFileWriter {
    try SealedFileWriter(kind, generation: 1, in: paths)
  }

  func open(_ receipt: SealedFileReceipt) throws -> SealedFile {
    let entry = receipt.entry()
    return try SealedFile(paths.file(entry), entry: entry)
  }

  /// The bytes of a file.
  func read(_ path: FilePath) throws -> [UInt8] {
    try TemporaryDirectory.read(path)
  }

  func replace(_ path: FilePath, by bytes: [UInt8]) throws {
    try TemporaryDirectory.write(bytes, to: path)
  }

  /// A copy of a sealed file with other bytes and sums that fit them.
  func copy(
    of file: SealedFile,
    changing change: (SectionTag, inout [UInt8]) -> Void
  ) throws -> SealedFileReceipt {
    var writer = try newFile(file.entry.kind)
    for tag in file.tags {
      var bytes = file.section(tag).map { Array($0) } ?? []
      change(tag, &bytes)
      try writer.beginSection(tag)
      try writer.write(bytes)
      writer.endSection()
    }
    return try writer.seal()
  }

  /// Builds a segment of documents and opens it.
  func segment(
    of documents: [SampleDocument],
    analysis: SegmentBuilder.Analysis = .standard,
    pairs: PairRule = .standard
  ) throws -> SegmentReader {
    var builder = SegmentBuilder(analysis: analysis)
    builder.pairRule = pairs
    for document in documents { document.add(to: &builder) }
    return try SegmentReader(open(builder.seal(into: newFile())))
  }

  func merge(
    _ inputs: [SegmentMerge.Input],
    postingsBudget: Int = 1 << 20,
    pairs: PairRule = .standard
  ) throws -> SegmentReader {
    var merge = SegmentMerge(inputs)
    merge.pairRule = pairs
    merge.postingsBudget = postingsBudget
    return try SegmentReader(open(merge.write(into: newFile())))
  }
}

/// The sections of a segment, each with its bytes.
func sections(of segment: SegmentReader) -> [String: [UInt8]] {
  var sections: [String: [UInt8]] = [:]
  for tag in segment.file.tags {
    sections[tag.description] = segment.file.section(tag).map { Array($0) }
  }
  return sections
}
