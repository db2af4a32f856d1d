// SPDX-License-Identifier: Apache-2.0

import Articles

/// Chooses the blocks of a page that are the article's text.
///
/// First regions that speak against themselves go, unless most of the prose is in them; then the
/// innermost element that holds most of the prose is found; then each block in it is kept or
/// dropped by what it is. Never by site.
struct BodyExtraction {
  private let tree: HTMLTree
  private let page: PageBlocks
  /// Blocks that lie in a region that is not of the article.
  private var isForeign: [Bool]
  /// Blocks that lie in a byline, a date line or the like.
  private var isFact: [Bool]
  /// Prose before each node.
  private var massBefore: [Int] = []
  private let title: String?

  private(set) var paragraphs: [Paragraph] = []

  /// A page of no more blocks has nothing around its text.
  private static let bareBlocks = 4

  /// Chooses and cleans the paragraphs; `title` is left out of them.
  init(_ tree: HTMLTree, _ page: PageBlocks, title: String?) {
    self.tree = tree
    self.page = page
    self.title = title.map(Self.key)
    isForeign = Array(repeating: false, count: page.blocks.count)
    isFact = isForeign
    markRegions()
    massBefore = masses()
    let container = container()
    keep(
      in: container..<max(container + 1, Int(tree.nodes.isEmpty ? 1 : tree.nodes[container].end))
    )
    let isBare = page.blocks.count <= Self.bareBlocks
    if isBare || paragraphs.allSatisfy({ $0.kind == .caption || $0.kind == .heading }) { keepAll() }
  }

  // MARK: Regions

  /// The blocks whose first text lies within some nodes.
  private func blocks(in nodes: Range<Int>) -> Range<Int> {
    place(of: nodes.lowerBound)..<place(of: nodes.upperBound)
  }

