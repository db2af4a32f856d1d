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

  /// What standard error says of what is lost for good, or is to be repaired; nil if nothing is.
  package static func complaint(_ report: RepairReport) -> String? {
    if report.isDryRun {
      return report.found.isEmpty ? nil : "damaged: `morgue repair` does what would be done"
    }
    guard let first = report.lost.first else { return nil }
    let more = report.lost.count > 1 ? " (and \(report.lost.count - 1) more)" : ""
    return "lost: \(TerminalText.escape(first.description))\(more); "
      + "index the files again, or `morgue repair --from BACKUP`"
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
