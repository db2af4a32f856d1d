// SPDX-License-Identifier: Apache-2.0

/// Counts the characters (Unicode scalars) of a text by its UTF-8.
struct CharacterOffsets {
  private let bytes: [UInt8]

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// How many characters begin in a range of offsets.
  func count(in range: Range<Int>) -> Int {
    var count = 0
    for byte in bytes[range] where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// The offset so many characters on, or back if negative; within the text and the limit.
  func moved(_ offset: Int, by characters: Int, limit: Int = .max) -> Int {
    let limit = min(limit, bytes.count)
    var place = offset
    var left = abs(characters)
    while left > 0, characters < 0 ? place > 0 : place < limit {
      place += characters < 0 ? -1 : 1
      while place > 0, place < limit, bytes[place] & 0xC0 == 0x80 {
        place += characters < 0 ? -1 : 1
      }
      left -= 1
    }
    return place
  }

  /// Whether the byte at an offset is a blank.
  func isBlank(_ offset: Int) -> Bool {
    offset < bytes.count && (bytes[offset] == 0x20 || (0x09...0x0D).contains(bytes[offset]))
  }
}
