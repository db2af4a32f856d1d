// SPDX-License-Identifier: Apache-2.0

import CLibXML2

/// A scanned page in, a tree of Swift values out: the one place that knows libxml2.
///
/// The parser sees the skeleton only and says by its events which elements there are, those that
/// the page left out too, and where they end. Texts and attributes are put where their stand-ins
/// are. No pointer leaves this file.
enum HTMLDocument {
  struct Parsed {
    var tree: HTMLTree
    /// Whether the parser gave up before the end.
    var isIncomplete: Bool
  }

  /// Parses what the scan found; nil if libxml2 cannot be loaded or finds no memory.
  static func parse(_ scan: consuming MarkupScan) -> Parsed? {
    let skeleton = scan.skeleton
    guard skeleton.count < Int(Int32.max) else { return nil }
    var builder = TreeBuilder(scan)
    var events = unsafe clibxml2_events(
      start: { user, name, position in
        guard let user = unsafe user, let name = unsafe name else { return }
        unsafe TreeBuilder.at(user).pointee.start(HTMLDocument.tag(name), at: position)
      },
      end: { user, name in
        guard let user = unsafe user, let name = unsafe name else { return }
        unsafe TreeBuilder.at(user).pointee.end(HTMLDocument.tag(name))
      },
      text: { user, position in
        guard let user = unsafe user else { return }
        unsafe TreeBuilder.at(user).pointee.advance(to: position)
      }
    )
    let status = unsafe skeleton.withUnsafeBytes { bytes in
      unsafe withUnsafeMutablePointer(to: &builder) { user in
        unsafe clibxml2_parse(
          bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
          Int32(bytes.count),
          &events,
          user
        )
      }
    }
    guard status >= 0 else { return nil }
    return Parsed(tree: builder.finish(), isIncomplete: status > 0)
  }

  private static func tag(_ name: UnsafePointer<UInt8>) -> HTMLTag {
    var length = 0
    while unsafe name[length] != 0 { length += 1 }
    return HTMLTag(PackedName(unsafe UnsafeBufferPointer(start: name, count: length).span))
  }
}

/// Puts the parser's events, and the texts and attributes that went past it, into the columns of a
/// tree.
private struct TreeBuilder: ~Copyable {
  private var tree: HTMLTree
  private let items: [MarkupScan.Item]
  /// The first item that no event has met.
  private var next = 0
  /// Where the last text ended.
  private var textEnd: Int32 = 0
  /// The open elements, outermost first.
  private var open: [(node: Int32, tag: HTMLTag)] = []

  init(_ scan: borrowing MarkupScan) {
    items = scan.items
    tree = HTMLTree(text: scan.text, attributes: scan.attributes, values: scan.values)
    tree.nodes.reserveCapacity(items.count + 8)
    open.reserveCapacity(64)
  }

  /// The builder that the parser hands back.
  static func at(_ user: UnsafeMutableRawPointer) -> UnsafeMutablePointer<TreeBuilder> {
    unsafe user.assumingMemoryBound(to: TreeBuilder.self)
  }

  /// A start tag, or an element that the page left out.
  mutating func start(_ tag: HTMLTag, at position: Int) {
    advance(to: position - 1)
    var item: MarkupScan.Item?
    if next < items.count, Int(items[next].place) == position, items[next].tag == tag {
      item = items[next]
      next += 1
    }
    append(tag, item)
    open.append((Int32(truncatingIfNeeded: tree.nodes.count - 1), tag))
  }

  private mutating func append(_ tag: HTMLTag, _ item: MarkupScan.Item?) {
    tree.nodes.append(
      HTMLTree.Node(
        tag: tag,
        attributeCount: item?.attributeCount ?? 0,
        parent: open.last?.node ?? -1,
        end: Int32(truncatingIfNeeded: tree.nodes.count + 1),
        textStart: textEnd,
        textEnd: textEnd,
        firstAttribute: item?.start ?? 0
      )
    )
  }

  /// Takes in what stands in the skeleton up to a position: a text that is reported, or whatever
  /// the parser passed over.
  mutating func advance(to position: Int) {
    while next < items.count, Int(items[next].place) <= position {
      let item = items[next]
      if item.tag == .text { append(text: item) } else { inherit(item) }
      next += 1
    }
  }

  private mutating func append(text item: MarkupScan.Item) {
    if let last = tree.nodes.last, last.tag == .text, last.parent == open.last?.node ?? -1 {
      textEnd = item.end
      tree.nodes[tree.nodes.count - 1].textEnd = textEnd
      return
    }
    textEnd = item.start
    append(.text, nil)
    textEnd = item.end
    tree.nodes[tree.nodes.count - 1].textEnd = textEnd
  }

  /// Gives the attributes of a tag that the parser passed over, because it had made that element
  /// already, to that element.
  private mutating func inherit(_ item: MarkupScan.Item) {
    guard item.tag == .html || item.tag == .body, item.attributeCount > 0,
      let place = open.first(where: { $0.tag == item.tag })?.node,
      tree.nodes[Int(place)].attributeCount == 0
    else { return }
    tree.nodes[Int(place)].attributeCount = item.attributeCount
    tree.nodes[Int(place)].firstAttribute = item.start
  }

  /// Closes the innermost element of this name, and those within it.
  mutating func end(_ tag: HTMLTag) {
    guard let place = open.lastIndex(where: { $0.tag == tag }) else { return }
    close(from: place)
  }

  private mutating func close(from place: Int) {
    let nodeEnd = Int32(truncatingIfNeeded: tree.nodes.count)
    for element in open[place...] {
      tree.nodes[Int(element.node)].end = nodeEnd
      tree.nodes[Int(element.node)].textEnd = textEnd
    }
    open.removeSubrange(place...)
  }

  /// Takes in what is left, and ends the builder.
  consuming func finish() -> HTMLTree {
    advance(to: Int.max)
    close(from: 0)
    return tree
  }
}
