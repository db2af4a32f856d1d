// SPDX-License-Identifier: Apache-2.0

import CLibXML2

/// Markup in, a tree of Swift values out: the one place that knows libxml2.
///
/// It is given nothing but the output of ``MarkupScan``, which has taken out what libxml2 trips
/// over. No pointer leaves this file.
enum HTMLDocument {
  struct Parsed {
    var tree: HTMLTree
    /// Whether the parser gave up before the end.
    var isIncomplete: Bool
  }

  /// Parses clean markup; nil if libxml2 cannot be loaded or finds no memory.
  static func parse(_ markup: [UInt8]) -> Parsed? {
    guard markup.count < Int(Int32.max) else { return nil }
    var builder = TreeBuilder(expecting: markup.count)
    var events = unsafe clibxml2_events(
      start: { user, name, attributes in
        guard let user = unsafe user, let name = unsafe name else { return }
        unsafe TreeBuilder.at(user).pointee.start(name, attributes)
      },
      end: { user, name in
        guard let user = unsafe user, let name = unsafe name else { return }
        unsafe TreeBuilder.at(user).pointee.end(name)
      },
      text: { user, bytes, length in
        guard let user = unsafe user, let bytes = unsafe bytes, length > 0 else { return }
        unsafe TreeBuilder.at(user).pointee.text(bytes, Int(length))
      }
    )
    let status = unsafe markup.withUnsafeBytes { bytes in
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
    builder.finish()
    return Parsed(tree: builder.tree, isIncomplete: status > 0)
  }
}

/// Puts the parser's events into the columns of a tree.
private struct TreeBuilder: ~Copyable {
  var tree = HTMLTree()
  /// The open elements, outermost first.
  private var open: [Int32] = []

  init(expecting size: Int) {
    tree.text.reserveCapacity(size / 2)
    tree.nodes.reserveCapacity(size / 48)
    tree.values.reserveCapacity(size / 8)
  }

  /// The builder that the parser hands back.
  static func at(_ user: UnsafeMutableRawPointer) -> UnsafeMutablePointer<TreeBuilder> {
    unsafe user.assumingMemoryBound(to: TreeBuilder.self)
  }

  mutating func start(
    _ name: UnsafePointer<UInt8>,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    let tag = unsafe HTMLTag(Self.span(name).span)
    let first = Int32(truncatingIfNeeded: tree.attributes.count)
    if var pair = unsafe attributes {
      while let name = unsafe pair[0] {
        unsafe append(name, pair[1])
        unsafe pair += 2
      }
    }
    append(tag, firstAttribute: first)
    open.append(Int32(truncatingIfNeeded: tree.nodes.count - 1))
  }

  private mutating func append(_ tag: HTMLTag, firstAttribute: Int32) {
    let position = Int32(truncatingIfNeeded: tree.text.count)
    tree.nodes.append(
      HTMLTree.Node(
        tag: tag,
        attributeCount: UInt8(clamping: tree.attributes.count - Int(firstAttribute)),
        parent: open.last ?? -1,
        end: Int32(truncatingIfNeeded: tree.nodes.count + 1),
        textStart: position,
        textEnd: position,
        firstAttribute: firstAttribute
      )
    )
  }

  private mutating func append(_ name: UnsafePointer<UInt8>, _ value: UnsafePointer<UInt8>?) {
    guard let attribute = unsafe HTMLAttribute(Self.span(name).span) else { return }
    let start = Int32(truncatingIfNeeded: tree.values.count)
    if let value = unsafe value { unsafe tree.values.append(contentsOf: Self.span(value)) }
    tree.attributes.append(
      HTMLTree.Attribute(
        name: attribute,
        start: start,
        end: Int32(truncatingIfNeeded: tree.values.count)
      )
    )
  }

  /// Closes the innermost element of this name, and those within it.
  mutating func end(_ name: UnsafePointer<UInt8>) {
    let tag = unsafe HTMLTag(Self.span(name).span)
    guard let place = open.lastIndex(where: { tree.nodes[Int($0)].tag == tag }) else { return }
    close(from: place)
  }

  mutating func text(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    if let last = tree.nodes.last, last.tag == .text, last.parent == open.last ?? -1 {
      unsafe tree.text.append(contentsOf: UnsafeBufferPointer(start: bytes, count: length))
    } else {
      append(.text, firstAttribute: Int32(truncatingIfNeeded: tree.attributes.count))
      unsafe tree.text.append(contentsOf: UnsafeBufferPointer(start: bytes, count: length))
    }
    tree.nodes[tree.nodes.count - 1].textEnd = Int32(truncatingIfNeeded: tree.text.count)
  }

  mutating func finish() {
    close(from: 0)
  }

  private mutating func close(from place: Int) {
    let nodeEnd = Int32(truncatingIfNeeded: tree.nodes.count)
    let textEnd = Int32(truncatingIfNeeded: tree.text.count)
    for index in open[place...] {
      tree.nodes[Int(index)].end = nodeEnd
      tree.nodes[Int(index)].textEnd = textEnd
    }
    open.removeSubrange(place...)
  }

  /// The bytes of a C string.
  private static func span(_ string: UnsafePointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var length = 0
    while unsafe string[length] != 0 { length += 1 }
    return unsafe UnsafeBufferPointer(start: string, count: length)
  }
}
