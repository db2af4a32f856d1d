// SPDX-License-Identifier: Apache-2.0

package import NewsArchive
import Storage
import SystemPackage

/// What became of the inputs of a run of `index`.
package enum IndexReportRenderer {
  /// One line: `3 added, 1 changed, 20 unchanged, 2 copies, 1 skipped (no text); generation 4`.
  package static func line(_ report: IndexReport) -> String {
    var line = "\(report.added) added, \(report.changed) changed, \(report.unchanged) unchanged, "
    line += "\(report.copies) \(report.copies == 1 ? "copy" : "copies"), \(report.skipped) skipped"
    if !report.reasons.isEmpty {
      let reasons = report.reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      line += " (" + reasons.map { "\($0.value) \($0.key)" }.joined(separator: ", ") + ")"
    }
    return line + "; \(report.wasStopped ? "stopped, " : "")generation \(report.generation)\n"
  }

  package static func json(_ report: IndexReport) -> String {
    var object = JSONObject()
    object.add("version", 1)
    object.add("added", report.added)
    object.add("changed", report.changed)
    object.add("unchanged", report.unchanged)
    object.add("copies", report.copies)
    object.add("skipped", report.skipped)
    object.add("passed_over", report.passedOver)
    object.add("files", report.files)
    object.add("bytes", report.bytes)
    object.add("generation", report.generation)
    object.add("stopped", report.wasStopped)
    object.add("problems", report.skips.map { problem(String($0.path.string), "\($0.reason)") })
    return object.description + "\n"
  }

  /// What was skipped and why: the first twenty, and how many more there are.
  package static func complaints(_ report: IndexReport) -> [String] {
    let shown = 20
    var lines = report.skips.prefix(shown).map {
      "skipped \(TerminalText.escape($0.path)): \(TerminalText.escape("\($0.reason)"))"
    }
    if report.skipped > shown {
      lines.append("and \(report.skipped - shown) more: `morgue status --problems` lists them")
    }
    lines += report.notes.prefix(shown).map {
      "note: \(TerminalText.escape($0.path)): \($0.note)"
    }
    if report.noteCount > shown { lines.append("and \(report.noteCount - shown) more notes") }
    return lines
  }

  private static func problem(_ path: String, _ reason: String) -> JSONObject {
    var object = JSONObject()
    object.add("path", path)
    object.add("reason", reason)
    return object
  }
}
