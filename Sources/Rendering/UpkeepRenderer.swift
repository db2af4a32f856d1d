// SPDX-License-Identifier: Apache-2.0

package import NewsArchive
import Storage

/// What merging and reindexing did.
package enum UpkeepRenderer {
  package static func line(_ report: UpkeepReport) -> String {
    let problems = report.problems.map { "\(TerminalText.escape($0))\n" }.joined()
    let stopped = report.wasStopped ? "stopped; " : ""
    return "\(problems)\(stopped)\(report.articles) articles, segments: "
      + "\(report.segmentsBefore) before, \(report.segmentsAfter) now; "
      + "generation \(report.generation)\n"
  }
}
