// SPDX-License-Identifier: Apache-2.0

package import NewsArchive
import Storage

/// What `verify` found: a line for each thing, its kind first, and a last line with the verdict.
package enum VerifyRenderer {
  package static func text(_ report: VerifyReport) -> String {
    let damage = report.findings.filter(\.isDamage)
    let extra = report.findings.filter { !$0.isDamage }
    let lines = (damage + extra).map { line($0) + "\n" }.joined()
    var counted = ["\(report.files) files"]
    if report.sampled > 0 { counted.append("\(report.sampled) articles compared") }
    if report.checks.originals { counted.append("\(report.originals) originals") }
    let verdict =
      report.wasStopped
      ? "stopped" : damage.isEmpty ? verdict(report) : "\(damage.count) damaged"
    return lines
      + "generation \(report.generation): \(counted.joined(separator: ", ")), \(verdict)\n"
  }

  /// One thing that was found: `DAMAGED segments/...: the checksum does not match (at byte 64)`.
  package static func line(_ finding: Finding) -> String {
    let kind =
      switch finding.kind {
      case .damaged: "DAMAGED"
      case .missing: "MISSING"
      case .changed: "CHANGED"
      case .wrong: "WRONG"
      case .extra: "extra"
      }
    return padded(kind, 7) + " " + TerminalText.escape(finding.description)
  }

  /// What it means that nothing was found; a quick look is not to be taken for a whole one.
  private static func verdict(_ report: VerifyReport) -> String {
    report.checks.full || report.checks.originals
      ? "all as written" : "names and headers as written (--full looks at everything)"
  }

  /// What to do about the damage that was found.
  package static func advice(_ report: VerifyReport) -> String {
    let damage = report.findings.filter(\.isDamage)
    let first = damage.first.map { TerminalText.escape($0.description) } ?? ""
    let more = damage.count > 1 ? ", and \(damage.count - 1) more" : ""
    return "damaged: \(first)\(more); `morgue repair` mends what can be mended"
  }

  package static func json(_ report: VerifyReport) -> String {
    var object = JSONObject()
    object.add("version", 1)
    object.add("generation", report.generation)
    object.add("full", report.checks.full)
    object.add("originals", report.checks.originals)
    object.add("files", report.files)
    object.add("compared", report.sampled)
    object.add("originals_checked", report.originals)
    object.add("sound", !report.hasDamage && !report.wasStopped)
    if report.wasStopped { object.add("stopped", true) }
    object.add("findings", report.findings.map(object(for:)))
    return object.description + "\n"
  }

  static func object(for finding: Finding) -> JSONObject {
    var object = JSONObject()
    object.add("kind", finding.kind.rawValue)
    object.add("subject", finding.subject)
    object.add("detail", finding.detail)
    object.add("sha256", finding.sha256)
    if !finding.articles.isEmpty { object.add("articles", finding.articles) }
    object.add("path", finding.path.map { String(decoding: $0, as: UTF8.self) })
    return object
  }
}
