// SPDX-License-Identifier: Apache-2.0

private import Glibc
package import SystemPackage

/// The file system a folder lies on.
package enum Volume {
  /// File systems whose locks two machines may both believe to hold.
  ///
  /// By their names in proc_pid_mountinfo(5). `fuse` means a user's own program; `fuseblk` is a local disk.
  private static let networkTypes: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "coda", "9p", "ceph", "fuse",
    "virtiofs", "ocfs2", "gfs2", "lustre",
  ]

  /// How many bytes a user may still write there.
  package static func availableBytes(at path: FilePath) throws(FileError) -> UInt64 {
    var raw = statvfs()
    try systemCall("statvfs", path) { path.withPlatformString { statvfs($0, &raw) } }
    let blocks = UInt64(raw.f_bavail)
    let (bytes, overflow) = blocks.multipliedReportingOverflow(by: UInt64(raw.f_frsize))
    return overflow ? .max : bytes
  }

  /// Whether the folder lies on another machine, or may.
  ///
  /// Unknown counts as no. Reads the system's table of mounts, about 50 µs.
  package static func isNetwork(_ path: FilePath) throws(FileError) -> Bool {
    guard let status = try FileSystem.status(of: path, followingLink: true),
      let table = try? mountTable()
    else { return false }
    guard let type = type(ofDevice: status.device, in: table) else { return false }
    return networkTypes.contains(type) || type.hasPrefix("fuse.")
  }

  /// The type of the file system on `device`, from the lines of a table of mounts.
  ///
  /// A line reads `36 35 98:0 /root /mount rw,noatime master:1 - ext3 /dev/root rw`, with any
  /// number of fields before the dash.
  static func type(ofDevice device: UInt64, in table: String) -> String? {
    let major = (device >> 8 & 0xFFF) | (device >> 32 & ~0xFFF)
    let minor = (device & 0xFF) | (device >> 12 & 0xFFFF_FF00)
    for line in table.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 2, fields[2] == "\(major):\(minor)",
        let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count
      else { continue }
      return String(fields[dash + 1])
    }
    return nil
  }

  /// The table of mounts; the system makes it up while it is read, so its length is unknown before.
  private static func mountTable() throws(FileError) -> String {
    let file = try FileSystem.open("/proc/self/mountinfo")
    var text: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while text.count < 1 << 22 {
      let count = try file.read(into: buffer)
      if count == 0 { break }
      text.append(contentsOf: buffer[..<count])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
