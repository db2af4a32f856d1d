// SPDX-License-Identifier: Apache-2.0

/// Where the sentences of a paragraph begin and end.
struct SentenceBounds {
  /// The first byte of each, with quotation marks and brackets that open before it.
  private let starts: [Int]
  private let end: Int
  private let bytes: [UInt8]

  init(_ text: String, starts: [Int]) {
    let bytes = Array(text.utf8)
    self.bytes = bytes
    end = bytes.count
    var result = [0]
    for start in starts.dropFirst() {
      let opened = SentenceBounds.opening(before: start, in: bytes)
      if let last = result.last, opened > last { result.append(opened) }
    }
    self.starts = result
  }

  var count: Int { starts.count }

  /// A sentence without the blanks around it.
  subscript(index: Int) -> Range<Int> {
    var start = starts[index]
    var stop = index + 1 < starts.count ? starts[index + 1] : end
    while stop > start, Self.isBlank(bytes[stop - 1]) { stop -= 1 }
    while start < stop, Self.isBlank(bytes[start]) { start += 1 }
    return start..<stop
  }

  /// The sentence that a byte belongs to.
  func ordinal(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// The sentence's first byte: before its first word, marks that open something belong to it.
  private static func opening(before start: Int, in bytes: [UInt8]) -> Int {
    var place = start
    while place > 0 {
      var first = place - 1
      while first > 0, bytes[first] & 0xC0 == 0x80 { first -= 1 }
      let scalar = String(decoding: bytes[first..<place], as: UTF8.self).unicodeScalars.first
      guard let scalar, isOpening(scalar) else { break }
      place = first
    }
    return place
  }

  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .openPunctuation, .initialPunctuation, .currencySymbol: true
    default: ["\"", "'", "¿", "¡", "#", "@", "-", "–", "—"].contains(scalar)
    }
  }
}
