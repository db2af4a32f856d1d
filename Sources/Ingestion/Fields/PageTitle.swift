// SPDX-License-Identifier: Apache-2.0

import Articles

/// The headline of a page: a heading that what the head of the page says agrees with.
///
/// What readers see as the headline wins, without the kicker above it; where no heading will do,
/// what the page says about itself to machines, without the name of the site.
struct PageTitle {
  private(set) var best: Sourced<String>?
  /// The block that shows it, by its number.
  private(set) var block: Int?

  private let tree: HTMLTree
  private let blocks: PageBlocks
  private let site: SiteNames
  /// Titles that the head of the page gives, without the site, and their keys.
  private let linked: Named?
  private let shared: Named?
  private let named: Named?
  private let others: [Named]

  /// A title that the head of the page gives.
  private struct Named {
    /// Without the site.
    var text: String
    var key: String
    /// The key of the title as given.
    var fullKey: String

    init?(_ text: String?, _ site: SiteNames) {
      guard let text else { return nil }
      self.text = site.withoutSite(text)
      key = SiteNames.key(self.text)
      fullKey = SiteNames.key(text)
      if key.isEmpty { return nil }
    }

    func isSame(_ other: String) -> Bool { key == other || fullKey == other }
  }

  /// A heading on the page.
  private struct Heading {
    var text: String
    var key: String
    var block: Int

    var words: Int { text.split(separator: " ").count }
    /// Whether it is long enough for a headline of its own.
    var isLong: Bool { words >= 3 || key.utf8.count >= 24 }
  }

  init(
    _ tree: HTMLTree,
    _ blocks: PageBlocks,
    _ metadata: PageMetadata,
    _ linkedData: LinkedData,
    site: SiteNames
  ) {
    self.tree = tree
    self.blocks = blocks
    self.site = site
    linked = Named(linkedData.text("headline") ?? linkedData.text("name"), site)
    shared = Named(metadata.content("og:title"), site)
    named = Named(metadata.title, site)
    others = ["twitter:title", "dc.title", "sailthru.title", "parsely-title", "citation_title"]
      .compactMap { Named(metadata.content($0), site) }
    choose()
  }

  private var said: [Named] { [linked, shared, named].compactMap { $0 } + others }

  private mutating func choose() {
    let headings = headings(level: 1)
    if takeWithoutKicker(headings, from: .element) { return }
    if let heading = headings.first(where: { heading in
      said.contains { $0.isSame(heading.key) }
    }) {
      return take(heading)
    }
    if takeWithoutKicker(headings, from: .mark) { return }
    let second = headings.isEmpty ? self.headings(level: 2) : []
    if takeSecond(second) { return }
    if let linked, linked.key == shared?.key, linked.key == named?.key {
      return take(linked.text, .jsonLD)
    }
    if let heading = headings.first(where: { agrees($0.key) }) { return take(heading) }
    if let agreed = agreedBySeveral() { return take(agreed.text, .jsonLD) }
    let long = headings.filter(\.isLong)
    if long.count == 1 || (long.count > 1 && isHeadline(long[0])) { return take(long[0]) }
    if takeSecond(self.headings(level: 2)) { return }
    chooseFromHead(headings)
  }

  /// Takes a heading of the second level that is one of the titles.
  private mutating func takeSecond(_ headings: [Heading]) -> Bool {
    guard !headings.isEmpty else { return false }
    if takeWithoutKicker(headings, from: .element) { return true }
    guard
      let heading = headings.first(where: { heading in
        said.contains { $0.isSame(heading.key) }
      })
    else { return false }
    take(heading)
    return true
  }

  /// Without a heading that will do.
  private mutating func chooseFromHead(_ headings: [Heading]) {
    if linked == nil, shared == nil, let line = lineAboveByline() { return take(line) }
    if let line = lineInTitle() { return take(line) }
    if let linked { return take(linked.text, .jsonLD) }
    if let shared { return take(shared.text, .openGraph) }
    if let named, !site.isExactly(named.text) { return take(named.text, .meta) }
    if let other = others.first { return take(other.text, .meta) }
    if let heading = headings.first { return take(heading) }
    if let named { return take(named.text, .meta) }
  }

