// SPDX-License-Identifier: Apache-2.0

import Articles
package import NewsArchive
import Storage
import SystemPackage

/// What would be filed, for people who want to know why.
///
/// Every line has a name in a column of its own: fields with their origin, notes, then the blocks
/// of the text with their kind.
package enum ExtractionRenderer {
  /// One article: where it is, its fields, its text; then what was dropped, each block with
  /// `listsDropped`, else how many blocks for each reason.
  package static func text(
    _ extracted: ExtractedArticle,
    style: TextStyle,
    listsDropped: Bool = false
  ) -> String {
    let width = min(style.width, 100)
    var text = style.bold(place(extracted)) + "\n"
    text += line("original", "", original(extracted), width)
    text += line("sha-256", "", extracted.sha256, width)
    for field in extracted.article.fieldValues {
      text += line(field.name, padded(field.origin.name, column), field.value, width)
    }
    for note in extracted.notes {
      text += line("note", "", note, width) { style.warning($0) }
    }
    for block in extracted.article.paragraphs {
      text += "\n" + line(block.kind.name, "", block.text, width) { painted($0, block.kind, style) }
    }
    if listsDropped {
      for dropped in extracted.dropped { text += "\n" + rendered(dropped, width, style) }
    } else if !extracted.dropped.isEmpty {
      text += "\n" + line("dropped", "", summary(of: extracted.dropped), width) { style.dim($0) }
    }
    return text
  }

  /// How many blocks were dropped for each reason, the most frequent first.
  private static func summary(of dropped: [DroppedText]) -> String {
    var counts: [String: Int] = [:]
    for block in dropped { counts[block.reason, default: 0] += 1 }
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let reasons = sorted.map { "\($0.value) \($0.key)" }.joined(separator: "; ")
    return "\(dropped.count == 1 ? "1 block" : "\(dropped.count) blocks"): \(reasons)"
  }

  /// The reason first, then as much of the text as two lines hold.
  private static func rendered(_ dropped: DroppedText, _ width: Int, _ style: TextStyle) -> String {
    let score = dropped.score.map { " (\(Int(($0 * 100).rounded())) % article)" } ?? ""
    let room = max(2 * (width - column) - 8, 40)
    let text = TerminalWidth.truncated(TerminalText.escape(dropped.text), to: room)
    return line("dropped", "", dropped.reason + score, width) { style.warning($0) }
      + line("", "", text, width) { style.dim($0) }
  }

  private static let column = 11

  private static func place(_ extracted: ExtractedArticle) -> String {
    let path = extracted.path
    let name = path.isEmpty ? "standard input" : TerminalText.escape(path)
    return extracted.ordinal == 0 ? name : "\(name), article \(extracted.ordinal + 1)"
  }

  private static func original(_ extracted: ExtractedArticle) -> String {
    let start = extracted.place.lowerBound
    let text = "\(extracted.mediaType), \(extracted.charset), \(extracted.size) bytes"
    return start > 0 ? "\(text) from byte \(start)" : text
  }

  private static func painted(
    _ line: String,
    _ kind: Paragraph.Kind,
    _ style: TextStyle
  ) -> String {
    switch kind {
    case .heading: style.bold(line)
    case .caption: style.dim(line)
    default: line
    }
  }

  /// A name in its column, a second one, and a value wrapped beside them.
  private static func line(
    _ name: String,
    _ second: String,
    _ value: String,
    _ width: Int,
    _ paint: (String) -> String = { $0 }
  ) -> String {
    let margin = column + TerminalWidth.columns(of: second)
    let safe = TerminalText.escape(value)
    // An address or a digest is to be copied whole.
    let isWhole = safe.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    let lines = wrapped([StyledRun(text: safe)], width: isWhole ? .max : width - margin)
    return lines.enumerated().map { number, runs in
      let head = number == 0 ? padded(name, column) + second : String(repeating: " ", count: margin)
      return head + paint(runs.map(\.text).joined()) + "\n"
    }.joined()
  }
}
