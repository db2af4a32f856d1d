// SPDX-License-Identifier: Apache-2.0

import Articles
package import NewsArchive
import Storage

/// One article as text for a terminal.
package enum ArticleRenderer {
  /// Title, what is known, then the body: wrapped, headings bold, quotes and lists indented.
  ///
  /// With `withOrigins`, a line for every field says where it was found.
  package static func text(
    _ archived: ArchivedArticle,
    style: TextStyle,
    withOrigins: Bool = false
  ) -> String {
    let article = archived.article
    let width = min(style.width, 80)
    var text = ""
    if let title = article.title {
      text += paragraph(title.value, width: width) { style.bold($0) }
    }
    if let deck = article.deck { text += paragraph(deck.value, width: width) { $0 } }
    text += facts(archived).map { style.dim($0) + "\n" }.joined()
    if withOrigins { text += origins(archived, style) }
    for block in article.paragraphs {
      text += "\n" + rendered(block, width, style)
    }
    return text
  }

  /// The paragraph with the number, counted from 1.
  ///
  /// - Throws: ``ArchiveError`` if there are fewer.
  package static func paragraph(
    _ number: Int,
    of archived: ArchivedArticle,
    style: TextStyle
  ) throws(ArchiveError) -> String {
    let blocks = archived.article.paragraphs
    guard number <= blocks.count else {
      throw .noParagraph(number, of: blocks.count)
    }
    return rendered(blocks[number - 1], min(style.width, 80), style)
  }

  private static func rendered(_ block: Paragraph, _ width: Int, _ style: TextStyle) -> String {
    switch block.kind {
    case .paragraph: paragraph(block.text, width: width) { $0 }
    case .heading: paragraph(block.text, width: width) { style.bold($0) }
    case .quote: paragraph(block.text, width: width, indent: "  │ ") { $0 }
    case .listItem: paragraph(block.text, width: width, first: "  • ", indent: "    ") { $0 }
    case .caption: paragraph("[\(block.text)]", width: width) { style.dim($0) }
    }
  }

  private static func paragraph(
    _ text: String,
    width: Int,
    first: String? = nil,
    indent: String = "",
    _ paint: (String) -> String
  ) -> String {
    let lines = wrapped(
      [StyledRun(text: TerminalText.escape(text))],
      width: width - TerminalWidth.columns(of: indent)
    )
    return lines.enumerated().map { number, line in
      let margin = number == 0 ? first ?? indent : indent
      return margin + paint(line.map(\.text).joined()) + "\n"
    }.joined()
  }

  private static func facts(_ archived: ArchivedArticle) -> [String] {
    let article = archived.article
    let people = article.authors.map { $0.value.joined(separator: ", ") }
    let lines = [
      [people, article.agency?.value], [article.source?.value, article.section?.value],
      [article.dateline?.value, article.published?.value.iso8601],
      [article.updated.map { "updated \($0.value.iso8601)" }],
      [article.canonicalURL?.value ?? article.url?.value],
    ].map { $0.compactMap { $0.map { TerminalText.escape($0) } }.joined(separator: " · ") }
    return lines.filter { !$0.isEmpty } + [identity(archived)]
  }

  private static func identity(_ archived: ArchivedArticle) -> String {
    var line = archived.id.description
    if archived.newestVersion > 1 {
      line += " · version \(archived.version) of \(archived.newestVersion)"
    }
    return archived.isRemoved ? line + " · removed" : line
  }

  /// What kind of bytes an original is, how many, and where in its file they are if it holds more.
  private static func description(of original: OriginalDescription) -> String {
    let place = original.place
    let length = place.upperBound - place.lowerBound
    var line = "\(original.mediaType), \(original.size) bytes"
    if length > 0, length != original.size {
      line += ", unpacked from \(length) at byte \(place.lowerBound) of the file"
    } else if place.lowerBound > 0 {
      line += " at byte \(place.lowerBound) of the file"
    }
    return line
  }

  private static func origins(_ archived: ArchivedArticle, _ style: TextStyle) -> String {
    var lines = archived.article.fieldValues.map { field in
      "\(padded(field.name, 11))\(padded(field.origin.name, 11))\(TerminalText.escape(field.value))"
    }
    let original = archived.original
    lines.append("\(padded("original", 11))\(description(of: original))")
    lines.append("\(padded("sha-256", 11))\(original.sha256)")
    if let date = original.fileDate { lines.append("\(padded("file date", 11))\(date.iso8601)") }
    lines += archived.sightings.map {
      "\(padded("seen at", 11))\(TerminalText.escape(String(decoding: $0, as: UTF8.self)))"
    }
    return "\n" + lines.map { $0 + "\n" }.joined()
  }
}
