// SPDX-License-Identifier: Apache-2.0

package import SystemPackage

/// A file that may hold articles, as the scanner saw it.
///
/// Size, time, device and inode are those of the scan: whoever reads the file compares them again
/// with the descriptor it reads from.
package struct SourceFile: Hashable, Sendable {
  /// What to open: the path that was asked for with the way below it appended, byte for byte.
  package var path: FilePath
  /// In bytes.
  package var size: Int64
  /// Last modification, in nanoseconds since 1970.
  package var modified: Int64
  package var device: UInt64
  package var inode: UInt64

  package init(path: FilePath, size: Int64, modified: Int64, device: UInt64, inode: UInt64) {
    self.path = path
    self.size = size
    self.modified = modified
    self.device = device
    self.inode = inode
  }
}
