// SPDX-License-Identifier: Apache-2.0

/// What an element says about the text in it: the words of its class and id, and its kind.
///
/// The lower 32 bits are those of ``ClassWords``.
struct NodeMarks: OptionSet, Hashable, Sendable {
  let rawValue: UInt64

  static let nav = NodeMarks(rawValue: 1 << 32)
  static let aside = NodeMarks(rawValue: 1 << 33)
  static let footer = NodeMarks(rawValue: 1 << 34)
  static let header = NodeMarks(rawValue: 1 << 35)
  static let form = NodeMarks(rawValue: 1 << 36)
  static let section = NodeMarks(rawValue: 1 << 37)
  static let article = NodeMarks(rawValue: 1 << 38)
  static let main = NodeMarks(rawValue: 1 << 39)
  static let figure = NodeMarks(rawValue: 1 << 40)
  static let list = NodeMarks(rawValue: 1 << 41)
  static let table = NodeMarks(rawValue: 1 << 42)
  static let quote = NodeMarks(rawValue: 1 << 43)
  static let dialog = NodeMarks(rawValue: 1 << 44)
  static let details = NodeMarks(rawValue: 1 << 45)
  /// Marked by `itemprop="articleBody"`.
  static let articleBody = NodeMarks(rawValue: 1 << 46)
  /// Foreign by its kind or role, whatever its class.
  static let foreignKind = NodeMarks(rawValue: 1 << 47)

  /// The number of bits in use, with the gap after those of ``ClassWords``.
  static let count = 48

  init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  init(_ words: ClassWords, _ tag: HTMLTag, isForeign: Bool, isMarked: Bool) {
    var marks = NodeMarks(rawValue: UInt64(words.rawValue))
    marks.formUnion(Self.kind(of: tag))
    if isForeign { marks.insert(.foreignKind) }
    if isMarked { marks.insert(.articleBody) }
    self = marks
  }

  private static func kind(of tag: HTMLTag) -> NodeMarks {
    switch tag {
    case .nav, .menu: .nav
    case .aside: .aside
    case .footer: .footer
    case .header: .header
    case .form, .fieldset: .form
    case .section: .section
    case .article: .article
    case .main: .main
    case .figure, .picture: .figure
    case .ul, .ol, .dl: .list
    case .table: .table
    case .blockquote: .quote
    case .dialog: .dialog
    case .details: .details
    default: []
    }
  }
}
