// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import InvertedIndex
import Storage
package import SystemPackage
import TextAnalysis

extension Archive {
  /// Checks that everything is as it was written: names, lengths, every checksum, and with
  /// `originals` the SHA-256 of every original.
  ///
  /// - Throws: ``ArchiveError`` if the archive cannot be opened at all; its damage is reported.
  package static func verify(
    at path: FilePath,
    originals: Bool
  ) throws(ArchiveError) -> VerifyReport {
    try translated {
      let directory = try ArchiveDirectory.open(at: path)
      let snapshot = try directory.snapshot()
      var report = VerifyReport(
        generation: snapshot.manifest.generation,
        files: snapshot.manifest.entries.count,
        originals: 0,
        hasCheckedOriginals: originals,
        damage: snapshot.damaged.map { "\($0.error)" },
        extra: []
      )
      do throws(StorageError) {
        try directory.verifyHistory(of: snapshot.manifest)
      } catch {
        report.damage.append(ArchiveError(error).description)
      }
      for entry in snapshot.manifest.entries { verify(entry, snapshot, &report) }
      report.extra = try directory.unnamedFiles(snapshot.manifest)
      if originals { try verifyOriginals(snapshot, &report) }
      return report
    }
  }

  private static func verify(
    _ entry: ManifestEntry,
    _ snapshot: Snapshot,
    _ report: inout VerifyReport
  ) {
    guard let file = snapshot.file(entry) else { return }
    do throws(CorruptionError) {
      switch entry.kind {
      case .segment:
        let deletions = snapshot.file(of: .deletions, ownedBy: entry.id)
        try SegmentReader(file, deletions: deletions).verify()
      case .originals, .articles, .catalogue:
        _ = try ArticleStoreReader([file])
        try file.verify()
      case .deletions:
        try file.verify()
      }
    } catch {
      report.damage.append("\(error)")
    }
  }

  private static func verifyOriginals(
    _ snapshot: Snapshot,
    _ report: inout VerifyReport
  ) throws {
    for file in snapshot.files(of: .originals) {
      do throws(CorruptionError) {
        try ArticleStoreReader([file]).verifyOriginals { digest, error in
          report.originals += 1
          if let error { report.damage.append("original \(digest): \(error)") }
        }
      } catch {
        report.damage.append("\(error)")
      }
    }
  }
}

extension ArchiveDirectory {
  /// Files in the archive's folders that the manifest does not name; none of them is touched.
  fileprivate func unnamedFiles(_ manifest: Manifest) throws(FileError) -> [String] {
    var unnamed: [String] = []
    for kind in FileKind.allCases {
      let named = Set(manifest.entries(of: kind).map(\.name) + others(in: kind.folder, manifest))
      guard try FileSystem.status(of: paths.folder(of: kind)) != nil else { continue }
      for entry in try Folder(paths.folder(of: kind)).entries() {
        let name = String(decoding: entry.name, as: UTF8.self)
        let place = "\(kind.folder)/\(name)"
        if !named.contains(name), !unnamed.contains(place) { unnamed.append(place) }
      }
    }
    return unnamed.sorted()
  }

  /// What other kinds keep in the same folder.
  private func others(in folder: String, _ manifest: Manifest) -> [String] {
    manifest.entries.filter { $0.kind.folder == folder }.map(\.name)
  }
}
