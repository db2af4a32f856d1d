// SPDX-License-Identifier: Apache-2.0

import Articles

/// The fields of the article on a page, each from the place that is most often right.
///
/// A value that only may be right is left out.
struct PageFields {
  private(set) var article = Article()
  private let tree: HTMLTree
  private let blocks: PageBlocks
  private let metadata: PageMetadata
  private let linkedData: LinkedData

  init(
    _ tree: HTMLTree,
    _ blocks: PageBlocks,
    _ metadata: PageMetadata,
    _ linkedData: LinkedData,
    _ saved: SavedPage?
  ) {
    self.tree = tree
    self.blocks = blocks
    self.metadata = metadata
    self.linkedData = linkedData
    readAddresses(saved)
    readSource()
    article.title =
      PageTitle(tree, blocks, metadata, linkedData, source: article.source?.value)
      .best
    readDates()
    readAuthors()
    readDeck()
    readLanguage()
  }

  // MARK: Addresses

  private mutating func readAddresses(_ saved: SavedPage?) {
    if let canonical = metadata.canonical.flatMap(Self.address) {
      article.canonicalURL = Sourced(canonical, .meta)
    }
    if let saved, let url = Self.address(saved.url) {
      article.url = Sourced(url, .file)
      article.captured = saved.saved.map { Sourced($0, .file) }
    } else if let url = metadata.content("og:url").flatMap(Self.address) {
      article.url = Sourced(url, .openGraph)
    } else if let url = linkedData.text("url").flatMap(Self.address) {
      article.url = Sourced(url, .jsonLD)
    } else {
      article.url = article.canonicalURL
    }
  }

  /// An absolute address of the web, else nil.
  private static func address(_ text: String) -> String? {
    let trimmed = TextCleaning.clean(text)
    let lower = trimmed.prefix(8).lowercased()
    guard lower.hasPrefix("http://") || lower.hasPrefix("https://"), !trimmed.holds(" "),
      trimmed.utf8.count <= 2048
    else { return nil }
    return trimmed
  }

  // MARK: Source, section, language

  private mutating func readSource() {
    if let name = metadata.content("og:site_name") {
      article.source = Sourced(name, .openGraph)
    } else if let name = linkedData.name("publisher") {
      article.source = Sourced(name, .jsonLD)
    } else if let name = metadata.content("application-name", "dc.publisher", "publisher") {
      article.source = Sourced(name, .meta)
    }
    if let section = linkedData.text("articleSection") {
      article.section = Sourced(section, .jsonLD)
    } else if let section = metadata.content("article:section") {
      article.section = Sourced(section, .openGraph)
    } else if let section = metadata.content("section", "parsely-section", "sailthru.section") {
      article.section = Sourced(section, .meta)
    }
  }

  private mutating func readLanguage() {
    if let code = metadata.language.flatMap(LanguageTag.code) {
      article.language = Sourced(code, .meta)
    } else if let code = linkedData.text("inLanguage").flatMap(LanguageTag.code) {
      article.language = Sourced(code, .jsonLD)
    } else if let code = metadata.content("og:locale").flatMap(LanguageTag.code) {
      article.language = Sourced(code, .openGraph)
    } else if let code = metadata.content("content-language", "language", "dc.language")
      .flatMap(LanguageTag.code)
    {
      article.language = Sourced(code, .meta)
    }
  }

  // MARK: Dates

  private mutating func readDates() {
    article.published = published()
    if let date = linkedData.date("dateModified") {
      article.updated = Sourced(date, .jsonLD)
    } else if let date = date("article:modified_time", "og:updated_time") {
      article.updated = Sourced(date, .openGraph)
    } else if let date = date("last-modified", "datemodified", "dcterms.modified", "lastmod") {
      article.updated = Sourced(date, .meta)
    } else if let stamp = metadata.stamps.first(where: \.isUpdated),
      let date = DateReading.date(in: stamp.value)
    {
      article.updated = Sourced(date, .time)
    }
  }

  private func date(_ names: String...) -> ArticleDate? {
    for name in names {
      if let date = metadata.content(name).flatMap({ DateReading.date(in: $0) }) { return date }
    }
    return nil
  }

