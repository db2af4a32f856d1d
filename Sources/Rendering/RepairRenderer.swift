// SPDX-License-Identifier: Apache-2.0

package import NewsArchive
import Storage

/// What `repair` found, what it did, and what is lost.
package enum RepairRenderer {
  package static func text(_ report: RepairReport) -> String {
    var lines = report.found.map { VerifyRenderer.line($0) }
    let verb = report.isDryRun ? "would  " : "did    "
    lines += report.actions.map { "\(verb) \(TerminalText.escape($0))" }
    lines += report.lost.map { "LOST    " + TerminalText.escape($0.description) }
    lines.append(verdict(report))
    return lines.map { $0 + "\n" }.joined()
  }

  private static func verdict(_ report: RepairReport) -> String {
    let generation = "generation \(report.generation)"
    if report.wasStopped { return "\(generation): stopped; what was done is kept" }
    if report.found.isEmpty { return "\(generation): nothing to repair" }
    if report.isDryRun {
      return "\(generation): \(report.found.count) to repair; nothing was changed"
    }
    if report.lost.isEmpty { return "\(generation): repaired, all as it was" }
    return "\(generation): repaired, \(report.lost.count) lost"
  }

  package static func json(_ report: RepairReport) -> String {
    var object = JSONObject()
    object.add("version", 1)
    object.add("generation", report.generation)
    object.add("dry_run", report.isDryRun)
    object.add("found", report.found.map(VerifyRenderer.object(for:)))
    object.add("actions", report.actions)
    object.add("lost", report.lost.map(VerifyRenderer.object(for:)))
    if report.wasStopped { object.add("stopped", true) }
    return object.description + "\n"
  }
}
