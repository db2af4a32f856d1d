// SPDX-License-Identifier: Apache-2.0

/// What the names of elements and attributes mean to the scan of a page.
enum MarkupNames {
  /// Elements whose content is passed over unseen.
  enum Opaque: Equatable {
    case script, style, noscript, template, frame, textarea, drawing, formula

    /// Whether the content is code, so that none of it is text even if it never ends.
    var isCode: Bool { self == .script || self == .style }

    var name: StaticString {
      switch self {
      case .script: "script"
      case .style: "style"
      case .noscript: "noscript"
      case .template: "template"
      case .frame: "iframe"
      case .textarea: "textarea"
      case .drawing: "svg"
      case .formula: "math"
      }
    }
  }

  /// The kind of an element whose content is passed over; nil for any other.
  static func opaque(_ name: ByteSpan) -> Opaque? {
    guard (3...8).contains(name.count) else { return nil }
    for kind in kinds where kind.name.utf8CodeUnitCount == name.count && name.has(kind.name, at: 0)
    {
      return kind
    }
    return nil
  }

  private static let kinds: [Opaque] = [
    .script, .style, .noscript, .template, .frame, .textarea, .drawing,
  ]

  /// Where the end tag begins; elements of the same name within are counted, where they nest.
  static func endTag(of content: Opaque, in source: ByteSpan, from start: Int) -> Int? {
    let nests = content == .drawing || content == .template
    var depth = 1
    var index = start
    while let next = source.firstIndex(of: UInt8(ascii: "<"), from: index) {
      let closes = next + 1 < source.count && source[next + 1] == UInt8(ascii: "/")
      let name = next + (closes ? 2 : 1)
      index = next + 1
      guard source.has(content.name, at: name),
        isEnd(source, name + content.name.utf8CodeUnitCount)
      else { continue }
      if closes {
        depth -= 1
        if depth == 0 { return next }
      } else if nests {
        depth += 1
      }
    }
    return nil
  }

  private static func isEnd(_ source: ByteSpan, _ index: Int) -> Bool {
    guard index < source.count else { return true }
    let byte = source[index]
    return byte.isBlank || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
  }

  /// Whether an element counts for depth: it is not empty, and its end tag is not left out by habit.
  static func isCounted(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .html, .head, .body, .title, .meta, .link, .base, .p, .li, .dt, .dd, .tr, .td, .th, .thead,
      .tbody, .tfoot, .br, .hr, .img, .wbr, .input, .option, .embed:
      false
    default: true
    }
  }

  /// Whether an element that libxml2 does not know as a block ends an open paragraph.
  static func closesParagraph(_ name: ByteSpan) -> Bool {
    switch HTMLTag(name) {
    case .article, .section, .figure, .figcaption, .header, .footer, .main, .nav, .aside, .details,
      .hgroup, .dialog:
      true
    default: false
    }
  }

  /// Whether `hidden`, `aria-hidden` or `style` with this value takes an element off the page.
  static func hides(_ name: ByteSpan, _ value: ByteSpan) -> Bool {
    if name.has("style", at: 0) {
      guard let display = value.firstRange(of: "display", folding: true) else { return false }
      return value.part(display.upperBound..<min(value.count, display.upperBound + 8))
        .firstRange(of: "none", folding: true) != nil
    }
    if name.has("aria", at: 0) { return value.has("true", at: 0) }
    return !value.has("until-found", at: 0)
  }
}