  /// A day in the address is hardly ever wrong; others fill in the hour if they agree.
  private func published() -> Sourced<ArticleDate>? {
    let declared = declaredDate()
    let addressed =
      (article.url?.value).flatMap(AddressDate.date)
      ?? (article.canonicalURL?.value).flatMap(AddressDate.date)
    guard let addressed else { return declared ?? visibleDate() }
    if let declared {
      let apart = declared.value.day.daysSince1970 - addressed.day.daysSince1970
      if abs(apart) <= 1 || addressed.precision == .month { return declared }
    }
    return addressed.precision == .day ? Sourced(addressed, .url) : declared ?? visibleDate()
  }

  private func declaredDate() -> Sourced<ArticleDate>? {
    if let date = linkedData.date("datePublished") { return Sourced(date, .jsonLD) }
    if let date = date("article:published_time", "og:published_time", "og:article:published_time") {
      return Sourced(date, .openGraph)
    }
    if let date = date(
      "datepublished",
      "pubdate",
      "publishdate",
      "publish-date",
      "date",
      "dc.date",
      "dc.date.issued",
      "dcterms.created",
      "dcterms.date",
      "parsely-pub-date",
      "sailthru.date",
      "article.published",
      "publication_date",
      "article_date_original",
      "cxenseparse:recs:publishtime",
      "published_at",
      "citation_publication_date",
      "dc.created"
    ) {
      return Sourced(date, .meta)
    }
    if let date = linkedData.date("dateCreated") { return Sourced(date, .jsonLD) }
    return microdataDate() ?? stampDate()
  }

  private func microdataDate() -> Sourced<ArticleDate>? {
    for region in blocks.hints where region.words.contains(.date) {
      guard let property = tree.value(.itemprop, of: region.node),
        property.lowercased().holds("datepublished") || property.lowercased() == "pubdate"
      else { continue }
      let value =
        tree.value(.content, of: region.node) ?? tree.value(.datetime, of: region.node)
        ?? tree.text(of: region.node)
      if value.utf8.count < 120, let date = DateReading.date(in: value) {
        return Sourced(date, .microdata)
      }
    }
    return nil
  }

  /// The `time` marked as that of publication, else the only day that the page's `time`s name.
  private func stampDate() -> Sourced<ArticleDate>? {
    let stamps = metadata.stamps.filter { !$0.isUpdated }
    if let stamp = stamps.first(where: \.isPublished), let date = DateReading.date(in: stamp.value)
    {
      return Sourced(date, .time)
    }
    let heading = mainHeading
    let near = stamps.filter { stamp in heading.map { abs($0 - stamp.node) < 120 } ?? false }
    let dates = (near.isEmpty ? stamps : near).compactMap { DateReading.date(in: $0.value) }
    guard let first = dates.first else { return nil }
    if !near.isEmpty || Set(dates.map(\.day)).count == 1 { return Sourced(first, .time) }
    return nil
  }

  /// The node of the first heading of the first level.
  private var mainHeading: Int? {
    blocks.blocks.first { $0.level == 1 && !$0.isAside }.map { Int($0.first) }
  }

  /// A date in a line of its own, marked as such or right below the headline.
  private func visibleDate() -> Sourced<ArticleDate>? {
    for region in blocks.hints where region.words.contains(.date) {
      guard isNearHeading(region.node) else { continue }
      let text = tree.text(of: region.node)
      guard text.utf8.count <= 120, let match = DateReading.find(in: text), match.before <= 6 else {
        continue
      }
      return Sourced(match.date, .text)
    }
    for block in blocks.blocks where isNearHeading(Int(block.first)) && block.length <= 80 {
      let range =
        Int(
          tree.nodes[Int(block.first)].textStart
        )..<Int(
          tree.nodes[Int(block.last)].textEnd
        )
      let text = TextCleaning.clean(tree.text.span.part(range))
      if let match = DateReading.find(in: text), match.isWhole { return Sourced(match.date, .text) }
    }
    return nil
  }

  private func isNearHeading(_ node: Int) -> Bool {
    guard let heading = mainHeading else { return false }
    return node > heading - 60 && node < heading + 150
  }

  // MARK: Authors

