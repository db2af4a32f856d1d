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
      guard !block.isAside, block.kind != .caption, block.length <= 240 else { continue }
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
