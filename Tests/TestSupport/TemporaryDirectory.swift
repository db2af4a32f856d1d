// SPDX-License-Identifier: Apache-2.0

private import Glibc
internal import Storage
package import SystemPackage

/// A folder of its own for one test, gone with everything in it when the test lets go.
package final class TemporaryDirectory: Sendable {
  package let path: FilePath

  package init() throws {
    path = Self.parent.appending("m-\(String(UInt64.random(in: 0 ... .max), radix: 36))")
    try FileSystem.makeFolder(path)
  }

  deinit { Self.remove(path) }

  /// In memory where there is such a place, so that thousands of `fsync`s cost nothing.
  private static var parent: FilePath {
    if let wanted = getenv("TMPDIR") { return FilePath(String(cString: wanted)) }
    return access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
  }

  /// The path of `name` within.
  package func appending(_ name: String) -> FilePath { path.appending(name) }

  /// Writes a file within and answers its path.
  @discardableResult
  package func write(_ bytes: [UInt8], to name: String) throws -> FilePath {
    try Self.write(bytes, to: appending(name))
    return appending(name)
  }

  /// Replaces whatever is at `path` by a file of these bytes, without regard for safety.
  package static func write(_ bytes: [UInt8], to path: FilePath) throws {
    try FileSystem.unlink(path)
    var file = try FileSystem.create(path)
    try file.write(bytes)
    try file.close()
  }

  /// The bytes of a file, at most 64 MB.
  package static func read(_ path: FilePath) throws -> [UInt8] {
    try RegularFile.read(path, limit: 1 << 26).bytes
  }

  /// Removes a folder and all it holds, as far as the system lets us.
  package static func remove(_ path: FilePath) {
    if let entries = try? Folder(path).entries() {
      for entry in entries {
        let child = path.appending(name: entry.name)
        if entry.kind == .folder { remove(child) } else { _ = try? FileSystem.unlink(child) }
      }
    }
    _ = path.withPlatformString { rmdir($0) }
  }
}
