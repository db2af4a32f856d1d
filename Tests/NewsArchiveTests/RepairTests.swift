// SPDX-License-Identifier: Apache-2.0

import Articles
import NewsArchive
import Storage
import SystemPackage
import Testing
import TestSupport

/// Damage of every kind: it is found, what can be mended is mended, and nothing is deleted.
struct RepairTests {
  private let archive: SampleArchive

  /// Several commits, with an old version, a removed article and a label.
  init() throws {
    archive = try SampleArchive()
    for number in 0..<4 { try archive.write(sampleText(number), to: "\(number).txt") }
    try archive.index()
    try archive.write(sampleText(2) + "\nLater the harbour froze.\n", to: "2.txt")
    try archive.write(sampleText(5), to: "5.txt")
    try archive.index()
    _ = try archive.writer().remove([archive.id("title:\"report 3\"")])
  }

  /// What is done to a file.
  enum Blow: CaseIterable, Sendable {
    case remove
    case empty
    case halve
    case flipFirst
    case flipMiddle
    case flipLast
    case zero

    func struck(_ bytes: [UInt8]) -> [UInt8]? {
      switch self {
      case .remove: nil
      case .empty: []
      case .halve: Array(bytes.prefix(bytes.count / 2))
      case .flipFirst: flipped(bytes, 17)
      case .flipMiddle: flipped(bytes, bytes.count / 2 / 64 * 64)
      case .flipLast: flipped(bytes, bytes.count - 20)
      case .zero: [UInt8](repeating: 0, count: bytes.count)
      }
    }

    private func flipped(_ bytes: [UInt8], _ place: Int) -> [UInt8] {
      var bytes = bytes
      bytes[place] ^= 4
      return bytes
    }
  }

  private func strike(_ blow: Blow, _ path: FilePath) throws {
    let bytes = try TemporaryDirectory.read(path)
    guard let struck = blow.struck(bytes) else {
      try FileSystem.unlink(path)
      return
    }
    try TemporaryDirectory.write(struck, to: path)
  }

  private func files(in folder: String, _ suffix: String = "") throws -> [FilePath] {
    try Folder(archive.path.appending(folder)).entries()
      .map { String(decoding: $0.name, as: UTF8.self) }
      .filter { $0.hasSuffix(suffix) }
      .map { archive.path.appending(folder).appending($0) }
  }

  private func verify() throws -> VerifyReport {
    try Archive.verify(at: archive.path, full: true, originals: true)
  }

  private func repair() throws -> RepairReport {
    try ArchiveRepair(at: archive.path).run()
  }

  /// All answers without scores, which an index made anew may reckon otherwise.
  private func facts() throws -> Set<Answer> {
    let opened = try archive.open()
    return Set(
      try (opened.answers() + opened.answers(allVersions: true)).map {
        Answer(
          query: $0.query,
          id: $0.id,
          version: $0.version,
          score: 0,
          title: $0.title,
          fragments: $0.fragments
        )
      }
    )
  }

  /// What is known of the files that were read.
  private func seenFiles() throws -> [String] {
    try archive.open().allFiles().map { "\($0.path) \($0.size) \($0.sha256) \($0.articles)" }
  }

  @Test(arguments: Blow.allCases)
  func `every file of the index, the articles and the catalogue is mended`(blow: Blow) throws {
    let before = try facts()
    let seen = try seenFiles()
    let kinds = [
      ("segments", ".segment"), ("segments", ".deletions"), ("articles", ""), ("catalogue", ""),
    ]
    for (folder, suffix) in kinds {
      let path = try #require(try files(in: folder, suffix).first)
      try strike(blow, path)
      #expect(try verify().hasDamage)
      let report = try repair()
      #expect(report.lost.isEmpty, "\(folder): \(report.lost.map(\.description))")
      #expect(!report.actions.isEmpty)
      #expect(try !verify().hasDamage)
      #expect(try facts() == before)
      #expect(try seenFiles() == seen)
      guard blow != .remove else { continue }
      #expect(try !files(in: "quarantine").isEmpty)
    }
  }

  @Test(arguments: Blow.allCases)
  func `the small files are written anew`(blow: Blow) throws {
    let before = try facts()
    for name in ["FORMAT", "MANIFEST.prev", "MANIFEST"] {
      try strike(blow, archive.path.appending(name))
      let report = try repair()
      #expect(report.lost.isEmpty, "\(name): \(report.lost.map(\.description))")
      #expect(report.actions.contains { $0.hasPrefix("\(name): ") })
      #expect(try !verify().hasDamage)
      #expect(try facts() == before)
    }
  }

