// SPDX-License-Identifier: Apache-2.0

/// A shape of terms: `*` stands for any letters or none, `?` for one character.
struct TermPattern {
  private let pattern: [UInt8]

  init(_ pattern: [UInt8]) {
    self.pattern = pattern
  }

  /// Whether a whole term has the shape.
  ///
  /// Goes back to the last star only, so it costs at most the product of the two lengths.
  func matches(_ term: UnsafeBufferPointer<UInt8>) -> Bool {
    var (place, letter) = (0, 0)
    var retry: (place: Int, letter: Int)?
    while letter < term.count {
      let wanted = place < pattern.count ? pattern[place] : 0
      if wanted == UInt8(ascii: "*") {
        place += 1
        retry = (place, letter)
      } else if place < pattern.count, unsafe wanted == UInt8(ascii: "?") || wanted == term[letter]
      {
        letter = wanted == UInt8(ascii: "?") ? unsafe end(of: letter, in: term) : letter + 1
        place += 1
      } else if let last = retry {
        letter = unsafe end(of: last.letter, in: term)
        place = last.place
        retry = (place, letter)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// The byte after the character at an offset.
  private func end(of offset: Int, in term: UnsafeBufferPointer<UInt8>) -> Int {
    var offset = offset + 1
    while unsafe offset < term.count && term[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }
}
