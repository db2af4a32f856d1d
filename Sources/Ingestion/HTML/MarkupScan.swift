// SPDX-License-Identifier: Apache-2.0

/// The front door for pages: one pass over the markup that leaves to the parser what is its craft,
/// the elements, and takes texts and attributes past it.
///
/// The parser is given a skeleton: tags without attributes, and one letter in place of each text.
/// It cannot lose a text that it never sees, and has a tenth of the bytes to read. Out go scripts,
/// styles, comments, drawings and other things without text of the article, every attribute that
/// is not looked at, and declarations with their entities; in come line breaks where libxml2 would
/// join words. The skeleton is ASCII, and nested at most ``maximumDepth`` deep in anything but
/// paragraphs and list items.
struct MarkupScan: ~Copyable {
  /// Elements and stand-ins of texts, for the parser.
  var skeleton: [UInt8] = []
  /// What stands in the skeleton, in order.
  var items: [Item] = []
  /// All texts, in order, their references resolved.
  var text: [UInt8] = []
  var attributes: [HTMLTree.Attribute] = []
  /// The attributes' values, their references resolved.
  var values: [UInt8] = []

  /// Structured data: the contents of scripts of type `application/ld+json`, within the source.
  var linkedData: [Range<Int>] = []
  /// What a browser wrote about where and when it saved the page.
  var savedFrom: SavedPage?
  /// What the page had too much of, or never ended.
  var limits: Limits = []

  var index = 0
  /// Up to where the source is in the text.
  var copied = 0
  /// Where the text begins that no item stands for yet.
  private var textStart = 0
  /// The item of the last text, -1 before the first.
  private var lastText = -1
  var nesting = MarkupNesting()
  var paragraphIsOpen = false
  var seen: OnceTags = []
  /// Elements that are passed over, of which no further end is to be found.
  var endless: Set<HTMLTag> = []
  /// Elements that are passed over and have too few ends to be counted.
  var unbalanced: Set<HTMLTag> = []
  /// Whether marked sections are text; in HTML a browser takes them for comments.
  private let isXML: Bool
  /// Whether no further internal subset of a declaration ends.
  private var subsetsAreEndless = false

  /// A start tag or a text in the skeleton.
  struct Item {
    /// Where in the skeleton it ends: at the `>` of a tag, behind the letter for a text.
    var place: Int32
    /// ``HTMLTag/text`` for a text.
    var tag: HTMLTag
    var attributeCount: UInt8 = 0
    /// The first attribute, or where the text begins.
    var start: Int32
    /// Where the text ends.
    var end: Int32
  }

  /// Elements of which a page has one.
  struct OnceTags: OptionSet {
    let rawValue: UInt8
    static let html = OnceTags(rawValue: 1)
    static let head = OnceTags(rawValue: 2)
    static let body = OnceTags(rawValue: 4)
  }

  /// What was met that a page should not have.
  struct Limits: OptionSet {
    let rawValue: UInt8
    /// A tag with more attributes or bytes than are looked at.
    static let tagCut = Limits(rawValue: 1)
    /// A comment, script or tag without an end: what follows is no text to a browser either.
    static let neverEnds = Limits(rawValue: 2)
    /// More elements than are looked at; what follows is kept as text.
    static let tooManyElements = Limits(rawValue: 4)
  }

  static let maximumDepth = MarkupNesting.maximumDepth
  static let maximumAttributes = 500
  static let maximumTagLength = 1 << 16
  static let maximumValueLength = 1 << 14
  /// The most elements and texts; a page of a megabyte has some ten thousand.
  static let maximumItems = 1 << 20

  /// Scans all of `source`, which must be valid UTF-8 of less than 2 GB; linear.
  init(_ source: ByteSpan) {
    isXML = source.has("<?xml", at: 0)
    text.reserveCapacity(source.count / 4 + 64)
    skeleton.reserveCapacity(source.count / 8 + 64)
    items.reserveCapacity(source.count / 64 + 16)
    attributes.reserveCapacity(source.count / 96 + 16)
    values.reserveCapacity(source.count / 8 + 64)
    while index < source.count {
      guard let place = source.firstMarkup(from: index) else {
        index = source.count
        break
      }
      index = place
      switch source[place] {
      case UInt8(ascii: "<"): markup(source)
      case UInt8(ascii: "&"):
        flush(source)
        pass(
          to: CharacterReferences.append(
            source,
            at: index,
            end: source.count,
            inAttribute: false,
            to: &text
          )
        )
      default:
        flush(source)
        text.append(scalar: 0xFFFD)
        pass(to: index + 1)
      }
    }
    flush(source)
    closeText()
  }

