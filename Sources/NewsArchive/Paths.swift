// SPDX-License-Identifier: Apache-2.0

import Glibc
package import Storage
package import SystemPackage

extension FilePath {
  /// The path's bytes, as the system knows them.
  var bytes: [UInt8] {
    unsafe withPlatformString { text in
      unsafe Array(UnsafeRawBufferPointer(start: text, count: length))
    }
  }

  /// The absolute path without links, or the path itself if there is nothing of that name.
  var resolved: FilePath {
    unsafe withPlatformString { text in
      guard let found = unsafe realpath(text, nil) else { return self }
      defer { unsafe free(found) }
      return unsafe FilePath(platformString: found)
    }
  }
}

extension TerminalText {
  /// A path, with what is not to be shown written out.
  package static func escape(_ path: FilePath) -> String {
    escape(name: path.bytes)
  }
}

extension FilePath {
  /// The path that these bytes are; they end at the first zero.
  init(bytes: [UInt8]) {
    let text = bytes.map { CChar(bitPattern: $0) } + [0]
    self = unsafe text.withUnsafeBufferPointer { text in
      unsafe text.baseAddress.map { unsafe FilePath(platformString: $0) } ?? ""
    }
  }
}
