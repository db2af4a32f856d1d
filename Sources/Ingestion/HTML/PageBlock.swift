// SPDX-License-Identifier: Apache-2.0

/// A run of text between two breaks of a page.
struct PageBlock: Sendable {
  /// What the elements around it make of it.
  enum Kind: UInt8, Sendable {
    case paragraph, division, heading, item, quote, cell, caption, preformatted, definition
  }

  var kind: Kind
  /// 1 to 6 for a heading, else 0.
  var level: UInt8 = 0
  /// The first and the last text node.
  var first: Int32
  var last: Int32
  /// The innermost block element around it.
  var element: Int32
  /// Letters and digits, blanks left out; ideographs count double, as they say more.
  var length: Int32 = 0
  /// Of these, within links.
  var linkLength: Int32 = 0
  /// Of these, bold or italic.
  var stressedLength: Int32 = 0
  /// Links that begin in it.
  var links: Int32 = 0
  /// Whether an element around it is hidden or a `nav`, and so speaks for no field.
  var isAside = false
  var endsSentence = false
  /// Commas and stops inside: prose has them.
  var marks: Int32 = 0

  /// Share of the text that is in links, in hundredths.
  var linkShare: Int32 { length == 0 ? 100 : linkLength * 100 / length }

  /// How much the block speaks for its surroundings as prose: its length, or nothing.
  var mass: Int {
    switch kind {
    case .heading, .caption: return 0
    default: break
    }
    guard linkShare < 40, length >= 40, endsSentence || length >= 100 else { return 0 }
    let isProse =
      kind == .paragraph || kind == .division || kind == .quote
      || kind == .preformatted
    return isProse ? Int(length) : Int(length) / 2
  }
}