  // MARK: Text

  /// Copies the text that was found so far.
  mutating func flush(_ source: ByteSpan) {
    if copied < index { text.append(contentsOf: source.part(copied..<min(index, source.count))) }
    copied = index
  }

  /// Goes on at `end`; what is before it is not copied.
  mutating func pass(to end: Int) {
    index = end
    copied = end
  }

  /// Puts a letter into the skeleton for the text since the last tag.
  ///
  /// Nothing but blanks needs none.
  mutating func closeText() {
    guard textStart < text.count else { return }
    if isBlank(textStart) { return closeBlank() }
    lastText = items.count
    skeleton.append(UInt8(ascii: "x"))
    items.append(
      Item(
        place: Int32(truncatingIfNeeded: skeleton.count),
        tag: .text,
        start: Int32(truncatingIfNeeded: textStart),
        end: Int32(truncatingIfNeeded: text.count)
      )
    )
    textStart = text.count
  }

  /// One blank goes to the text before, if that has none at its end.
  private mutating func closeBlank() {
    let isNeeded = lastText >= 0 && !text[textStart - 1].isBlank
    text.removeSubrange((textStart + (isNeeded ? 1 : 0))...)
    if isNeeded {
      text[textStart] = 0x20
      items[lastText].end += 1
    }
    textStart = text.count
  }

  private func isBlank(_ start: Int) -> Bool {
    var index = start
    while index < text.count {
      if !text[index].isBlank { return false }
      index += 1
    }
    return true
  }

  // MARK: Markup

  private mutating func markup(_ source: ByteSpan) {
    let next = index + 1 < source.count ? source[index + 1] : 0
    if next.isLetter {
      flush(source)
      startTag(source)
      return
    }
    switch next {
    case UInt8(ascii: "/"):
      flush(source)
      endTag(source)
    case UInt8(ascii: "!"):
      flush(source)
      declaration(source)
    case UInt8(ascii: "?"):
      flush(source)
      pass(to: after(UInt8(ascii: ">"), source, from: index))
    default:
      // A sign that stands for itself.
      index += 1
    }
  }

  func after(_ byte: UInt8, _ source: ByteSpan, from start: Int) -> Int {
    source.firstIndex(of: byte, from: start).map { $0 + 1 } ?? source.count
  }

  private mutating func declaration(_ source: ByteSpan) {
    if source.has("<!--", at: index) { return comment(source, from: index + 4) }
    if isXML, source.has("<![CDATA[", at: index, folding: false) {
      return characterData(source, from: index + 9)
    }
    let close = after(UInt8(ascii: ">"), source, from: index)
    // An internal subset ends with a bracket of its own.
    if !subsetsAreEndless, source.has("<!doctype", at: index),
      source.part(index..<close).firstIndex(of: UInt8(ascii: "[")) != nil
    {
      if let end = source.firstRange(of: "]>", from: index) { return pass(to: end.upperBound) }
      subsetsAreEndless = true
    }
    pass(to: close)
  }

  private mutating func comment(_ source: ByteSpan, from start: Int) {
    if source.has(">", at: start) { return pass(to: start + 1) }
    if source.has("->", at: start) { return pass(to: start + 2) }
    let end = source.firstRange(of: "-->", from: start)
    if end == nil { limits.insert(.neverEnds) }
    if savedFrom == nil, start < 20_000 {
      readSavedFrom(source.part(start..<(end?.lowerBound ?? source.count)))
    }
    pass(to: end?.upperBound ?? source.count)
  }

  private mutating func readSavedFrom(_ comment: ByteSpan) {
    let start = comment.part(0..<min(comment.count, 4096))
    guard start.firstRange(of: "saved from") != nil || start.firstRange(of: "SingleFile") != nil
    else { return }
    savedFrom = SavedPage(comment)
  }

  private mutating func characterData(_ source: ByteSpan, from start: Int) {
    let end = source.firstRange(of: "]]>", from: start)
    if end == nil { limits.insert(.neverEnds) }
    text.append(contentsOf: source.part(start..<(end?.lowerBound ?? source.count)))
    pass(to: end?.upperBound ?? source.count)
  }
}
