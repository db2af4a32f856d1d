// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// A small ZIP archive of the given files, deflated or stored.
func zipped(_ files: [(name: String, content: String)], stored: Bool = false) -> [UInt8] {
  zipped(files.map { ($0.name, Array($0.content.utf8), nil) }, stored: stored)
}

/// A ZIP archive in which the size that is said of a file may be a lie.
func zipped(
  _ files: [(name: String, content: [UInt8], claimedSize: Int?)],
  stored: Bool = false
) -> [UInt8] {
  var bytes: [UInt8] = []
  var directory: [UInt8] = []
  for file in files {
    let offset = bytes.count
    let packed = stored ? file.content : deflated(file.content, .none)
    let common =
      number(stored ? 0 : 8, 2) + number(0, 2) + number(0, 2) + number(0, 4)
      + number(packed.count, 4) + number(file.claimedSize ?? file.content.count, 4)
      + number(file.name.utf8.count, 2) + number(0, 2)
    bytes += number(0x0403_4B50, 4) + number(20, 2) + number(0, 2) + common
    bytes += Array(file.name.utf8) + packed
    directory += number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + number(0, 2) + common
    directory += number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4) + number(offset, 4)
    directory += Array(file.name.utf8)
  }
  let start = bytes.count
  bytes += directory
  bytes += number(0x0605_4B50, 4) + number(0, 2) + number(0, 2)
  bytes += number(files.count, 2) + number(files.count, 2) + number(directory.count, 4)
  bytes += number(start, 4) + number(0, 2)
  return bytes
}

private func number(_ value: Int, _ size: Int) -> [UInt8] {
  (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}
