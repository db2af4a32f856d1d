// SPDX-License-Identifier: Apache-2.0

import CLibXML2

/// XML in, a tree of Swift values out: the one place that knows libxml2's reader of XML.
///
/// It is given nothing but the output of ``XMLCleaning``. No pointer leaves this file.
enum XMLDocument {
  /// Parses text in UTF-8; nil if libxml2 cannot be loaded, finds no memory or no element.
  static func parse(_ text: ByteSpan) -> XMLTree? {
    let cleaning = XMLCleaning(text)
    guard !cleaning.output.isEmpty, cleaning.output.count < Int(Int32.max) else { return nil }
    var builder = XMLTreeBuilder()
    var events = unsafe clibxml2_xml_events(
      start: { user, name, space, count, attributes in
        guard let user = unsafe user, let name = unsafe name else { return }
        unsafe XMLTreeBuilder.at(user).pointee.start(name, space, Int(count), attributes)
      },
      end: { user in
        guard let user = unsafe user else { return }
        unsafe XMLTreeBuilder.at(user).pointee.end()
      },
      text: { user, bytes, length in
        guard let user = unsafe user, let bytes = unsafe bytes, length > 0 else { return }
        unsafe XMLTreeBuilder.at(user).pointee.text(bytes, Int(length))
      }
    )
    let status = unsafe cleaning.output.withUnsafeBytes { bytes in
      unsafe withUnsafeMutablePointer(to: &builder) { user in
        unsafe clibxml2_parse_xml(
          bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
          Int32(bytes.count),
          &events,
          user
        )
      }
    }
    guard status >= 0 else { return nil }
    builder.finish()
    if status > 0 { builder.tree.isDamaged = true }
    builder.tree.tagWasCut = cleaning.tagWasCut
    return builder.tree.root == nil ? nil : builder.tree
  }
}

/// Puts the parser's events into the columns of a tree.
private struct XMLTreeBuilder: ~Copyable {
  var tree = XMLTree()
  /// The open elements, outermost first; -1 for those that are too many.
  private var open: [Int32] = []
  /// Elements and texts beyond this are none of their own: their text is their parents' only.
  private static let mostNodes = 1 << 20

  init() {}

  static func at(_ user: UnsafeMutableRawPointer) -> UnsafeMutablePointer<XMLTreeBuilder> {
    unsafe user.assumingMemoryBound(to: XMLTreeBuilder.self)
  }

  mutating func start(
    _ name: UnsafePointer<UInt8>,
    _ space: UnsafePointer<UInt8>?,
    _ count: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    guard tree.nodes.count < Self.mostNodes else {
      tree.isDamaged = true
      return open.append(-1)
    }
    let first = tree.attributes.count
    if let attributes = unsafe attributes {
      for index in 0..<count { unsafe append(attributes + index * 5) }
    }
    let known = unsafe space.map { unsafe XMLSpace(Self.bytes($0).span) } ?? .none
    unsafe append(Self.bytes(name).span.string, known, firstAttribute: first)
    open.append(Int32(truncatingIfNeeded: tree.nodes.count - 1))
  }

  /// An attribute: name, prefix, namespace, start and end of its value.
  private mutating func append(_ parts: UnsafeMutablePointer<UnsafePointer<UInt8>?>) {
    guard let name = unsafe parts[0], let start = unsafe parts[3], let end = unsafe parts[4],
      unsafe end >= start
    else { return }
    let value = unsafe UnsafeBufferPointer(start: start, count: end - start)
    unsafe tree.attributes.append(
      XMLTree.Attribute(name: Self.bytes(name).span.string, value: value.span.string)
    )
  }

  private mutating func append(_ name: String, _ space: XMLSpace, firstAttribute: Int) {
    let position = Int32(truncatingIfNeeded: tree.text.count)
    tree.nodes.append(
      XMLTree.Node(
        name: name,
        space: space,
        parent: open.last ?? -1,
        end: Int32(truncatingIfNeeded: tree.nodes.count + 1),
        textStart: position,
        textEnd: position,
        firstAttribute: Int32(truncatingIfNeeded: firstAttribute),
        attributeCount: Int32(truncatingIfNeeded: tree.attributes.count - firstAttribute)
      )
    )
  }

  mutating func end() {
    guard let index = open.popLast() else { return }
    close(index)
  }

  mutating func text(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    guard tree.nodes.count < Self.mostNodes else {
      unsafe tree.text.append(contentsOf: UnsafeBufferPointer(start: bytes, count: length))
      tree.isDamaged = true
      return
    }
    let continues = tree.nodes.last.map { $0.isText && $0.parent == open.last ?? -1 } ?? false
    if !continues { append("", .none, firstAttribute: tree.attributes.count) }
    unsafe tree.text.append(contentsOf: UnsafeBufferPointer(start: bytes, count: length))
    tree.nodes[tree.nodes.count - 1].textEnd = Int32(truncatingIfNeeded: tree.text.count)
  }

  mutating func finish() {
    tree.unended = open.last { $0 >= 0 }.map(Int.init)
    while let index = open.popLast() { close(index) }
  }

  private mutating func close(_ index: Int32) {
    guard index >= 0 else { return }
    tree.nodes[Int(index)].end = Int32(truncatingIfNeeded: tree.nodes.count)
    tree.nodes[Int(index)].textEnd = Int32(truncatingIfNeeded: tree.text.count)
  }

  /// The bytes of a C string.
  private static func bytes(_ string: UnsafePointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var length = 0
    while unsafe string[length] != 0 { length += 1 }
    return unsafe UnsafeBufferPointer(start: string, count: length)
  }
}
