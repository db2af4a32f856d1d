// SPDX-License-Identifier: Apache-2.0

import Glibc
import NewsArchive
import SystemPackage
import TestSupport
import Testing

/// Archives as released versions of the program wrote them, each of which is to be read for ever.
///
/// `scripts/freeze` made them. What they hold stands beside them in `expected.txt`; with
/// `MORGUE_FREEZE=6.0` in the environment the text of a new one is written, once.
struct FrozenArchiveTests {
  static let versions = ["6.0"]

  /// Beside this file; nothing there is ever written.
  private static func folder(_ version: String) -> FilePath {
    FilePath(#filePath).removingLastComponent().appending("Frozen").appending(version)
  }

  private func expected(_ version: String, _ archive: Archive) throws -> String {
    let path = Self.folder(version).appending("expected.txt")
    if let wanted = getenv("MORGUE_FREEZE"), String(cString: wanted) == version,
      (try? TemporaryDirectory.read(path)) == nil
    {
      try TemporaryDirectory.write(Array(FrozenText(archive).text.utf8), to: path)
    }
    return String(decoding: try TemporaryDirectory.read(path), as: UTF8.self)
  }

  /// A copy that may be written to.
  private func copy(_ version: String) throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    copyTree(Self.folder(version).appending("archive"), to: folder.appending("archive"))
    return folder
  }

  @Test(arguments: versions)
  func `every field is read and everything is found, and nothing is written`(
    version: String
  ) throws {
    let path = Self.folder(version).appending("archive")
    let before = try treeBytes(path)
    let archive = try Archive(at: path)
    let expected = try expected(version, archive)
    let found = try FrozenText(archive).text
    #expect(found == expected, "\(firstDifference(found, expected))")
    #expect(try treeBytes(path) == before)
    #expect(archive.damage.isEmpty)
  }

  @Test(arguments: versions)
  func `every byte is as it was written`(version: String) throws {
    let copy = try copy(version)
    let report = try Archive.verify(at: copy.appending("archive"), originals: true)
    #expect(report.damage.isEmpty)
    #expect(report.extra.isEmpty)
    #expect(report.originals > 0)
  }

  @Test(arguments: versions)
  func `rebuilding it changes nothing`(version: String) throws {
    let copy = try copy(version)
    let path = copy.appending("archive")
    let expected = try expected(version, Archive(at: path))
    let report = try ArchiveWriter(at: path, rebuilding: true).reindex()
    #expect(report.problems.isEmpty)
    let found = try FrozenText(Archive(at: path)).text
    #expect(found == expected, "\(firstDifference(found, expected))")
  }

  @Test(arguments: versions)
  func `more can be filed, merged, removed and backed up`(version: String) throws {
    let copy = try copy(version)
    let path = copy.appending("archive")
    let before = try Archive(at: path)
    let text = try copy.write(Array(sampleText(1).utf8), to: "more.txt")
    let report = try ArchiveWriter(at: path).index([text])
    #expect(report.added == 1)
    #expect(try Archive(at: path).articleCount == before.articleCount + 1)
    var options = SearchOptions(query: "title:\"report 1\"")
    options.limit = .max
    let hit = try #require(try Archive(at: path).search(options).hits.first)
    #expect(try ArchiveWriter(at: path).remove([hit.id]) == 1)
    _ = try ArchiveWriter(at: path).merge(full: true)
    #expect(try Archive(at: path).search(options).hits.isEmpty)
    let backup = copy.appending("backup")
    _ = try Archive.backUp(path, to: backup)
    #expect(try FrozenText(Archive(at: backup)).text == FrozenText(Archive(at: path)).text)
  }

  /// The first line that is not the same, of both.
  private func firstDifference(_ found: String, _ expected: String) -> String {
    let pairs = zip(found.split(separator: "\n"), expected.split(separator: "\n"))
    guard let pair = pairs.first(where: { $0 != $1 }) else { return "one is longer" }
    return "\(pair.0) | \(pair.1)"
  }
}
