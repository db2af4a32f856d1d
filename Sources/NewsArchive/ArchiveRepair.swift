// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import InvertedIndex
import Storage
package import SystemPackage

/// The mending of an archive: looks at everything under the lock, keeps what is damaged aside, and makes
/// it anew from what is sound.
///
/// Each step commits by itself or changes nothing, so that a run that ends early has left the archive as
/// it was or better. Nothing is done about what a permission or the disk refuses: that is an error.
package final class ArchiveRepair {
  private let path: FilePath
  private let backup: FilePath?
  private let wait: Int
  let threads: Int?
  /// Whether the archive may lie on a network's file system.
  package var allowsNetwork = false
  let isStopped: () -> Bool
  let onProgress: (UInt64, UInt64) -> Void
  var report: RepairReport

  /// Prepares to mend the archive at `path`, with sound files taken from the backup at `source` first.
  package init(
    at path: FilePath,
    from source: FilePath? = nil,
    isDryRun: Bool = false,
    waiting seconds: Int = 0,
    threads: Int? = nil,
    isStopped: @escaping () -> Bool = { false },
    progress: @escaping (_ done: UInt64, _ total: UInt64) -> Void = { _, _ in }
  ) {
    self.path = path
    backup = source
    wait = seconds
    self.threads = threads
    self.isStopped = isStopped
    onProgress = progress
    report = RepairReport(isDryRun: isDryRun)
  }

  /// Does all of it.
  ///
  /// - Throws: ``ArchiveError`` if the archive cannot be mended at all, or not now: it is busy, the disk is
  ///   full, a file cannot be read for other reasons than its damage.
  package func run() throws(ArchiveError) -> RepairReport {
    let opened = try translated { try ArchiveDirectory.openForRepair(at: path) }
    if report.isDryRun {
      try translated { try plan(opened.directory, format: opened.format) }
      return report
    }
    if let format = opened.format {
      try translated { try mendFormat(of: opened.directory, format) }
    }
    try mend(opened.directory)
    try translated { try conclude(opened.directory) }
    return report
  }

  private func mendFormat(of directory: ArchiveDirectory, _ error: CorruptionError) throws {
    let lock = try ArchiveLock.acquire(
      directory,
      waitSeconds: wait,
      allowingNetwork: allowsNetwork
    )
    try directory.restoreFormat(holding: lock)
    report.found.append(Finding(error, culprit: .other))
    report.actions.append("FORMAT: written anew")
  }

  /// Everything that needs the lock for long.
  private func mend(_ directory: ArchiveDirectory) throws(ArchiveError) {
    let damage = try translated { try manifestDamage(directory) }
    let writer = try ArchiveWriter(
      at: path,
      waiting: wait,
      allowingNetwork: allowsNetwork,
      rebuilding: true
    )
    if let damage {
      report.found.append(Finding(damage, culprit: .other))
      try rebuildManifest(writer)
    } else {
      try translated { try mendFiles(writer) }
    }
    report.generation = writer.generation
  }

  func manifestDamage(_ directory: ArchiveDirectory) throws -> CorruptionError? {
    do throws(StorageError) {
      _ = try directory.readManifest()
      return nil
    } catch .corruption(let error) {
      return error
    }
  }

  /// Looks at everything once more, now that nobody holds the lock.
  private func conclude(_ directory: ArchiveDirectory) throws {
    guard !report.wasStopped, !report.found.isEmpty else { return }
    let after = try look(at: directory)
    // A look that was cut short has not seen everything, and must not say so.
    if !after.wasStopped { directory.note(after) }
    report.wasStopped = after.wasStopped
    let findings = after.findings.filter(\.isDamage)
    let named = Set(findings.compactMap(\.sha256))
    report.lost.removeAll { $0.sha256.map(named.contains) ?? false }
    report.lost += findings
  }

  /// Verifies everything.
  func look(at directory: ArchiveDirectory) throws -> VerifyReport {
    var verification = try Verification(
      directory,
      VerifyChecks(full: true, originals: true, threads: threads),
      isStopped: isStopped,
      onProgress: onProgress
    )
    try verification.run()
    return verification.report
  }

  func did(_ action: String) {
    report.actions.append(action)
  }
}

