// SPDX-License-Identifier: Apache-2.0

import Storage
import SystemPackage
import Testing
import TestSupport

/// What a sudden end leaves of the knowledge what was being read.
struct WorkJournalTests {
  private let folder: TemporaryDirectory
  private let paths: ArchivePaths

  init() throws {
    folder = try TemporaryDirectory()
    paths = ArchivePaths(folder.path)
    try FileSystem.makeFolder(paths.drafts)
  }

  private var file: FilePath { paths.drafts.appending(WorkJournal.name) }

  private func entry(_ name: String, part: UInt32? = nil) -> WorkEntry {
    WorkEntry(path: Array("/clips/\(name)".utf8), size: 10, modified: -5, part: part)
  }

  @Test func `what threads had in work is found by the next`() throws {
    let journal = try WorkJournal(in: paths)
    #expect(journal.found.isEmpty)
    try journal.begin(entry("a"), thread: 0)
    try journal.begin(entry("b"), thread: 1)
    try journal.begin(entry("c", part: 7), thread: 0)
    #expect(try WorkJournal(in: paths).found == [entry("c", part: 7), entry("b")])
  }

  @Test func `what was cleared is in work no more, and what is kept stays`() throws {
    var condemned = entry("bad\u{1}")
    condemned.state = .condemned
    (condemned.code, condemned.detail, condemned.deaths) = (20, 11, 2)
    condemned.pieces = [3, 5]
    let journal = try WorkJournal(in: paths)
    try journal.begin(entry("a"), thread: 0)
    try journal.keep([condemned])
    try journal.begin(entry("b"), thread: 1)
    #expect(try WorkJournal(in: paths).found == [condemned, entry("b")])
    try journal.clear()
    let next = try WorkJournal(in: paths)
    #expect(next.found == [condemned])
    try next.begin(entry("d"), thread: 0)
    #expect(try WorkJournal(in: paths).found == [condemned, entry("d")])
    next.remove()
    #expect(try FileSystem.status(of: file) == nil)
  }

  @Test func `no damage gives an entry that was not written`() throws {
    let whole = entry("a", part: 2)
    try WorkJournal(in: paths).begin(whole, thread: 0)
    let bytes = try TemporaryDirectory.read(file)
    for place in bytes.indices {
      for value in [bytes[place] ^ 1, 0xFF, 0] where value != bytes[place] {
        var damaged = bytes
        damaged[place] = value
        #expect(WorkEntry(decoding: damaged[...]) == nil)
      }
      #expect(WorkEntry(decoding: bytes[..<place]) == nil)
    }
    #expect(WorkEntry(decoding: bytes[...]) == whole)
  }

  @Test func `a foreign file is ignored, and the next writer leaves a journal alone`() throws {
    try folder.write(Array(repeating: 0x41, count: 20_000), to: "tmp/reading")
    #expect(try WorkJournal(in: paths).found.isEmpty)
  }
}
