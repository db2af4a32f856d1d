// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Storage
import Synchronization

/// How closely an archive is looked at.
package struct VerifyChecks: Sendable {
  /// Every checksum of index, articles and catalogue, and whether they fit each other.
  package var full: Bool
  /// The SHA-256 of every original.
  package var originals: Bool
  /// Threads to read with; nil: one for each processor.
  package var threads: Int?

  package init(full: Bool, originals: Bool, threads: Int? = nil) {
    self.full = full
    self.originals = originals
    self.threads = threads
  }
}

/// Looks at one generation of an archive, as closely as is asked for.
///
/// Writes nothing, needs no lock. Files are read by several threads, each a file or a part of a pack at
/// a time.
struct Verification {
  let directory: ArchiveDirectory
  let snapshot: Snapshot
  let checks: VerifyChecks
  let isStopped: () -> Bool
  /// Told how many of how many bytes were read, on the calling thread.
  let onProgress: (_ done: UInt64, _ total: UInt64) -> Void
  var report: VerifyReport
  private let threads: Int
  private var done: UInt64 = 0
  private let total: UInt64

  /// How much of a pack is looked at in one go.
  private static let partLength: UInt64 = 16 << 20

  init(
    _ directory: ArchiveDirectory,
    _ checks: VerifyChecks,
    isStopped: @escaping () -> Bool,
    onProgress: @escaping (UInt64, UInt64) -> Void
  ) throws(StorageError) {
    self.directory = directory
    self.checks = checks
    self.isStopped = isStopped
    self.onProgress = onProgress
    snapshot = try directory.snapshot()
    threads = checks.threads ?? processorCount()
    let manifest = snapshot.manifest
    report = VerifyReport(generation: manifest.generation, files: manifest.entries.count)
    report.checks = checks
    let length = { (kinds: [FileKind]) in
      manifest.entries.reduce(UInt64(0)) { kinds.contains($1.kind) ? $0 &+ $1.length : $0 }
    }
    total =
      (checks.full ? length(FileKind.allCases) : 0) &+ (checks.originals ? length([.originals]) : 0)
  }

  /// Does all of it.
  mutating func run() throws {
    checkNames()
    try checkHistory()
    if checks.full { checkFiles() }
    if checks.originals, !mustStop { try checkOriginals() }
    if checks.full, !mustStop, !report.hasDamage { try checkIndex() }
    if checks.originals, !mustStop { try checkSightings() }
    try listExtra()
  }

  private var mustStop: Bool { report.wasStopped }

  private mutating func advance(_ bytes: UInt64) {
    done &+= bytes
    onProgress(min(done, total), total)
    if isStopped() { report.wasStopped = true }
  }

  mutating func add(_ finding: Finding) {
    report.findings.append(finding)
  }
}

extension Verification {
  /// Names, lengths, headers and footers, which opening compared with the manifest.
  private mutating func checkNames() {
    for (entry, error) in snapshot.damaged { add(Finding(error, culprit: .file(entry.id))) }
    for entry in snapshot.manifest.entries {
      guard let file = snapshot.file(entry) else { continue }
      do throws(CorruptionError) {
        switch entry.kind {
        case .segment: _ = try ArchiveView.segment(file, in: snapshot)
        case .originals, .articles, .catalogue: _ = try ArticleStoreReader([file])
        case .deletions: try ArchiveView.checkOwner(of: file, in: snapshot)
        }
      } catch {
        let culprit = snapshot.manifest.entries.first { $0.place == error.file } ?? entry
        let finding = Finding(error, culprit: .file(culprit.id))
        if !report.findings.contains(finding) { add(finding) }
      }
    }
  }

  private mutating func checkHistory() throws {
    do throws(StorageError) {
      try directory.verifyHistory(of: snapshot.manifest)
    } catch .corruption(let error) {
      // Whoever commits meanwhile writes another history.
      guard try directory.readManifest() == snapshot.manifest else { return }
      add(Finding(error, culprit: .previousManifest))
    }
    do throws(StorageError) {
      _ = try directory.readVerificationNote()
    } catch .corruption(let error) {
      add(Finding(error, culprit: .note))
    }
  }

  /// Every byte of every file that could be opened.
  private mutating func checkFiles() {
    let files = snapshot.manifest.entries.compactMap { snapshot.file($0) }
    for start in stride(from: 0, to: files.count, by: threads * 2) where !mustStop {
      let round = Array(files[start..<min(start + threads * 2, files.count)])
      let results = TaskResults<CorruptionError??>(count: round.count)
      inParallel(count: min(threads, round.count)) { _ in
        while let next = results.next() { results.set(round[next].damage, at: next) }
      }
      for (file, damage) in zip(round, results.outcomes) {
        guard case .some(.some(let error)) = damage else { continue }
        let isKnown = report.findings.contains { $0.culprit == .file(file.entry.id) }
        if !isKnown { add(Finding(error, culprit: .file(file.entry.id))) }
      }
      advance(round.reduce(0) { $0 &+ $1.entry.length })
    }
  }

  /// Files in the archive's folders that the manifest does not name.
  private mutating func listExtra() throws {
    for place in try directory.unnamedFiles(snapshot.manifest) {
      add(Finding(.extra, place))
    }
  }
}

