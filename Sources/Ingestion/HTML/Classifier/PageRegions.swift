// SPDX-License-Identifier: Apache-2.0

/// Where on a page its prose is: sums over any element in constant time, the regions that speak
/// against themselves, and the innermost element with most of the prose.
struct PageRegions {
  /// What lies in an element.
  struct Sums {
    var mass: Int32 = 0
    var length: Int32 = 0
    var linkLength: Int32 = 0
    var blocks: Int32 = 0
    var prose: Int32 = 0

    mutating func add(_ block: PageBlock) {
      let mass = block.mass
      self.mass &+= Int32(truncatingIfNeeded: mass)
      length &+= block.length
      linkLength &+= block.linkLength
      blocks += 1
      if mass > 0 { prose += 1 }
    }
  }

  private let tree: HTMLTree
  private let page: PageBlocks
  /// Sums before each node.
  private var before: [Sums] = []
  /// Blocks that lie in a region that is not of the article.
  private(set) var isForeign: [Bool]
  /// Blocks that lie in a byline, a date line or the like.
  private(set) var isFact: [Bool]
  /// The innermost element with most of the prose that is not foreign.
  private(set) var container = 0
  /// All prose of the page.
  var total: Sums { before[before.count - 1] }

  init(_ tree: HTMLTree, _ page: PageBlocks) {
    self.tree = tree
    self.page = page
    isForeign = Array(repeating: false, count: page.blocks.count)
    isFact = isForeign
    before = sums()
    markRegions()
    let masses = masses()
    container = findContainer(masses)
  }

  /// What lies in an element.
  func sums(in node: Int) -> Sums {
    let start = before[node]
    let end = before[max(node + 1, Int(tree.nodes[node].end))]
    return Sums(
      mass: end.mass &- start.mass,
      length: end.length &- start.length,
      linkLength: end.linkLength &- start.linkLength,
      blocks: end.blocks &- start.blocks,
      prose: end.prose &- start.prose
    )
  }

  private func sums() -> [Sums] {
    var sums = [Sums](repeating: Sums(), count: tree.nodes.count + 1)
    var running = Sums()
    var next = 0
    for node in 0...tree.nodes.count {
      while next < page.blocks.count, Int(page.blocks[next].first) < node {
        running.add(page.blocks[next])
        next += 1
      }
      sums[node] = running
    }
    return sums
  }

  // MARK: Regions

  private mutating func markRegions() {
    // How many regions begin less end at each block: nested ones cost no more than others.
    var foreign = [Int32](repeating: 0, count: page.blocks.count + 1)
    var facts = foreign
    for region in page.foreign {
      let start = Int(before[region.node].blocks)
      let end = Int(before[region.end].blocks)
      guard start < end else { continue }
      let mass = Int(before[region.end].mass &- before[region.node].mass)
      let isOfText = region.words.contains(.foreign)
      let limit = isOfText ? Self.limit(for: region.words) : 5
      guard mass * 100 <= Int(total.mass) * limit else { continue }
      if isOfText {
        foreign[start] += 1
        foreign[end] -= 1
      } else {
        facts[start] += 1
        facts[end] -= 1
      }
    }
    var depth: (foreign: Int32, facts: Int32) = (0, 0)
    for index in page.blocks.indices {
      depth.foreign += foreign[index]
      depth.facts += facts[index]
      isForeign[index] = depth.foreign > 0
      isFact[index] = depth.facts > 0
    }
  }

  /// The share of the page's prose, in hundredths, with which a region still is not the article.
  private static func limit(for words: ClassWords) -> Int {
    if words.contains(.comments) { return 70 }
    if words.contains(.hidden) { return 50 }
    return words.contains(.body) ? 15 : 30
  }

  // MARK: The container

  private func masses() -> [Int32] {
    var masses = [Int32](repeating: 0, count: tree.nodes.count + 1)
    for (index, block) in page.blocks.enumerated() where !isForeign[index] {
      masses[Int(block.first) + 1] += Int32(truncatingIfNeeded: block.mass)
    }
    for index in 1..<masses.count { masses[index] &+= masses[index - 1] }
    return masses
  }

  /// The innermost element with most of the prose, or the element marked as the text.
  private func findContainer(_ masses: [Int32]) -> Int {
    guard !tree.nodes.isEmpty else { return 0 }
    let mass = { (node: Int) in Int(masses[Int(tree.nodes[node].end)] &- masses[node]) }
    let total = Int(masses[masses.count - 1])
    for node in page.marked where mass(node) * 2 > total { return node }
    var node = 0
    while let next = heaviestChild(of: node, masses), mass(next) * 100 >= mass(node) * 80 {
      node = next
    }
    return node
  }

  /// The child with the most prose among those that can hold paragraphs.
  private func heaviestChild(of node: Int, _ masses: [Int32]) -> Int? {
    var best: Int?
    var bestMass: Int32 = 0
    var child = node + 1
    let end = Int(tree.nodes[node].end)
    while child < end {
      let tag = tree.nodes[child].tag
      let mass = masses[Int(tree.nodes[child].end)] &- masses[child]
      if tag != .text, !tag.isLeaf, mass > bestMass {
        best = child
        bestMass = mass
      }
      child = max(child + 1, Int(tree.nodes[child].end))
    }
    return best
  }
}

extension HTMLTag {
  /// Whether the element is a text by itself, not one that holds several.
  var isLeaf: Bool {
    switch self {
    case .p, .li, .blockquote, .pre, .dd, .dt, .figcaption, .caption: true
    default: headingLevel != nil
    }
  }
}
