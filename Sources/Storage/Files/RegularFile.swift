// SPDX-License-Identifier: Apache-2.0

package import SystemPackage

/// A regular file read whole, with every surprise a folder can hold told apart.
package struct RegularFile: Sendable {
  package let bytes: [UInt8]
  /// As it was when the file was opened.
  package let status: FileStatus

  /// Why a file was not read.
  package enum Failure: Error, Sendable, Equatable {
    /// A link; none is followed.
    case link
    /// A folder, pipe, socket or device.
    case notRegular(FileStatus.Kind)
    /// Longer than the limit; both in bytes.
    case tooLarge(size: UInt64, limit: UInt64)
    /// The file grew, shrank or was rewritten meanwhile.
    case changedWhileRead
    case file(FileError)
  }

  /// Reads the file at `path` if it is no longer than `limit` bytes.
  package static func read(_ path: FilePath, limit: UInt64) throws(Failure) -> RegularFile {
    try read(limit: limit) { () throws(FileError) in try FileSystem.open(path) }
  }

  /// Reads the entry `name` of `folder` if it is no longer than `limit` bytes.
  package static func read(
    _ name: [UInt8],
    in folder: borrowing Folder,
    limit: UInt64
  ) throws(Failure) -> RegularFile {
    let file: OpenFile
    do { file = try folder.open(name) } catch { throw Failure(error) }
    return try contents(of: file, limit: limit)
  }

  private static func read(
    limit: UInt64,
    opening open: () throws(FileError) -> OpenFile
  ) throws(Failure) -> RegularFile {
    let file: OpenFile
    do { file = try open() } catch { throw Failure(error) }
    return try contents(of: file, limit: limit)
  }

  private static func contents(
    of file: borrowing OpenFile,
    limit: UInt64
  ) throws(Failure) -> RegularFile {
    do {
      let before = try file.status()
      guard before.kind == .regular else { throw Failure.notRegular(before.kind) }
      guard before.size <= limit else { throw Failure.tooLarge(size: before.size, limit: limit) }
      let bytes = try readAll(file, expecting: Int(before.size))
      let after = try file.status()
      let isSame = after.size == before.size && after.modified == before.modified
      guard bytes.count == Int(before.size), isSame else { throw Failure.changedWhileRead }
      return RegularFile(bytes: bytes, status: before)
    } catch let error as Failure {
      throw error
    } catch let error as FileError {
      throw Failure(error)
    } catch {
      throw .changedWhileRead
    }
  }

  /// Reads until the end or `count` bytes, whichever is first.
  private static func readAll(
    _ file: borrowing OpenFile,
    expecting count: Int
  ) throws(FileError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 1), alignment: 16)
    defer { buffer.deallocate() }
    var done = 0
    while done < count {
      let part = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[done..<count]))
      if part == 0 { break }
      done += part
    }
    return [UInt8](buffer[..<done])
  }
}

extension RegularFile.Failure {
  /// A link shows itself as an error of `open`, which is told not to follow any.
  init(_ error: FileError) {
    self = error.errno == .tooManySymbolicLinkLevels ? .link : .file(error)
  }
}
