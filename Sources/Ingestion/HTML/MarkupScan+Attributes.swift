// SPDX-License-Identifier: Apache-2.0

// Attributes: those that are looked at are kept, the others passed over.
extension MarkupScan {
  /// How a tag ended.
  struct TagEnding {
    /// Attributes, those that are not looked at too.
    var count = 0
    var isClosed = false
    /// `<svg/>`: no content follows.
    var isEmpty = false
  }

  /// Passes the attributes and the `>`, and keeps those that are looked at.
  mutating func readAttributes(_ source: ByteSpan, copying: Bool) -> TagEnding {
    var ending = TagEnding()
    var kept: UInt32 = 0
    while index < source.count {
      let byte = source[index]
      if byte == UInt8(ascii: ">") {
        index += 1
        ending.isClosed = true
        return ending
      }
      if byte.isBlank || byte == UInt8(ascii: "/") {
        ending.isEmpty = byte == UInt8(ascii: "/")
        index += 1
        continue
      }
      ending.isEmpty = false
      let name = PackedName.read(source, at: index, stopsAtEquals: true)
      let value = passAttribute(source, name)
      ending.count += 1
      guard copying, ending.count <= Self.maximumAttributes,
        let known = HTMLAttribute(name), kept & 1 << known.rawValue == 0
      else { continue }
      if known == .hidden, !MarkupNames.hides(name, source.part(value)) { continue }
      kept |= 1 << known.rawValue
      keep(known, known == .hidden ? source.part(0..<0) : source.part(value))
    }
    return ending
  }

  /// Passes one attribute and gives the range of its value.
  private mutating func passAttribute(_ source: ByteSpan, _ name: PackedName) -> Range<Int> {
    index += max(1, name.length)
    var next = index
    while next < source.count, source[next].isBlank { next += 1 }
    guard next < source.count, source[next] == UInt8(ascii: "=") else { return index..<index }
    next += 1
    while next < source.count, source[next].isBlank { next += 1 }
    index = next
    guard next < source.count else { return index..<index }
    let quote = source[next]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let end = source.firstIndex(of: quote, from: next + 1) ?? source.count
      index = min(end + 1, source.count)
      return next + 1..<end
    }
    while index < source.count, !source[index].isBlank, source[index] != UInt8(ascii: ">") {
      index += 1
    }
    return next..<index
  }

  private mutating func keep(_ attribute: HTMLAttribute, _ value: ByteSpan) {
    let start = values.count
    var end = min(value.count, Self.maximumValueLength)
    while end > 0, end < value.count, value[end].isContinuation { end -= 1 }
    CharacterReferences.append(attribute: value.part(0..<end), to: &values)
    attributes.append(
      HTMLTree.Attribute(
        name: attribute,
        start: Int32(truncatingIfNeeded: start),
        end: Int32(truncatingIfNeeded: values.count)
      )
    )
  }
}
