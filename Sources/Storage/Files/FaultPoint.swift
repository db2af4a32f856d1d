// SPDX-License-Identifier: Apache-2.0

#if DEBUG
package import SystemPackage
#else
import SystemPackage
#endif

/// A place where a test can make the operating system fail.
///
/// Every call that changes or opens a file passes one, by the call's name. In a release build
/// nothing is left of it.
package enum FaultPoint {
  #if DEBUG
  /// Answers why the call named first, on the file named second, shall fail; nil lets it be made.
  ///
  /// Bound to a task, so that tests that run at the same time do not meet.
  @TaskLocal package static var handler: (@Sendable (String, FilePath) -> Errno?)?
  #endif

  /// Fails if a test wants it to.
  @inline(__always)
  static func reached(_ operation: String, _ path: FilePath) throws(FileError) {
    #if DEBUG
    if let refusal = handler?(operation, path) {
      throw FileError(operation, path, refusal)
    }
    #endif
  }

  /// The work with the failures that a test has bound to the calling task, for another thread to do.
  @inline(__always)
  static func carried(
    by body: @escaping @Sendable (Int) -> Void
  ) -> @Sendable (Int) -> Void {
    #if DEBUG
    let handler = handler
    return { number in $handler.withValue(handler) { body(number) } }
    #else
    return body
    #endif
  }
}
