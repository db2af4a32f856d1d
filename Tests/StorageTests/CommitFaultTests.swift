// SPDX-License-Identifier: Apache-2.0

#if DEBUG
import Storage
import SystemPackage
import TestSupport
import Testing

struct CommitFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let errno: Errno
    let isSticky: Bool
    var testDescription: String { "\(errno) \(isSticky ? "from then on" : "once")" }
  }

  static let cases = [
    Case(errno: .noSpace, isSticky: false), Case(errno: .ioError, isSticky: true),
  ]

  @Test(arguments: cases)
  func `leaves the state before or after when any call of a commit fails`(_ fault: Case) throws {
    var wasHit = true
    var count = 0
    while wasHit {
      count += 1
      let world = try ArchiveWorld()
      try world.commit(["a", "b"])
      let faults = Faults(at: count, sticky: fault.isSticky, errno: fault.errno)
      let error = faults.run { try world.commit(["ab", "c"], replacing: ["a", "b"]) }
      wasHit = faults.wasHit
      try check(world, after: error, at: count)
    }
    #expect(count > 40)
  }

  private func check(_ world: ArchiveWorld, after error: (any Error)?, at count: Int) throws {
    let found = try world.texts()
    switch error as? StorageError {
    case nil where error == nil:
      #expect(found == ["ab", "c"], "call \(count)")
    case .unconfirmed(let generation, _):
      #expect(generation == 2)
      #expect(found == ["ab", "c"], "call \(count)")
    case .file, .corruption:
      #expect(found == ["a", "b"], "call \(count): \(String(describing: error))")
    default:
      Issue.record("call \(count): \(String(describing: error))")
    }
    // Whatever is left lying about, the next writer clears it away and succeeds.
    try world.commit(["z"])
    #expect(try world.texts() == found + ["z"])
    #expect(try world.sealedNames().count == found.count + 1)
  }

  @Test(arguments: cases)
  func `makes an archive whole or not at all`(_ fault: Case) throws {
    var wasHit = true
    var count = 0
    while wasHit {
      count += 1
      let directory = try TemporaryDirectory()
      let path = directory.appending("a")
      let faults = Faults(at: count, sticky: fault.isSticky, errno: fault.errno)
      let error = faults.run { _ = try ArchiveDirectory.create(at: path) }
      wasHit = faults.wasHit
      if ArchiveDirectory.isArchive(at: path) {
        #expect(try ArchiveDirectory.open(at: path).readManifest().generation == 0)
      } else {
        #expect(error is StorageError)
        #expect(throws: StorageError.notAnArchive(path)) { try ArchiveDirectory.open(at: path) }
        let archive = try ArchiveDirectory.create(at: path)
        #expect(try archive.readManifest().entries.isEmpty)
      }
    }
    #expect(count > 20)
  }

  @Test
  func `never repeats an fsync that failed`() throws {
    for call in 1...3 {
      let world = try ArchiveWorld()
      let faults = Faults(at: call, sticky: false, errno: .ioError, only: ["fsync"])
      let error = faults.run { try world.commit(["a"]) }
      #expect(error as? StorageError != nil)
      #expect(try world.texts().isEmpty)
    }
  }

  @Test
  func `says so when the disk does not confirm what is visible already`() throws {
    let world = try ArchiveWorld()
    // The file, its folder, the manifest, and then the archive's folder.
    let faults = Faults(at: 4, sticky: false, errno: .ioError, only: ["fsync"])
    let error = faults.run { try world.commit(["a"]) }
    guard case .unconfirmed(generation: 1, let cause) = error as? StorageError else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(cause.operation == "fsync")
    #expect(try world.texts() == ["a"])
  }

  @Test
  func `copies the manifest where files cannot have two names`() throws {
    let world = try ArchiveWorld()
    let faults = Faults(at: 1, sticky: true, errno: .notPermitted, only: ["link"])
    #expect(faults.run { try world.commit(["a"]) } == nil)
    #expect(try world.texts() == ["a"])
    #expect(try world.archive.readPreviousManifest()?.generation == 0)
  }

  @Test
  func `goes on when a file that is no longer named cannot be removed`() throws {
    let world = try ArchiveWorld()
    try world.commit(["a"])
    // One for each draft that might lie there, then one for the file that was replaced.
    for call in 1...4 {
      let faults = Faults(at: call, sticky: false, errno: .ioError, only: ["unlink"])
      _ = faults.run { try world.commit(["a"], replacing: ["a"]) }
      #expect(try world.texts() == ["a"])
    }
  }
}
#endif