  /// The number of blocks that begin before a node, by halving.
  private func place(of node: Int) -> Int {
    var low = 0
    var high = page.blocks.count
    while low < high {
      let middle = (low + high) / 2
      if Int(page.blocks[middle].first) < node { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func markRegions() {
    var sums = [0]
    sums.reserveCapacity(page.blocks.count + 1)
    for block in page.blocks { sums.append(sums[sums.count - 1] + block.mass) }
    let total = sums[page.blocks.count]
    for region in page.foreign {
      let range = blocks(in: region.node..<region.end)
      guard !range.isEmpty else { continue }
      let mass = sums[range.upperBound] - sums[range.lowerBound]
      if region.words.contains(.foreign) {
        let limit = limit(for: region.words)
        if mass * 100 <= total * limit { mark(range, in: &isForeign) }
      } else if mass * 100 <= total * 5 {
        mark(range, in: &isFact)
      }
    }
  }

  /// The share of the page's prose, in hundredths, with which a region still is not the article.
  private func limit(for words: ClassWords) -> Int {
    if words.contains(.comments) { return 70 }
    if words.contains(.hidden) { return 50 }
    return words.contains(.body) ? 15 : 30
  }

  private func mark(_ range: Range<Int>, in marks: inout [Bool]) {
    for index in range { marks[index] = true }
  }

  // MARK: The container

  private func masses() -> [Int] {
    var masses = [Int](repeating: 0, count: tree.nodes.count + 1)
    for (index, block) in page.blocks.enumerated() where !isForeign[index] {
      masses[Int(block.first) + 1] += block.mass
    }
    for index in 1..<max(1, masses.count) { masses[index] += masses[index - 1] }
    return masses
  }

  private func mass(of node: Int) -> Int {
    massBefore[Int(tree.nodes[node].end)] - massBefore[node]
  }

  /// The innermost element with most of the prose, or the element marked as the text.
  private func container() -> Int {
    guard !tree.nodes.isEmpty else { return 0 }
    let total = massBefore[massBefore.count - 1]
    for node in page.marked where mass(of: node) * 2 > total { return node }
    var node = 0
    while let next = heaviestChild(of: node), mass(of: next) * 100 >= mass(of: node) * 80 {
      node = next
    }
    return node
  }

  /// The child with the most prose among those that can hold paragraphs.
  private func heaviestChild(of node: Int) -> Int? {
    var best: Int?
    var bestMass = 0
    var child = node + 1
    let end = Int(tree.nodes[node].end)
    while child < end {
      let tag = tree.nodes[child].tag
      if tag != .text, !Self.isLeaf(tag), mass(of: child) > bestMass {
        best = child
        bestMass = mass(of: child)
      }
      child = max(child + 1, Int(tree.nodes[child].end))
    }
    return best
  }

  private static func isLeaf(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .p, .li, .blockquote, .pre, .dd, .dt, .figcaption, .caption: true
    default: tag.headingLevel != nil
    }
  }

  // MARK: Keeping and dropping

  private mutating func keep(in nodes: Range<Int>) {
    let range = blocks(in: nodes)
    var chosen: [Choice] = []
    for index in range where !isForeign[index] {
      let block = page.blocks[index]
      guard mayKeep(block, isFact: isFact[index]) else { continue }
      let text = text(of: block)
      guard !text.isEmpty else { continue }
      chosen.append(Choice(block: block, text: text))
    }
    chosen = chosen.filter { !isTitle($0) && !Boilerplate.isBoilerplate($0.text, $0.block) }
    dropEnds(&chosen)
    dropHeadings(&chosen)
    paragraphs = chosen.map { Paragraph($0.text, kind: Self.kind(of: $0.block)) }
  }

  private struct Choice {
    var block: PageBlock
    var text: String
  }

  /// Whether the looks of a block allow it to be text of the article.
  private func mayKeep(_ block: PageBlock, isFact: Bool) -> Bool {
    if isFact, block.length < 120 { return false }
    switch block.kind {
    case .caption: return block.length >= 10
    case .heading: return block.linkShare < 60
    case .paragraph, .preformatted, .quote:
      if block.linkShare >= 90 { return false }
      return block.linkShare < 55 || block.length >= 150
    case .item:
      return block.linkShare < 50 && (block.length >= 25 || block.endsSentence)
    case .cell, .definition:
      return block.linkShare < 40 && block.length >= 60
    case .division:
      if block.linkShare >= 45 { return false }
      return block.length >= 80 || (block.endsSentence && block.length >= 20)
    }
  }

  private func isTitle(_ choice: Choice) -> Bool {
    choice.block.kind == .heading && choice.block.level == 1 || isTitle(choice.text)
  }

  /// Whether a text is the headline once more.
  private func isTitle(_ text: String) -> Bool {
    // What is much longer cannot be the same, and is most of the page.
    guard let title, text.utf8.count <= title.utf8.count * 2 + 24 else { return false }
    return Self.key(text) == title
  }

  /// Letters and digits in small form: what two texts must share to be the same.
  private static func key(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  /// Drops what stands at the end behind the last prose, and headings there.
  private func dropEnds(_ chosen: inout [Choice]) {
    guard let last = chosen.lastIndex(where: { $0.block.mass > 0 }) else { return }
    var end = last + 1
    while end < chosen.count, isShortProse(chosen[end].block) { end += 1 }
    chosen.removeSubrange(end...)
  }

  private func isShortProse(_ block: PageBlock) -> Bool {
    guard block.kind != .heading, block.linkShare < 30 else { return false }
    return block.endsSentence || block.kind == .paragraph
  }

  /// Drops headings that no kept text follows.
  private func dropHeadings(_ chosen: inout [Choice]) {
    var kept: [Choice] = []
    for (index, choice) in chosen.enumerated() {
      if choice.block.kind == .heading {
        let next = index + 1 < chosen.count ? chosen[index + 1].block : nil
        guard let next, next.kind != .heading || next.level > choice.block.level else { continue }
      }
      kept.append(choice)
    }
    chosen = kept
  }

  private static func kind(of block: PageBlock) -> Paragraph.Kind {
    switch block.kind {
    case .heading: .heading
    case .item: .listItem
    case .quote: .quote
    case .caption: .caption
    default: .paragraph
    }
  }

  /// All blocks with any text: for pages in which nothing looks like an article.
  private mutating func keepAll() {
    let own = page.blocks.indices.filter { !isForeign[$0] }
    keepAll(own)
    if paragraphs.isEmpty { keepAll(Array(page.blocks.indices)) }
  }

  private mutating func keepAll(_ indices: [Int]) {
    paragraphs = indices.compactMap { index in
      let block = page.blocks[index]
      let text = text(of: block)
      guard block.linkShare < 50 || page.blocks.count <= Self.bareBlocks, !text.isEmpty,
        !isTitle(text)
      else { return nil }
      return Paragraph(text, kind: Self.kind(of: block))
    }
  }

  /// The block's texts, cleaned.
  private func text(of block: PageBlock) -> String {
    let start = Int(tree.nodes[Int(block.first)].textStart)
    let end = Int(tree.nodes[Int(block.last)].textEnd)
    let needsBlank = (block.first..<block.last).contains { tree.nodes[Int($0)].tag == .br }
    let hasHidden = (block.first..<block.last).contains {
      tree.nodes[Int($0)].tag != .text && tree.range(.hidden, of: Int($0)) != nil
    }
    if !needsBlank, !hasHidden { return TextCleaning.clean(tree.text.span.part(start..<end)) }
    var bytes: [UInt8] = []
    var index = Int(block.first)
    while index <= Int(block.last) {
      let node = tree.nodes[index]
      if node.tag == .text {
        let range = Int(node.textStart)..<Int(node.textEnd)
        TextCleaning.append(tree.text.span.part(range), to: &bytes)
      } else if node.tag == .br {
        bytes.append(0x20)
      } else if tree.range(.hidden, of: index) != nil {
        index = max(index + 1, Int(node.end))
        continue
      }
      index += 1
    }
    return TextCleaning.clean(bytes.span)
  }
}
