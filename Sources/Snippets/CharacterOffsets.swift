// SPDX-License-Identifier: Apache-2.0

/// Measures a text by its UTF-8 in columns of a screen.
///
/// Chinese, Japanese and Korean letters and pictographs take two columns, everything else one, so
/// that fragments of all scripts are as long to the eye. Marks that combine count, too: a fragment
/// may be a little shorter for them, never longer.
struct CharacterOffsets {
  private let bytes: [UInt8]

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The columns of the characters that begin in a range of offsets.
  func count(in range: Range<Int>) -> Int {
    var count = 0
    for byte in bytes[range] { count += Self.columns(ofCharacterAt: byte) }
    return count
  }

  /// The offset so many columns on, or back if negative; within the text and the limit.
  ///
  /// Never more columns than that, and always between two characters.
  func moved(_ offset: Int, by columns: Int, limit: Int = .max) -> Int {
    let limit = min(limit, bytes.count)
    var place = offset
    var left = abs(columns)
    while columns < 0 ? place > 0 : place < limit {
      let next = neighbour(of: place, step: columns < 0 ? -1 : 1)
      left -= Self.columns(ofCharacterAt: bytes[min(place, next)])
      if left < 0 || next > limit { break }
      place = next
    }
    return place
  }

  /// The offset of the next character, or of the one before.
  func neighbour(of offset: Int, step: Int) -> Int {
    var place = offset + step
    while place > 0, place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += step }
    return place
  }

  /// Whether the byte at an offset is a blank.
  func isBlank(_ offset: Int) -> Bool {
    offset < bytes.count && (bytes[offset] == 0x20 || (0x09...0x0D).contains(bytes[offset]))
  }

  /// By a character's first byte, which is enough for the blocks where whole scripts are wide; 0 for
  /// a byte within a character.
  @inline(__always)
  private static func columns(ofCharacterAt byte: UInt8) -> Int {
    if byte & 0xC0 == 0x80 { return 0 }
    // U+3000 on: nothing that is much used there is narrow.
    return byte >= 0xE3 ? 2 : 1
  }
}
