// SPDX-License-Identifier: Apache-2.0

import Glibc
import Storage
import SystemPackage
import TestSupport
import Testing

struct FolderTests {
  @Test
  func `lists names of any bytes, in order`() throws {
    let directory = try TemporaryDirectory()
    let names: [[UInt8]] = [[0x0A], [0x2E, 0x61], [0x61, 0xE9], [0x62], [0xC3, 0xA9], [0xFF]]
    for name in names.reversed() {
      try TemporaryDirectory.write(name, to: directory.path.appending(name: name))
    }
    let folder = try Folder(directory.path)
    #expect(try folder.entries().map(\.name) == names)
    #expect(try folder.entries().map(\.name) == names)
    for name in names {
      #expect(try RegularFile.read(name, in: folder, limit: 9).bytes == name)
      #expect(try folder.status(of: name).size == UInt64(name.count))
    }
  }

  @Test
  func `tells what a name stands for and follows no link`() throws {
    let directory = try TemporaryDirectory()
    try directory.write([1], to: "file")
    try FileSystem.makeFolder(directory.appending("folder"))
    #expect(mkfifo(directory.appending("pipe").string, 0o600) == 0)
    #expect(symlink("file", directory.appending("link").string) == 0)
    #expect(symlink("folder", directory.appending("other").string) == 0)
    let folder = try Folder(directory.path)
    let kinds = try folder.entries().map { try folder.status(of: $0.name).kind }
    #expect(kinds == [.regular, .folder, .link, .link, .pipe])
    #expect(throws: FileError.self) { _ = try folder.folder(Array("other".utf8)) }
    #expect(throws: FileError.self) { _ = try Folder(directory.appending("other")) }
    #expect(try Folder(directory.appending("other"), followingLink: true).entries().isEmpty)
    let failures: [(String, RegularFile.Failure)] = [
      ("link", .link), ("pipe", .notRegular(.pipe)), ("folder", .notRegular(.folder)),
      ("none", .file(FileError("open", directory.appending("none"), .noSuchFileOrDirectory))),
    ]
    for (name, failure) in failures {
      #expect(throws: failure) { try RegularFile.read(directory.appending(name), limit: 10) }
    }
  }

  @Test
  func `reads no more than the limit`() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write([1, 2, 3], to: "file")
    #expect(try RegularFile.read(path, limit: 3).bytes == [1, 2, 3])
    #expect(throws: RegularFile.Failure.tooLarge(size: 3, limit: 2)) {
      try RegularFile.read(path, limit: 2)
    }
  }

  @Test
  func `maps a file, also an empty one, and keeps it when its name is gone`() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write([1, 2, 3], to: "file")
    let mapping = try MappedFile(path)
    try FileSystem.unlink(path)
    #expect(Array(mapping.buffer) == [1, 2, 3])
    #expect(try MappedFile(directory.write([], to: "empty")).buffer.isEmpty)
    #expect(throws: FileError.self) { try MappedFile(directory.path) }
  }
}
