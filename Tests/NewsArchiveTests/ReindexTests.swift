// SPDX-License-Identifier: Apache-2.0

import Articles
import NewsArchive
import Storage
import SystemPackage
import TestSupport
import Testing

/// Rebuilding that is stopped, killed, refused, or meets damage.
struct ReindexTests {
  private let archive: SampleArchive

  /// Several commits, with an old version, copies of one text, a removed article and a correction.
  init() throws {
    archive = try SampleArchive()
    for number in 0..<4 { try archive.write(sampleText(number), to: "\(number).txt") }
    try archive.index()
    for name in ["z", "a", "m"] { try archive.write(sampleText(2), to: "\(name).txt") }
    try archive.write(sampleText(3) + "\nLater the harbour froze.\n", to: "3.txt")
    try archive.index()
    let writer = try archive.writer()
    _ = try writer.remove([archive.id("title:\"report 1\"")])
    try writer.edit(
      archive.id("title:\"report 2\""),
      [Correction(assignment: "title=A harbour corrected")]
    )
  }

  /// A checkpoint after every text.
  private static var small: ReindexOptions {
    var options = ReindexOptions()
    options.threads = 2
    options.batch = 1
    options.round = 1
    return options
  }

  private func facts(of path: FilePath? = nil) throws -> Facts {
    try Facts(Archive(at: path ?? archive.path))
  }

  @Test func `changes nothing that is asked for, not even the order of sightings`() throws {
    let before = try facts()
    for _ in 0..<2 {
      _ = try archive.writer(rebuilding: true).reindex()
      #expect(try facts() == before)
    }
  }

  @Test func `goes on where it was stopped`() throws {
    let before = try facts()
    let generation = try archive.open().generation
    for done in [2, 4, 5] {
      var left = 2
      let report = try archive.writer(rebuilding: true).reindex(
        options: Self.small,
        isStopped: {
          left -= 1
          return left < 0
        }
      )
      #expect(report.wasStopped && report.canGoOn)
      #expect(report.done == done)
      #expect(try archive.open().generation == generation)
      #expect(try facts() == before)
    }
    var resumed = (0, 0)
    let report = try archive.writer(rebuilding: true).reindex(
      options: Self.small,
      resumption: { resumed = ($0, $1) }
    )
    #expect(resumed == (5, 5))
    #expect(report.resumed == 5)
    #expect(try facts() == before)
    #expect(try Archive.verify(at: archive.path, originals: true).extra.isEmpty)
    #expect(try drafts().isEmpty)
  }

  @Test(arguments: [true, false])
  func `goes on where it was killed`(hasCatalogue: Bool) throws {
    if !hasCatalogue { try archive.removeFiles(in: "catalogue") }
    let folder = try TemporaryDirectory()
    var states: [FilePath] = []
    _ = try archive.writer(rebuilding: true).reindex(
      options: Self.small,
      progress: { _ in
        let state = folder.appending("\(states.count)")
        copyTree(archive.path, to: state)
        states.append(state)
      }
    )
    let after = try facts()
    #expect(states.count == 5)
    for (number, state) in states.enumerated() {
      var resumed = (0, 0)
      let report = try ArchiveWriter(at: state, rebuilding: true).reindex(
        options: Self.small,
        resumption: { resumed = ($0, $1) }
      )
      // What came after the last checkpoint is read again.
      #expect(resumed == (number, number == 0 ? 0 : 5))
      #expect(report.problems.isEmpty)
      #expect(try facts(of: state) == after)
      let verified = try Archive.verify(at: state, originals: true)
      #expect(verified.damage.isEmpty)
      #expect(verified.extra.isEmpty)
    }
  }

  @Test func `a commit in between makes it begin again, and clears away what was there`() throws {
    try stopHalfway()
    #expect(try drafts() == ["reindex"])
    // Whoever writes nothing leaves it.
    try archive.index()
    #expect(try drafts() == ["reindex"])
    try archive.write(sampleText(9), to: "9.txt")
    try archive.index()
    #expect(try drafts().isEmpty)
    #expect(try Archive.verify(at: archive.path, originals: true).extra.isEmpty)
    let before = try facts()
    let report = try archive.writer(rebuilding: true).reindex(options: Self.small)
    #expect(report.resumed == 0)
    #expect(try facts() == before)
  }

  @Test func `a checkpoint that is damaged, or of lost files, is none`() throws {
    let before = try facts()
    try stopHalfway()
    let path = archive.path.appending("tmp/reindex")
    let bytes = try TemporaryDirectory.read(path)
    let state = try TemporaryDirectory()
    for place in stride(from: 0, to: bytes.count, by: 41) {
      let copy = state.appending("\(place)")
      copyTree(archive.path, to: copy)
      var damaged = bytes
      damaged[place] ^= 0x41
      try TemporaryDirectory.write(damaged, to: copy.appending("tmp/reindex"))
      _ = try ArchiveWriter(at: copy)
      #expect(try FileSystem.status(of: copy.appending("tmp/reindex")) == nil)
      TemporaryDirectory.remove(copy)
    }
    let segments = try Folder(archive.path.appending("segments")).entries()
    let digits = String(try archive.open().generation + 1, radix: 16)
    let prefix = String(repeating: "0", count: 8 - digits.count) + digits
    for entry in segments where entry.name.starts(with: "\(prefix)-".utf8) {
      try FileSystem.unlink(archive.path.appending("segments").appending(name: entry.name))
    }
    let report = try archive.writer(rebuilding: true).reindex(options: Self.small)
    #expect(report.resumed == 0)
    #expect(try facts() == before)
  }

