// SPDX-License-Identifier: Apache-2.0

import Articles

/// Chooses the blocks of a page that are the article's text.
///
/// Each block is kept or dropped by its score; captions inside the text are kept apart. Where
/// nothing would be left of a page with prose, its prose is kept, and at last all there is.
struct BodyExtraction {
  private let analysis: PageAnalysis
  private let title: String?
  private let scores: [Int32]
  /// What each block becomes; nil is dropped.
  private var kinds: [Paragraph.Kind?]

  private(set) var paragraphs: [Paragraph] = []

  /// A page of no more blocks has nothing around its text.
  private static let bareBlocks = 4

  /// Chooses and cleans the paragraphs; `title` is left out of them.
  init(_ analysis: PageAnalysis, title: String?) {
    self.analysis = analysis
    self.title = title.map(Self.key)
    let count = analysis.page.blocks.count
    scores = BlockClassifier.trained.scores(analysis.features.columns, count: count)
    kinds = Array(repeating: nil, count: count)
    choose()
  }

  // MARK: Choosing

  private mutating func choose() {
    let isBare = blocks.count <= Self.bareBlocks
    if !isBare {
      for (index, block) in blocks.enumerated() where scores[index] > 0 {
        kinds[index] = isOther(index) ? nil : Self.kind(of: block)
      }
      keepCaptions()
      paragraphs = render()
      if holdsText { return }
      for (index, block) in blocks.enumerated() where block.mass > 0 {
        kinds[index] = analysis.regions.isForeign[index] ? nil : Self.kind(of: block)
      }
      paragraphs = render()
      if holdsText { return }
    }
    keepAll(isBare: isBare)
  }

  private var blocks: [PageBlock] { analysis.page.blocks }

  private var holdsText: Bool {
    paragraphs.contains { $0.kind != .caption && $0.kind != .heading }
  }

  /// Captions between the first and the last block that is kept, and the one or two before.
  private mutating func keepCaptions() {
    guard let first = kinds.firstIndex(where: { $0 != nil }),
      let last = kinds.lastIndex(where: { $0 != nil })
    else { return }
    for index in max(0, first - 2)...last where kinds[index] == nil {
      let block = blocks[index]
      guard block.kind == .caption, block.linkShare < 50, block.length >= 12,
        !analysis.regions.isForeign[index], !block.isAside,
        analysis.features[.isPhrase, index] == 0
      else { continue }
      kinds[index] = .caption
    }
  }

  /// Whether a block is not of the article whatever its score.
  private func isOther(_ index: Int) -> Bool {
    isReference(index)
      || analysis.regions.isForeign[index] && analysis.features.isInside(.comments, index)
  }

  /// Whether a block only points to another article: "Read more: ..." with a link.
  private func isReference(_ index: Int) -> Bool {
    blocks[index].kind != .item && blocks[index].linkShare >= 60
      && analysis.features[.opening, index] > 0
  }

  private static func kind(of block: PageBlock) -> Paragraph.Kind {
    switch block.kind {
    case .heading: .heading
    case .item: .listItem
    case .quote: .quote
    default: .paragraph
    }
  }

  /// All blocks with any text: for pages in which nothing looks like an article.
  private mutating func keepAll(isBare: Bool) {
    for own in [true, false] {
      for (index, block) in blocks.enumerated() where isBare || block.linkShare < 50 {
        guard !own || !analysis.regions.isForeign[index] else { continue }
        kinds[index] = block.kind == .caption ? .caption : Self.kind(of: block)
      }
      paragraphs = render()
      if !paragraphs.isEmpty { return }
    }
  }

  // MARK: Rendering

  /// The kept blocks' texts; those that only repeat the headline are dropped.
  private mutating func render() -> [Paragraph] {
    var paragraphs: [Paragraph] = []
    for index in kinds.indices {
      guard let kind = kinds[index] else { continue }
      let text = Self.text(of: blocks[index], analysis.tree)
      if text.isEmpty || isTitle(text) {
        kinds[index] = nil
      } else {
        paragraphs.append(Paragraph(text, kind: kind))
      }
    }
    return paragraphs
  }

  private func isTitle(_ text: String) -> Bool {
    guard let title, text.utf8.count <= 4 * title.utf8.count + 40 else { return false }
    return !Self.differs(text, from: title) && Self.key(text) == title
  }

  /// Whether the first letters of a text show that its key is another: those of nearly all do.
  ///
  /// False where a character beyond ASCII comes first, which may be written in more than one way.
  private static func differs(_ text: String, from key: String) -> Bool {
    let bytes = text.utf8Span.span
    let key = key.utf8Span.span
    var place = 0
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if byte >= 0x80 || (place < key.count && key[place] >= 0x80) { return false }
      guard byte.isLetter || byte.isDigit else { continue }
      if place == key.count || key[place] != byte.lowercased {
        return index + 1 == bytes.count || bytes[index + 1] < 0x80
      }
      place += 1
    }
    return place < key.count
  }

  private static func key(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  /// The block's texts, cleaned.
  static func text(of block: PageBlock, _ tree: HTMLTree) -> String {
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

extension BodyExtraction {
  /// The blocks that were left out, each with the reason that says most.
  var dropped: [DroppedBlock] {
    let last = kinds.lastIndex { $0 != nil } ?? -1
    return kinds.indices.filter { kinds[$0] == nil }.compactMap { index in
      let text = Self.text(of: blocks[index], analysis.tree)
      guard !text.isEmpty else { return nil }
      return DroppedBlock(
        text: text,
        kind: blocks[index].kind == .caption ? .caption : Self.kind(of: blocks[index]),
        reason: reason(index, text, after: last),
        percent: BlockClassifier.percent(scores[index])
      )
    }
  }

  private func reason(_ index: Int, _ text: String, after last: Int) -> DroppedBlock.Reason {
    if isTitle(text) { return .headline }
    let features = analysis.features
    if features.isInside(.comments, index) { return .comments }
    if analysis.regions.isForeign[index] || blocks[index].isAside { return .region }
    if features[.isPhrase, index] == 1 || features[.opening, index] > 1 || isReference(index) {
      return .phrase
    }
    if blocks[index].kind == .caption { return .caption }
    if blocks[index].linkShare >= 80 { return .links }
    return index > last && last >= 0 ? .afterEnd : .score
  }
}
