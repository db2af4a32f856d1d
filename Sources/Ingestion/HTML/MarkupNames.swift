// SPDX-License-Identifier: Apache-2.0

/// What the names of elements and attributes mean to the scan of a page.
enum MarkupNames {
  /// Whether the content of an element is passed over unseen.
  static func isOpaque(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .script, .style, .noscript, .template, .iframe, .textarea, .svg: true
    default: false
    }
  }

  /// Whether the content is code, so that none of it is text even if it never ends.
  static func isCode(_ tag: HTMLTag) -> Bool { tag == .script || tag == .style }

  private static func name(of tag: HTMLTag) -> StaticString {
    switch tag {
    case .script: "script"
    case .style: "style"
    case .noscript: "noscript"
    case .template: "template"
    case .iframe: "iframe"
    case .textarea: "textarea"
    default: "svg"
    }
  }

  /// Where the end tag of an opaque element begins that is open at `start`.
  ///
  /// With `nesting`, elements of the same name within are counted, if theirs do nest; when there
  /// are not ends enough for all, the first is taken, and `isBalanced` is false.
  static func endTag(
    of tag: HTMLTag,
    in source: ByteSpan,
    from start: Int,
    nesting: Bool
  ) -> (place: Int, isBalanced: Bool)? {
    let name = name(of: tag)
    let nests = nesting && (tag == .svg || tag == .template)
    var depth = 1
    var first: Int?
    var index = start
    while let next = source.firstIndex(of: UInt8(ascii: "<"), from: index) {
      index = next + 1
      let closes = index < source.count && source[index] == UInt8(ascii: "/")
      guard closes || nests else { continue }
      let place = closes ? next + 2 : next + 1
      guard source.has(name, at: place), isEnd(source, place + name.utf8CodeUnitCount)
      else { continue }
      if closes {
        first = first ?? next
        depth -= 1
        if depth == 0 { return (next, true) }
      } else {
        depth += 1
      }
    }
    return first.map { ($0, false) }
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
      .tbody, .tfoot, .br, .hr, .img, .wbr, .source, .track, .input, .option, .embed:
      false
    default: true
    }
  }

  /// Whether an element is empty and libxml2 does not know it, and so would put what follows in it.
  static func isEmptyUnknown(_ tag: HTMLTag) -> Bool {
    tag == .wbr || tag == .source || tag == .track
  }

  /// Whether an element that libxml2 does not know as a block ends an open paragraph.
  static func closesParagraph(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .article, .section, .figure, .figcaption, .header, .footer, .main, .nav, .aside, .details,
      .hgroup, .dialog:
      true
    default: false
    }
  }

  /// Whether `hidden`, `aria-hidden` or `style` with this value takes an element off the page.
  static func hides(_ name: PackedName, _ value: ByteSpan) -> Bool {
    switch name.length {
    case 5:  // style
      guard let display = value.firstRange(of: "display", folding: true) else { return false }
      return value.part(display.upperBound..<min(value.count, display.upperBound + 8))
        .firstRange(of: "none", folding: true) != nil
    case 11:  // aria-hidden
      return value.has("true", at: 0)
    default:
      return !value.has("until-found", at: 0)
    }
  }
}
