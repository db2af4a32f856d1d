// SPDX-License-Identifier: Apache-2.0

/// All terms that become a word by at most two edits: a letter put in, left out, exchanged, or swapped
/// with its neighbour.
///
/// Letters are code points. Two letters that were swapped are not edited again, so this is the distance
/// of "optimal string alignment". A state holds, for each number of edits, which places of the word
/// may have been reached; since these lie at most two before or behind the number of letters read,
/// five bits say it (the bits of Wu and Manber 1992 along the diagonal, as in the universal automaton of
/// Mihov and Schulz 2004). So the length of a word has no limit, and nothing is made before the walk.
struct EditAutomaton: TermAutomaton {
  /// Bit `o + 2` of each lane stands for the place `letters + o` of the word.
  struct State: BitwiseCopyable {
    var none: UInt8 = 0
    var one: UInt8 = 0
    var two: UInt8 = 0
    /// Places whose next two letters are being read the other way round.
    var oneSwapping: UInt8 = 0
    var twoSwapping: UInt8 = 0
    /// Letters of the term that were read.
    var letters: UInt16 = 0
    /// A code point of which bytes are missing.
    var missing: UInt8 = 0
    var partial: UInt32 = 0
  }

  /// The word's code points with three that are none before them, and six after.
  private let word: [UInt32]
  private let count: Int
  /// All bits, or none if so many edits are not wanted.
  private let (ones, twos): (UInt8, UInt8)

  private static let noLetter = UInt32.max
  private static let lane: UInt8 = 0x1F

  /// Terms within so many edits of a word, no more than two.
  init(_ word: [UInt8], edits: Int) {
    let letters = String(decoding: word, as: UTF8.self).unicodeScalars.map(\.value)
    let none = [UInt32](repeating: Self.noLetter, count: 6)
    self.word = none.prefix(3) + letters + none
    count = letters.count
    ones = edits > 0 ? Self.lane : 0
    twos = edits > 1 ? Self.lane : 0
  }

  var start: State {
    var state = State(none: 1 << 2)
    // Letters left out at the beginning.
    state.one = 1 << 3 & ones
    state.two = 1 << 4 & twos
    keepPlaces(&state)
    return state
  }

  @inline(__always)
  func step(_ state: State, _ byte: UInt8) -> State {
    if byte < 0x80 { return read(state, UInt32(byte)) }
    var state = state
    if byte & 0xC0 == 0x80 {
      state.partial = state.partial << 6 | UInt32(byte & 0x3F)
      guard state.missing > 1 else { return read(state, state.partial) }
      state.missing -= 1
      return state
    }
    let length: UInt8 = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    state.missing = length - 1
    state.partial = UInt32(byte & (0x7F >> length))
    return state
  }

  /// The state after one more letter.
  @inline(__always)
  private func read(_ state: State, _ letter: UInt32) -> State {
    let first = Int(state.letters)
    guard first <= count + 2 else { return State() }
    // Bit j: the letter three before this place and j further is the same.
    var same: UInt8 = 0
    for place in 0..<7 where word[first &+ place] == letter { same |= 1 << UInt8(place) }
    let (here, ahead, behind) = (same >> 1, same >> 2, same)
    var next = State(letters: state.letters + 1)
    next.none = state.none & here
    // The same place with an edit more: a letter put in. The next: exchanged. Beyond: left out.
    next.one =
      (state.one & here | state.none | state.none >> 1 | state.oneSwapping & behind
        | next.none << 1) & ones
    next.two =
      (state.two & here | state.one | state.one >> 1 | state.twoSwapping & behind
        | next.one << 1) & twos
    next.oneSwapping = state.none & ahead & ones
    next.twoSwapping = state.one & ahead & twos
    keepPlaces(&next)
    return next
  }

  /// Leaves out places beyond the word's end.
  @inline(__always)
  private func keepPlaces(_ state: inout State) {
    let room = count &+ 3 &- Int(state.letters)
    guard room < 5 else { return }
    let mask: UInt8 = room <= 0 ? 0 : 1 << UInt8(room) &- 1
    state.none &= mask
    state.one &= mask
    state.two &= mask
  }

  @inline(__always)
  func isDead(_ state: State) -> Bool {
    (state.none | state.one | state.two | state.oneSwapping | state.twoSwapping) & Self.lane == 0
  }

  @inline(__always)
  func accepts(_ state: State) -> Bool {
    edits(state) != nil
  }

  /// The edits between the word and what was read; nil if it takes more than were allowed.
  @inline(__always)
  func edits(_ state: State) -> Int? {
    let offset = count &- Int(state.letters)
    guard abs(offset) <= 2, state.missing == 0 else { return nil }
    let bit: UInt8 = 1 << UInt8(offset &+ 2)
    if state.none & bit != 0 { return 0 }
    if state.one & bit != 0 { return 1 }
    return state.two & bit != 0 ? 2 : nil
  }
}
