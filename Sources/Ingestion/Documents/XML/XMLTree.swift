// SPDX-License-Identifier: Apache-2.0

/// An XML document as flat columns, as ``HTMLTree`` is one of a page.
struct XMLTree: Sendable {
  struct Node: Sendable {
    /// The name without its prefix; empty for a text.
    var name: String
    var space: XMLSpace
    var parent: Int32
    /// The first node that is no longer below this one.
    var end: Int32
    var textStart: Int32
    var textEnd: Int32
    var firstAttribute: Int32
    var attributeCount: Int32

    var isText: Bool { name.isEmpty }
  }

  struct Attribute: Sendable {
    /// The name without its prefix.
    var name: String
    var value: String
  }

  var nodes: [Node] = []
  var text: [UInt8] = []
  var attributes: [Attribute] = []
  /// Whether the document was not well formed, so that something may be missing.
  var isDamaged = false
  var tagWasCut = false
  /// The innermost element that was open where the document ended; nil if all were closed.
  var unended: Int?

  /// The outermost element; nil for a document without any.
  var root: Int? { nodes.firstIndex { !$0.isText } }

  /// All text below a node, cleaned.
  func text(of node: Int) -> String {
    TextCleaning.clean(text.span.part(textRange(of: node)))
  }

  /// The text below a node, without the word in which the document ends too early: half a number
  /// is another number.
  func wholeText(of node: Int) -> String {
    let text = text(of: node)
    guard node == unended else { return text }
    return text.lastIndex(of: " ").map { String(text[..<$0]) } ?? ""
  }

  /// Where the text below a node is in ``text``.
  func textRange(of node: Int) -> Range<Int> {
    Int(nodes[node].textStart)..<Int(nodes[node].textEnd)
  }

  /// The value of an attribute; nil if the element has none or an empty one.
  func value(_ name: String, of node: Int) -> String? {
    let first = Int(nodes[node].firstAttribute)
    for index in first..<first + Int(nodes[node].attributeCount)
    where attributes[index].name == name {
      let value = TextCleaning.clean(attributes[index].value)
      return value.isEmpty ? nil : value
    }
    return nil
  }

  /// The nodes below a node, itself left out.
  func descendants(of node: Int) -> Range<Int> {
    node + 1..<max(node + 1, Int(nodes[node].end))
  }

  /// The elements right below a node.
  func children(of node: Int) -> [Int] {
    var children: [Int] = []
    var child = node + 1
    while child < Int(nodes[node].end) {
      if !nodes[child].isText { children.append(child) }
      child = max(child + 1, Int(nodes[child].end))
    }
    return children
  }

  /// The elements of a name right below a node; in any namespace where none is given.
  func children(of node: Int, _ name: String, in space: XMLSpace? = nil) -> [Int] {
    children(of: node).filter {
      nodes[$0].name == name && (space == nil || nodes[$0].space == space)
    }
  }

  /// The first element of a name right below a node.
  func child(of node: Int, _ name: String, in space: XMLSpace? = nil) -> Int? {
    children(of: node, name, in: space).first
  }

  /// The element reached by a way of names.
  func child(of node: Int, path: String...) -> Int? {
    var place = node
    for name in path {
      guard let next = child(of: place, name) else { return nil }
      place = next
    }
    return place
  }

  /// The elements of a name anywhere below a node, in order.
  func elements(_ name: String, below node: Int) -> [Int] {
    descendants(of: node).filter { nodes[$0].name == name }
  }

  /// The elements of a name anywhere below a node that lie in no other of that name.
  func outermost(_ name: String, below node: Int) -> [Int] {
    var found: [Int] = []
    var index = node + 1
    let end = descendants(of: node).upperBound
    while index < end {
      guard nodes[index].name == name else {
        index += 1
        continue
      }
      found.append(index)
      index = max(index + 1, Int(nodes[index].end))
    }
    return found
  }

  /// The text of the first child of a name; nil if there is none.
  func text(ofChild name: String, of node: Int, in space: XMLSpace? = nil) -> String? {
    for child in children(of: node, name, in: space) {
      let text = text(of: child)
      if !text.isEmpty { return text }
    }
    return nil
  }

  /// The value of `xml:lang` on a node or the nearest one above it.
  func language(of node: Int) -> String? {
    var index = node
    while index >= 0 {
      if let value = value("lang", of: index) { return value }
      index = Int(nodes[index].parent)
    }
    return nil
  }
}

/// The namespaces that are told apart.
enum XMLSpace: UInt8, Sendable {
  /// None at all.
  case none
  case other
  case atom, rss, content, dublinCore, media, xhtml, nitf, news, office

  init(_ address: ByteSpan) {
    for (text, space) in Self.known where address.firstRange(of: text, folding: true) != nil {
      self = space
      return
    }
    self = .other
  }

  /// Words of the addresses that are in use, old and new.
  private static let known: [(StaticString, XMLSpace)] = [
    ("w3.org/2005/atom", .atom), ("purl.org/atom/ns", .atom),
    ("purl.org/rss/1.0/modules/content", .content),
    ("purl.org/rss/1.0/modules/", .other), ("purl.org/rss/1.0", .rss),
    ("my.netscape.com/rdf", .rss),
    ("backend.userland.com", .none), ("purl.org/dc/", .dublinCore),
    ("search.yahoo.com/mrss", .media),
    ("w3.org/1999/xhtml", .xhtml), ("iptc.org/std/nitf", .nitf), ("iptc.org/std/nar", .news),
    ("openxmlformats.org", .office), ("purl.oclc.org/ooxml", .office),
  ]
}