  private mutating func readAuthors() {
    let linked = linkedData.authors
    if !linked.isEmpty {
      article.authors = Sourced(linked, .jsonLD)
    } else if let names = markedAuthors() {
      article.authors = names
    } else {
      let names = metadata.authors.flatMap { PersonNames.names(in: $0) }
        .filter { DetailLines.isCapitalised($0) && $0.holds(" ") }
      let unique = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      if !unique.isEmpty {
        article.authors = Sourced(unique, .meta)
      } else if let names = visibleByline() {
        article.authors = Sourced(names, .text)
      }
    }
  }

  /// `rel=author` and `itemprop=author` near the headline.
  private func markedAuthors() -> Sourced<[String]>? {
    var names: [String] = []
    for region in blocks.hints where region.words.contains(.byline) {
      let isLink = tree.value(.rel, of: region.node)?.lowercased().holds("author") ?? false
      let isMarked = tree.value(.itemprop, of: region.node)?.lowercased() == "author"
      guard isLink || isMarked, isNearHeading(region.node) || mainHeading == nil else { continue }
      let text = tree.text(of: region.node)
      guard text.utf8.count <= 120 else { continue }
      for name in PersonNames.names(in: text)
      where DetailLines.isCapitalised(name) && !names.contains(name) {
        names.append(name)
      }
    }
    return names.isEmpty ? nil : Sourced(names, .microdata)
  }

  /// A short line marked as byline near the headline.
  private func visibleByline() -> [String]? {
    for region in blocks.hints where region.words.contains(.byline) && isNearHeading(region.node) {
      let text = tree.text(of: region.node)
      guard text.utf8.count <= 90 else { continue }
      let names = PersonNames.names(in: text).filter {
        $0.holds(" ") && DetailLines.isCapitalised($0) && $0.split(separator: " ").count <= 4
      }
      if !names.isEmpty, names.count <= 4 { return names }
    }
    return nil
  }

  // MARK: Deck

  private mutating func readDeck() {
    guard let heading = mainHeading else { return }
    for region in blocks.hints where region.words.contains(.deck) {
      guard region.node > heading, region.node < heading + 60 else { continue }
      let text = tree.text(of: region.node)
      guard (20...400).contains(text.count), text != article.title?.value else { continue }
      article.deck = Sourced(text, .text)
      return
    }
  }
}

/// Dates in addresses: `/2025/06/08/`, `/2025-06-08/`, `/20250608/`.
enum AddressDate {
  /// The day, or the month where there is no more; nil without either.
  static func date(in address: String) -> ArticleDate? {
    let parts = address.split { "/?#".contains($0) }.dropFirst(2)
    for (index, part) in zip(parts.indices, parts) {
      if let date = whole(part) { return date }
      guard let year = number(part, digits: 4), (1990...2100).contains(year),
        index + 1 < parts.endIndex, let month = month(parts[index + 1])
      else { continue }
      let day = index + 2 < parts.endIndex ? number(parts[index + 2], upTo: 2) : nil
      return day.flatMap { ArticleDate(year: year, month: month, day: $0) }
        ?? ArticleDate(year: year, month: month)
    }
    return nil
  }

  /// `2025-06-08` at the start or the end of a part.
  private static func whole(_ part: Substring) -> ArticleDate? {
    let pieces = part.split { !$0.isNumber }
    for start in pieces.indices where start + 2 < pieces.endIndex {
      guard let year = number(pieces[start], digits: 4), (1990...2100).contains(year),
        let month = number(pieces[start + 1], digits: 2),
        let day = number(pieces[start + 2], digits: 2)
      else { continue }
      if let date = ArticleDate(year: year, month: month, day: day) { return date }
    }
    guard part.utf8.count == 8, let value = Int(part), (1990...2100).contains(value / 10_000) else {
      return nil
    }
    return ArticleDate(year: value / 10_000, month: value / 100 % 100, day: value % 100)
  }

  private static func month(_ part: Substring) -> Int? {
    number(part, upTo: 2).flatMap { (1...12).contains($0) ? $0 : nil }
      ?? CalendarWords.month(part.lowercased())
  }

  private static func number(_ part: Substring, digits: Int) -> Int? {
    part.utf8.count == digits && part.utf8.allSatisfy(\.isDigit) ? Int(part) : nil
  }

  private static func number(_ part: Substring, upTo digits: Int) -> Int? {
    (1...digits).contains(part.utf8.count) && part.utf8.allSatisfy(\.isDigit) ? Int(part) : nil
  }
}