// MARK: - The steps

extension ArchiveRepair {
  private func mendFiles(_ writer: ArchiveWriter) throws {
    let directory = writer.transaction.directory
    var findings = try look(at: directory).findings.filter(\.isDamage)
    report.wasStopped = isStopped()
    report.found += findings
    guard !report.wasStopped, !findings.isEmpty else { return }
    try requireReadable(findings)
    try mendNotes(findings, writer)
    if let backup, try take(findings, from: backup, into: writer) {
      findings = try look(at: directory).findings.filter(\.isDamage)
      writer.view = try ArchiveView(rebuilding: writer.transaction.manifest, in: directory)
    }
    let damage = Damage(findings, in: writer.transaction.manifest)
    for pack in damage.packs where !isStopped() { try rescue(pack, writer) }
    report.wasStopped = isStopped()
    guard !report.wasStopped else { return }
    if damage.needsStore {
      try rebuildStore(damage, writer)
    } else if damage.needsIndex {
      try rebuildIndex(damage, writer)
    }
  }

  /// Refuses to go on about a disk that does not give its bytes back: they may be well.
  private func requireReadable(_ findings: [Finding]) throws(ArchiveError) {
    for finding in findings where finding.isUnreadable {
      throw ArchiveError(
        .inputOutput,
        TerminalText.escape(finding.description),
        consequence: .nothingChanged,
        hint: "copy what can be read to another disk and repair it there"
      )
    }
  }

  private func mendNotes(_ findings: [Finding], _ writer: ArchiveWriter) throws {
    let directory = writer.transaction.directory
    for finding in findings {
      switch finding.culprit {
      case .previousManifest:
        try directory.restorePreviousManifest(from: writer.transaction.committed)
        did("MANIFEST.prev: written anew")
      case .note:
        try directory.quarantineVerificationNote()
        did("VERIFIED: moved to quarantine")
      default: continue
      }
    }
  }

  /// Rescues what is left of a pack.
  private func rescue(_ pack: ManifestEntry, _ writer: ArchiveWriter) throws {
    let directory = writer.transaction.directory
    let manifest = writer.transaction.manifest
    let others = try ArchiveView.store(
      manifest.entries.filter { $0.id != pack.id && ArchiveView.reading.contains($0.kind) }
        .compactMap { try? SealedFile(directory.paths.file($0), entry: $0) }
    )
    let result = try ArticleStoreRepair.rescuePack(
      named: pack.name,
      beside: others,
      into: &writer.transaction
    )
    try writer.transaction.commit()
    writer.view = try ArchiveView(rebuilding: writer.transaction.manifest, in: directory)
    let lost = result.lost.isEmpty ? "" : ", \(result.lost.count) are lost"
    did("\(pack.place): \(result.rescued) originals taken into a new pack\(lost)")
  }

  /// Makes articles, catalogue and index anew from the originals.
  private func rebuildStore(_ damage: Damage, _ writer: ArchiveWriter) throws {
    for entry in damage.files { try writer.transaction.quarantine(entry.name) }
    let result = try writer.reindex(threads: threads, isStopped: isStopped)
    report.wasStopped = result.wasStopped
    guard !result.wasStopped else { return }
    for entry in damage.files { did("\(entry.place): moved to quarantine") }
    for problem in result.problems { did("not read again: \(problem)") }
    did("articles, catalogue and index: made anew from the originals, \(result.articles) articles")
  }

