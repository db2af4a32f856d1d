// SPDX-License-Identifier: Apache-2.0

/// Text in attributes and JSON that is itself HTML.
enum HTMLText {
  /// Without tags, with entities resolved, cleaned.
  static func plain(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C }) else {
      return TextCleaning.clean(text)
    }
    return TextCleaning.clean(withoutEntities(withoutTags(text)))
  }

  private static func withoutTags(_ text: String) -> String {
    guard text.utf8.contains(0x3C) else { return text }
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = 0
    // Without a closing bracket the rest has no tag, and is not looked through again.
    var hasClose = true
    while index < bytes.count {
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
      if hasClose, bytes[index] == 0x3C, next.isLetter || next == UInt8(ascii: "/") {
        if let close = bytes.span.firstIndex(of: 0x3E, from: index) {
          output.append(0x20)
          index = close + 1
          continue
        }
        hasClose = false
      }
      output.append(bytes[index])
      index += 1
    }
    return output.span.string
  }

  /// With entities resolved, twice where they were written twice: `&amp;quot;`.
  static func withoutEntities(_ text: String) -> String {
    let once = resolved(text)
    guard once.utf8.contains(0x26), once != text else { return once }
    return resolved(once)
  }

  private static func resolved(_ text: String) -> String {
    guard text.utf8.contains(0x26) else { return text }
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x26, let (value, length) = entity(bytes, index) {
        output.append(scalar: value)
        index += length
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return output.span.string
  }

  /// The scalar of the entity at a place, and its length.
  private static func entity(_ bytes: [UInt8], _ start: Int) -> (UInt32, Int)? {
    var end = start + 1
    while end < bytes.count, end - start <= 10, bytes[end] != UInt8(ascii: ";") { end += 1 }
    guard end < bytes.count, end > start + 1, bytes[end] == UInt8(ascii: ";") else { return nil }
    let length = end - start + 1
    if bytes[start + 1] == UInt8(ascii: "#") {
      let isHexadecimal = start + 2 < end && bytes[start + 2] | 0x20 == UInt8(ascii: "x")
      let digits = bytes.span.part(start + (isHexadecimal ? 3 : 2)..<end).string
      guard let value = UInt32(digits, radix: isHexadecimal ? 16 : 10),
        Unicode.Scalar(value) != nil
      else { return nil }
      return (value, length)
    }
    guard let meaning = HTMLEntities.meaning(bytes.span.part(start + 1..<end)), meaning.second == 0
    else { return nil }
    return (meaning.first, length)
  }
}
