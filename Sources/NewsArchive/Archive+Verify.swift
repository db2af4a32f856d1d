// SPDX-License-Identifier: Apache-2.0

import Storage
package import SystemPackage

extension Archive {
  /// Checks that everything is as it was written: names, lengths, headers and footers; with `full`
  /// every checksum, and that the parts fit each other; with `originals` the SHA-256 of every original.
  ///
  /// A whole look is noted in the archive, if it can be.
  ///
  /// - Throws: ``ArchiveError`` if the archive cannot be opened at all; its damage is reported.
  package static func verify(
    at path: FilePath,
    full: Bool = true,
    originals: Bool,
    threads: Int? = nil,
    isStopped: @escaping () -> Bool = { false },
    progress: @escaping (_ done: UInt64, _ total: UInt64) -> Void = { _, _ in }
  ) throws(ArchiveError) -> VerifyReport {
    try translated {
      let directory = try ArchiveDirectory.open(at: path)
      let checks = VerifyChecks(full: full, originals: originals, threads: threads)
      var verification = try Verification(
        directory,
        checks,
        isStopped: isStopped,
        onProgress: progress
      )
      try verification.run()
      if !verification.report.wasStopped { directory.note(verification.report) }
      return verification.report
    }
  }
}

extension ArchiveDirectory {
  /// Notes a finished look, if the archive can be written now; it is as well without.
  func note(_ report: VerifyReport) {
    guard report.checks.full || report.checks.originals else { return }
    guard var note = noteToReplace() else { return }
    let damage = report.findings.filter(\.isDamage).count
    let look = VerificationNote.Look.now(at: report.generation, damage: damage)
    if report.checks.full { note.full = look }
    if report.checks.originals { note.originals = look }
    _ = try? write(note)
  }

  /// What was noted before; nil if it is damaged, as nothing damaged is overwritten.
  private func noteToReplace() -> VerificationNote? {
    do throws(StorageError) {
      return try readVerificationNote() ?? VerificationNote()
    } catch {
      return nil
    }
  }

  /// Files in the archive's folders that the manifest does not name; none of them is touched.
  func unnamedFiles(_ manifest: Manifest) throws(FileError) -> [String] {
    var unnamed: [String] = []
    for kind in FileKind.allCases {
      let named = Set(manifest.entries(of: kind).map(\.name) + others(in: kind.folder, manifest))
      guard try FileSystem.status(of: paths.folder(of: kind)) != nil else { continue }
      for entry in try Folder(paths.folder(of: kind)).entries() {
        let name = String(decoding: entry.name, as: UTF8.self)
        let place = "\(kind.folder)/\(name)"
        if !named.contains(name), !unnamed.contains(place) { unnamed.append(place) }
      }
    }
    return unnamed.sorted()
  }

  /// What other kinds keep in the same folder.
  private func others(in folder: String, _ manifest: Manifest) -> [String] {
    manifest.entries.filter { $0.kind.folder == folder }.map(\.name)
  }
}
