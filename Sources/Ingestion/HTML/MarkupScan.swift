// SPDX-License-Identifier: Apache-2.0

/// The front door for pages: one pass over the markup that hands on only what the parser handles
/// well and extraction looks at.
///
/// Out go scripts, styles, comments, drawings and other things without text of the article, every
/// attribute that is not looked at, declarations with their entities, and NUL bytes; in come line
/// breaks where libxml2 would join words, and characters for references that it does not know.
/// What it returns has no tag that is long or has many attributes, and is nested at most
/// ``maximumDepth`` deep in anything but paragraphs and list items.
struct MarkupScan: ~Copyable {
  /// Clean markup.
  private(set) var output: [UInt8] = []
  /// Structured data: the contents of scripts of type `application/ld+json`, within the source.
  private(set) var linkedData: [Range<Int>] = []
  /// What a browser wrote about where and when it saved the page.
  private(set) var savedFrom: SavedPage?
  private(set) var tagWasCut = false

  private var index = 0
  /// Up to where the source is in the output.
  private var copied = 0
  private var nesting = MarkupNesting()
  private var paragraphIsOpen = false
  private var seen: Set<OnceTag> = []
  private var name: [UInt8] = []

  /// Elements of which a page has one.
  private enum OnceTag {
    case html, head, body
  }

  static let maximumDepth = MarkupNesting.maximumDepth
  private static let maximumAttributes = 500
  private static let maximumTagLength = 1 << 16
  private static let maximumValueLength = 1 << 14

  /// Scans all of `source`, which must be valid UTF-8; linear.
  init(_ source: ByteSpan) {
    output.reserveCapacity(source.count / 2 + 64)
    while index < source.count {
      switch source[index] {
      case UInt8(ascii: "<"): markup(source)
      case UInt8(ascii: "&"): reference(source, end: source.count, inAttribute: false)
      case 0:
        flush(source)
        output.append(scalar: 0xFFFD)
        pass(1)
      default: index += 1
      }
    }
    flush(source)
  }

  /// Copies what was found good so far.
  private mutating func flush(_ source: ByteSpan) {
    if copied < index { output.append(contentsOf: source.part(copied..<min(index, source.count))) }
    copied = index
  }

  /// Goes on after `count` bytes that are not copied.
  private mutating func pass(_ count: Int) {
    index += count
    copied = index
  }

  private mutating func pass(to end: Int) {
    index = end
    copied = end
  }

  private mutating func put(_ text: StaticString) {
    text.withUTF8Buffer { unsafe output.append(contentsOf: $0) }
  }

  // MARK: Markup

  private mutating func markup(_ source: ByteSpan) {
    flush(source)
    let next = index + 1 < source.count ? source[index + 1] : 0
    switch next {
    case UInt8(ascii: "!"): declaration(source)
    case UInt8(ascii: "?"): pass(to: after(UInt8(ascii: ">"), source, from: index))
    case UInt8(ascii: "/"): endTag(source)
    default:
      if next.isLetter {
        startTag(source)
      } else {
        put("&lt;")
        pass(1)
      }
    }
  }

  private func after(_ byte: UInt8, _ source: ByteSpan, from start: Int) -> Int {
    source.firstIndex(of: byte, from: start).map { $0 + 1 } ?? source.count
  }

  private mutating func declaration(_ source: ByteSpan) {
    if source.has("<!--", at: index) {
      let start = index + 4
      if source.has(">", at: start) { return pass(to: start + 1) }
      if source.has("->", at: start) { return pass(to: start + 2) }
      let end = source.firstRange(of: "-->", from: start)
      if savedFrom == nil, start < 20_000 {
        savedFrom = SavedPage(source.part(start..<(end?.lowerBound ?? source.count)))
      }
      return pass(to: end?.upperBound ?? source.count)
    }
    let close = after(UInt8(ascii: ">"), source, from: index)
    // An internal subset ends with a bracket of its own.
    if source.has("<!doctype", at: index),
      source.part(index..<close).firstIndex(of: UInt8(ascii: "[")) != nil,
      let end = source.firstRange(of: "]>", from: index)
    {
      return pass(to: end.upperBound)
    }
    pass(to: close)
  }

  private mutating func readName(_ source: ByteSpan) {
    name.removeAll(keepingCapacity: true)
    while index < source.count {
      let byte = source[index]
      guard !byte.isBlank, byte != UInt8(ascii: ">"), byte != UInt8(ascii: "/") else { return }
      if name.count < 64 { name.append(byte.lowercased) }
      index += 1
    }
  }

  private func isNamed(_ text: StaticString) -> Bool {
    name.count == text.utf8CodeUnitCount && name.span.has(text, at: 0)
  }

  // MARK: End tags

