// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemPackage

/// Makes a folder for its owner alone.
func makeFolder(_ path: FilePath) throws {
  guard path.withPlatformString({ mkdir($0, 0o700) }) == 0 else { throw Errno(rawValue: errno) }
}
