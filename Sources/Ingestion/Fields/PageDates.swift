// SPDX-License-Identifier: Apache-2.0

import Articles

/// When the article on a page was published and updated, as far as the page says so.
///
/// A date of change is never taken for that of publication; the dates of other articles, of
/// comments and of the day on which the page was made are not taken at all.
struct PageDates {
  private(set) var published: Sourced<ArticleDate>?
  private(set) var updated: Sourced<ArticleDate>?

  private let tree: HTMLTree
  private let blocks: PageBlocks
  private let metadata: PageMetadata
  private let linkedData: LinkedData
  private let zone: HeadlineZone
  private let order: DateReading.Order
  /// Nothing was published after it.
  private let captured: ArticleDate?

  init(
    _ tree: HTMLTree,
    _ blocks: PageBlocks,
    _ metadata: PageMetadata,
    _ linkedData: LinkedData,
    zone: HeadlineZone,
    article: Article
  ) {
    self.tree = tree
    self.blocks = blocks
    self.metadata = metadata
    self.linkedData = linkedData
    self.zone = zone
    captured = article.captured?.value
    order = DateReading.Order(
      language: metadata.language ?? metadata.content("og:locale", "content-language") ?? ""
    )
    readUpdated()
    readPublished(article)
  }

  // MARK: What the page declares

  /// A date that may be one of publication, or of change.
  private func plausible(_ text: String) -> ArticleDate? {
    guard let date = DateReading.date(in: text, order: order), date.day.year >= 1990,
      date.precision != .year, !isLater(date)
    else { return nil }
    return date
  }

  /// Whether a day that readers see may be one of publication: not before the web, not after the
  /// page was saved.
  private func isPlausible(_ date: ArticleDate) -> Bool {
    date.precision != .year && date.precision != .month && date.day.year >= 1990 && !isLater(date)
  }

  private func isLater(_ date: ArticleDate) -> Bool {
    captured.map { date.seconds > $0.seconds + 172_800 } ?? false
  }

  private func date(_ names: String...) -> ArticleDate? {
    for name in names {
      if let date = metadata.content(name).flatMap({ plausible($0) }) { return date }
    }
    return nil
  }

  private func linked(_ key: String) -> ArticleDate? {
    linkedData.text(key).flatMap { plausible($0) }
  }

  private mutating func readUpdated() {
    if let date = linked("dateModified") {
      updated = Sourced(date, .jsonLD)
    } else if let date = date("article:modified_time", "og:updated_time") {
      updated = Sourced(date, .openGraph)
    } else if let date = date(
      "last-modified",
      "datemodified",
      "dcterms.modified",
      "lastmod",
      "last_updated",
      "revision_date"
    ) {
      updated = Sourced(date, .meta)
    } else if let stamp = metadata.stamps.first(where: \.isUpdated), zone.nodes ~= stamp.node,
      let date = plausible(stamp.value)
    {
      updated = Sourced(date, .time)
    }
  }

  /// A day in the address is hardly ever wrong; others fill in the hour if they agree.
  private mutating func readPublished(_ article: Article) {
    let declared = declaredDate()
    let addressed =
      (article.url?.value).flatMap(AddressDate.date)
      ?? (article.canonicalURL?.value).flatMap(AddressDate.date)
    guard let addressed else {
      published = declared ?? visibleDate()
      return
    }
    if let declared {
      let apart = declared.value.day.daysSince1970 - addressed.day.daysSince1970
      if abs(apart) <= 1 || addressed.precision == .month {
        published = declared
        return
      }
    }
    published =
      addressed.precision == .day ? Sourced(addressed, .url) : declared ?? visibleDate()
  }

  private func declaredDate() -> Sourced<ArticleDate>? {
    if let date = linked("datePublished") { return Sourced(date, .jsonLD) }
    if let date = date("article:published_time", "og:published_time", "og:article:published_time") {
      return Sourced(date, .openGraph)
    }
    if let date = metaDate() { return Sourced(date, .meta) }
    if let date = linked("dateCreated") { return Sourced(date, .jsonLD) }
    return microdataDate() ?? stampDate()
  }