  private mutating func endTag(_ source: ByteSpan) {
    index += 2
    guard index < source.count, source[index].isLetter else {
      return pass(to: after(UInt8(ascii: ">"), source, from: index))
    }
    readName(source)
    pass(to: after(UInt8(ascii: ">"), source, from: index))
    if isNamed("br") || (isNamed("p") && !paragraphIsOpen) { return put("<br>") }
    // Text behind them belongs to the page all the same.
    if isNamed("html") || isNamed("body") || name.contains(UInt8(ascii: ":")) { return }
    if isNamed("p") { paragraphIsOpen = false }
    let tag = HTMLTag(name.span)
    if MarkupNames.isCounted(tag) {
      guard let divisions = nesting.close(tag) else { return }
      for _ in 0..<divisions { put("</div>") }
    }
    output.append(UInt8(ascii: "<"))
    output.append(UInt8(ascii: "/"))
    output.append(contentsOf: name)
    output.append(UInt8(ascii: ">"))
  }

  // MARK: Start tags

  private mutating func startTag(_ source: ByteSpan) {
    let start = index
    index += 1
    readName(source)
    let nameEnd = index
    let content = MarkupNames.opaque(name.span)
    let keeps = content == nil && keepsTag()
    let mark = output.count
    if keeps { openTag() }
    let tag = attributes(source, copying: keeps)
    if index - start > Self.maximumTagLength || tag.count > Self.maximumAttributes {
      tagWasCut = true
    }
    copied = index
    // A tag that never ends is no tag.
    guard tag.isClosed else { return output.removeSubrange(mark...) }
    if let content {
      if !tag.isEmpty { passOpaque(source, content, nameEnd..<index) }
      return
    }
    guard keeps else { return }
    output.append(UInt8(ascii: ">"))
  }

  private mutating func openTag() {
    if paragraphIsOpen, MarkupNames.closesParagraph(name.span) {
      // libxml2 knows this of the elements of HTML 4 only.
      put("</p>")
      paragraphIsOpen = false
    }
    if isNamed("p") { paragraphIsOpen = true }
    output.append(UInt8(ascii: "<"))
    output.append(contentsOf: name)
  }

  /// Whether a tag goes into the output; counts depth.
  private mutating func keepsTag() -> Bool {
    if name.contains(UInt8(ascii: ":")) { return false }
    if isNamed("html") { return seen.insert(.html).inserted }
    if isNamed("head") { return seen.insert(.head).inserted }
    if isNamed("body") { return seen.insert(.body).inserted }
    let tag = HTMLTag(name.span)
    return !MarkupNames.isCounted(tag) || nesting.open(tag)
  }

  private struct Tag {
    var count = 0
    var isClosed = false
    /// `<svg/>`: no content follows.
    var isEmpty = false
  }

  /// Passes the attributes and the `>`, and copies those that are looked at.
  private mutating func attributes(_ source: ByteSpan, copying: Bool) -> Tag {
    var tag = Tag()
    var kept: UInt32 = 0
    while index < source.count {
      let byte = source[index]
      if byte == UInt8(ascii: ">") {
        index += 1
        tag.isClosed = true
        return tag
      }
      if byte.isBlank || byte == UInt8(ascii: "/") {
        tag.isEmpty = byte == UInt8(ascii: "/")
        index += 1
        continue
      }
      tag.isEmpty = false
      let (name, value) = attribute(source)
      tag.count += 1
      guard copying, tag.count <= Self.maximumAttributes else { continue }
      self.name.removeAll(keepingCapacity: true)
      for place in name.prefix(16) { self.name.append(source[place].lowercased) }
      guard let known = HTMLAttribute(self.name.span), kept & 1 << known.rawValue == 0 else {
        continue
      }
      kept |= 1 << known.rawValue
      copy(known, source, value)
    }
    return tag
  }

