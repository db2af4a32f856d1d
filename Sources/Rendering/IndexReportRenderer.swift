// SPDX-License-Identifier: Apache-2.0

package import NewsArchive
import Storage
package import SystemPackage

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
    object.add("left_out", report.leftOut.values.reduce(0, +))
    object.add("boilerplate", report.boilerplate)
    object.add("files", report.files)
    object.add("bytes", report.bytes)
    object.add("generation", report.generation)
    object.add("stopped", report.wasStopped)
    object.add("problems", report.skips.map { problem($0.path.string, "\($0.reason)") })
    return object.description + "\n"
  }

  /// Over which files the run before may have ended, and what is done about it.
  package static func suspicion(of paths: [FilePath]) -> String {
    let names = paths.prefix(3).map(name).joined(separator: ", ")
    let others = paths.count > 3 ? " and \(paths.count - 3) more" : ""
    let them = paths.count == 1 ? "it" : "them"
    return "the last run died while reading \(names)\(others); reading \(them) apart"
  }

  /// What was skipped and why: the first twenty, and how many more there are.
  package static func complaints(_ report: IndexReport) -> [String] {
    let shown = 20
    var lines = report.skips.prefix(shown).map {
      "skipped \(name($0.path)): \(TerminalText.escape("\($0.reason)"))"
    }
    if report.skipped > shown {
      lines.append("and \(report.skipped - shown) more: `morgue status --problems` lists them")
    }
    return lines + leftOut(report.leftOut) + notes(report)
  }

  /// One line for all that nobody expects an article in.
  static func leftOut(_ counts: [String: Int]) -> [String] {
    guard !counts.isEmpty else { return [] }
    let kinds = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return ["left out: " + kinds.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")]
  }

  /// A line for each thing that there is to note, with the first of the files.
  private static func notes(_ report: IndexReport) -> [String] {
    var lines: [String] = []
    var files: [String: Int] = [:]
    for (_, note) in report.notes { files["\(note)", default: 0] += 1 }
    for (path, note) in report.notes {
      guard let count = files.removeValue(forKey: "\(note)") else { continue }
      let others = count == 1 ? "" : " and \(count - 1) more"
      lines.append("note: \(name(path))\(others): \(note)")
    }
    let rest = report.noteCount - report.notes.count
    if rest > 0 { lines.append("and \(rest) more notes") }
    if report.boilerplate > 0 { lines.append(boilerplate(report.boilerplate)) }
    return lines
  }

  private static func boilerplate(_ count: Int) -> String {
    count == 1
      ? "note: left out 1 paragraph that other pages of its site have, too"
      : "note: left out \(count) paragraphs that other pages of their sites have, too"
  }

  private static func name(_ path: FilePath) -> String {
    path.isEmpty ? "standard input" : TerminalText.escape(path)
  }

  private static func problem(_ path: String, _ reason: String) -> JSONObject {
    var object = JSONObject()
    object.add("path", path)
    object.add("reason", reason)
    return object
  }
}