  private func metaDate() -> ArticleDate? {
    date(
      "datepublished",
      "pubdate",
      "publishdate",
      "publish-date",
      "publish_date",
      "pdate",
      "ptime",
      "date",
      "dc.date",
      "dc.date.issued",
      "dc.date.created",
      "dcterms.created",
      "dcterms.issued",
      "dcterms.date",
      "parsely-pub-date",
      "sailthru.date",
      "article.published",
      "publication_date",
      "published_date",
      "article_date_original",
      "originalpublicationdate",
      "cxenseparse:recs:publishtime",
      "cxenseparse:publishtime",
      "published_at",
      "citation_publication_date",
      "citation_online_date",
      "dc.created",
      "created",
      "rnews:datepublished",
      "weibo:article:create_at"
    )
  }

  // MARK: What its elements mark

  private func microdataDate() -> Sourced<ArticleDate>? {
    let hints = blocks.hints.lazy.filter { region in
      region.words.contains(.date) && isMarked(region.node) && !blocks.isElsewhere(region.node)
    }
    for region in hints.prefix(PageBlocks.candidates) {
      let value =
        tree.value(.content, of: region.node) ?? tree.value(.datetime, of: region.node)
        ?? tree.text(of: region.node)
      if value.utf8.count < 120, let date = plausible(value) { return Sourced(date, .microdata) }
    }
    return nil
  }

  private func isMarked(_ node: Int) -> Bool {
    guard let property = tree.value(.itemprop, of: node)?.lowercased() else { return false }
    return property.holds("datepublished") || property == "pubdate"
  }

  /// The `time` marked as that of publication, else the first by the headline, else the only day
  /// that the page's `time`s name.
  private func stampDate() -> Sourced<ArticleDate>? {
    let stamps = metadata.stamps.filter { !$0.isUpdated && !followsUpdate($0.node) }
    let near = stamps.filter { stamp in
      zone.nodes ~= stamp.node && !blocks.isOfReaders(stamp.node)
        && !zone.isOther(stamp.node, blocks)
    }
    let marked = near.filter(\.isPublished) + near.filter { !zone.isOfSite($0.node) }
    if let date = marked.lazy.compactMap({ plausible($0.value) }).first {
      return Sourced(date, .time)
    }
    // Far from the headline only what is marked counts, where all name one day.
    let dates = stamps.filter { $0.isPublished && !blocks.isElsewhere($0.node) }
      .compactMap { plausible($0.value) }
    guard let first = dates.first, Set(dates.map(\.day)).count == 1 else { return nil }
    return Sourced(first, .time)
  }

  /// Whether the text right before a node says that what follows is a date of change.
  private func followsUpdate(_ node: Int) -> Bool {
    UpdateWords.end(tree.line(before: node, upTo: 40))
  }

  // MARK: What readers see

  /// A date in a short line by the headline.
  private func visibleDate() -> Sourced<ArticleDate>? {
    let lines = zone.lines(tree, blocks)
    let heading = zone.heading ?? 0
    let below = lines.filter { $0.block >= heading }
    let above = lines.filter { line in
      line.block < heading && line.block >= heading - 3
        && !zone.isOfSite(Int(blocks.blocks[line.block].first))
    }
    for (index, line) in below.enumerated() {
      // The word for a change may stand in the line before.
      if index > 0, UpdateWords.end(below[index - 1].text), below[index - 1].text.utf8.count < 40 {
        continue
      }
      if let date = date(in: line.text) { return Sourced(date, .text) }
    }
    return above.reversed().lazy.compactMap { date(in: $0.text) }.first.map { Sourced($0, .text) }
  }

  /// The date of publication in a line that holds little else.
  private func date(in line: String) -> ArticleDate? {
    guard line.utf8.count <= 240, line.utf8.contains(where: { $0.isDigit || $0 >= 0x80 }) else {
      return nil
    }
    for piece in LinePieces.pieces(of: line) {
      if let line = DateLine(String(piece).utf8Span.span, order: order) {
        if let date = line.published, isPlausible(date) { return date }
        continue
      }
      guard let match = DateReading.find(in: String(piece), order: order),
        isPlausible(match.date), !UpdateWords.begin(String(piece)), !piece.hasPrefix("©")
      else { continue }
      if match.isWhole || isFact(String(piece), match) { return match.date }
    }
    return nil
  }

