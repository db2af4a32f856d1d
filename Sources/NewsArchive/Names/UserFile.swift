// SPDX-License-Identifier: Apache-2.0

import Storage
package import SystemPackage

/// A file that a reader names on the command line: links, pipes and devices will do, too.
package enum UserFile {
  /// The bytes of a file, up to a limit; what is beyond is left unread.
  ///
  /// - Throws: ``ArchiveError`` if there is no such file or it cannot be read.
  package static func read(_ path: FilePath, limit: Int) throws(ArchiveError) -> [UInt8] {
    do {
      let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
      return try file.closeAfter { try readAll(file, limit: limit) }
    } catch {
      throw failure(error, at: path)
    }
  }

  private static func readAll(_ file: FileDescriptor, limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: min(limit, 1 << 16))
    while bytes.count < limit {
      let count = try unsafe piece.withUnsafeMutableBytes { try unsafe file.read(into: $0) }
      guard count > 0 else { break }
      bytes += piece[..<min(count, limit - bytes.count)]
    }
    return bytes
  }

  private static func failure(_ error: any Error, at path: FilePath) -> ArchiveError {
    let shown = TerminalText.escape(path)
    guard let errno = error as? Errno else {
      return ArchiveError(.inputOutput, "\(shown): \(error)")
    }
    switch errno {
    case .noSuchFileOrDirectory, .notDirectory:
      return ArchiveError(.noArchive, "there is no file \(shown)")
    case .isDirectory:
      return ArchiveError(.noArchive, "\(shown) is a folder, not a file")
    case .permissionDenied, .notPermitted:
      return ArchiveError(.permission, "\(shown): \(errno)")
    default: return ArchiveError(.inputOutput, "\(shown): \(errno)")
    }
  }
}