extension SealedFile {
  /// What is wrong with any byte of it; nil if nothing is.
  fileprivate var damage: CorruptionError? {
    do throws(CorruptionError) {
      try verify()
      return nil
    } catch {
      return error
    }
  }
}

// MARK: - Originals

extension Verification {
  /// What a thread found in a part of a pack.
  private struct PartOutcome: Sendable {
    var count = 0
    var changed: [(Digest, CorruptionError)] = []
    var digests: [Digest] = []
    var error: CorruptionError?
  }

  private struct Part: Sendable {
    var pack: Int
    var number: Int
    var count: Int
  }

  /// The SHA-256 of every original, and every entry of the journals.
  private mutating func checkOriginals() throws {
    let store = try ArchiveView.store(snapshot.files(of: .originals))
    var parts: [Part] = []
    for pack in 0..<store.packCount {
      let count = Int(clamping: store.packLength(pack) / Self.partLength) + 1
      parts += (0..<count).map { Part(pack: pack, number: $0, count: count) }
    }
    for start in stride(from: 0, to: parts.count, by: threads * 2) where !mustStop {
      let round = Array(parts[start..<min(start + threads * 2, parts.count)])
      let results = TaskResults<PartOutcome>(count: round.count)
      inParallel(count: min(threads, round.count)) { _ in
        while let next = results.next() {
          results.set(Self.outcome(of: round[next], in: store), at: next)
        }
      }
      for (part, outcome) in zip(round, results.outcomes) { take(outcome, of: part, in: store) }
      advance(round.reduce(0) { $0 &+ store.packLength($1.pack) / UInt64($1.count) })
    }
    try name(originals: report.findings.indices.filter { report.findings[$0].sha256 != nil })
  }

  private static func outcome(of part: Part, in store: ArticleStoreReader) -> PartOutcome {
    var outcome = PartOutcome()
    do throws(CorruptionError) {
      if part.number == 0 { try store.verifyJournal(ofPack: part.pack) }
      try store.verifyOriginals(ofPack: part.pack, part: part.number, of: part.count) {
        outcome.count += 1
        if let error = $1 { outcome.changed.append(($0, error)) }
      }
    } catch {
      outcome.error = error
    }
    return outcome
  }

  private mutating func take(
    _ outcome: PartOutcome,
    of part: Part,
    in store: ArticleStoreReader
  ) {
    report.originals += outcome.count
    for (digest, error) in outcome.changed {
      let place = "\(error.kind.sentence) (\(error.file), at byte \(error.offset))"
      var finding = Finding(.changed, "original \(digest)", place, culprit: .original(digest))
      finding.sha256 = digest.description
      add(finding)
    }
    guard let error = outcome.error else { return }
    let id = snapshot.manifest.entries.first { $0.place == error.file }?.id
    let finding = Finding(error, culprit: id.map { .file($0) } ?? .other)
    if !report.findings.contains(where: { $0.culprit == finding.culprit }) { add(finding) }
  }

  /// Every original that the catalogue tells of is in a pack; what no sighting tells of is extra.
  private mutating func checkSightings() throws {
    let packs = snapshot.files(of: .originals)
    let store = try ArchiveView.store(packs + snapshot.files(of: .catalogue))
    var missing: [Digest: [String]] = [:]
    var order: [Digest] = []
    do throws(CorruptionError) {
      try store.forEachSighting { (filed) throws(CorruptionError) in
        let digest = filed.sighting.original
        guard try store.filed(original: digest) == nil else { return }
        if missing[digest] == nil { order.append(digest) }
        missing[digest, default: []].append("\(filed.article)@\(filed.version)")
      }
    } catch {
      let id = snapshot.manifest.entries.first { $0.place == error.file }?.id
      let finding = Finding(error, culprit: id.map { .file($0) } ?? .store)
      if !report.findings.contains(where: { $0.culprit == finding.culprit }) { add(finding) }
    }
    let first = report.findings.count
    for digest in order {
      var finding = Finding(.missing, "original \(digest)", culprit: .original(digest))
      finding.sha256 = digest.description
      add(finding)
    }
    try name(originals: Array(first..<report.findings.count))
  }

  /// Adds which articles have some originals and where they came from.
  private mutating func name(originals places: [Int]) throws {
    guard !places.isEmpty else { return }
    let store = try ArchiveView.store(snapshot.files(of: .catalogue))
    var found: [String: [FiledSighting]] = [:]
    for place in places { found[report.findings[place].sha256 ?? ""] = [] }
    // A catalogue that is damaged itself names what it can.
    try? store.forEachSighting { filed in
      let key = filed.sighting.original.description
      if found[key] != nil { found[key]?.append(filed) }
    }
    for place in places {
      let sightings = found[report.findings[place].sha256 ?? ""] ?? []
      var names: [String] = []
      for filed in sightings where !names.contains("\(filed.article)@\(filed.version)") {
        names.append("\(filed.article)@\(filed.version)")
      }
      report.findings[place].articles = names
      report.findings[place].path = sightings.first.flatMap { first in
        let known = try? store.sightings(of: first.article)
        return known?.first { $0.sighting.original == first.sighting.original }?.sighting.path
      }
    }
  }
}
