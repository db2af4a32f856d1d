// SPDX-License-Identifier: Apache-2.0

import Articles

/// The headline of a page: a heading that what the head of the page says agrees with.
struct PageTitle {
  private(set) var best: Sourced<String>?

  init(
    _ tree: HTMLTree,
    _ blocks: PageBlocks,
    _ metadata: PageMetadata,
    _ linkedData: LinkedData,
    source: String?
  ) {
    let linked = linkedData.text("headline") ?? linkedData.text("name")
    let shared = (metadata.content("og:title") ?? metadata.content("twitter:title"))
      .map { Self.withoutSite($0, source) }
    let named = metadata.title.map { Self.withoutSite($0, source) }
    let headings = Self.headings(tree, blocks, level: 1)
    let said = [linked, shared, named].compactMap { $0.map(Self.key) }.filter { !$0.isEmpty }
    if let heading = headings.first(where: { Self.agrees(Self.key($0), said) }) {
      best = Sourced(heading, .text)
    } else if headings.count == 1, headings[0].split(separator: " ").count >= 3 {
      best = Sourced(headings[0], .text)
    } else if let heading = Self.headings(tree, blocks, level: 2)
      .first(where: { said.contains(Self.key($0)) })
    {
      best = Sourced(heading, .text)
    } else if let linked {
      best = Sourced(linked, .jsonLD)
    } else if let shared, !shared.isEmpty {
      best = Sourced(shared, .openGraph)
    } else if let named, !named.isEmpty {
      best = Sourced(named, .meta)
    } else {
      best = headings.first.map { Sourced($0, .text) }
    }
  }

  private static func headings(_ tree: HTMLTree, _ blocks: PageBlocks, level: UInt8) -> [String] {
    var headings: [String] = []
    for block in blocks.blocks where block.level == level && !block.isAside {
      let start = Int(tree.nodes[Int(block.first)].textStart)
      let end = Int(tree.nodes[Int(block.last)].textEnd)
      let text = TextCleaning.clean(tree.text.span.part(start..<end))
      if text.count >= 2, !headings.contains(text) { headings.append(text) }
    }
    return headings
  }

  /// Whether a heading is one of the titles, or the beginning of one, or has one as its beginning.
  private static func agrees(_ heading: String, _ said: [String]) -> Bool {
    guard !heading.isEmpty else { return false }
    return said.contains { title in
      if title == heading { return true }
      let shorter = min(title.utf8.count, heading.utf8.count)
      let longer = max(title.utf8.count, heading.utf8.count)
      guard shorter >= 12, shorter * 2 >= longer else { return false }
      return title.hasPrefix(heading) || heading.hasPrefix(title) || title.hasSuffix(heading)
    }
  }

  private static func key(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  /// A title without the name of the site at either end.
  static func withoutSite(_ title: String, _ source: String?) -> String {
    let pieces = parts(of: title)
    guard pieces.count > 1, let first = pieces.first, let last = pieces.last else { return title }
    if let source {
      let site = key(source)
      if key(String(last)) == site { return joined(title, first, pieces[pieces.count - 2]) }
      if key(String(first)) == site { return joined(title, pieces[1], last) }
    }
    // Without a name: a short last piece behind a bar or dash is one.
    let words = last.split(separator: " ").count
    guard words <= 4, last.count * 3 <= title.count else { return title }
    return joined(title, first, pieces[pieces.count - 2])
  }

  private static func joined(_ title: String, _ first: Substring, _ last: Substring) -> String {
    TextCleaning.clean(String(title[first.startIndex..<last.endIndex]))
  }

  /// Cut at bars, and at dashes and guillemets with blanks around them.
  private static func parts(of title: String) -> [Substring] {
    var parts: [Substring] = []
    var start = title.startIndex
    var index = start
    var previous: Character = "x"
    while index < title.endIndex {
      let character = title[index]
      let next = title.index(after: index)
      let isSpaced = previous == " " && (next == title.endIndex || title[next] == " ")
      if character == "|" || isSpaced && "-–—»«·•:".contains(character) {
        parts.append(title[start..<index])
        start = next
      }
      previous = character
      index = next
    }
    parts.append(title[start...])
    return parts.filter { $0.contains { $0 != " " } }
  }
}
