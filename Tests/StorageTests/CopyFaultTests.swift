// SPDX-License-Identifier: Apache-2.0

#if DEBUG
import Storage
import SystemPackage
import TestSupport
import Testing

/// Every step of a backup interrupted.
struct CopyFaultTests {
  // Each call of each is an archive of its own, so not every fault meets every way of copying.

  @Test(arguments: [(CommitFaultTests.Case(errno: .ioError, isSticky: true), false)])
  func `a new copy is whole or no archive`(_ fault: CommitFaultTests.Case, links: Bool) throws {
    let count = try forEachCall(fault) { faults, call in
      let world = try ArchiveWorld()
      try world.commit(["a", "b"])
      let place = world.directory.appending("b")
      let error = faults.run { try Self.copy(world, to: place, links: links) }
      if ArchiveDirectory.isArchive(at: place) {
        #expect(try CopyWorld(at: place).texts() == ["a", "b"], "call \(call)")
      } else {
        #expect(error is StorageError, "call \(call)")
        #expect(throws: StorageError.notAnArchive(place)) { try ArchiveDirectory.open(at: place) }
      }
      try Self.goOn(world, place, links: links)
    }
    #expect(count > 60)
  }

  @Test(arguments: [(CommitFaultTests.Case(errno: .noSpace, isSticky: false), true)])
  func `an older copy stays it or becomes the newer`(
    _ fault: CommitFaultTests.Case,
    links: Bool
  ) throws {
    let count = try forEachCall(fault) { faults, call in
      let world = try ArchiveWorld()
      try world.commit(["a", "b"])
      let place = world.directory.appending("b")
      try Self.copy(world, to: place, links: links)
      try world.commit(["ab"], replacing: ["a", "b"])
      try world.commit(["c"])
      let error = faults.run { try Self.copy(world, to: place, links: links) }
      let texts = try CopyWorld(at: place).texts()
      #expect(texts == ["ab", "c"] || error != nil && texts == ["a", "b"], "call \(call)")
      try world.commit(["d"])
      try Self.goOn(world, place, links: links)
    }
    #expect(count > 60)
  }

  /// Tries with a fault at the first call, the second, until there are no more; answers how many.
  private func forEachCall(
    _ fault: CommitFaultTests.Case,
    _ body: (Faults, Int) throws -> Void
  ) throws -> Int {
    var count = 0
    var wasHit = true
    while wasHit {
      count += 1
      let faults = Faults(at: count, sticky: fault.isSticky, errno: fault.errno)
      try body(faults, count)
      wasHit = faults.wasHit
    }
    return count
  }

  private static func copy(_ world: ArchiveWorld, to place: FilePath, links: Bool) throws {
    var options = ArchiveCopy.Options()
    options.mayLink = links
    options.companions = [("names.txt", Array("A = B".utf8))]
    _ = try ArchiveCopy.make(of: world.archive, at: place, options: options)
  }

  /// Whatever was left, the next copy succeeds, clears it away, and the archive is as it was.
  private static func goOn(_ world: ArchiveWorld, _ place: FilePath, links: Bool) throws {
    try copy(world, to: place, links: links)
    let texts = try world.texts()
    let copy = try CopyWorld(at: place)
    #expect(try copy.texts() == texts)
    #expect(try copy.sealedNames().count == texts.count)
    #expect(try TemporaryDirectory.read(place.appending("names.txt")) == Array("A = B".utf8))
  }
}
#endif
