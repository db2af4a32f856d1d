// SPDX-License-Identifier: Apache-2.0

/// A pattern over paths, in the dialect of `.gitignore`.
///
/// `*` stands for anything but `/`, `**` for anything, `?` for one byte but `/`, `[a-z]` for one of
/// a set, `\` makes the next byte plain. A pattern without `/` (but at its end) is matched against the last name
/// alone, any other against the whole path below the root; a `/` at the end asks for a folder.
struct Glob: Hashable, Sendable {
  private let steps: [GlobStep]
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
    steps = GlobStep.steps(of: bytes)
  }

  /// Whether the pattern matches a path below the root, or its last name.
  ///
  /// Takes at most pattern length times path length steps.
  func matches(path: [UInt8], name: [UInt8], isFolder: Bool) -> Bool {
    guard !steps.isEmpty, isFolder || !wantsFolder else { return false }
    return matches(isAnchored ? path : name)
  }

  /// One pass with a table of the steps that are reached, so that no pattern can take exponential
  /// time.
  private func matches(_ text: [UInt8]) -> Bool {
    var reached = [Bool](repeating: false, count: steps.count + 1)
    reached[0] = true
    spread(&reached)
    for byte in text {
      var next = [Bool](repeating: false, count: steps.count + 1)
      for place in steps.indices where reached[place] && steps[place].takes(byte) {
        next[steps[place].isStar ? place : place + 1] = true
      }
      spread(&next)
      reached = next
    }
    return reached[steps.count]
  }

  /// Stars also stand for nothing, and `**/` for no folder.
  private func spread(_ reached: inout [Bool]) {
    for place in steps.indices where reached[place] && steps[place].isStar {
      reached[place + 1] = true
      let isBeforeSlash = place + 1 < steps.count && steps[place + 1] == .byte(UInt8(ascii: "/"))
      if steps[place] == .stars, isBeforeSlash { reached[place + 2] = true }
    }
  }
}

/// A part of a pattern that stands for one byte, or, if it is a star, for any number of them.
private enum GlobStep: Hashable, Sendable {
  case byte(UInt8)
  case one
  case set(SIMD4<UInt64>)
  case star
  case stars

  var isStar: Bool { self == .star || self == .stars }

  /// Whether this can stand for a byte, or go on over it.
  func takes(_ byte: UInt8) -> Bool {
    switch self {
    case .byte(let wanted): byte == wanted
    case .one, .star: byte != UInt8(ascii: "/")
    case .stars: true
    case .set(let members):
      byte != UInt8(ascii: "/") && members[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1
    }
  }

  /// Takes a pattern apart, in one pass.
  static func steps(of pattern: [UInt8]) -> [GlobStep] {
    var steps: [GlobStep] = []
    var place = 0
    var mayHoldSets = true
    while place < pattern.count {
      let byte = pattern[place]
      if byte == UInt8(ascii: "*") {
        let end = pattern[place...].firstIndex { $0 != byte } ?? pattern.count
        steps.append(end - place > 1 ? .stars : .star)
        place = end
      } else if byte == UInt8(ascii: "["), mayHoldSets, let set = set(in: pattern, at: place) {
        steps.append(.set(set.members))
        place = set.end
      } else {
        // Where one set has no end, those after it have none.
        if byte == UInt8(ascii: "[") { mayHoldSets = false }
        let isEscape = byte == UInt8(ascii: "\\") && place + 1 < pattern.count
        steps.append(
          byte == UInt8(ascii: "?") ? .one : .byte(pattern[isEscape ? place + 1 : place])
        )
        place += isEscape ? 2 : 1
      }
    }
    return steps
  }

  /// The set that begins at a place, and the place after it; nil if it has no end.
  private static func set(
    in pattern: [UInt8],
    at place: Int
  ) -> (members: SIMD4<UInt64>, end: Int)? {
    var members = SIMD4<UInt64>()
    var index = place + 1
    let isComplement =
      index < pattern.count
      && (pattern[index] == UInt8(ascii: "!") || pattern[index] == UInt8(ascii: "^"))
    if isComplement { index += 1 }
    let first = index
    while index < pattern.count, index == first || pattern[index] != UInt8(ascii: "]") {
      var last = index
      if index + 2 < pattern.count, pattern[index + 1] == UInt8(ascii: "-"),
        pattern[index + 2] != UInt8(ascii: "]")
      {
        last = index + 2
      }
      for byte in Int(pattern[index])..<max(Int(pattern[index]), Int(pattern[last]) + 1) {
        members[byte >> 6] |= 1 << UInt64(byte & 63)
      }
      index = last + 1
    }
    return index < pattern.count ? (isComplement ? ~members : members, index + 1) : nil
  }
}
