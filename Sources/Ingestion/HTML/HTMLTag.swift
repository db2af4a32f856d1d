// SPDX-License-Identifier: Apache-2.0

/// The elements that extraction tells apart; every other is ``other``.
enum HTMLTag: UInt8, CaseIterable {
  case other, text
  case html, head, body, title, meta, link, base
  case article, main, section, header, footer, nav, aside, div, p, center, address, details
  case h1, h2, h3, h4, h5, h6, hgroup
  case ul, ol, li, dl, dt, dd, menu
  case table, thead, tbody, tfoot, tr, td, th, caption
  case blockquote, pre, figure, figcaption
  case a, span, strong, b, em, i, u, small, sub, sup, font, time, cite, q, abbr, code, label, mark
  case br, hr, img, wbr, picture
  case form, button, select, option, input, fieldset, legend, dialog, summary
  case video, audio, object, embed, canvas, map, ins, del

  /// The tag's name: that of its case.
  private static let byName: [UInt64: HTMLTag] = {
    var tags: [UInt64: HTMLTag] = [:]
    for tag in allCases where tag != .other && tag != .text {
      var name = "\(tag)"
      name.withUTF8 { bytes in unsafe tags[key(bytes.span)] = tag }
    }
    return tags
  }()

  /// The element with this name, in small letters.
  init(_ name: ByteSpan) {
    self = Self.byName[Self.key(name)] ?? .other
  }

  /// The first seven bytes and the length: unique among the names above.
  private static func key(_ name: ByteSpan) -> UInt64 {
    var key = UInt64(truncatingIfNeeded: name.count)
    for index in 0..<min(name.count, 7) { key = key << 8 | UInt64(name[index]) }
    return key
  }

  /// Whether the element begins and ends a block of text.
  var isBlock: Bool {
    switch self {
    case .html, .head, .body, .title, .article, .main, .section, .header, .footer, .nav, .aside,
      .div, .p, .center, .address, .details, .h1, .h2, .h3, .h4, .h5, .h6, .hgroup, .ul, .ol, .li,
      .dl, .dt, .dd, .menu, .table, .thead, .tbody, .tfoot, .tr, .td, .th, .caption, .blockquote,
      .pre, .figure, .figcaption, .hr, .form, .select, .option, .fieldset, .legend, .dialog,
      .summary, .video, .audio, .object, .button:
      true
    default: false
    }
  }

  /// 1 to 6 for a heading.
  var headingLevel: Int? {
    switch self {
    case .h1: 1
    case .h2: 2
    case .h3: 3
    case .h4: 4
    case .h5: 5
    case .h6: 6
    default: nil
    }
  }

  /// Whether the element never has text of an article.
  var isNeverText: Bool {
    switch self {
    case .head, .title, .button, .select, .option, .video, .audio, .object, .canvas, .map: true
    default: false
    }
  }
}

/// The attributes that extraction looks at.
enum HTMLAttribute: UInt8, CaseIterable {
  case `class`, id, itemprop, itemtype, rel, href, property, name, content, datetime, lang, role
  case hidden, type, equivalent, title

  /// The attribute with this name, in small letters; nil for one that is not looked at.
  init?(_ name: ByteSpan) {
    guard (2...11).contains(name.count) else { return nil }
    for (text, attribute) in Self.names
    where text.utf8CodeUnitCount == name.count && name.has(text, at: 0) {
      self = attribute
      return
    }
    return nil
  }

  private static let names: [(StaticString, HTMLAttribute)] = [
    ("class", .class), ("id", .id), ("href", .href), ("itemprop", .itemprop),
    ("itemtype", .itemtype), ("rel", .rel), ("property", .property), ("name", .name),
    ("content", .content), ("datetime", .datetime), ("lang", .lang), ("xml:lang", .lang),
    ("role", .role), ("hidden", .hidden), ("aria-hidden", .hidden), ("style", .hidden),
    ("type", .type), ("http-equiv", .equivalent), ("title", .title),
  ]
}
