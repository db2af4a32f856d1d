// SPDX-License-Identifier: Apache-2.0

import Articles
package import NewsArchive
import Storage

/// What an archive holds, as text and as JSON.
package enum StatusRenderer {
  package static func text(_ status: ArchiveStatus, style: TextStyle) -> String {
    var rows = [
      ("archive", TerminalText.escape(status.path)),
      ("generation", "\(status.generation)"),
      ("articles", articles(status)),
      ("dates", dates(status)),
      ("languages", names(status.languages)),
      ("sources", names(status.sources)),
      ("files", files(status)),
      ("segments", "\(status.segments)"),
      ("size", size(status)),
      ("verified", verified(status)),
    ]
    if let later = status.laterGeneration {
      rows.append(("NOTE", "generation \(later) was here before: an older state was put back"))
    }
    rows += status.damaged.map { ("DAMAGED", TerminalText.escape($0)) }
    return rows.filter { !$0.1.isEmpty }.map { name, value in
      let lines = wrapped([StyledRun(text: value)], width: style.width - 12)
      return lines.enumerated().map { number, line in
        style.dim(padded(number == 0 ? name : "", 12)) + line.map(\.text).joined().withPlainBlanks
          + "\n"
      }.joined()
    }.joined()
  }

  package static func json(_ status: ArchiveStatus) -> String {
    var object = JSONObject()
    object.add("version", 1)
    object.add("generation", status.generation)
    object.add("articles", status.articles)
    object.add("article_versions", status.versions)
    object.add("removed", status.removed)
    object.add("files", status.files)
    object.add("problems", status.problems)
    object.add("first_date", status.firstDate?.iso8601)
    object.add("last_date", status.lastDate?.iso8601)
    object.add("undated", status.undated)
    object.add("languages", status.languages.map(counted))
    object.add("sources", status.sources.map(counted))
    object.add("segments", status.segments)
    object.add("packs", status.packs)
    object.add("original_bytes", status.originalBytes)
    object.add("article_bytes", status.articleBytes)
    object.add("catalogue_bytes", status.catalogueBytes)
    object.add("index_bytes", status.indexBytes)
    object.add("damaged", status.damaged)
    if let look = status.verified { object.add("verified", verified(look)) }
    if let look = status.originalsVerified { object.add("originals_verified", verified(look)) }
    if let later = status.laterGeneration { object.add("later_generation", later) }
    return object.description + "\n"
  }

  package static func text(_ problems: [Problem], style: TextStyle) -> String {
    problems.map { problem in
      "\(TerminalText.escape(String(decoding: problem.path, as: UTF8.self))): "
        + "\(TerminalText.escape(problem.reason))\n"
    }.joined()
  }

  package static func json(_ problems: [Problem]) -> String {
    problems.map { problem in
      var object = JSONObject()
      object.add("version", 1)
      object.add("path", String(decoding: problem.path, as: UTF8.self))
      object.add("reason", problem.reason)
      return object.description + "\n"
    }.joined()
  }

  private static func verified(_ look: ArchiveStatus.Verified) -> JSONObject {
    var object = JSONObject()
    object.add("time", ArticleDate(seconds: look.time, precision: .second).iso8601)
    object.add("age_seconds", look.age)
    object.add("generation", look.generation)
    object.add("damage", look.damage)
    return object
  }

  /// When everything was last looked at.
  private static func verified(_ status: ArchiveStatus) -> String {
    [("in full", status.verified), ("originals", status.originalsVerified)].map { name, look in
      guard let look else { return "\(name) never" }
      let result = look.damage == 0 ? "all as written" : "\(look.damage) damaged"
      let state = look.generation == status.generation ? "" : " at generation \(look.generation)"
      return "\(name) \(age(look.age))\(state), \(result)"
    }.joined(separator: "; ")
  }

  /// How long ago, in the largest unit of which there are two.
  private static func age(_ seconds: Int64) -> String {
    let units: [(Int64, String)] = [(86_400, "days"), (3600, "hours"), (60, "minutes")]
    for (unit, name) in units where seconds >= 2 * unit { return "\(seconds / unit) \(name) ago" }
    return "just now"
  }

  private static func counted(_ entry: (name: String, count: Int)) -> JSONObject {
    var object = JSONObject()
    object.add("name", entry.name)
    object.add("articles", entry.count)
    return object
  }

  private static func articles(_ status: ArchiveStatus) -> String {
    var text = "\(status.articles)"
    if status.versions > status.articles { text += ", \(status.versions) versions" }
    if status.removed > 0 { text += ", \(status.removed) removed" }
    return text
  }

  private static func files(_ status: ArchiveStatus) -> String {
    status.problems == 0
      ? "\(status.files)" : "\(status.files), \(status.problems) skipped (--problems lists them)"
  }

  private static func dates(_ status: ArchiveStatus) -> String {
    guard let first = status.firstDate, let last = status.lastDate else {
      return status.articles > 0 ? "none known" : ""
    }
    let span = "\(first.day) to \(last.day)"
    return status.undated > 0 ? "\(span); \(status.undated) without a date" : span
  }

  private static func names(_ entries: [(name: String, count: Int)]) -> String {
    let shown = entries.prefix(8).map { "\(TerminalText.escape($0.name)) \($0.count)" }
    let rest = entries.count > 8 ? ", and \(entries.count - 8) more" : ""
    return shown.joined(separator: ", ") + rest
  }

  private static func size(_ status: ArchiveStatus) -> String {
    "originals \(bytes(status.originalBytes)), articles \(bytes(status.articleBytes)), "
      + "catalogue \(bytes(status.catalogueBytes)), index \(bytes(status.indexBytes))"
  }
}

extension String {
  /// With ordinary blanks in place of those where no line may break.
  fileprivate var withPlainBlanks: String {
    String(map { $0 == "\u{A0}" ? " " : $0 })
  }
}

/// A size as people read it, with a blank where no line may break.
func bytes(_ count: UInt64) -> String {
  let units: [(Double, String)] = [(1e9, "GB"), (1e6, "MB"), (1e3, "KB")]
  for (unit, name) in units where Double(count) >= unit {
    let tenths = Int((Double(count) / unit * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)\u{A0}\(name)"
  }
  return "\(count)\u{A0}bytes"
}
