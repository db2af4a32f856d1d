// SPDX-License-Identifier: Apache-2.0

/// A page as the row of its blocks of text, with what the elements around them say.
///
/// Made by one walk in document order.
struct PageBlocks: Sendable {
  /// An element that may not belong to the article, or that may be its text.
  struct Region: Sendable {
    var node: Int
    var end: Int
    var words: ClassWords
  }

  private(set) var blocks: [PageBlock] = []
  /// Elements whose class, id, role or kind speaks against them, outermost first.
  private(set) var foreign: [Region] = []
  /// The elements that are not of the article, and those with comments of readers.
  private(set) var elsewhere = NodeCover()
  private(set) var ofReaders = NodeCover()
  /// Elements marked as the text by `itemprop="articleBody"`.
  private(set) var marked: [Int] = []
  /// Elements marked as byline, deck or date, for the fields.
  private(set) var hints: [Region] = []
  /// What the class and the kind of each node say, by node.
  private(set) var marks: [NodeMarks]
  /// A hash of the kind and the class of each element that text may lie in, by node.
  private(set) var names: [UInt32]

  private var current: PageBlock?
  private var open: [(node: Int, end: Int)] = []
  private var sawBreak = false
  // Up to which node the text is in a link, a quotation, ...
  private var linkEnd = 0
  private var stressEnd = 0
  private var quoteEnd = 0
  private var itemEnd = 0
  private var cellEnd = 0
  private var captionEnd = 0
  private var headingEnd = 0
  private var asideEnd = 0
  private var headingLevel = 0

  init(_ tree: HTMLTree) {
    marks = Array(repeating: [], count: tree.nodes.count)
    names = Array(repeating: 0, count: tree.nodes.count)
    let text = tree.text.span
    let values = tree.values.span
    var index = 0
    while index < tree.nodes.count {
      let node = tree.nodes[index]
      while let top = open.last, top.end <= index {
        flush()
        open.removeLast()
      }
      if node.tag == .text {
        append(index, text.part(Int(node.textStart)..<Int(node.textEnd)))
        index += 1
        continue
      }
      let isHidden = tree.range(.hidden, of: index) != nil
      if node.tag.isNeverText || (isHidden && !node.tag.isBlock) {
        if node.tag.isBlock { flush() }
        index = max(index + 1, Int(node.end))
        continue
      }
      enter(index, tree, values)
      index += 1
    }
    flush()
  }

  // MARK: Elements

  private mutating func enter(_ index: Int, _ tree: HTMLTree, _ values: ByteSpan) {
    let node = tree.nodes[index]
    let end = Int(node.end)
    switch node.tag {
    case .br:
      if sawBreak { flush() }
      sawBreak = true
    case .nav, .dialog, .menu: asideEnd = max(asideEnd, end)
    case .a:
      linkEnd = max(linkEnd, end)
      current?.links += 1
    case .b, .strong, .em, .i: stressEnd = max(stressEnd, end)
    case .blockquote: quoteEnd = max(quoteEnd, end)
    case .li, .dd, .dt: itemEnd = max(itemEnd, end)
    case .td, .th: cellEnd = max(cellEnd, end)
    case .figure, .figcaption, .caption: captionEnd = max(captionEnd, end)
    default: break
    }
    if let level = node.tag.headingLevel {
      headingEnd = max(headingEnd, end)
      headingLevel = level
    }
    if node.tag.isBlock {
      flush()
      open.append((index, end))
    }
    readWords(index, tree, values)
  }

  private mutating func readWords(_ index: Int, _ tree: HTMLTree, _ values: ByteSpan) {
    let node = tree.nodes[index]
    var words: ClassWords = []
    var isForeign = Self.isForeign(node.tag)
    var isMarked = false
    var name = WordCursor.hash(WordCursor.seed, node.tag.rawValue)
    for place in 0..<Int(node.attributeCount) {
      let attribute = tree.attributes[Int(node.firstAttribute) + place]
      let value = values.part(Int(attribute.start)..<Int(attribute.end))
      switch attribute.name {
      case .class:
        words.formUnion(ClassWords.reading(value))
        for place in 0..<value.count { name = WordCursor.hash(name, value[place]) }
      case .id: words.formUnion(ClassWords.reading(value))
      case .itemprop:
        if value.has("articlebody", at: 0) {
          marked.append(index)
          isMarked = true
        }
        words.formUnion(ClassWords.reading(value).intersection([.byline, .date]))
      case .rel:
        if value.has("author", at: 0) { words.insert(.byline) }
      case .hidden:
        words.insert(.hidden)
        asideEnd = max(asideEnd, Int(node.end))
      case .role: isForeign = isForeign || Self.isForeign(role: value)
      default: break
      }
    }
    let end = Int(node.end)
    names[index] = name
    marks[index] = NodeMarks(words, node.tag, isForeign: isForeign, isMarked: isMarked)
    if words.contains(.caption), node.tag.isBlock || node.tag == .span {
      captionEnd = max(captionEnd, min(end, index + 40))
    }
    if !words.isDisjoint(with: [.byline, .deck, .date]) {
      hints.append(Region(node: index, end: end, words: words))
    }
    let speaksAgainst = isForeign || !words.isDisjoint(with: [.foreign, .comments, .hidden])
    guard speaksAgainst || !words.isDisjoint(with: [.byline, .facts]) else { return }
    switch node.tag {
    case .html, .body, .article, .main: break
    default:
      foreign.append(
        Region(node: index, end: end, words: speaksAgainst ? words.union(.foreign) : words)
      )
      if speaksAgainst { elsewhere.add(index, end: end) }
      if words.contains(.comments) { ofReaders.add(index, end: end) }
    }
  }