  private mutating func take(_ heading: Heading) {
    // Only a known name is cut off from what readers see.
    best = Sourced(site.withoutSite(heading.text, guessing: false), .text)
    block = heading.block
  }

  private mutating func take(_ text: String, _ origin: Origin) {
    best = Sourced(text, origin)
    block = blockShowing(SiteNames.key(text))
  }

  // MARK: Headings

  private func headings(level: UInt8) -> [Heading] {
    var headings: [Heading] = []
    for (index, block) in blocks.blocks.enumerated()
    where block.level == level && !block.isAside && headings.count < 64 {
      let start = Int(tree.nodes[Int(block.first)].textStart)
      let end = Int(tree.nodes[Int(block.last)].textEnd)
      let text = TextCleaning.clean(tree.text.span.part(start..<end))
      let lines = tree.lines(in: Int(block.first)..<Int(block.last) + 1)
      let whole = lines.count > 1 ? lines.joined(separator: " ") : text
      let key = SiteNames.key(whole)
      guard text.count >= 2, !key.isEmpty, !site.isExactly(text), !isInList(block),
        !headings.contains(where: { $0.key == key })
      else { continue }
      headings.append(Heading(text: whole, key: key, block: index))
    }
    return headings
  }

  /// Whether a heading is the last step of a breadcrumb or an entry of a list.
  private func isInList(_ block: PageBlock) -> Bool {
    var node = Int(block.element)
    for _ in 0..<4 where node >= 0 {
      switch tree.nodes[node].tag {
      case .li, .ol, .nav: return true
      case .article, .main, .header: return false
      default: node = Int(tree.nodes[node].parent)
      }
    }
    return false
  }

  /// What parts a kicker from the headline below it.
  private enum KickerEnd { case element, mark }

  /// Takes the part of a heading below its kicker, if the page's head knows it without.
  private mutating func takeWithoutKicker(_ headings: [Heading], from end: KickerEnd) -> Bool {
    for heading in headings {
      for rest in end == .element ? rests(of: heading) : Self.restBehindMark(heading) {
        let key = SiteNames.key(rest)
        guard key.utf8.count >= 12, key.utf8.count * 2 >= heading.key.utf8.count,
          said.contains(where: { $0.isSame(key) })
        else { continue }
        best = Sourced(rest, .text)
        block = heading.block
        return true
      }
    }
    return false
  }

  /// What stands from the second text of a heading on, from the third, and so forth.
  ///
  /// Kickers have an element of their own.
  private func rests(of heading: Heading) -> [String] {
    let block = blocks.blocks[heading.block]
    let texts = (Int(block.first)...Int(block.last)).filter { tree.nodes[$0].tag == .text }
    let end = Int(tree.nodes[Int(block.last)].textEnd)
    return texts.dropFirst().prefix(4).map { node in
      let start = Int(tree.nodes[node].textStart)
      let rest = TextCleaning.clean(tree.text.span.part(start..<end))
      return String(rest.drop { " :–—-|•·".contains($0) })
    }
  }

  /// What stands behind a bar or a colon.
  private static func restBehindMark(_ heading: Heading) -> [String] {
    guard let mark = heading.text.firstIndex(where: { ":|•·".contains($0) }) else { return [] }
    return [String(heading.text[mark...].drop { " :–—-|•·".contains($0) })]
  }

  /// Whether a heading is the beginning or the end of one of the titles, or has one there.
  private func agrees(_ heading: String) -> Bool {
    said.contains { title in
      let shorter = min(title.key.utf8.count, heading.utf8.count)
      let longer = max(title.key.utf8.count, heading.utf8.count)
      guard shorter >= 12, shorter * 2 >= longer else { return false }
      return title.key.hasPrefix(heading) || heading.hasPrefix(title.key)
        || title.key.hasSuffix(heading)
    }
  }

