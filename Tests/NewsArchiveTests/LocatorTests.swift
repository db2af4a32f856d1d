// SPDX-License-Identifier: Apache-2.0

import NewsArchive
import SystemPackage
import Testing

struct LocatorTests {
  private let archive: SampleArchive

  init() throws {
    archive = try SampleArchive()
    try archive.index([], input: sampleText(1))
  }

  private func locator(
    named: FilePath? = nil,
    environment: FilePath? = nil,
    from folder: FilePath
  ) -> ArchiveLocator {
    ArchiveLocator(named: named, environment: environment, workingDirectory: folder)
  }

  @Test func `an archive is found here and in the nearest parent`() throws {
    let home = archive.path.removingLastComponent()
    #expect(try locator(from: home).existing() == archive.path)
    let deep = archive.clippings.appending("a/b")
    #expect(try locator(from: deep).existing() == archive.path)
    #expect(locator(from: deep).forWriting() == archive.path)
  }

  @Test func `a name given by hand comes before the environment, and that before folders`() throws {
    let folder = archive.clippings
    #expect(try locator(named: "/a", environment: "/b", from: folder).existing() == "/a")
    #expect(try locator(environment: "/b", from: folder).existing() == "/b")
    #expect(try locator(environment: "", from: folder).existing() == archive.path)
  }

  @Test func `a folder that is merely called index is no archive`() throws {
    let folder = archive.clippings.appending("work")
    let empty = try SampleArchive()
    try makeFolder(empty.path)
    let home = empty.path.removingLastComponent()
    #expect(throws: ArchiveError.self) { try locator(from: home).existing() }
    #expect(locator(from: home).forWriting() == empty.path)
    #expect(try locator(from: folder).existing() == archive.path)
  }
}
