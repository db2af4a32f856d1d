// SPDX-License-Identifier: Apache-2.0

import Articles

/// A text file in, an article out.
///
/// The head of a text is read line by line: labelled fields, kicker, headline, deck, byline, dates.
/// What is not clearly one of these is body; a text without a headline gets its first sentence as
/// a title, marked as derived.
struct PlainTextReader {
  private let lines: TextLines
  private var article = Article()
  /// The first line that is not yet understood.
  private var next = 0

  /// Reads a whole text in UTF-8; linear.
  static func article(from text: ByteSpan) -> Article {
    var reader = PlainTextReader(text)
    reader.readHead(text)
    reader.readBody(text)
    return reader.article
  }

  private init(_ text: ByteSpan) {
    lines = TextLines(text)
  }

  private mutating func readHead(_ text: ByteSpan) {
    if let fields = LabelledFields(lines, text, from: 0, into: article) {
      article = fields.article
      next = fields.end
    }
    passSlug(text)
    if let head = HeadlineReading(lines, text, from: next, hasTitle: article.title != nil) {
      if article.title == nil { article.title = head.title.map { Sourced($0, .text) } }
      if article.section == nil { article.section = head.kicker.map { Sourced($0, .text) } }
      next = head.end
    }
    var details = DetailLines(article: article, next: next, hasHeadline: article.title != nil)
    details.read(lines, text)
    article = details.article
    next = details.next
  }

  /// Passes a wire's slug line, such as `BC-STORM-COAST`.
  private mutating func passSlug(_ text: ByteSpan) {
    guard let first = lines.firstFull(from: next, before: lines.count) else { return }
    let line = text.part(lines[first].range)
    guard line.count <= 40, line.count >= 5, line[2] == UInt8(ascii: "-") else { return }
    for index in 0..<line.count {
      let byte = line[index]
      guard byte.isUpper || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
      else { return }
    }
    next = first + 1
  }

  private mutating func readBody(_ text: ByteSpan) {
    let end = passTail(text)
    article.paragraphs = ParagraphAssembly.paragraphs(of: lines, in: text, next..<max(next, end))
    removeRepeatedTitle()
    readDateline()
    if article.title == nil { article.title = TitleDerivation.title(of: article.paragraphs) }
  }

  /// Passes end marks and a lone address at the foot, and gives the line after the body.
  private mutating func passTail(_ text: ByteSpan) -> Int {
    var end = lines.count
    while end > next {
      let range = lines[end - 1].range
      if range.isEmpty || Self.isEndMark(text, range) {
        end -= 1
      } else if let url = WebAddress.alone(in: text.part(range)) {
        if article.url == nil { article.url = Sourced(url, .text) }
        end -= 1
      } else {
        break
      }
    }
    return end
  }

  private static func isEndMark(_ text: ByteSpan, _ range: Range<Int>) -> Bool {
    guard range.count <= 8 else { return false }
    let mark = text.part(range)
    return mark.count == 3 && mark.has("###", at: 0) || mark.count == 4 && mark.has("-30-", at: 0)
      || mark.count == 4 && mark.has("ends", at: 0) || mark.count == 6 && mark.has("-ends-", at: 0)
  }

  /// A body that begins with the headline once more loses that line.
  private mutating func removeRepeatedTitle() {
    guard let title = article.title?.value, let first = article.paragraphs.first,
      first.text == title, article.paragraphs.count > 1
    else { return }
    article.paragraphs.removeFirst()
  }

  private mutating func readDateline() {
    article.fillFromDateline()
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
