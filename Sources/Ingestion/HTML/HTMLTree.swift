// SPDX-License-Identifier: Apache-2.0

/// A page as flat columns: elements and texts in document order, the text of all in one buffer.
///
/// What lies below a node is the range of nodes up to its end, and its text is one range of bytes:
/// no walk needs recursion, whatever the depth of the page.
struct HTMLTree: Sendable {
  struct Node: Sendable {
    var tag: HTMLTag
    var attributeCount: UInt8 = 0
    var parent: Int32
    /// The first node that is no longer below this one.
    var end: Int32
    var textStart: Int32
    var textEnd: Int32
    var firstAttribute: Int32
  }

  struct Attribute: Sendable {
    var name: HTMLAttribute
    var start: Int32
    var end: Int32
  }

  var nodes: [Node] = []
  /// All texts in order; those of nothing but blanks are one blank at the end of the text before.
  var text: [UInt8]
  var attributes: [Attribute]
  var values: [UInt8]

  /// The value of an attribute of a node, with entities resolved; nil if it has none.
  func value(_ name: HTMLAttribute, of node: Int) -> String? {
    guard let range = range(name, of: node) else { return nil }
    return values.span.part(range).string
  }

  /// Where the value is in ``values``.
  func range(_ name: HTMLAttribute, of node: Int) -> Range<Int>? {
    let first = Int(nodes[node].firstAttribute)
    for index in first..<first + Int(nodes[node].attributeCount)
    where attributes[index].name == name {
      return Int(attributes[index].start)..<Int(attributes[index].end)
    }
    return nil
  }

  /// All text below a node, cleaned.
  func text(of node: Int) -> String {
    let range = Int(nodes[node].textStart)..<Int(nodes[node].textEnd)
    return TextCleaning.clean(text.span.part(range))
  }

  /// The nodes below a node, itself left out.
  func descendants(of node: Int) -> Range<Int> {
    node + 1..<max(node + 1, Int(nodes[node].end))
  }

  /// Whether `node` or one above it is of `tag`.
  func isInside(_ node: Int, _ tag: HTMLTag) -> Bool {
    var index = node
    while index >= 0 {
      if nodes[index].tag == tag { return true }
      index = Int(nodes[index].parent)
    }
    return false
  }
}
