// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import SystemPackage

/// An index of words without articles, open for searching.
struct WordIndex {
  /// Oldest first.
  let segments: [SegmentReader]
  let documentCount: UInt64
  /// The mean length of the documents of all segments.
  let averageLength: Float

  /// Opens the newest generation of the index at `path`.
  init(at path: FilePath) throws(BenchmarkError) {
    let directory: ArchiveDirectory
    do throws(StorageError) {
      directory = try ArchiveDirectory.open(at: path)
    } catch {
      throw .storage(error)
    }
    try self.init(directory)
  }

  /// Opens the newest generation.
  init(_ directory: ArchiveDirectory) throws(BenchmarkError) {
    var segments: [SegmentReader] = []
    do {
      let snapshot = try directory.snapshot(of: [.segment, .deletions])
      if let damage = snapshot.damaged.first { throw StorageError.corruption(damage.error) }
      for file in snapshot.files(of: .segment) {
        let deletions = snapshot.file(of: .deletions, ownedBy: file.entry.id)
        let segment = try SegmentReader(file, deletions: deletions)
        try segment.require(SegmentBuilder.blanksIdentity)
        segments.append(segment)
      }
    } catch let error as StorageError {
      throw .storage(error)
    } catch let error as CorruptionError {
      throw .storage(.corruption(error))
    } catch let error as AnalyzerMismatch {
      throw .analyzer(error)
    } catch {
      throw .storage(.notAnArchive(directory.path))
    }
    self.segments = segments
    documentCount = segments.reduce(0) { $0 + UInt64($1.statistics.documents) }
    let length = segments.reduce(0) { $0 + $1.statistics.weightedLength }
    averageLength = documentCount > 0 && length > 0 ? Float(length) / Float(documentCount) : 1
  }
}
