// SPDX-License-Identifier: Apache-2.0

import Articles

/// An article out of a document that may hold several.
struct DocumentArticle {
  var article = Article()
  /// The bytes that say the same when they are read alone; nil where only the whole document does.
  var range: Range<Int>?
  var notes: [ReadNote] = []
  /// Why it is not to be filed; nil for an article like others.
  var skipReason: SkipReason?
  /// What was in the document as text and is no text of the article.
  var dropped: [DroppedBlock] = []

  init(article: Article = Article(), range: Range<Int>? = nil, notes: [ReadNote] = []) {
    self.article = article
    self.range = range
    self.notes = notes
  }

  /// An article whose fields and text are complete.
  init(settling article: Article) {
    self.article = article
    settle()
  }

  /// Takes what follows from the text; see ``Article/settle()``.
  mutating func settle() {
    if let repeated = article.settle() { dropped.append(repeated) }
  }

  /// Whether there is anything to file.
  var isEmpty: Bool { article.title == nil && article.paragraphs.isEmpty }
}

extension Article {
  /// Takes a structured field, cleaned, unless it is empty or known already.
  mutating func fill(_ path: WritableKeyPath<Article, Sourced<String>?>, _ text: String?) {
    guard self[keyPath: path] == nil, let text else { return }
    let cleaned = TextCleaning.clean(text)
    if !cleaned.isEmpty { self[keyPath: path] = Sourced(cleaned, .record) }
  }

  /// Takes a date, unless it means no day or one is known already.
  mutating func fill(
    _ path: WritableKeyPath<Article, Sourced<ArticleDate>?>,
    _ text: String?,
    order: DateReading.Order = .unknown
  ) {
    guard self[keyPath: path] == nil, let text, let date = MachineDate.date(in: text, order: order)
    else { return }
    self[keyPath: path] = Sourced(date, .record)
  }

  mutating func fillLanguage(_ tag: String?) {
    guard language == nil, let tag, let code = LanguageTag.code(of: tag) else { return }
    language = Sourced(code, .record)
  }

  /// Adds the people of a byline; a wire service in it becomes the agency.
  mutating func fillAuthors(_ byline: String?) {
    guard let byline else { return }
    let text = TextCleaning.clean(byline)
    let pieces = text.split { "|/;,".contains($0) }.map { String($0.drop { $0 == " " }) }
    for piece in [text] + pieces {
      let bare = String(PersonNames.withoutLead(piece)).trimmingBlanks
      if agency == nil, Agencies.isAgency(bare) { agency = Sourced(bare, .record) }
    }
    let known = authors?.value ?? []
    let names = PersonNames.names(in: text).filter { !known.contains($0) }
    if !names.isEmpty { authors = Sourced(known + names, .record) }
  }

  /// An address is kept only if it is one of a page.
  mutating func fillAddress(
    _ path: WritableKeyPath<Article, Sourced<String>?>,
    _ text: String?
  ) {
    guard let text, text.hasPrefix("http://") || text.hasPrefix("https://"),
      !text.utf8.contains(where: { $0 <= 0x20 })
    else { return }
    fill(path, text)
  }

  /// What follows from the text: a headline repeated in it goes, dateline and title are taken.
  ///
  /// Gives the line that went.
  @discardableResult
  mutating func settle() -> DroppedBlock? {
    var repeated: DroppedBlock?
    if let title = title?.value, let first = paragraphs.first, paragraphs.count > 1,
      first.text == title
    {
      repeated = DroppedBlock(text: first.text, kind: first.kind, reason: .headline, percent: 0)
      paragraphs.removeFirst()
    }
    fillFromDateline()
    if title == nil { title = TitleDerivation.title(of: paragraphs) }
    return repeated
  }
}

extension String {
  /// Without blanks at either end.
  var trimmingBlanks: String { TextCleaning.clean(self) }
}

/// Dates as formats write them: `20250608`, `20250608T140500+0200`, besides all that people write.
enum MachineDate {
  /// The date that `text` is or begins with; nil for none.
  static func date(in text: String, order: DateReading.Order = .unknown) -> ArticleDate? {
    compact(text.utf8Span.span.trimmed()) ?? DateReading.date(in: text, order: order)
  }

  /// The short form of ISO 8601.
  private static func compact(_ text: ByteSpan) -> ArticleDate? {
    guard text.count >= 8, let year = number(text, 0, 4), (1600..<2200).contains(year),
      let month = number(text, 4, 2), let day = number(text, 6, 2),
      let date = ArticleDate(year: year, month: month, day: day)
    else { return nil }
    guard text.count > 8 else { return date }
    guard text[8] == UInt8(ascii: "T"), let hour = number(text, 9, 2),
      let minute = number(text, 11, 2), hour < 24, minute < 60
    else { return nil }
    let second = number(text, 13, 2).flatMap { $0 < 60 ? $0 : nil }
    let zone = zone(text.part(min(text.count, second == nil ? 13 : 15)..<text.count))
    let seconds = hour * 3600 + minute * 60 + (second ?? 0)
    // Midnight without a zone is a day written with the form for times.
    guard seconds > 0 || zone != nil else { return date }
    return ArticleDate(
      seconds: date.seconds + Int64(seconds) - Int64(zone ?? 0) * 60,
      precision: second == nil ? .minute : .second,
      offsetMinutes: zone.map { Int16(truncatingIfNeeded: $0) }
    )
  }

  /// Minutes east of UTC.
  private static func zone(_ text: ByteSpan) -> Int? {
    guard text.count > 0 else { return nil }
    if text[0] == UInt8(ascii: "Z") { return 0 }
    guard text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-"),
      let hours = number(text, 1, 2), hours <= 15
    else { return nil }
    let place = text.count > 3 && text[3] == UInt8(ascii: ":") ? 4 : 3
    let minutes = number(text, place, 2) ?? 0
    guard minutes < 60 else { return nil }
    let offset = hours * 60 + minutes
    return text[0] == UInt8(ascii: "-") ? -offset : offset
  }

  private static func number(_ text: ByteSpan, _ start: Int, _ count: Int) -> Int? {
    guard start + count <= text.count else { return nil }
    var value = 0
    for index in start..<start + count {
      guard text[index].isDigit else { return nil }
      value = value * 10 + Int(text[index] - 0x30)
    }
    return value
  }
}
