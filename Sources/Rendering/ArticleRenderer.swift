// SPDX-License-Identifier: Apache-2.0

import Articles
package import NewsArchive
import Storage

/// One article as text for a terminal.
package enum ArticleRenderer {
  /// Text and the line where a reader wants to begin.
  package struct Screen: Sendable {
    package var text = ""
    /// The line of the first match, counted from 0; nil without one.
    package var firstMatch: Int?

    package init() {}

    /// Text without matches.
    package init(_ text: String) {
      append(text)
    }

    /// Adds text that ends with a line.
    package mutating func append(_ more: String) {
      text += more
      for byte in more.utf8 where byte == 10 { lineCount += 1 }
    }

    /// Adds another article's.
    package mutating func append(_ other: Screen) {
      if firstMatch == nil, let match = other.firstMatch { firstMatch = lineCount + match }
      text += other.text
      lineCount += other.lineCount
    }

    /// Adds lines, of which the numbers in `matches` are those that hold matches.
    fileprivate mutating func add(_ lines: [String], matches: [Int] = []) {
      if firstMatch == nil, let match = matches.first { firstMatch = lineCount + match }
      for line in lines { text += line + "\n" }
      lineCount += lines.count
    }

    private var lineCount = 0
  }

  /// Title, what is known, then the body: wrapped, headings bold, quotes and lists indented.
  ///
  /// With `withOrigins`, a line for every field says where it was found.
  package static func text(
    _ archived: ArchivedArticle,
    style: TextStyle,
    withOrigins: Bool = false,
    marks: ArticleMarks = ArticleMarks()
  ) -> String {
    screen(archived, style: style, withOrigins: withOrigins, marks: marks).text
  }

  /// The same with the place of the first match.
  package static func screen(
    _ archived: ArchivedArticle,
    style: TextStyle,
    withOrigins: Bool = false,
    marks: ArticleMarks = ArticleMarks()
  ) -> Screen {
    let article = archived.article
    var screen = Screen()
    if let title = article.title {
      add(title.value, marks.title, to: &screen, style, Margin(isBold: true))
    }
    if let deck = article.deck { add(deck.value, marks.deck, to: &screen, style, Margin()) }
    for fact in facts(archived, style) {
      let lines = wrapped([StyledRun(text: fact)], width: style.width)
      screen.add(lines.map { style.dim($0.map(\.text).joined()) })
    }
    if withOrigins { screen.add(origins(archived, style)) }
    var last: Paragraph.Kind?
    for (number, block) in article.paragraphs.enumerated() {
      // Entries of a list stand together.
      if last != .listItem || block.kind != .listItem { screen.add([""]) }
      last = block.kind
      let found = number < marks.paragraphs.count ? marks.paragraphs[number] : []
      add(block, found, to: &screen, style)
    }
    if !archived.note.isEmpty { addNote(archived.note, to: &screen, style) }
    return screen
  }

  /// A reader's note, told from the article by a heading of its own.
  private static func addNote(_ text: String, to screen: inout Screen, _ style: TextStyle) {
    screen.add(["", style.bold("Note")])
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      add(String(line), [], to: &screen, style, Margin(other: "  "))
    }
  }

  /// The paragraph with the number, counted from 1.
  ///
  /// - Throws: ``ArchiveError`` if there are fewer.
  package static func paragraph(
    _ number: Int,
    of archived: ArchivedArticle,
    style: TextStyle,
    marks: ArticleMarks = ArticleMarks()
  ) throws(ArchiveError) -> Screen {
    let blocks = archived.article.paragraphs
    guard number <= blocks.count else {
      throw .noParagraph(number, of: blocks.count)
    }
    var screen = Screen()
    let found = number <= marks.paragraphs.count ? marks.paragraphs[number - 1] : []
    add(blocks[number - 1], found, to: &screen, style)
    return screen
  }

  /// What stands between two articles.
  package static func separator(_ style: TextStyle) -> String {
    "\n" + style.dim(style.rule) + "\n\n"
  }

  /// What stands before the lines of a block, and how they look.
  private struct Margin {
    var first: String?
    var other = ""
    var isBold = false
    var isDim = false
  }

  private static func add(
    _ block: Paragraph,
    _ marks: [Range<Int>],
    to screen: inout Screen,
    _ style: TextStyle
  ) {
    let margin =
      switch block.kind {
      case .paragraph: Margin()
      case .heading: Margin(isBold: true)
      case .quote: Margin(other: "  \(style.quoteBar) ")
      case .listItem: Margin(first: "  \(style.bullet) ", other: "    ")
      case .caption: Margin(isDim: true)
      }
    guard block.kind == .caption else {
      return add(block.text, marks, to: &screen, style, margin)
    }
    let shifted = marks.map { $0.lowerBound + 1..<$0.upperBound + 1 }
    add("[\(block.text)]", shifted, to: &screen, style, margin)
  }

  private static func add(
    _ text: String,
    _ marks: [Range<Int>],
    to screen: inout Screen,
    _ style: TextStyle,
    _ margin: Margin
  ) {
    let width = min(style.width, 80) - TerminalWidth.columns(of: margin.other)
    let lines = wrapped(runs(of: text, marks: marks), width: width)
    screen.add(
      lines.enumerated().map { number, line in
        let start = number == 0 ? margin.first ?? margin.other : margin.other
        return start
          + line.map { run in
            run.isMatch
              ? style.match(run.text)
              : margin.isBold
                ? style.bold(run.text) : margin.isDim ? style.dim(run.text) : run.text
          }.joined()
      },
      matches: lines.indices.filter { lines[$0].contains(where: \.isMatch) }
    )
  }

  private static func facts(_ archived: ArchivedArticle, _ style: TextStyle) -> [String] {
    let article = archived.article
    let people = article.authors.map { $0.value.joined(separator: ", ") }
    let lines = [
      [people, article.agency?.value], [article.source?.value, article.section?.value],
      [article.dateline?.value, article.published?.value.iso8601],
      [article.updated.map { "updated \($0.value.iso8601)" }],
      [article.canonicalURL?.value ?? article.url?.value],
      [archived.tags.isEmpty ? nil : "tags: " + archived.tags.joined(separator: ", ")],
    ].map {
      $0.compactMap { $0.map { TerminalText.escape($0) } }.joined(separator: style.separator)
    }
    return lines.filter { !$0.isEmpty } + [identity(archived, style)]
  }

  private static func identity(_ archived: ArchivedArticle, _ style: TextStyle) -> String {
    var line = archived.id.description
    if archived.newestVersion > 1 {
      line += style.separator + "version \(archived.version) of \(archived.newestVersion)"
    }
    return archived.isRemoved ? line + style.separator + "removed" : line
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

  private static func origins(_ archived: ArchivedArticle, _ style: TextStyle) -> [String] {
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
    return [""] + lines
  }
}