  private static func isForeign(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .footer, .aside, .form, .nav, .dialog, .menu: true
    default: false
    }
  }

  private static func isForeign(role: ByteSpan) -> Bool {
    role.has("navigation", at: 0) || role.has("complementary", at: 0) || role.has("banner", at: 0)
      || role.has("contentinfo", at: 0) || role.has("dialog", at: 0) || role.has("search", at: 0)
      || role.has("menu", at: 0) || role.has("alert", at: 0) || role.has("toolbar", at: 0)
  }

  // MARK: Text

  private mutating func append(_ index: Int, _ text: ByteSpan) {
    let measure = TextMeasure(text)
    guard measure.length > 0 || (current != nil && measure.hasMarks) else { return }
    sawBreak = false
    if current == nil { current = makeBlock(index) }
    current?.last = Int32(truncatingIfNeeded: index)
    current?.length += measure.length
    if index < linkEnd { current?.linkLength += measure.length }
    if index < stressEnd { current?.stressedLength += measure.length }
    current?.marks += measure.marks
    if measure.hasMarks || measure.length > 0 { current?.endsSentence = measure.endsSentence }
  }

  private func makeBlock(_ index: Int) -> PageBlock {
    let element = open.last?.node ?? 0
    let place = Int32(truncatingIfNeeded: index)
    var block = PageBlock(
      kind: .division,
      first: place,
      last: place,
      element: Int32(truncatingIfNeeded: element)
    )
    block.isAside = index < asideEnd
    if index < linkEnd { block.links = 1 }
    if index < headingEnd {
      block.kind = .heading
      block.level = UInt8(headingLevel)
    } else if index < captionEnd {
      block.kind = .caption
    } else if index < quoteEnd {
      block.kind = .quote
    } else if index < itemEnd {
      block.kind = .item
    } else if index < cellEnd {
      block.kind = .cell
    }
    return block
  }

  private mutating func flush() {
    sawBreak = false
    guard let block = current else { return }
    blocks.append(block)
    current = nil
  }
}

extension PageBlocks {
  /// Turns blocks that lie right in a `p` or `pre` into paragraphs; the walk leaves them divisions.
  mutating func nameKinds(_ tree: HTMLTree) {
    for index in blocks.indices {
      let tag = tree.nodes[Int(blocks[index].element)].tag
      switch (blocks[index].kind, tag) {
      case (.division, .p), (.cell, .p): blocks[index].kind = .paragraph
      case (.division, .pre): blocks[index].kind = .preformatted
      default: break
      }
    }
  }
}

/// What one pass over a text finds.
private struct TextMeasure {
  var length: Int32 = 0
  var marks: Int32 = 0
  var endsSentence = false
  var hasMarks = false

  init(_ text: ByteSpan) {
    for index in 0..<text.count {
      let byte = text[index]
      if byte.isLetter || byte.isDigit {
        length += 1
      } else if byte >= 0xC0 {
        // Not no-break space, dashes and quotes.
        if byte == 0xC2 || byte == 0xE2 {
          hasMarks = hasMarks || byte == 0xE2
        } else {
          length += byte >= 0xE3 ? 2 : 1
        }
      } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") {
        marks += 1
        hasMarks = true
      } else if byte > 0x20, byte < 0x80 {
        hasMarks = true
      }
    }
    var end = text.count
    while end > 0, text[end - 1].isBlank || Self.isNoBreakSpace(text, end) {
      end -= text[end - 1].isBlank ? 1 : 2
    }
    endsSentence =
      text.endsSentence(0..<end)
      || (end > 0 && text[end - 1] == UInt8(ascii: ":"))
  }

  private static func isNoBreakSpace(_ text: ByteSpan, _ end: Int) -> Bool {
    end >= 2 && text[end - 1] == 0xA0 && text[end - 2] == 0xC2
  }
}