  /// Whether a piece with a date and other words is a line of facts, as a byline or a source:
  /// sentences speak of the days of other things.
  private func isFact(_ piece: String, _ match: DateReading.Match) -> Bool {
    // Every ideograph counts; labels tell a row of facts from prose.
    let isLabelled =
      piece.utf8.contains { $0 >= 0xE3 }
      && zip(piece, piece.dropFirst()).contains { !$0.isNumber && ":：".contains($1) }
    guard match.before <= 6, match.after <= (isLabelled ? 40 : 12) else { return false }
    // The word for a change may stand behind a name.
    return !UpdateWords.end(String(piece.prefix { !$0.isNumber })) && !isSentence(piece)
  }

  /// Whether a piece ends as a sentence and holds words in small letters beside those of dates.
  private func isSentence(_ piece: String) -> Bool {
    if piece.hasSuffix("。") { return true }
    guard ".!?…".contains(piece.last ?? " "), PersonNames.lead(of: piece[...]) == nil else {
      return false
    }
    return piece.split { !$0.isLetter }.contains { word in
      word.count > 1 && word.first?.isLowercase ?? false && !isOfDates(word)
    }
  }

  /// Whether a word may stand beside a date without meaning anything else.
  private func isOfDates(_ word: Substring) -> Bool {
    let tokens = DateTokens(String(word).utf8Span.span)
    for index in 0..<tokens.count where !DateReading.isFill(tokens, index) { return false }
    return true
  }
}

/// Cuts short lines at the marks that part facts: bars, bullets, points in the middle.
enum LinePieces {
  /// The pieces that hold something, in order.
  static func pieces(of line: String) -> [Substring] {
    guard mayHoldMark(line.utf8Span.span) else { return [line[...]] }
    return line.unicodeScalars.split(whereSeparator: isMark).compactMap { piece in
      guard
        piece.contains(where: {
          $0.value >= 0x80 || UInt8($0.value).isLetter || UInt8($0.value).isDigit
        })
      else {
        return nil
      }
      return Substring(piece.drop { $0 == " " })
    }
  }

  /// Whether a line has a bar or a byte with which the other marks begin.
  private static func mayHoldMark(_ line: ByteSpan) -> Bool {
    for index in 0..<line.count {
      switch line[index] {
      case UInt8(ascii: "|"), 0xC2, 0xE2, 0xEF: return true
      default: continue
      }
    }
    return false
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "|", "•", "·", "●", "⋅", "│", "｜", "∙": true
    default: false
    }
  }
}

/// The words with which pages say that a date is one of change.
enum UpdateWords {
  /// Whether a text begins with such a word.
  static func begin(_ text: String) -> Bool {
    let start = text.prefix(40).lowercased().drop { !$0.isLetter }
    return words.contains { start.hasPrefix($0) }
  }

  /// Whether a text ends with such a word, a colon and a few small words aside.
  static func end(_ text: String) -> Bool {
    let last = text.suffix(28).lowercased().split { !$0.isLetter }.suffix(3)
    return last.contains { word in words.contains { word.hasPrefix($0) } }
  }

  /// Their beginnings, as all forms of a word share one.
  private static let words = [
    "updated", "last updated", "last modified", "modified", "last edited", "edited on",
    "amended", "corrected", "korrigiert", "corrigé", "corregid", "corrigid", "исправлен", "revised",
    "reviewed",
    "last reviewed", "last active", "last changed", "aktualisiert", "zuletzt aktualisiert",
    "letzte", "bearbeitet", "geändert",
    "mis à jour", "mise à jour", "modifié", "actualis", "actualiz", "atualiz", "última actual",
    "modificad", "aggiornat", "ultimo aggiornamento", "bijgewerkt", "laatst", "uppdaterad",
    "opdateret", "oppdatert", "päivitetty", "zaktualizowano", "aktualizac", "ostatnia aktualizacja",
    "обновлен", "оновлен", "güncelle", "son güncelleme", "ενημέρωση", "تحديث", "آخر تحديث",
    "עודכן", "diperbarui", "cập nhật", "frissítve", "actualizat", "ažurirano", "更新于", "更新時間",
    "更新时间", "最終更新", "수정",
  ]
}
