// SPDX-License-Identifier: Apache-2.0

import Ingestion
import Storage
package import SystemPackage

extension ArchiveWriter {
  /// Files what is new or changed below the paths, and an article from memory.
  ///
  /// Commits batch by batch; a run that `isStopped` ends, which is asked often, keeps what it has
  /// read. `standardInput` is an article's bytes with a file name to go by; `progress` is told now
  /// and then, on the calling thread, how far the run has come.
  package func index(
    _ roots: [FilePath],
    standardInput: (bytes: [UInt8], name: String?)? = nil,
    options: IndexOptions = IndexOptions(),
    isStopped: @escaping () -> Bool = { false },
    progress: @escaping (IndexProgress) -> Void = { _ in }
  ) throws(ArchiveError) -> IndexReport {
    try translated { try freshen() }
    let run = IndexRun(
      self,
      options: options,
      canRepeat: standardInput == nil,
      isStopped: isStopped,
      onProgress: progress
    )
    try committing {
      let scanner = SourceScanner(options: options.scanner)
      do {
        if let standardInput { try run.take(standardInput.bytes, name: standardInput.name) }
        for root in roots {
          try scanner.scan(Self.absolute(root)) { findings in try run.take(findings) }
        }
      } catch is IndexRun.Stop {
        // What was read until now is filed.
      }
      try run.finish()
    }
    return run.report
  }

  /// The path that a file is known by whatever folder the program runs in.
  static func absolute(_ path: FilePath) -> FilePath {
    path.resolved
  }
}