  /// Passes one attribute and gives the ranges of its name and value.
  private mutating func attribute(_ source: ByteSpan) -> (name: Range<Int>, value: Range<Int>) {
    let start = index
    index += 1
    while index < source.count {
      let byte = source[index]
      if byte.isBlank || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">")
        || byte == UInt8(ascii: "/")
      {
        break
      }
      index += 1
    }
    let name = start..<index
    var next = index
    while next < source.count, source[next].isBlank { next += 1 }
    guard next < source.count, source[next] == UInt8(ascii: "=") else {
      return (name, index..<index)
    }
    next += 1
    while next < source.count, source[next].isBlank { next += 1 }
    index = next
    guard next < source.count else { return (name, index..<index) }
    let quote = source[next]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let end = source.firstIndex(of: quote, from: next + 1) ?? source.count
      index = min(end + 1, source.count)
      return (name, next + 1..<end)
    }
    while index < source.count, !source[index].isBlank, source[index] != UInt8(ascii: ">") {
      index += 1
    }
    return (name, next..<index)
  }

  private mutating func copy(_ attribute: HTMLAttribute, _ source: ByteSpan, _ value: Range<Int>) {
    if attribute == .hidden, !MarkupNames.hides(name.span, source.part(value)) { return }
    output.append(0x20)
    output.append(contentsOf: attribute == .hidden ? Array("hidden".utf8) : name)
    guard attribute != .hidden, !value.isEmpty else { return }
    put("=\"")
    let resume = index
    var end = min(value.upperBound, value.lowerBound + Self.maximumValueLength)
    while end > value.lowerBound, end < value.upperBound, source[end].isContinuation { end -= 1 }
    index = value.lowerBound
    copied = index
    while index < end {
      switch source[index] {
      case UInt8(ascii: "&"): reference(source, end: end, inAttribute: true)
      case UInt8(ascii: "\""): replace("&quot;", source)
      case UInt8(ascii: "<"): replace("&lt;", source)
      case 0: replace("\u{FFFD}", source)
      default: index += 1
      }
    }
    flush(source)
    output.append(UInt8(ascii: "\""))
    pass(to: resume)
  }

  private mutating func replace(_ text: StaticString, _ source: ByteSpan) {
    flush(source)
    put(text)
    pass(1)
  }

  // MARK: Content that is passed over

  /// Passes the content of an element that is cut, and its end tag.
  private mutating func passOpaque(
    _ source: ByteSpan,
    _ content: MarkupNames.Opaque,
    _ attributes: Range<Int>
  ) {
    let start = index
    guard let end = MarkupNames.endTag(of: content, in: source, from: start) else {
      // Code to the end of the page is no text; anything else unclosed is a slip of the pen.
      if content.isCode { pass(to: source.count) }
      return
    }
    if content == .script, source.part(attributes).firstRange(of: "ld+json", folding: true) != nil {
      linkedData.append(start..<end)
    }
    pass(to: after(UInt8(ascii: ">"), source, from: end))
    // What was on either side of it stays apart if it was a block.
    if content == .frame { put(" ") }
  }

  // MARK: Character references

  /// Passes an `&`, with what follows where libxml2 would not understand it.
  private mutating func reference(_ source: ByteSpan, end: Int, inAttribute: Bool) {
    let start = index
    index += 1
    guard index < end else { return }
    if source[index] == UInt8(ascii: "#") { return number(source, start, end) }
    var stop = index
    while stop < end, stop - index < 32, source[stop].isLetter || source[stop].isDigit { stop += 1 }
    guard stop > index else { return }
    let closed = stop < end && source[stop] == UInt8(ascii: ";")
    let entity = source.part(index..<stop).string
    if closed {
      guard let scalar = HTMLEntities.added(entity) else { return }
      substitute(source, start, scalar)
      return pass(to: stop + 1)
    }
    guard HTMLEntities.isLegacy(entity) else { return }
    if inAttribute, stop < end, source[stop] == UInt8(ascii: "=") { return }
    index = stop
    flush(source)
    output.append(UInt8(ascii: ";"))
  }

  /// `&#0;`, and `&#128;` to `&#159;`, which are meant in windows-1252.
  private mutating func number(_ source: ByteSpan, _ start: Int, _ end: Int) {
    var place = index + 1
    let hexadecimal = place < end && source[place] | 0x20 == UInt8(ascii: "x")
    if hexadecimal { place += 1 }
    let first = place
    var value: UInt32 = 0
    while place < end, place - first < 8 {
      guard let digit = JSONEscapes.hexadecimalDigit(source[place]), hexadecimal || digit < 10
      else {
        break
      }
      value = value &* (hexadecimal ? 16 : 10) &+ digit
      place += 1
    }
    guard place > first else { return }
    if value >= 0x20, !(0x7F...0x9F).contains(value), value < 0x11_0000,
      !(0xD800..<0xE000).contains(value), place < end, source[place] == UInt8(ascii: ";")
    {
      index = place + 1
      return
    }
    let scalar =
      (0x80...0x9F).contains(value)
      ? Windows1252.scalar(for: UInt8(value)) : value == 0 ? 0xFFFD : value
    substitute(source, start, scalar)
    pass(to: place < end && source[place] == UInt8(ascii: ";") ? place + 1 : place)
  }

  /// Copies up to `start` and appends a scalar in place of what stands there.
  private mutating func substitute(_ source: ByteSpan, _ start: Int, _ scalar: UInt32) {
    index = start
    flush(source)
    switch scalar {
    case 0x26: put("&amp;")
    case 0x3C: put("&lt;")
    case 0x22: put("&quot;")
    case 0..<0x20: output.append(0x20)
    default: output.append(scalar: scalar)
    }
  }
}
