// SPDX-License-Identifier: Apache-2.0

/// The part of a page where bylines and dates of its article stand: around the headline, down to
/// the first paragraphs.
struct HeadlineZone {
  /// A line that readers see there.
  struct Line {
    var text: String
    /// The number of its block.
    var block: Int
  }

  /// The number of the headline's block, if the page shows it.
  let heading: Int?
  let blocks: Range<Int>
  let nodes: Range<Int>
  /// The first text node of the headline.
  private let headingNode: Int?
  /// The last text node of the first prose below the headline, which may be its deck.
  private let deckNode: Int
  /// The last text node of the second prose there, behind which no byline is looked for.
  private let proseNode: Int
  /// The outermost `article` or `main` around the headline.
  private let home: Range<Int>?

  /// Finds the zone of a headline; without one, that above the first prose.
  init(_ tree: HTMLTree, _ page: PageBlocks, heading: Int?) {
    self.heading = heading
    let anchor = heading ?? page.blocks.firstIndex { $0.mass >= 120 } ?? 0
    let first = max(0, anchor - (heading == nil ? 12 : 6))
    var end = min(anchor + 1, page.blocks.count)
    // The deck and the first paragraph.
    var prose = heading == nil ? 160 : 0
    while end < page.blocks.count, end < anchor + 40, prose < 320 {
      prose += min(page.blocks[end].mass, 240)
      end += 1
    }
    blocks = first..<max(first, end)
    nodes = Self.nodes(tree, page, blocks)
    headingNode = heading.map { Int(page.blocks[$0].first) }
    let text = page.blocks[min(anchor, page.blocks.count)...].lazy.filter { $0.mass > 0 }.prefix(2)
      .map { Int($0.last) }
    deckNode = text.first ?? tree.nodes.count
    proseNode = text.count > 1 ? text.last ?? tree.nodes.count : tree.nodes.count
    home = headingNode.flatMap { Self.home(tree, around: $0) }
  }

  private static func home(_ tree: HTMLTree, around node: Int) -> Range<Int>? {
    var home: Range<Int>?
    var index = node
    while index >= 0 {
      let tag = tree.nodes[index].tag
      if tag == .article || tag == .main { home = index..<max(index, Int(tree.nodes[index].end)) }
      index = Int(tree.nodes[index].parent)
    }
    return home
  }

  /// Whether a node is in comments below the first prose, or in a part behind the second that is
  /// not of the article.
  ///
  /// On short pages these stand in the zone. A box about the author is of the article.
  func isOther(_ node: Int, _ page: PageBlocks) -> Bool {
    guard node > deckNode else { return false }
    return page.foreign.contains { region in
      guard region.node > deckNode, node >= region.node, node < region.end else { return false }
      if region.words.contains(.comments) { return true }
      return region.node > proseNode && region.words.contains(.foreign)
        && !region.words.contains(.writer)
    }
  }

  /// Whether a node is of the head of the site, where the day of the visit stands: above the
  /// headline and outside the element that holds the article.
  func isOfSite(_ node: Int) -> Bool {
    guard let home, let headingNode else { return false }
    return node < headingNode && !home.contains(node)
  }

  private static func nodes(
    _ tree: HTMLTree,
    _ page: PageBlocks,
    _ blocks: Range<Int>
  ) -> Range<Int> {
    guard let first = blocks.first, let last = blocks.last else { return 0..<0 }
    // Elements around the first text belong to it, and empty ones behind the last.
    let start = first == 0 ? 0 : Int(page.blocks[first - 1].last) + 1
    let end =
      last + 1 < page.blocks.count ? Int(page.blocks[last + 1].first) : tree.nodes.count
    return start..<max(start, end)
  }

  /// The short lines of the zone, in order.
  func lines(_ tree: HTMLTree, _ page: PageBlocks) -> [Line] {
    var lines: [Line] = []
    for index in blocks {
      let block = page.blocks[index]
      guard !block.isAside, block.kind != .caption, block.length <= 240,
        !isOther(Int(block.first), page)
      else { continue }
      let texts = tree.lines(in: Int(block.first)..<Int(block.last) + 1)
      // Old pages have the headline and what belongs to it in one block.
      for text in index == heading ? texts.dropFirst() : texts[...] where text.utf8.count <= 400 {
        lines.append(Line(text: text, block: index))
      }
    }
    return lines
  }
}

extension PageBlocks {
  /// Whether a node is in a part of the page that is not of the article.
  func isElsewhere(_ node: Int) -> Bool { elsewhere.holds(node) }

  /// Whether a node is among the comments of readers.
  func isOfReaders(_ node: Int) -> Bool { ofReaders.holds(node) }

  /// The most marked elements of a kind that are looked at for a field: more are no article's own.
  static let candidates = 64
}
