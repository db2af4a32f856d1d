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
  case br, hr, img, wbr, picture, source, track
  case form, button, select, option, input, fieldset, legend, dialog, summary
  case video, audio, object, embed, canvas, map, ins, del

  // Passed over by the scan, so never in a tree.
  case script, style, noscript, template, iframe, textarea, svg

  /// The tag's name: that of its case.
  private static let byName: NameTable = {
    var names: [(PackedName, UInt8)] = []
    for tag in allCases where tag != .other && tag != .text {
      var name = "\(tag)"
      names.append((name.withUTF8 { unsafe PackedName($0.span) }, tag.rawValue))
    }
    return NameTable(names)
  }()

  /// The element with this name.
  init(_ name: ByteSpan) {
    self.init(PackedName(name))
  }

  /// The element with this name.
  init(_ name: PackedName) {
    self = Self.byName.value(of: name).flatMap(HTMLTag.init(rawValue:)) ?? .other
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

  /// The attribute with this name; nil for one that is not looked at.
  init?(_ name: PackedName) {
    guard let number = Self.byName.value(of: name) else { return nil }
    self.init(rawValue: number)
  }

  private static let byName = NameTable(
    names.map { entry in
      (entry.0.withUTF8Buffer { unsafe PackedName($0.span) }, entry.1.rawValue)
    }
  )

  private static let names: [(StaticString, HTMLAttribute)] = [
    ("class", .class), ("id", .id), ("href", .href), ("itemprop", .itemprop),
    ("itemtype", .itemtype), ("rel", .rel), ("property", .property), ("name", .name),
    ("content", .content), ("datetime", .datetime), ("lang", .lang), ("xml:lang", .lang),
    ("role", .role), ("hidden", .hidden), ("aria-hidden", .hidden), ("style", .hidden),
    ("type", .type), ("http-equiv", .equivalent), ("title", .title),
  ]
}