  @Test(arguments: [Blow.flipFirst, .flipLast, .halve])
  func `a pack is made anew of the originals that are well`(blow: Blow) throws {
    let before = try facts()
    let path = try #require(try files(in: "originals").first)
    try strike(blow, path)
    let report = try repair()
    #expect(report.lost.isEmpty, "\(report.lost.map(\.description))")
    #expect(try !verify().hasDamage)
    // The journal that was made anew tells the same story.
    try archive.removeFiles(in: "segments")
    try archive.removeFiles(in: "catalogue")
    try archive.removeFiles(in: "articles")
    #expect(try repair().lost.isEmpty)
    #expect(try facts() == before)
  }

  @Test(arguments: [Blow.empty, .flipFirst, .flipMiddle, .flipLast, .halve])
  func `a pack is rescued also where the manifest is damaged`(blow: Blow) throws {
    let before = try facts()
    let path = try #require(try files(in: "originals").first)
    try strike(blow, path)
    let struck = try TemporaryDirectory.read(path)
    try strike(.flipMiddle, archive.path.appending("MANIFEST"))
    let refusal = #expect(throws: ArchiveError.self) {
      try archive.writer(rebuilding: true).reindex()
    }
    #expect(refusal?.code == .damaged)
    #expect(try TemporaryDirectory.read(path) == struck)
    let report = try repair()
    #expect(try facts() == before)
    #expect(try verify().hasDamage == !report.lost.isEmpty)
    #expect(report.lost.count == (blow == .empty ? 4 : 0), "\(report.lost.map(\.description))")
    // What is damaged is kept, and the next writer has nothing to clear away.
    let kept = try files(in: "quarantine").map { try TemporaryDirectory.read($0) }
    #expect(kept.filter { $0 == struck }.count == 1)
    let quarantined = try files(in: "quarantine").count
    _ = try archive.writer()
    #expect(try files(in: "quarantine").count == quarantined)
    #expect(try facts() == before)
  }

  @Test func `an original that is lost with the manifest is named, and its text stays`() throws {
    let before = try facts()
    let path = try #require(try files(in: "originals").first)
    var bytes = try TemporaryDirectory.read(path)
    // Within the first block, which follows the header.
    bytes[64 + 30] ^= 4
    try TemporaryDirectory.write(bytes, to: path)
    try strike(.empty, archive.path.appending("MANIFEST"))
    let report = try repair()
    #expect(report.lost.contains { $0.subject == "original \($0.sha256 ?? "")" })
    #expect(Set(report.lost.compactMap(\.sha256)).count == report.lost.count)
    #expect(try facts() == before)
    #expect(try !repair().lost.isEmpty)
  }

  @Test func `what nothing is left of is no success`() throws {
    let path = try #require(try files(in: "originals").first)
    try strike(.flipFirst, path)
    try archive.removeFiles(in: "catalogue")
    try strike(.flipMiddle, archive.path.appending("MANIFEST"))
    let report = try repair()
    #expect(report.lost.map(\.kind) == [.missing])
    #expect(report.lost.first?.detail == "how 4 of its originals were filed is lost")
  }

  @Test func `a last look that was cut short is not noted`() throws {
    let twin = archive.path.removingLastComponent().appending("twin")
    try strike(.flipMiddle, try #require(try files(in: "segments", ".segment").first))
    try copy(archive.path, to: twin)
    let calls = CallCounter()
    let whole = try ArchiveRepair(at: twin, threads: 1, isStopped: { calls.isLast() }).run()
    #expect(!whole.wasStopped)
    #expect(try Archive(at: twin).status().verified != nil)
    calls.stopAtLast()
    let cut = try ArchiveRepair(at: archive.path, threads: 1, isStopped: { calls.isLast() }).run()
    #expect(cut.wasStopped)
    #expect(try archive.open().status().verified == nil)
  }

  @Test func `a lost original is named, and is back when its file is indexed again`() throws {
    let before = try facts()
    let path = try #require(try files(in: "originals").first)
    try FileSystem.unlink(path)
    let report = try repair()
    let lost = try #require(report.lost.first)
    #expect(report.lost.count == 4)
    #expect(lost.kind == .missing)
    #expect(lost.subject == "original \(lost.sha256 ?? "")")
    #expect(lost.articles.count == 1)
    #expect(lost.path?.starts(with: archive.clippings.string.utf8) == true)
    #expect(try facts() == before)
    // The text of the second file is another now; its first version stays lost.
    let read = try archive.index()
    #expect(read.unchanged == 5)
    #expect(try verify().damage.count == 1)
    #expect(try facts() == before)
  }

  @Test func `nothing is moved because the disk refuses to read`() throws {
    let path = try #require(try files(in: "segments", ".segment").first)
    let error = FaultPoint.$handler.withValue({
      $0 == "open" && $1.string == path.string ? .ioError : nil
    }) {
      #expect(throws: ArchiveError.self) { try repair() }
    }
    #expect(error?.code == .inputOutput)
    #expect(error?.description.hasSuffix("; nothing was changed") == true)
    #expect(try files(in: "quarantine").isEmpty)
    #expect(try !verify().hasDamage)
  }

  @Test func `nothing is done while another writes`() throws {
    let writer = try archive.writer()
    #expect { try repair() } throws: { ($0 as? ArchiveError)?.code == .busy }
    withExtendedLifetime(writer) {}
  }

  @Test func `nothing is done about an archive that is well`() throws {
    let generation = try archive.open().generation
    let report = try repair()
    #expect(report.found.isEmpty && report.actions.isEmpty && report.lost.isEmpty)
    #expect(try archive.open().generation == generation)
  }

  @Test func `a dry run changes nothing`() throws {
    let path = try #require(try files(in: "segments", ".segment").first)
    try strike(.flipMiddle, path)
    let report = try ArchiveRepair(at: archive.path, isDryRun: true).run()
    #expect(report.found.count == 1)
    #expect(report.actions.count == 2)
    #expect(try files(in: "quarantine").isEmpty)
    #expect(try verify().hasDamage)
  }

  @Test func `sound files are taken from a backup`() throws {
    let backup = archive.path.removingLastComponent().appending("backup")
    try copy(archive.path, to: backup)
    let generation = try archive.open().generation
    let paths = try files(in: "originals") + files(in: "segments", ".segment")
    for path in paths { try strike(.halve, path) }
    let report = try ArchiveRepair(at: archive.path, from: backup).run()
    #expect(report.lost.isEmpty)
    #expect(report.actions.allSatisfy { $0.hasSuffix("taken from the backup") })
    #expect(try archive.open().generation == generation)
    #expect(try !verify().hasDamage)
  }

  private func copy(_ folder: FilePath, to copy: FilePath) throws {
    try makeFolder(copy)
    for entry in try Folder(folder).entries() {
      let (old, new) = (folder.appending(name: entry.name), copy.appending(name: entry.name))
      if entry.kind == .folder {
        try self.copy(old, to: new)
      } else {
        try TemporaryDirectory.write(TemporaryDirectory.read(old), to: new)
      }
    }
  }

  @Test(arguments: [false, true])
  func `a repair that is cut off at any call leaves an archive that can be repaired`(
    isManifestDamaged: Bool
  ) throws {
    let before = try facts()
    let damaged = archive.path.removingLastComponent().appending("damaged")
    for folder in ["segments", "catalogue", "originals"] {
      try strike(.flipMiddle, try #require(try files(in: folder).first))
    }
    if isManifestDamaged { try strike(.halve, archive.path.appending("MANIFEST")) }
    TemporaryDirectory.remove(damaged)
    try copy(archive.path, to: damaged)
    var call = 0
    var isCut = true
    while isCut {
      TemporaryDirectory.remove(archive.path)
      try copy(damaged, to: archive.path)
      let cut = CallCutter(at: call)
      isCut = FaultPoint.$handler.withValue({ cut.refusal(of: $0, $1) }) {
        (try? repair()) == nil || cut.hasCut
      }
      call += 7
      guard isCut else { break }
      let lost = try repair().lost
      // Without a manifest what was being moved may be called lost although all of it is there.
      #expect(lost.isEmpty || isManifestDamaged)
      #expect(try facts() == before)
    }
    #expect(call > 30)
  }
}

/// Says stop at the last of as many questions as there were the first time.
private final class CallCounter: @unchecked Sendable {
  // One thread asks.
  private var count = 0
  private var last = Int.max

  func isLast() -> Bool {
    count += 1
    return count >= last
  }

  func stopAtLast() {
    (last, count) = (count, 0)
  }
}

/// Refuses all calls that change anything from one on, as if the process had ended there.
private final class CallCutter: @unchecked Sendable {
  // One thread at a time makes calls that change anything.
  private let last: Int
  private var count = 0

  init(at last: Int) {
    self.last = last
  }

  var hasCut: Bool { count > last }

  func refusal(of operation: String, _ path: FilePath) -> Errno? {
    let changing = ["write", "fsync", "rename", "link", "unlink", "mkdir", "ftruncate"]
    guard changing.contains(operation) else { return nil }
    count += 1
    return count > last ? .ioError : nil
  }
}
