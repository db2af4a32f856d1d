// SPDX-License-Identifier: Apache-2.0

package import NewsArchive
import Storage

/// What rebuilding did.
package enum ReindexRenderer {
  /// One line: `20 articles, segments: 3 before, 1 now; generation 5`.
  package static func line(_ report: ReindexReport) -> String {
    "\(report.articles) articles, segments: \(report.segmentsBefore) before, "
      + "\(report.segmentsAfter) now; generation \(report.generation)\n"
  }

  /// What is said before a run that goes on where another had stopped.
  package static func resumption(done: Int, of all: Int) -> String {
    "continuing after \(done) of \(all) originals"
  }

  /// Originals that could not be read again, and where the run was stopped.
  package static func complaints(_ report: ReindexReport) -> [String] {
    var lines = report.problems.map { TerminalText.escape($0) }
    if report.lost > 0 {
      let texts = report.lost == 1 ? "1 text is" : "\(report.lost) texts are"
      lines.append("\(texts) lost: neither the original nor what was filed can be read")
    }
    guard report.wasStopped else { return lines }
    let place = "stopped at \(report.done) of \(report.originals)"
    lines.append(
      report.canGoOn ? "\(place); run it again to go on" : "\(place); nothing was changed"
    )
    return lines
  }
}
