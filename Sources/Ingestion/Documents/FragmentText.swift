// SPDX-License-Identifier: Apache-2.0

import Articles

/// Collects the paragraphs of markup that is all article: nothing in it is judged, all is kept.
///
/// For the bodies of feeds and wire formats, where nothing stands around the text as on a page.
struct FragmentText {
  private(set) var paragraphs: [Paragraph] = []
  private var buffer: [UInt8] = []
  private var breaks = 0
  private var hidden = 0
  private var captions = 0
  private var headings = 0
  private var quotes = 0
  private var items = 0

  init() {}

  mutating func start(_ tag: HTMLTag) {
    if tag == .br { return lineBreak() }
    if tag.isBlock { flush() }
    count(tag, by: 1)
  }

  mutating func end(_ tag: HTMLTag) {
    if tag.isBlock { flush() }
    count(tag, by: -1)
  }

  mutating func text(_ text: ByteSpan) {
    guard hidden <= 0 else { return }
    if breaks > 0, text.trimmed().count > 0 { breaks = 0 }
    TextCleaning.append(text, to: &buffer)
  }

  mutating func finish() {
    flush()
  }

  private mutating func count(_ tag: HTMLTag, by step: Int) {
    switch tag {
    case .figcaption, .caption: captions += step
    case .blockquote: quotes += step
    case .li, .dd, .dt: items += step
    default:
      if tag.isNeverText { hidden += step }
      if tag.headingLevel != nil { headings += step }
    }
  }

  /// One break is a blank, two make a paragraph.
  private mutating func lineBreak() {
    breaks += 1
    if breaks > 1 { flush() } else if !buffer.isEmpty, buffer.last != 0x20 { buffer.append(0x20) }
  }

  private mutating func flush() {
    breaks = 0
    guard !buffer.isEmpty else { return }
    let text = TextCleaning.clean(buffer.span)
    buffer.removeAll(keepingCapacity: true)
    guard !text.isEmpty else { return }
    paragraphs.append(Paragraph(text, kind: kind))
  }

  private var kind: Paragraph.Kind {
    if captions > 0 { return .caption }
    if headings > 0 { return .heading }
    if quotes > 0 { return .quote }
    return items > 0 ? .listItem : .paragraph
  }
}

/// The paragraphs of a piece of HTML that is all article.
enum HTMLFragment {
  /// All paragraphs of `html`; of text without any markup, its lines as a plain text has them.
  static func paragraphs(of html: ByteSpan) -> [Paragraph] {
    guard html.firstIndex(of: UInt8(ascii: "<")) != nil else {
      return ParagraphAssembly.paragraphs(of: plain(html).span)
    }
    let scan = MarkupScan(html)
    guard let tree = HTMLDocument.parse(scan)?.tree else { return [] }
    return paragraphs(of: tree)
  }

  /// All paragraphs of a tree.
  static func paragraphs(of tree: HTMLTree) -> [Paragraph] {
    var text = FragmentText()
    var open: [(tag: HTMLTag, end: Int)] = []
    var index = 0
    while index < tree.nodes.count {
      while let last = open.last, last.end <= index {
        text.end(last.tag)
        open.removeLast()
      }
      let node = tree.nodes[index]
      if node.tag == .text {
        text.text(tree.text.span.part(Int(node.textStart)..<Int(node.textEnd)))
      } else {
        text.start(node.tag)
        open.append((node.tag, Int(node.end)))
      }
      index += 1
    }
    while let last = open.popLast() { text.end(last.tag) }
    text.finish()
    return text.paragraphs
  }

  /// Text in which only references stand for characters.
  private static func plain(_ text: ByteSpan) -> [UInt8] {
    guard text.firstIndex(of: UInt8(ascii: "&")) != nil else { return text.array }
    return XMLCleaning.resolving(text)
  }

  /// A title or the like that may hold markup, as plain text.
  static func line(of html: String) -> String {
    guard html.utf8.contains(UInt8(ascii: "<")) || html.utf8.contains(UInt8(ascii: "&")) else {
      return html
    }
    let paragraphs = paragraphs(of: html.utf8Span.span)
    return paragraphs.map(\.text).joined(separator: " ")
  }
}

extension XMLTree {
  /// The paragraphs of markup below a node, itself left out.
  ///
  /// Elements are those of XHTML and of NITF, whose names are close to it.
  func paragraphs(below node: Int, skipping skipped: Set<String> = []) -> [Paragraph] {
    var output = FragmentText()
    var open: [(tag: HTMLTag, end: Int)] = []
    var index = node + 1
    let end = descendants(of: node).upperBound
    while index < end {
      while let last = open.last, last.end <= index {
        output.end(last.tag)
        open.removeLast()
      }
      let current = nodes[index]
      if current.isText {
        output.text(text.span.part(textRange(of: index)))
      } else if skipped.contains(current.name) {
        index = max(index + 1, Int(current.end))
        continue
      } else {
        let tag = Self.tag(current.name)
        output.start(tag)
        open.append((tag, Int(current.end)))
      }
      index += 1
    }
    while let last = open.popLast() { output.end(last.tag) }
    output.finish()
    return output.paragraphs
  }

  /// What an element of NITF is in HTML; its own name for any other.
  private static func tag(_ name: String) -> HTMLTag {
    switch name {
    case "hl1", "hl2": .h2
    case "bq", "block-quote": .blockquote
    case "block", "body.content", "credit", "note": .div
    case "media": .figure
    case "media-caption", "media-producer", "media-metadata": .figcaption
    case "script", "style", "media-object", "media-reference", "iframe", "svg": .object
    default: HTMLTag(name.lowercased().utf8Span.span)
    }
  }
}
