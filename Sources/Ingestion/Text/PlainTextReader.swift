// SPDX-License-Identifier: Apache-2.0

import Articles

/// A text file in, articles out.
///
/// The head of a text is read line by line: labelled fields, kicker, headline, deck, byline, dates.
/// What is not clearly one of these is body; a text without a headline gets its first sentence as
/// a title, marked as derived.
struct PlainTextReader {
  private var lines: TextLines
  private(set) var article = Article()
  /// What was left out, line by line.
  private(set) var dropped: [DroppedBlock] = []
  /// The first line that is not yet understood.
  private var next = 0
  private var isRecord = false
  private var isMarkdown = false

  /// Reads a whole text in UTF-8 as one article; linear.
  static func article(from text: ByteSpan) -> Article {
    reading(of: text).article
  }

  /// Reads a whole text in UTF-8 as one article, and keeps what was left out; linear.
  static func reading(of text: ByteSpan) -> PlainTextReader {
    var reader = PlainTextReader(text)
    reader.readHead(text)
    reader.readBody(text)
    return reader
  }

  private init(_ text: ByteSpan) {
    lines = TextLines(text)
  }

  // MARK: Head

  private mutating func readHead(_ text: ByteSpan) {
    passMarks(text)
    if let fields = LabelledFields(lines, text, from: next, into: article) {
      article = fields.article
      next = fields.end
      isRecord = true
      isMarkdown = fields.isFrontMatter
      article.title = article.title.map { Sourced(WireMarks.withoutPrefix($0.value), $0.origin) }
    }
    passMarks(text, mayBeFrontMatter: false)
    readEarlyDetails(text)
    if let head = HeadlineReading(lines, text, from: next, hasTitle: article.title != nil) {
      if article.title == nil {
        article.title = head.title.map { Sourced(WireMarks.withoutPrefix($0), .text) }
      }
      if article.section == nil { article.section = head.kicker.map { Sourced($0, .text) } }
      isMarkdown = isMarkdown || head.isMarkdown
      next = head.end
    }
    var details = DetailLines(article: article, next: next, hasHeadline: article.title != nil)
    details.read(lines, text)
    take(details, text)
  }

  private mutating func take(_ details: DetailLines, _ text: ByteSpan) {
    article = details.article
    next = details.next
    for (line, reason) in details.dropped { drop(line, reason, text) }
  }

  /// Dates and addresses above the headline.
  private mutating func readEarlyDetails(_ text: ByteSpan) {
    guard article.title == nil else { return }
    var details = DetailLines(article: article, next: next, hasHeadline: false)
    details.readEarly(lines, text)
    take(details, text)
  }

  /// Passes rules, counting lines and a wire's slug, such as `BC-STORM-COAST`.
  private mutating func passMarks(_ text: ByteSpan, mayBeFrontMatter: Bool = true) {
    while let first = lines.firstFull(from: next, before: lines.count) {
      let line = text.part(lines[first].range)
      let isFrontMatter =
        mayBeFrontMatter && line.count == 3
        && (line[0] == UInt8(ascii: "-") || line[0] == UInt8(ascii: "+"))
      if TextMarks.isCount(line) || TextMarks.isRule(line) && !isFrontMatter {
        drop(first, .separator, text)
      } else if WireMarks.isSlug(line) || WireMarks.isUrgency(line) {
        drop(first, .slug, text)
      } else {
        return
      }
      next = first + 1
    }
  }

  private mutating func drop(_ line: Int, _ reason: DroppedBlock.Reason, _ text: ByteSpan) {
    let range = lines[line].range
    if !range.isEmpty { dropped.append(DroppedBlock(text.part(range), reason)) }
  }

  // MARK: Body

  private mutating func readBody(_ text: ByteSpan) {
    var remarks = TextRemarks(lines, from: next)
    remarks.find(text)
    lines = remarks.lines
    dropped += remarks.dropped
    if article.url == nil { article.url = remarks.url.map { Sourced($0, .text) } }
    let assembly = ParagraphAssembly.paragraphs(
      of: lines,
      in: text,
      next..<lines.count,
      isMarkdown: isMarkdown
    )
    article.paragraphs = assembly
    cutCredits()
    removeRepeatedTitle()
    article.fillFromDateline()
    if article.title == nil { article.title = TitleDerivation.title(of: article.paragraphs) }
  }

  /// `(Reporting by ...)` at the end of the text goes; it names the authors if nothing else does.
  private mutating func cutCredits() {
    for index in article.paragraphs.indices.suffix(3).reversed() {
      guard let (text, credit) = TextCredits.cut(article.paragraphs[index].text) else { continue }
      article.paragraphs[index].text = text
      dropped.append(DroppedBlock(credit.utf8Span.span, .credit))
      if article.authors == nil {
        let names = TextCredits.reporters(credit)
        if !names.isEmpty { article.authors = Sourced(names, .text) }
      }
    }
    article.paragraphs.removeAll { $0.text.isEmpty }
  }

  /// A body that begins with the headline once more loses that line.
  private mutating func removeRepeatedTitle() {
    guard let title = article.title?.value, let first = article.paragraphs.first,
      first.text == title, article.paragraphs.count > 1
    else { return }
    dropped.append(DroppedBlock(first.text.utf8Span.span, .headline))
    article.paragraphs.removeFirst()
  }
}

/// What the first lines of a text have of the head of an article.
struct TextHead {
  var hasHeadline: Bool
  var isRecord: Bool
  var hasByline: Bool
  var hasDate: Bool
  var hasDateline: Bool

  /// How many signs there are besides the headline.
  var evidence: Int {
    [isRecord, hasByline, hasDate, hasDateline].count { $0 }
  }
}

extension PlainTextReader {
  /// Looks at the head of a text; costs what its first lines cost.
  static func head(of text: ByteSpan) -> TextHead {
    var reader = PlainTextReader(text)
    reader.readHead(text)
    let first = reader.lines.firstFull(from: reader.next, before: reader.lines.count)
    let lead = first.map { TextCleaning.clean(text.part(reader.lines[$0].range)) }
    return TextHead(
      hasHeadline: reader.article.title != nil && first != nil,
      isRecord: reader.isRecord && reader.article.title != nil,
      hasByline: reader.article.authors != nil || reader.article.agency != nil,
      hasDate: reader.article.published != nil || reader.article.updated != nil,
      hasDateline: lead.flatMap { Dateline($0) } != nil
    )
  }
}

extension Article {
  /// Takes place, wire service and date from the first words of the first paragraphs, where they
  /// are not known otherwise.
  mutating func fillFromDateline() {
    guard dateline == nil || agency == nil else { return }
    for paragraph in paragraphs.prefix(2) where paragraph.kind == .paragraph {
      guard let found = Dateline(paragraph.text) else { continue }
      if dateline == nil { dateline = found.place.map { Sourced($0, .text) } }
      if agency == nil { agency = found.agency.map { Sourced($0, .text) } }
      if published == nil { published = found.published.map { Sourced($0, .text) } }
      return
    }
  }
}

/// Addresses of pages in running text.
enum WebAddress {
  /// The address, if a line is nothing else.
  static func alone(in line: ByteSpan) -> String? {
    guard line.has("http", at: 0), line.count <= 2048 else { return nil }
    guard line.has("http://", at: 0) || line.has("https://", at: 0) else { return nil }
    for index in 0..<line.count where line[index] <= 0x20 { return nil }
    return line.string
  }
}
