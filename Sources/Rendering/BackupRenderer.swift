// SPDX-License-Identifier: Apache-2.0

package import NewsArchive
import Storage

/// What a backup, or the making of an archive from one, did.
package enum BackupRenderer {
  /// One line: `generation 4 in /mnt/clips: 9 files, 2 linked (1.2 KB), 7 copied (80 KB), all checked`;
  /// nil if it was stopped.
  package static func line(_ report: BackupReport) -> String? {
    guard let generation = report.generation else { return nil }
    let amounts = [
      (report.kept, report.keptBytes, "as before"),
      (report.linked, report.linkedBytes, "linked"),
      (report.copied, report.copiedBytes, "copied"),
    ]
    let parts = amounts.filter { $0.0 > 0 }.map { ", \($0.0) \($0.2) (\(bytes($0.1)))" }.joined()
    let files = report.files == 1 ? "1 file" : "\(report.files) files"
    let checked = report.isVerified ? "all checked" : "not checked"
    let place = TerminalText.escape(report.path)
    return "generation \(generation) in \(place): \(files)\(parts), \(checked)\n"
  }
}