  /// What the JSON-LD, the title for sharing and the title of the window say alike.
  private func agreedBySeveral() -> Named? {
    guard let linked, linked.key == named?.key || linked.key == shared?.key,
      named == nil || shared == nil || named?.key == linked.key
    else { return nil }
    return linked
  }

  /// Whether a heading among several is like one of the titles in its words.
  private func isHeadline(_ heading: Heading) -> Bool {
    guard heading.words >= 4 else { return false }
    let words = Set(heading.text.lowercased().split { !$0.isLetter && !$0.isNumber })
    return said.contains { title in
      let common = title.text.lowercased().split { !$0.isLetter && !$0.isNumber }
        .filter { words.contains($0) }
      return common.count * 3 >= words.count
    }
  }

  // MARK: Lines that are no headings

  /// The line of the page with which its title begins, or which is a piece of it.
  private func lineInTitle() -> Heading? {
    let keys = [named, shared, linked].compactMap { $0?.key }
    guard let longest = keys.max(by: { $0.utf8.count < $1.utf8.count }) else { return nil }
    var best: Heading?
    for (index, block) in blocks.blocks.prefix(400).enumerated()
    where !block.isAside && block.length >= 8 && Int(block.length) <= longest.utf8.count + 8 {
      let lines = tree.lines(in: Int(block.first)..<Int(block.last) + 1)
      guard lines.count == 1 else { continue }
      let key = SiteNames.key(lines[0])
      guard key.utf8.count >= 12, key.utf8.count > best?.key.utf8.count ?? 0,
        keys.contains(where: { $0.hasPrefix(key) && key.utf8.count * 3 >= $0.utf8.count }),
        !site.isExactly(lines[0])
      else { continue }
      best = Heading(text: lines[0], key: key, block: index)
    }
    return best
  }

  /// The line right above a byline or a date in one block with it, on pages that have no headings
  /// at all.
  private func lineAboveByline() -> Heading? {
    guard blocks.blocks.allSatisfy({ $0.level == 0 }) else { return nil }
    for (index, block) in blocks.blocks.prefix(120).enumerated()
    where !block.isAside && block.linkShare < 50 && block.length >= 24 {
      let lines = tree.lines(in: Int(block.first)..<Int(block.last) + 1)
      if lines.count > 1, isHeadlineLike(lines[0]), Self.isBelowHeadline(lines[1]) {
        return Heading(text: lines[0], key: SiteNames.key(lines[0]), block: index)
      }
      if block.mass >= 120 { return nil }
    }
    return nil
  }

  private static func isBelowHeadline(_ line: String) -> Bool {
    guard line.utf8.count <= 120 else { return false }
    if !BylineReading.names(in: line, before: "").isEmpty { return true }
    return DateLine(line.utf8Span.span)?.published != nil
  }

  private func isHeadlineLike(_ line: String) -> Bool {
    (12...240).contains(line.utf8.count) && !site.isSite(line) && !Self.isBelowHeadline(line)
      && DateReading.find(in: line) == nil
      && (line.split(separator: " ").count >= 3 || line.utf8.contains { $0 >= 0xE3 })
  }

  /// The block whose text is the title, if there is one.
  private func blockShowing(_ key: String) -> Int? {
    let length = key.utf8.count
    return blocks.blocks.indices.prefix(400).first { index in
      let block = blocks.blocks[index]
      guard !block.isAside, Int(block.length) <= length + 8, Int(block.length) * 3 >= length else {
        return false
      }
      return SiteNames.key(tree.text(of: block)) == key
    }
  }
}

extension HTMLTree {
  /// The text of a block, cleaned.
  func text(of block: PageBlock) -> String {
    let start = Int(nodes[Int(block.first)].textStart)
    let end = Int(nodes[Int(block.last)].textEnd)
    return TextCleaning.clean(text.span.part(start..<end))
  }
}
