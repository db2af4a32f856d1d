// SPDX-License-Identifier: Apache-2.0

/// A pattern over paths, in the dialect of `.gitignore`.
///
/// `*` stands for anything but `/`, `**` for anything, `?` for one byte but `/`, `[a-z]` for one of
/// a set, `\` makes the next byte plain. A pattern without `/` (but at its end) is matched against the last name
/// alone, any other against the whole path below the root; a `/` at the end asks for a folder.
struct Glob: Hashable, Sendable {
  private let pattern: [UInt8]
  private let isAnchored: Bool
  private let wantsFolder: Bool
  /// Whether the pattern began with `!`, and so takes back what an earlier one left out.
  let isNegated: Bool

  init(_ text: some Sequence<UInt8>) {
    var bytes = Array(text)
    isNegated = bytes.first == UInt8(ascii: "!")
    if isNegated { bytes.removeFirst() }
    wantsFolder = bytes.last == UInt8(ascii: "/")
    if wantsFolder { bytes.removeLast() }
    isAnchored = bytes.contains(UInt8(ascii: "/"))
    if bytes.first == UInt8(ascii: "/") { bytes.removeFirst() }
    pattern = bytes
  }

  /// Whether the pattern matches a path below the root, or its last name.
  ///
  /// Takes at most pattern length times path length steps.
  func matches(path: [UInt8], name: [UInt8], isFolder: Bool) -> Bool {
    guard !pattern.isEmpty, isFolder || !wantsFolder else { return false }
    return matches(isAnchored ? path : name)
  }

  /// One pass with a table of the places in the pattern that are reached, so that no pattern can
  /// take exponential time.
  private func matches(_ text: [UInt8]) -> Bool {
    var reached = [Bool](repeating: false, count: pattern.count + 1)
    reached[0] = true
    spread(&reached)
    for byte in text {
      var next = [Bool](repeating: false, count: pattern.count + 1)
      for place in pattern.indices where reached[place] { step(place, byte, &next) }
      spread(&next)
      reached = next
    }
    return reached[pattern.count]
  }

  /// Stars also stand for nothing, and `**/` for no folder.
  private func spread(_ reached: inout [Bool]) {
    for place in pattern.indices where reached[place] && pattern[place] == UInt8(ascii: "*") {
      let end = starEnd(place)
      reached[end] = true
      if end - place > 1, end < pattern.count, pattern[end] == UInt8(ascii: "/") {
        reached[end + 1] = true
      }
    }
  }

  private func starEnd(_ place: Int) -> Int {
    var end = place
    while end < pattern.count, pattern[end] == UInt8(ascii: "*") { end += 1 }
    return end
  }

  /// Where a byte leads from a place in the pattern.
  private func step(_ place: Int, _ byte: UInt8, _ next: inout [Bool]) {
    switch pattern[place] {
    case UInt8(ascii: "*"):
      let isDouble =
        starEnd(place) - place > 1
        || (place > 0 && pattern[place - 1] == UInt8(ascii: "*"))
      if isDouble || byte != UInt8(ascii: "/") { next[place] = true }
    case UInt8(ascii: "?"):
      if byte != UInt8(ascii: "/") { next[place + 1] = true }
    case UInt8(ascii: "["):
      guard let (end, holds) = set(place, byte) else {
        if byte == UInt8(ascii: "[") { next[place + 1] = true }
        return
      }
      if holds, byte != UInt8(ascii: "/") { next[end] = true }
    case UInt8(ascii: "\\") where place + 1 < pattern.count:
      if pattern[place + 1] == byte { next[place + 2] = true }
    default:
      if pattern[place] == byte { next[place + 1] = true }
    }
  }

  /// The place after the set that begins at `place`, and whether it holds `byte`; nil if it has no
  /// end.
  private func set(_ place: Int, _ byte: UInt8) -> (end: Int, holds: Bool)? {
    var index = place + 1
    let isComplement =
      index < pattern.count
      && (pattern[index] == UInt8(ascii: "!") || pattern[index] == UInt8(ascii: "^"))
    if isComplement { index += 1 }
    var holds = false
    let first = index
    while index < pattern.count, index == first || pattern[index] != UInt8(ascii: "]") {
      if index + 2 < pattern.count, pattern[index + 1] == UInt8(ascii: "-"),
        pattern[index + 2] != UInt8(ascii: "]")
      {
        if pattern[index] <= byte, byte <= pattern[index + 2] { holds = true }
        index += 3
      } else {
        if pattern[index] == byte { holds = true }
        index += 1
      }
    }
    return index < pattern.count ? (index + 1, holds != isComplement) : nil
  }
}
