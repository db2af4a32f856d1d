// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Articles
import InvertedIndex
import Storage
import SystemPackage
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

  /// Those of the lines that are not about the index, without which nothing should be filed: what is
  /// known already would look new.
  var damagedStore: [String] { damaged.filter { !$0.hasPrefix("segments/") } }

  /// Opens the files of these kinds.
  ///
  /// Whoever writes (`isForWriting`) does not go around a file that the disk refuses: what would be
  /// decided without it is wrong as soon as it can be read again.
  ///
  /// - Throws: ``AnalyzerMismatch`` if a segment was made by other rules than today's.
  init(_ directory: ArchiveDirectory, kinds: [FileKind], isForWriting: Bool = false) throws {
    let snapshot = try directory.snapshot(of: kinds)
    if isForWriting { try Self.requireReadable(snapshot) }
    var damaged = snapshot.damaged.map { "\($0.error)" }
    let (opened, stateless) = try Self.segments(of: snapshot, &damaged)
    for segment in opened { try segment.require(Analyzer.identity) }
    manifest = snapshot.manifest
    let files = [FileKind.originals, .articles, .catalogue].flatMap { snapshot.files(of: $0) }
    store = try Self.store(files, &damaged)
    segments = Self.withStates(opened, stateless, store)
    self.damaged = damaged
  }

  private static func requireReadable(_ snapshot: Snapshot) throws(StorageError) {
    for (entry, error) in snapshot.damaged {
      guard case .unreadable = error.kind else { continue }
      throw .file(FileError("open", snapshot.directory.paths.file(entry), .ioError))
    }
  }

  /// What `reindex` starts from: the store's files that a transaction names, and no index.
  init(rebuilding manifest: Manifest, in directory: ArchiveDirectory) throws {
    var damaged: [String] = []
    var files: [SealedFile] = []
    for entry in manifest.entries where Self.reading.contains(entry.kind) {
      do throws(StorageError) {
        files.append(try SealedFile(directory.paths.file(entry), entry: entry))
      } catch {
        // What is refused for want of a permission, or by the disk, may be well and is not made anew.
        if case .file(let refusal) = error, !refusal.meansDamage { throw error }
        damaged.append("\(entry.place): \(ArchiveError(error).description)")
      }
    }
    self.manifest = manifest
    segments = []
    store = try Self.store(files, &damaged)
    self.damaged = damaged
  }

  /// The segments that can be opened, and the places of those of whose documents nobody says which are
  /// not to be found, because their deletions are damaged.
  private static func segments(
    of snapshot: Snapshot,
    _ damaged: inout [String]
  ) throws(CorruptionError) -> (opened: [SegmentReader], stateless: [Int]) {
    var opened: [SegmentReader] = []
    var stateless: [Int] = []
    for file in snapshot.files(of: .segment) {
      let own = snapshot.manifest.entry(of: .deletions, ownedBy: file.entry.id)
      let deletions = own.flatMap { snapshot.file($0) }
      do throws(CorruptionError) {
        opened.append(try SegmentReader(file, deletions: deletions))
        if own != nil, deletions == nil { stateless.append(opened.count - 1) }
      } catch {
        // Not damaged, and of no use: what made it wrote another index than this program's.
        if case .unsupportedVersion = error.kind, (try? SegmentReader(file)) == nil { throw error }
        damaged.append("\(error)")
        guard deletions != nil, let alone = try? SegmentReader(file) else { continue }
        stateless.append(opened.count)
        opened.append(alone)
      }
    }
    return (opened, stateless)
  }

  /// Works out from the catalogue what lost deletions said: a walk over all documents.
  ///
  /// Where the catalogue cannot say it either, what was removed is found again; whoever searches is warned.
  private static func withStates(
    _ segments: [SegmentReader],
    _ stateless: [Int],
    _ store: ArticleStoreReader
  ) -> [SegmentReader] {
    guard !stateless.isEmpty else { return segments }
    var known = segments
    do {
      var articles: Set<ArticleID> = []
      for number in stateless {
        for document in 0..<UInt32(segments[number].documentCount) {
          articles.insert(ArticleID(rawValue: try segments[number].articleID(of: document)))
        }
      }
      var states = DocumentStates(segments)
      try states.update(articles) { try store.state(of: $0).isRemoved }
      for number in stateless {
        let file = segments[number].file
        known[number] = try SegmentReader(file, states: states.deletions(of: number))
      }
      return known
    } catch {
      return segments
    }
  }

  /// A segment with its deletions.
  static func segment(
    _ file: SealedFile,
    in snapshot: Snapshot
  ) throws(CorruptionError) -> SegmentReader {
    try SegmentReader(
      file,
      deletions: snapshot.file(of: .deletions, ownedBy: file.entry.id)
    )
  }

  /// Makes sure that deletions belong to a segment of the same generation.
  static func checkOwner(
    of file: SealedFile,
    in snapshot: Snapshot
  ) throws(CorruptionError) {
    let segments = snapshot.manifest.entries(of: .segment)
    guard let owner = file.entry.owner, segments.contains(where: { $0.id == owner }) else {
      throw CorruptionError(.wrongFile, in: file.entry.place)
    }
  }

  /// The store over those of some files that can be opened.
  static func store(_ files: [SealedFile]) throws(CorruptionError) -> ArticleStoreReader {
    var damaged: [String] = []
    return try store(files, &damaged)
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
    let hasAllRuns = !damaged.contains { $0.hasPrefix("\(FileKind.catalogue.folder)/") }
    return try ArticleStoreReader(sound, hasAllRuns: hasAllRuns)
  }

  /// The kinds that a search touches.
  static let searching: [FileKind] = [.articles, .catalogue, .segment, .deletions]
  /// The kinds that reading an article with its original touches.
  static let reading: [FileKind] = [.originals, .articles, .catalogue]
}

extension FileError {
  /// Whether the file is not there, or something that is no file is in its place.
  fileprivate var meansDamage: Bool {
    [
      .noSuchFileOrDirectory, .notDirectory, .isDirectory, .tooManySymbolicLinkLevels,
      .invalidArgument, .noSuchAddressOrDevice,
    ].contains(errno)
  }
}