  @Test func `keeps what is damaged of all it replaces`() throws {
    let before = try facts()
    try damage("segments", at: 200)
    try damage("articles", at: 70)
    _ = try archive.writer(rebuilding: true).reindex()
    #expect(try facts() == before)
    let kept = try Folder(archive.path.appending("quarantine")).entries()
    #expect(kept.count == 2)
  }

  @Test func `takes the text that was filed where an original is damaged`() throws {
    try damage("originals", at: 70)
    let before = try facts()
    let report = try archive.writer(rebuilding: true).reindex()
    #expect(!report.problems.isEmpty)
    #expect(report.lost == 0)
    #expect(try facts() == before)
  }

  @Test func `refuses an archive without one of its packs, whose articles would be gone`() throws {
    let folder = archive.path.appending("originals")
    let pack = try #require(try Folder(folder).entries().first)
    try FileSystem.unlink(folder.appending(name: pack.name))
    let before = try facts()
    let error = #expect(throws: ArchiveError.self) {
      try archive.writer(rebuilding: true).reindex()
    }
    #expect(error?.code == .damaged)
    #expect(error?.hint == "`morgue repair` saves what is left of its originals")
    #expect(try facts() == before)
  }

  #if DEBUG
  @Test func `leaves everything as it was when any call fails, and goes on after that`() throws {
    let before = try facts()
    let folder = try TemporaryDirectory()
    var call = 0
    var wasHit = true
    while wasHit {
      // The calls are many and alike; some of each kind will do.
      call += call < 10 ? 3 : 29
      let copy = folder.appending("\(call)")
      copyTree(archive.path, to: copy)
      let faults = NthCall(call, .noSpace)
      let error = faults.run {
        _ = try ArchiveWriter(at: copy, rebuilding: true).reindex(options: Self.small)
      }
      wasHit = faults.wasHit
      #expect(try facts(of: copy) == before, "call \(call): \(String(describing: error))")
      _ = try ArchiveWriter(at: copy, rebuilding: true).reindex(options: Self.small)
      #expect(try facts(of: copy) == before, "after call \(call)")
      let verified = try Archive.verify(at: copy, originals: true)
      #expect(verified.damage.isEmpty && verified.extra.isEmpty, "after call \(call)")
      TemporaryDirectory.remove(copy)
    }
    #expect(call > 200)
  }
  #endif

  private func stopHalfway() throws {
    var left = 4
    let report = try archive.writer(rebuilding: true).reindex(
      options: Self.small,
      isStopped: {
        left -= 1
        return left < 0
      }
    )
    #expect(report.canGoOn)
  }

  /// What lies in `tmp`.
  private func drafts() throws -> [String] {
    try Folder(archive.path.appending("tmp")).entries().map {
      String(decoding: $0.name, as: UTF8.self)
    }
  }

  /// Changes one byte of the first file of a folder.
  private func damage(_ name: String, at offset: Int) throws {
    let folder = archive.path.appending(name)
    let entry = try #require(try Folder(folder).entries().first)
    let path = folder.appending(name: entry.name)
    var bytes = try TemporaryDirectory.read(path)
    bytes[offset] ^= 1
    try TemporaryDirectory.write(bytes, to: path)
  }
}

/// Everything an archive holds and answers, but for scores.
struct Facts: Equatable {
  private let answers: [String]
  private let articles: [String]
  private let files: [String]

  init(_ archive: Archive) throws {
    let found = try archive.answers() + archive.answers(allVersions: true)
    answers = Set(
      found.map { "\($0.query) \($0.id)@\($0.version) \($0.title ?? "") \($0.fragments)" }
    ).sorted()
    articles = try archive.allVersions().map { reference in
      let article = try archive.article(reference)
      let original = (try? archive.original(of: reference))?.count ?? 0
      let places = article.sightings.map { String(decoding: $0, as: UTF8.self) }
      return "\(reference.id)@\(article.version) \(article.article) \(places) \(original) "
        + "\(article.isRemoved) \(article.tags) \(article.note) \(article.revision)"
    }
    files = try archive.allFiles().map { String(decoding: $0.path, as: UTF8.self) }
  }
}

/// Copies a folder with all it holds.
func copyTree(_ source: FilePath, to target: FilePath) {
  try? makeFolder(target)
  for entry in (try? Folder(source).entries()) ?? [] {
    let (from, to) = (source.appending(name: entry.name), target.appending(name: entry.name))
    if entry.kind == .folder {
      copyTree(from, to: to)
    } else if let bytes = try? TemporaryDirectory.read(from) {
      try? TemporaryDirectory.write(bytes, to: to)
    }
  }
}

#if DEBUG
import Synchronization

/// Makes the n-th call of the file system fail, once; only calls on some files are counted.
final class NthCall: Sendable {
  private let calls = Atomic<Int>(0)
  private let wanted: Int
  private let errno: Errno
  private let isCounted: @Sendable (FilePath) -> Bool

  init(
    _ wanted: Int,
    _ errno: Errno,
    where isCounted: @escaping @Sendable (FilePath) -> Bool = { _ in true }
  ) {
    self.wanted = wanted
    self.errno = errno
    self.isCounted = isCounted
  }

  var wasHit: Bool { calls.load(ordering: .relaxed) >= wanted }

  /// Runs `body` with the fault; answers what it threw.
  func run(_ body: () throws -> Void) -> (any Error)? {
    FaultPoint.$handler.withValue({ _, path in
      guard self.isCounted(path) else { return nil }
      return self.calls.add(1, ordering: .relaxed).newValue == self.wanted ? self.errno : nil
    }) {
      do {
        try body()
        return nil
      } catch {
        return error
      }
    }
  }
}
#endif
