// SPDX-License-Identifier: Apache-2.0

private import Glibc
package import SystemPackage

/// Makes a call until no signal interrupts it.
///
/// - Throws: the call's name, the file and `errno` when it answers less than zero.
@discardableResult
func systemCall<Value: SignedInteger>(
  _ operation: String,
  _ path: FilePath,
  _ body: () -> Value
) throws(FileError) -> Value {
  try FaultPoint.reached(operation, path)
  while true {
    let result = body()
    guard result < 0 else { return result }
    let code = Errno(rawValue: errno)
    guard code == .interrupted else { throw FileError(operation, path, code) }
  }
}

/// A name from a folder, as the system wants it: ended by a zero.
func withZeroEnded<Result>(_ name: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
  (name.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
    body(buffer.baseAddress.unsafelyUnwrapped)
  }
}

extension FilePath {
  /// The path of the entry `name` of this folder, whatever bytes the name is made of.
  package func appending(name: [UInt8]) -> FilePath {
    var whole = self
    withZeroEnded(name) { text in
      if let component = FilePath.Component(platformString: text) { whole.append(component) }
    }
    return whole
  }
}
