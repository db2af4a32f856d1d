// SPDX-License-Identifier: Apache-2.0

package import NewsArchive
import Storage

/// What merging, verifying and reindexing did.
package enum UpkeepRenderer {
  package static func line(_ report: UpkeepReport) -> String {
    let problems = report.problems.map { "\(TerminalText.escape($0))\n" }.joined()
    let stopped = report.wasStopped ? "stopped; " : ""
    return "\(problems)\(stopped)\(report.articles) articles, segments: "
      + "\(report.segmentsBefore) before, \(report.segmentsAfter) now; "
      + "generation \(report.generation)\n"
  }

  package static func text(_ report: VerifyReport) -> String {
    var text = report.damage.map { "DAMAGED \(TerminalText.escape($0))\n" }.joined()
    text += report.extra.map { "extra   \(TerminalText.escape($0))\n" }.joined()
    text += "generation \(report.generation): \(report.files) files"
    if report.hasCheckedOriginals { text += ", \(report.originals) originals" }
    return text
      + (report.damage.isEmpty ? ", all as written\n" : ", \(report.damage.count) damaged\n")
  }

  /// What to do about the damage that was found.
  package static func advice(_ report: VerifyReport) -> String {
    let first = report.damage.first.map { TerminalText.escape($0) } ?? ""
    return
      "damaged: \(first)\(report.damage.count > 1 ? ", and \(report.damage.count - 1) more" : ""); "
      + "`morgue reindex` rebuilds the index from the stored originals"
  }
}
