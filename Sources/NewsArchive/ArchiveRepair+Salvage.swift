// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Storage

/// What is done where nobody knows which files belong to the archive.
extension ArchiveRepair {
  /// Begins again from the packs, and from what is left of those that are damaged.
  func rebuildManifest(_ writer: ArchiveWriter) throws(ArchiveError) {
    let directory = writer.transaction.directory
    let before = report
    let packs = try translated { try rescuePacks(writer) }
    let unnamed = try translated {
      try directory.places(unnamedBy: writer.transaction.manifest)
        .filter { place in !packs.contains { $0.place == place } }
    }
    let result = try isStopped() ? nil : writer.reindex(threads: threads, isStopped: isStopped)
    guard let result, !result.wasStopped else {
      // Nothing was committed, so nothing was done.
      report = before
      report.wasStopped = true
      return
    }
    let kept = Set(writer.transaction.manifest.entries.map(\.place))
    for place in unnamed where !kept.contains(place) { did("\(place): moved to quarantine") }
    for problem in result.problems { did("not read again: \(problem)") }
    did("MANIFEST: made anew, with \(result.articles) articles from the originals")
    guard result.lost > 0 else { return }
    let texts = result.lost == 1 ? "1 text" : "\(result.lost) texts"
    report.lost.append(Finding(.missing, texts, "neither the original nor what was filed is left"))
  }

  /// Puts new packs in the place of those that are not as they were written, and answers which those
  /// were; nothing is committed.
  private func rescuePacks(_ writer: ArchiveWriter) throws -> [ManifestEntry] {
    let directory = writer.transaction.directory
    var damaged = writer.transaction.unsalvaged
    writer.transaction.takeUnsalvaged()
    damaged += writer.transaction.manifest.entries(of: .originals)
      .filter { !damaged.contains($0) && !directory.isSound($0) }
    guard !damaged.isEmpty else { return [] }
    let known = try directory.openableFiles(of: [.articles, .catalogue])
    var lost: [Digest] = []
    for pack in damaged where !isStopped() {
      report.found.append(
        Finding(CorruptionError(.badChecksum, in: pack.place), culprit: .file(pack.id))
      )
      lost = try rescue(pack, known, writer)
    }
    // What the last of them was asked for was in none of those before either.
    for digest in lost {
      var finding = Finding(.missing, "original \(digest)", culprit: .original(digest))
      finding.sha256 = "\(digest)"
      report.lost.append(finding)
    }
    try look(through: known, writer)
    return damaged
  }

  /// Rescues a pack with the help of the files that lie beside it; answers what nobody has any more.
  private func rescue(
    _ pack: ManifestEntry,
    _ known: [ManifestEntry],
    _ writer: ArchiveWriter
  ) throws -> [Digest] {
    let directory = writer.transaction.directory
    let packs = writer.transaction.manifest.entries(of: .originals).filter { $0.id != pack.id }
    let others = try ArchiveView.store(
      (packs + known).compactMap { try? SealedFile(directory.paths.file($0), entry: $0) }
    )
    let result = try ArticleStoreRepair.rescuePack(
      named: pack.name,
      beside: others,
      isOrdered: false,
      into: &writer.transaction
    )
    let lost = result.lost.isEmpty ? "" : ", \(result.lost.count) are lost"
    did("\(pack.place): \(result.rescued) originals taken into a new pack\(lost)")
    if result.untold > 0 {
      let detail = "how \(result.untold) of its originals were filed is lost"
      report.lost.append(Finding(.missing, pack.place, detail))
    }
    return result.lost
  }

  /// Lets the rebuilding look at what is sound beside the packs: texts as they were filed, whose
  /// originals are lost, and what the files looked like that were read.
  private func look(through known: [ManifestEntry], _ writer: ArchiveWriter) throws {
    let directory = writer.transaction.directory
    let manifest = writer.transaction.manifest
    // The files that are to be read again; the rebuilding writes them with all others.
    let forgotten = manifest.entries(of: .catalogue)
    for entry in forgotten { writer.transaction.retire(entry.name) }
    let packs = manifest.entries(of: .originals)
    var sound = known.filter { directory.isSound($0) }
    let catalogue = known.filter { $0.kind == .catalogue }
    // Half a catalogue would pass for a whole one.
    if sound.count(where: { $0.kind == .catalogue }) < catalogue.count {
      sound.removeAll { $0.kind == .catalogue }
    } else {
      sound += forgotten
    }
    writer.view = try ArchiveView(
      rebuilding: Manifest(
        generation: manifest.generation,
        archive: manifest.archive,
        entries: packs + sound
      ),
      in: directory
    )
  }
}
