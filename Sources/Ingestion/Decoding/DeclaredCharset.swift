// SPDX-License-Identifier: Apache-2.0

/// The charset that a page says it is in.
enum DeclaredCharset {
  /// How far into a page the declaration is looked for.
  ///
  /// Browsers look at 1,024 bytes; saved pages often have scripts before it.
  private static let sampleSize = 16_384

  /// The label in a `meta` element, an XML declaration or the media type; nil if there is none.
  static func label(in bytes: ByteSpan, as hint: SourceHint) -> String? {
    let outside = hint.mediaType.flatMap(parameter)
    // Many servers say Latin-1 of everything: there the page knows better.
    if let outside, CharsetLabel.canonical(outside) ?? "windows-1252" != "windows-1252" {
      return outside
    }
    return label(within: bytes) ?? outside
  }

  private static func label(within bytes: ByteSpan) -> String? {
    let sample = bytes.part(0..<min(bytes.count, sampleSize))
    if let label = xmlEncoding(sample) { return label }
    var start = 0
    while let tag = sample.firstRange(of: "<meta", from: start, folding: true) {
      let end = sample.firstIndex(of: UInt8(ascii: ">"), from: tag.upperBound) ?? sample.count
      if let label = charset(in: sample.part(tag.upperBound..<end)) { return label }
      start = end
    }
    return nil
  }

  private static func parameter(of type: String) -> String? {
    var copy = type
    return copy.withUTF8 { unsafe charset(in: $0.span) }
  }

  private static func xmlEncoding(_ sample: ByteSpan) -> String? {
    guard sample.has("<?xml", at: 0),
      let end = sample.firstIndex(of: UInt8(ascii: ">")),
      let name = sample.part(0..<end).firstRange(of: "encoding", folding: true)
    else { return nil }
    return value(in: sample.part(0..<end), after: name.upperBound)
  }

  /// The value of `charset=` in a tag or a media type.
  private static func charset(in tag: ByteSpan) -> String? {
    guard let name = tag.firstRange(of: "charset", folding: true) else { return nil }
    return value(in: tag, after: name.upperBound)
  }

  private static func value(in tag: ByteSpan, after start: Int) -> String? {
    var index = start
    var sawEquals = false
    while index < tag.count {
      let byte = tag[index]
      if byte == UInt8(ascii: "=") {
        sawEquals = true
      } else if !byte.isBlank, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "'") {
        break
      }
      index += 1
    }
    guard sawEquals else { return nil }
    let first = index
    while index < tag.count, isLabel(tag[index]) { index += 1 }
    return index > first && index - first <= 40 ? tag.part(first..<index).string : nil
  }

  private static func isLabel(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
  }
}
