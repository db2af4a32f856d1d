// SPDX-License-Identifier: Apache-2.0

import Storage
import SystemPackage
import TestSupport
import Testing

@testable import NewsArchive

/// When files that change may be read.
struct ArrivingFilesTests {
  @Test func `a file is read when it has rested`() {
    var files = ArrivingFiles(rest: 2_000, patience: 30_000)
    files.note("a", isGrowing: false, at: 0)
    files.note("b", isGrowing: false, at: 1_500)
    #expect(files.timeLeft(at: 500) == 1_500)
    #expect(files.ready(at: 1_999).isEmpty)
    #expect(files.ready(at: 2_000) == ["a"])
    files.note("b", isGrowing: false, at: 3_000)
    #expect(files.ready(at: 4_000).isEmpty)
    #expect(files.ready(at: 5_000) == ["b"])
    #expect(files.timeLeft(at: 5_000) == nil)
  }

  @Test func `a file that is being written is left until it is closed, or forgotten`() {
    var files = ArrivingFiles(rest: 2_000, patience: 30_000)
    files.note("a", isGrowing: true, at: 0)
    files.note("a", isGrowing: true, at: 10_000)
    #expect(files.ready(at: 39_999).isEmpty)
    #expect(files.timeLeft(at: 39_999) == 1)
    files.note("a", isGrowing: false, at: 39_999)
    #expect(files.ready(at: 41_999) == ["a"])
    files.note("b", isGrowing: true, at: 50_000)
    #expect(files.ready(at: 80_000) == ["b"])
  }

  @Test func `looks at everything where the system watches no more folders`() throws {
    let folder = try TemporaryDirectory()
    let clips = folder.appending("clips")
    try FileSystem.makeFolder(clips)
    let place = folder.appending("index")
    _ = try ArchiveWriter(at: place, creating: true)
    var options = FolderWatcher.Options()
    options.rest = 0
    options.every = 0
    let watcher = FolderWatcher([clips], for: place, options: options)
    FaultPoint.$handler.withValue({ name, _ in name == "inotify_add_watch" ? .noSpace : nil }) {
      watcher.begin()
    }
    #expect(
      watcher.pollingReason
        == "the system watches no more folders (fs.inotify.max_user_watches)"
    )
    let text = Array("Tide\n\nThe tide was high.\n".utf8)
    try TemporaryDirectory.write(text, to: clips.appending("a"))
    #expect(try watcher.next(isStopped: { false }) == [clips.appending("a")])
  }
}
