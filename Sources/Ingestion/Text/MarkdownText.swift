// SPDX-License-Identifier: Apache-2.0

/// Running text of Markdown without its marks: links become their text, images go, emphasis and
/// code keep what they hold.
enum MarkdownText {
  /// `text` without marks, cleaned; one pass.
  static func clean(_ text: ByteSpan) -> String {
    guard hasMarks(text) else { return TextCleaning.clean(text) }
    var bytes: [UInt8] = []
    append(text, to: &bytes)
    return TextCleaning.clean(bytes.span)
  }

  /// The words of the image that is all of a line; nil for any other line.
  static func imageAlone(_ line: ByteSpan) -> String? {
    guard line.count > 4, line.has("![", at: 0), let link = link(line, at: 1),
      link.end == line.count
    else { return nil }
    return clean(line.part(link.text))
  }

  /// Whether a text has a link that only Markdown writes so.
  static func hasLink(_ text: ByteSpan) -> Bool {
    var next = 0
    while let place = text.firstIndex(of: UInt8(ascii: "]"), from: next) {
      if text.has("](http", at: place) || text.has("](/", at: place) { return true }
      next = place + 1
    }
    return false
  }

  private static func hasMarks(_ text: ByteSpan) -> Bool {
    for index in 0..<text.count {
      switch text[index] {
      case UInt8(ascii: "["), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"),
        UInt8(ascii: "\\"), UInt8(ascii: "<"):
        return true
      default: continue
      }
    }
    return false
  }

  private static func append(_ text: ByteSpan, to bytes: inout [UInt8]) {
    var index = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "!") where text.has("![", at: index):
        guard let link = link(text, at: index + 1) else { break }
        index = link.end
        continue
      case UInt8(ascii: "["):
        guard let link = link(text, at: index) else { break }
        append(text.part(link.text), to: &bytes)
        index = link.end
        continue
      case UInt8(ascii: "<"):
        guard let end = addressEnd(text, index) else { break }
        bytes.append(contentsOf: text.part(index + 1..<end))
        index = end + 1
        continue
      case UInt8(ascii: "\\") where index + 1 < text.count && isMark(text[index + 1]):
        bytes.append(text[index + 1])
        index += 2
        continue
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"):
        if let end = passEmphasis(text, index) {
          index = end
          continue
        }
      default: break
      }
      bytes.append(text[index])
      index += 1
    }
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !byte.isLetter && !byte.isDigit
  }

  /// A run of marks that opens or closes emphasis: letters on one side, none on the other.
  private static func passEmphasis(_ text: ByteSpan, _ start: Int) -> Int? {
    let mark = text[start]
    var end = start
    while end < text.count, text[end] == mark { end += 1 }
    guard end - start <= 3 else { return nil }
    let before = start > 0 ? text[start - 1] : 0x20
    let after = end < text.count ? text[end] : 0x20
    // A mark with blanks on both sides, or an underscore within a word, is meant as it stands.
    guard !(before.isBlank && after.isBlank) else { return nil }
    if mark == UInt8(ascii: "_"), isWord(before), isWord(after) { return nil }
    if mark == UInt8(ascii: "*"), end - start == 1, before.isDigit, after.isDigit { return nil }
    return end
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte >= 0x80
  }

  /// `<https://...>`.
  private static func addressEnd(_ text: ByteSpan, _ start: Int) -> Int? {
    guard text.has("<http", at: start) else { return nil }
    return first(UInt8(ascii: ">"), in: text, from: start)
  }

  /// `[text](address)` or `[text][name]` at an opening bracket.
  private static func link(_ text: ByteSpan, at open: Int) -> (text: Range<Int>, end: Int)? {
    guard let close = closing(text, from: open, UInt8(ascii: "["), UInt8(ascii: "]")),
      close + 1 < text.count
    else { return nil }
    switch text[close + 1] {
    case UInt8(ascii: "("):
      guard let end = closing(text, from: close + 1, UInt8(ascii: "("), UInt8(ascii: ")")) else {
        return nil
      }
      return (open + 1..<close, end + 1)
    case UInt8(ascii: "["):
      guard let end = first(UInt8(ascii: "]"), in: text, from: close + 2) else { return nil }
      return (open + 1..<close, end + 1)
    default: return nil
    }
  }

  /// The place of a byte within two thousand bytes.
  private static func first(_ byte: UInt8, in text: ByteSpan, from start: Int) -> Int? {
    for index in start..<max(start, min(text.count, start + 2000)) where text[index] == byte {
      return index
    }
    return nil
  }

  /// The bracket that closes the one at `start`, within two thousand bytes.
  private static func closing(
    _ text: ByteSpan,
    from start: Int,
    _ open: UInt8,
    _ close: UInt8
  ) -> Int? {
    var depth = 0
    for index in start..<min(text.count, start + 2000) {
      if text[index] == open { depth += 1 }
      guard text[index] == close else { continue }
      depth -= 1
      if depth == 0 { return index }
    }
    return nil
  }
}
