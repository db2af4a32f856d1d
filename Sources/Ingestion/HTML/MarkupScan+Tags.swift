// SPDX-License-Identifier: Apache-2.0

// Tags: which of them go into the skeleton, and what goes in beside them.
extension MarkupScan {
  // MARK: End tags

  mutating func endTag(_ source: ByteSpan) {
    let start = index + 2
    guard start < source.count, source[start].isLetter else {
      return pass(to: after(UInt8(ascii: ">"), source, from: start))
    }
    let name = PackedName.read(source, at: start, stopsAtEquals: false)
    pass(to: after(UInt8(ascii: ">"), source, from: start + name.length))
    let tag = HTMLTag(name)
    switch tag {
    case .br: return putBreak()
    case .p:
      guard paragraphIsOpen else { return putBreak() }
      paragraphIsOpen = false
    // Text behind them belongs to the page all the same.
    case .html, .body: return
    case .other: if isForeign(name, source, at: start) { return }
    default: break
    }
    if MarkupNames.isCounted(tag) {
      guard let divisions = nesting.close(tag) else { return }
      closeText()
      for _ in 0..<divisions { put("</div>") }
    }
    closeText()
    put("</")
    putName(name, source, at: start)
    skeleton.append(UInt8(ascii: ">"))
  }

  /// A line break, where libxml2 would join the words on either side of a stray end.
  private mutating func putBreak() {
    closeText()
    put("<br>")
    addItem(.br, attributes: attributes.count)
  }

  private mutating func put(_ markup: StaticString) {
    markup.withUTF8Buffer { unsafe skeleton.append(contentsOf: $0) }
  }

  /// The name in small ASCII letters and digits; other bytes become a letter.
  private mutating func putName(_ name: PackedName, _ source: ByteSpan, at start: Int) {
    for place in 0..<min(name.length, 64) {
      let byte = source[start + place].lowercased
      let isPlain = byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-")
      skeleton.append(isPlain ? byte : UInt8(ascii: "x"))
    }
  }

  private mutating func addItem(_ tag: HTMLTag, attributes first: Int) {
    items.append(
      Item(
        place: Int32(truncatingIfNeeded: skeleton.count - 1),
        tag: tag,
        attributeCount: UInt8(clamping: attributes.count - first),
        start: Int32(truncatingIfNeeded: first),
        end: 0
      )
    )
  }

  /// Whether an unknown element is of another vocabulary, such as `o:p`.
  private func isForeign(_ name: PackedName, _ source: ByteSpan, at start: Int) -> Bool {
    if name.hasColon { return true }
    guard name.length > 8 else { return false }
    return source.part(start..<start + name.length).firstIndex(of: UInt8(ascii: ":")) != nil
  }

  // MARK: Start tags

  mutating func startTag(_ source: ByteSpan) {
    let start = index
    let name = PackedName.read(source, at: start + 1, stopsAtEquals: false)
    let tag = HTMLTag(name)
    let isOpaque = MarkupNames.isOpaque(tag)
    let isKept = !isOpaque && keeps(tag, name, source, at: start + 1)
    let first = attributes.count
    index = start + 1 + name.length
    let ending = readAttributes(source, copying: isKept)
    if index - start > Self.maximumTagLength || ending.count > Self.maximumAttributes {
      limits.insert(.tagCut)
    }
    if !ending.isClosed { return dropUnclosed(source, start, attributes: first) }
    copied = index
    if isOpaque {
      if !ending.isEmpty { passOpaque(source, tag, start + 1 + name.length..<index) }
    } else if isKept {
      open(tag, name, source, at: start + 1, attributes: first)
    }
  }

  /// A tag whose quotes do not match would swallow the page; it ends at the first `>` then.
  private mutating func dropUnclosed(_ source: ByteSpan, _ start: Int, attributes first: Int) {
    limits.insert(.neverEnds)
    attributes.removeSubrange(first...)
    pass(to: after(UInt8(ascii: ">"), source, from: start))
  }

  private mutating func open(
    _ tag: HTMLTag,
    _ name: PackedName,
    _ source: ByteSpan,
    at start: Int,
    attributes first: Int
  ) {
    closeText()
    if paragraphIsOpen, MarkupNames.closesParagraph(tag) {
      // libxml2 knows this of the elements of HTML 4 only.
      put("</p>")
      paragraphIsOpen = false
    }
    if tag == .p { paragraphIsOpen = true }
    skeleton.append(UInt8(ascii: "<"))
    putName(name, source, at: start)
    skeleton.append(UInt8(ascii: ">"))
    addItem(tag, attributes: first)
    guard MarkupNames.isEmptyUnknown(tag) else { return }
    put("</")
    putName(name, source, at: start)
    skeleton.append(UInt8(ascii: ">"))
  }

  /// Whether a tag goes into the skeleton; counts depth.
  private mutating func keeps(
    _ tag: HTMLTag,
    _ name: PackedName,
    _ source: ByteSpan,
    at start: Int
  ) -> Bool {
    guard items.count < Self.maximumItems else {
      limits.insert(.tooManyElements)
      return false
    }
    switch tag {
    case .other: if isForeign(name, source, at: start) { return false }
    case .html: return seen.insert(.html).inserted
    case .head: return seen.insert(.head).inserted
    case .body: return seen.insert(.body).inserted
    default: break
    }
    return !MarkupNames.isCounted(tag) || nesting.open(tag)
  }

  // MARK: Content that is passed over

  /// Passes the content of an element that is cut, and its end tag.
  private mutating func passOpaque(
    _ source: ByteSpan,
    _ tag: HTMLTag,
    _ attributes: Range<Int>
  ) {
    let start = index
    guard let end = endOfOpaque(source, tag) else {
      // Code to the end of the page is no text; anything else unclosed is a slip of the pen.
      guard MarkupNames.isCode(tag) else { return }
      limits.insert(.neverEnds)
      return pass(to: source.count)
    }
    if tag == .script, source.part(attributes).firstRange(of: "ld+json", folding: true) != nil {
      linkedData.append(start..<end)
    }
    pass(to: after(UInt8(ascii: ">"), source, from: end))
    // What is on either side of it stays apart if it was a block.
    if tag == .iframe { text.append(0x20) }
  }

  /// Where the end tag begins; looks to the end of the page in vain, or counts in vain, but once.
  private mutating func endOfOpaque(_ source: ByteSpan, _ tag: HTMLTag) -> Int? {
    guard !endless.contains(tag) else { return nil }
    let nesting = !unbalanced.contains(tag)
    guard let end = MarkupNames.endTag(of: tag, in: source, from: index, nesting: nesting) else {
      endless.insert(tag)
      return nil
    }
    if !end.isBalanced { unbalanced.insert(tag) }
    return end.place
  }
}
