// SPDX-License-Identifier: Apache-2.0

import Articles

/// The fields of the article on a page, each from the place that is most often right.
///
/// A value that only may be right is left out.
struct PageFields {
  private(set) var article = Article()
  /// Whether the page says that its text is for subscribers.
  private(set) var isForSubscribers = false

  private let tree: HTMLTree
  private let blocks: PageBlocks
  private let metadata: PageMetadata
  /// What of the data is about the page's own article.
  let linkedData: LinkedData

  init(
    _ tree: HTMLTree,
    _ blocks: PageBlocks,
    _ metadata: PageMetadata,
    _ allLinkedData: LinkedData,
    _ saved: SavedPage?
  ) {
    self.tree = tree
    self.blocks = blocks
    self.metadata = metadata
    var own = allLinkedData
    own.keep(titled: [metadata.content("og:title"), metadata.title].compactMap { $0 })
    linkedData = own
    readAddresses(saved)
    readSource()
    let site = siteNames()
    let title = PageTitle(tree, blocks, metadata, linkedData, site: site)
    article.title = title.best
    let zone = HeadlineZone(tree, blocks, heading: title.block)
    readDates(zone)
    let byline = PageByline(tree, blocks, metadata, linkedData, zone: zone, site: site)
    article.authors = byline.authors
    article.agency = byline.agency
    readSection()
    readDeck(zone)
    readLanguage()
    readImage()
    isForSubscribers = linkedData.isForSubscribers || isMarkedForSubscribers
  }

  private mutating func readDates(_ zone: HeadlineZone) {
    let dates = PageDates(tree, blocks, metadata, linkedData, zone: zone, article: article)
    article.published = dates.published
    article.updated = dates.updated
  }

  private func siteNames() -> SiteNames {
    let names = [
      article.source?.value, metadata.content("og:site_name"), metadata.content("application-name"),
      metadata.content("apple-mobile-web-app-title"), metadata.content("al:ios:app_name"),
    ]
    return SiteNames(
      names: names.compactMap { $0 } + linkedData.siteNames,
      address: article.url?.value ?? article.canonicalURL?.value
    )
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

  // MARK: Source, section, language, picture

  private mutating func readSource() {
    if let name = metadata.content("og:site_name") {
      article.source = Sourced(name, .openGraph)
    } else if let name = linkedData.name("publisher") {
      article.source = Sourced(name, .jsonLD)
    } else if let name = metadata.content("application-name", "dc.publisher", "publisher") {
      article.source = Sourced(name, .meta)
    }
  }

  private mutating func readSection() {
    if let section = linkedData.text("articleSection"), Self.isSection(section) {
      article.section = Sourced(section, .jsonLD)
    } else if let section = metadata.content("article:section"), Self.isSection(section) {
      article.section = Sourced(section, .openGraph)
    } else if let section = metadata.content("section", "parsely-section", "sailthru.section"),
      Self.isSection(section)
    {
      article.section = Sourced(section, .meta)
    }
  }

  private static func isSection(_ text: String) -> Bool {
    text.utf8.count <= 80 && !text.hasPrefix("http")
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

  private mutating func readImage() {
    if let image = metadata.content("og:image", "og:image:url", "og:image:secure_url")
      .flatMap(Self.address)
    {
      article.leadImage = Sourced(image, .openGraph)
    } else if let image = linkedData.address("image").flatMap(Self.address) {
      article.leadImage = Sourced(image, .jsonLD)
    } else if let image = metadata.content("twitter:image", "twitter:image:src").flatMap(
      Self.address
    ) {
      article.leadImage = Sourced(image, .meta)
    } else if let image = metadata.image.flatMap(Self.address) {
      article.leadImage = Sourced(image, .meta)
    }
  }

  private var isMarkedForSubscribers: Bool {
    let tier = metadata.content("article:content_tier", "og:content_tier")?.lowercased()
    return tier == "locked" || tier == "metered"
  }

  // MARK: Deck

  /// The stand-first: an element by the headline that is marked so, else a short line right below
  /// it which the page's head gives as its description.
  private mutating func readDeck(_ zone: HeadlineZone) {
    guard let heading = zone.heading else { return }
    let start = Int(blocks.blocks[heading].last)
    let hints = blocks.hints.lazy.filter { region in
      region.words.contains(.deck) && region.node > start && zone.nodes ~= region.node
    }
    for region in hints.prefix(PageBlocks.candidates) {
      let text = tree.lines(in: region.node..<region.end).joined(separator: " ")
      guard (20...400).contains(text.count), text != article.title?.value else { continue }
      article.deck = Sourced(text, .text)
      return
    }
    article.deck = describedLine(zone, below: heading).map { Sourced($0, .text) }
  }

  private func describedLine(_ zone: HeadlineZone, below heading: Int) -> String? {
    let said = [
      metadata.content("og:description"), metadata.content("description"),
      linkedData.text("description"),
    ].compactMap { $0.map(SiteNames.key) }.filter { $0.utf8.count >= 24 }
    guard !said.isEmpty else { return nil }
    for index in heading + 1..<max(heading + 1, min(heading + 6, zone.blocks.upperBound)) {
      let block = blocks.blocks[index]
      guard block.length >= 20, block.length <= 400, block.kind != .caption, !block.isAside else {
        continue
      }
      let text = tree.text(of: block)
      if said.contains(SiteNames.key(text)) { return text }
    }
    return nil
  }
}

extension Article {
  /// Forgets that a page in English is meant where its text has none of the words without which
  /// nobody writes English: templates declare it whatever the language of the text.
  mutating func doubtLanguage() {
    guard language?.value == "en" else { return }
    var count = EnglishWords()
    for paragraph in paragraphs where paragraph.kind == .paragraph && count.all < 600 {
      count.read(paragraph.text.utf8Span.span)
    }
    if count.all >= 100, count.english * 50 < count.all { language = nil }
  }

  /// Whether there is no more text than stands before a paywall: some three paragraphs.
  var isShort: Bool {
    let body = paragraphs.filter { $0.kind != .caption && $0.kind != .heading }
    return body.reduce(0) { $0 + $1.text.count } < 1_600
  }
}

/// How many words texts have, and how many of those without which nobody writes English.
private struct EnglishWords {
  var all = 0
  var english = 0

  mutating func read(_ text: ByteSpan) {
    var start = 0
    for index in 0...text.count {
      if index < text.count, text[index].isLetter || text[index] >= 0x80 { continue }
      if index > start {
        all += 1
        if Self.isEnglish(text.part(start..<index)) { english += 1 }
      }
      start = index + 1
    }
  }

  private static func isEnglish(_ word: ByteSpan) -> Bool {
    switch word.count {
    case 3: word.has("the", at: 0) || word.has("and", at: 0)
    case 4: word.has("that", at: 0) || word.has("with", at: 0) || word.has("from", at: 0)
    default: false
    }
  }
}