  /// Indexes the stored articles of damaged segments anew.
  private func rebuildIndex(_ damage: Damage, _ writer: ArchiveWriter) throws {
    var rebuilding = SegmentRebuilding(writer, damage, threads: threads ?? processorCount())
    let count = try rebuilding.run(isStopped: isStopped)
    report.wasStopped = isStopped()
    guard let count else { return }
    for entry in damage.index { did("\(entry.place): moved to quarantine") }
    let texts = count == 1 ? "1 article" : "\(count) articles"
    did("index: \(texts) indexed anew from their texts")
  }

  /// Takes sound copies of damaged files from a backup; answers whether there were any.
  private func take(
    _ findings: [Finding],
    from backup: FilePath,
    into writer: ArchiveWriter
  ) throws -> Bool {
    let source = try ArchiveDirectory.open(at: backup)
    guard source.id == writer.transaction.directory.id else {
      throw ArchiveError(
        .usage,
        "\(TerminalText.escape(backup)) is no backup of this archive",
        consequence: .nothingChanged,
        hint: "`morgue backup` makes one"
      )
    }
    let damage = Damage(findings, in: writer.transaction.manifest)
    var hasTaken = false
    for entry in damage.all where try writer.transaction.directory.take(entry, from: source) {
      did("\(entry.place): taken from the backup")
      hasTaken = true
    }
    return hasTaken
  }
}

/// Which files are damaged, and what has to be made anew by that.
struct Damage {
  /// Packs of originals that have to be rescued.
  private(set) var packs: [ManifestEntry] = []
  /// Files of articles, of the catalogue and of the index.
  private(set) var files: [ManifestEntry] = []
  /// Whether articles or catalogue have to be made anew.
  private(set) var needsStore = false
  /// Whether the index as a whole cannot be believed.
  private(set) var isIndexWrong = false

  init(_ findings: [Finding], in manifest: Manifest) {
    let ids = Set(
      findings.compactMap { finding in
        if case .file(let id) = finding.culprit { id } else { nil }
      }
    )
    for entry in manifest.entries where ids.contains(entry.id) {
      if entry.kind == .originals { packs.append(entry) } else { files.append(entry) }
      if entry.kind == .articles || entry.kind == .catalogue { needsStore = true }
    }
    for finding in findings {
      if finding.culprit == .store { needsStore = true }
      if finding.culprit == .index { isIndexWrong = true }
    }
    // Originals that changed within a pack that is as it was sealed.
    let changed = findings.filter { $0.kind == .changed }
    for entry in manifest.entries(of: .originals) where !packs.contains(entry) {
      if changed.contains(where: { $0.detail.contains(entry.place) }) { packs.append(entry) }
    }
    if isIndexWrong { files += manifest.entries(of: .segment).filter { !files.contains($0) } }
  }

  /// The files of the index among them.
  var index: [ManifestEntry] { files.filter { $0.kind == .segment || $0.kind == .deletions } }
  /// Whether some of the index has to be made anew.
  var needsIndex: Bool { !index.isEmpty }
  /// All files that are damaged.
  var all: [ManifestEntry] { packs + files }
}

extension Finding {
  /// Whether the system, and not the bytes, is what is wrong.
  var isUnreadable: Bool { detail.hasPrefix("cannot be read") }
}

extension ArchiveWriter {
  /// Takes a file out of the next commit; one that is not as it was written is kept aside.
  func takeOut(_ entry: ManifestEntry) throws(StorageError) {
    if transaction.directory.isSound(entry) {
      transaction.retire(entry.name)
    } else {
      try transaction.quarantine(entry.name)
    }
  }
}

extension ArchiveDirectory {
  /// Whether every byte of a file is as it was written.
  func isSound(_ entry: ManifestEntry) -> Bool {
    // Read first: what the disk does not give back must not be met in a mapping.
    guard (try? FileSystem.requireReadable(paths.file(entry))) != nil,
      let file = try? SealedFile(paths.file(entry), entry: entry)
    else { return false }
    return (try? file.verify()) != nil
  }
}
