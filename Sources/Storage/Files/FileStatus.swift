// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// What the system knows about a file without reading it.
package struct FileStatus: Sendable, Equatable {
  /// The sort of thing a name stands for.
  package enum Kind: Sendable, Equatable {
    case regular, folder, link, pipe, socket, device, unknown
  }

  package let kind: Kind
  /// In bytes.
  package let size: UInt64
  /// When the bytes last changed, in nanoseconds since 1970.
  package let modified: Int64
  package let device: UInt64
  package let inode: UInt64
  /// How many names the file has.
  package let links: UInt64

  init(_ raw: stat) {
    kind = Kind(mode: raw.st_mode)
    size = UInt64(clamping: raw.st_size)
    let (seconds, overflow) = Int64(raw.st_mtim.tv_sec).multipliedReportingOverflow(
      by: 1_000_000_000
    )
    modified =
      overflow ? .max : seconds.addingReportingOverflow(Int64(raw.st_mtim.tv_nsec)).partialValue
    device = UInt64(raw.st_dev)
    inode = UInt64(raw.st_ino)
    links = UInt64(raw.st_nlink)
  }

  /// Whether both describe the very same file on the disk.
  package func isSameFile(as other: FileStatus) -> Bool {
    device == other.device && inode == other.inode
  }
}

extension FileStatus.Kind {
  init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .regular
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    case S_IFIFO: self = .pipe
    case S_IFSOCK: self = .socket
    case S_IFCHR, S_IFBLK: self = .device
    default: self = .unknown
    }
  }

  /// From the type that a folder keeps beside a name; nil if it keeps none.
  init?(directoryType: UInt8) {
    switch Int32(directoryType) {
    case 8: self = .regular
    case 4: self = .folder
    case 10: self = .link
    case 1: self = .pipe
    case 12: self = .socket
    case 2, 6: self = .device
    default: return nil
    }
  }
}
