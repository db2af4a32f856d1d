// SPDX-License-Identifier: Apache-2.0

package import SystemPackage

/// A call to the operating system about one file that failed.
///
/// The sentence for people is made by the façade from these three; nothing else is known here.
package struct FileError: Error, Sendable, Equatable {
  /// The call that failed, by its name in the manual, as `open` or `fsync`.
  package let operation: String
  /// The file or folder it was about.
  package let path: FilePath
  /// Why the system refused.
  package let errno: Errno

  package init(_ operation: String, _ path: FilePath, _ errno: Errno) {
    self.operation = operation
    self.path = path
    self.errno = errno
  }
}

extension FileError: CustomStringConvertible {
  /// One line, not yet made safe for a terminal.
  package var description: String {
    "\(operation) \(path.string): \(errno.description)"
  }
}
