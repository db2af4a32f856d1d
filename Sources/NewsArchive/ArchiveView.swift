// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import InvertedIndex
import Storage
import TextAnalysis

/// One generation of an archive with readers over its files.
///
/// What is damaged is left out and listed; what is there can be used.
struct ArchiveView: Sendable {
  let manifest: Manifest
  let store: ArticleStoreReader
  /// In the manifest's order, which is the order of filing.
  let segments: [SegmentReader]
  /// One line for each file that cannot be used.
  let damaged: [String]

  /// Opens the files of these kinds.
  ///
  /// - Throws: ``AnalyzerMismatch`` if a segment was made by other rules than today's.
  init(_ directory: ArchiveDirectory, kinds: [FileKind]) throws {
    let snapshot = try directory.snapshot(of: kinds)
    var damaged = snapshot.damaged.map { "\($0.error)" }
    var segments: [SegmentReader] = []
    for file in snapshot.files(of: .segment) {
      do throws(CorruptionError) {
        let deletions = snapshot.file(of: .deletions, ownedBy: file.entry.id)
        segments.append(try SegmentReader(file, deletions: deletions))
      } catch {
        damaged.append("\(error)")
      }
    }
    for segment in segments { try segment.require(Analyzer.identity) }
    manifest = snapshot.manifest
    self.segments = segments
    let files = [FileKind.originals, .articles, .catalogue].flatMap { snapshot.files(of: $0) }
    store = try Self.store(files, &damaged)
    self.damaged = damaged
  }

  /// What `reindex` starts from: the store's files that a transaction names, and no index.
  init(rebuilding manifest: Manifest, in directory: ArchiveDirectory) throws {
    var damaged: [String] = []
    var files: [SealedFile] = []
    for entry in manifest.entries where Self.reading.contains(entry.kind) {
      do throws(StorageError) {
        files.append(try SealedFile(directory.paths.file(entry), entry: entry))
      } catch {
        damaged.append(ArchiveError(error).description)
      }
    }
    self.manifest = manifest
    segments = []
    store = try Self.store(files, &damaged)
    self.damaged = damaged
  }

  /// The store over those of its files that can be opened.
  private static func store(
    _ files: [SealedFile],
    _ damaged: inout [String]
  ) throws(CorruptionError) -> ArticleStoreReader {
    var sound: [SealedFile] = []
    for file in files {
      do throws(CorruptionError) {
        _ = try ArticleStoreReader([file])
        sound.append(file)
      } catch {
        damaged.append("\(error)")
      }
    }
    return try ArticleStoreReader(sound)
  }

  /// The kinds that a search touches.
  static let searching: [FileKind] = [.articles, .catalogue, .segment, .deletions]
  /// The kinds that reading an article with its original touches.
  static let reading: [FileKind] = [.originals, .articles, .catalogue]
}
