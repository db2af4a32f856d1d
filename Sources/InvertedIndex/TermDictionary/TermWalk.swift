// SPDX-License-Identifier: Apache-2.0

import Storage

/// A walk along the terms that begin with some bytes and whose rest an automaton accepts.
///
/// Terms share beginnings with their neighbours, so the automaton takes only the bytes in which a term
/// differs from the one before; where it is dead, terms that share so much are passed over, and whole
/// blocks without being read if the index beside them shows what their terms begin with. Some 5 ns for
/// a term that is looked at, 2 ns for a block that is not.
struct TermWalk<Automaton: TermAutomaton>: ~Copyable {
  private typealias State = Automaton.State

  private let dictionary: TermDictionary
  private let automaton: Automaton
  private let prefix: [UInt8]
  /// How many bytes stand before the terms looked for.
  private let space: Int
  /// The state after each number of bytes of the key looked at, up to where it is dead.
  private let states: UnsafeMutablePointer<State>
  private let keyBytes: UnsafeMutablePointer<UInt8>

  /// A walk along the terms behind `space` that begin with `prefix`; the automaton sees what comes
  /// after both.
  ///
  /// A space is what keys of one kind begin with; those of the text begin with none. A space that
  /// begins with another is apart from it: terms themselves begin with no such byte.
  init(
    _ dictionary: TermDictionary,
    in space: [UInt8],
    after prefix: [UInt8],
    _ automaton: Automaton
  ) {
    let prefix = space + prefix
    self.space = space.count
    self.dictionary = dictionary
    self.automaton = automaton
    self.prefix = prefix
    states = .allocate(capacity: TermDictionaryFormat.longestKey + 1)
    states.initialize(repeating: automaton.start, count: TermDictionaryFormat.longestKey + 1)
    keyBytes = .allocate(capacity: TermDictionaryFormat.longestKey)
    keyBytes.initialize(repeating: 0, count: TermDictionaryFormat.longestKey)
  }

  deinit {
    states.deallocate()
    keyBytes.deallocate()
  }

  /// Calls `body` with each term in byte order: its block, place in it, and the automaton's state.
  borrowing func forEachTerm(
    _ body: (borrowing TermMatch, Automaton.State) throws(CorruptionError) -> Void
  ) throws(CorruptionError) {
    let blocks = try self.blocks()
    var deadLeading = Int.max
    for number in blocks {
      let shared = try dictionary.bytesInCommon(from: number)
      if shared >= deadLeading { continue }
      deadLeading = shared == 0 ? .max : deadLength(of: try dictionary.leading(number), shared)
      if shared >= deadLeading { continue }
      // What a block's terms have in common says nothing about those of the next.
      deadLeading = .max
      try search(number, body)
    }
  }

  /// The blocks in which such terms may be.
  private borrowing func blocks() throws(CorruptionError) -> Range<Int> {
    let first = prefix.isEmpty ? [IndexedField.firstTextByte] : prefix
    return try first.span.withUnsafeBufferPointer { (first) throws(CorruptionError) in
      let start = try dictionary.candidates(for: first).lowerBound
      guard !prefix.isEmpty else { return start..<dictionary.blocks }
      let word = first.leadingWord
      // What is added is one in the last byte of the prefix that the word has.
      let step = UInt64(1) << UInt64(8 * max(0, 8 - first.count))
      let (after, isBeyond) = word.addingReportingOverflow(step)
      let end =
        isBeyond ? dictionary.blocks : try dictionary.firstBlock(from: start, reaching: after)
      return start..<max(start, end)
    }
  }

  /// After how many of the first bytes of a word no term can be wanted; `Int.max` if one can.
  private borrowing func deadLength(of word: UInt64, _ count: Int) -> Int {
    var state = automaton.start
    for place in 0..<count {
      let byte = UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * place))
      if place < prefix.count {
        if byte != prefix[place] { return place + 1 }
      } else if place == space, byte < IndexedField.firstTextByte {
        return place + 1
      } else {
        state = automaton.step(state, byte)
        if automaton.isDead(state) { return place + 1 }
      }
    }
    return .max
  }

  private borrowing func search(
    _ number: Int,
    _ body: (borrowing TermMatch, Automaton.State) throws(CorruptionError) -> Void
  ) throws(CorruptionError) {
    let block = try TermBlock(dictionary.block(number), of: dictionary.place)
    var keys = block.keys
    var match = try TermMatch(block, number: number)
    var (place, length, dead) = (0, 0, Int.max)
    while keys.remaining > 0 {
      let shared = place == 0 ? 0 : keys.varint(upTo: length)
      let rest = keys.bytes(keys.varint(upTo: TermDictionaryFormat.longestKey - shared))
      guard !keys.isDamaged, shared + rest.count > 0 else {
        throw CorruptionError(.outOfRange("term key"), in: dictionary.place)
      }
      length = shared + rest.count
      if shared < dead {
        dead = read(rest, from: shared)
        if dead == .max, length >= prefix.count, automaton.accepts(states[length]) {
          match.key = UnsafeBufferPointer(start: keyBytes, count: length)
          try match.move(to: place)
          try body(match, states[length])
        }
      }
      place += 1
    }
  }

  /// Takes the bytes of a key from a place on; returns after how many it is dead, else `Int.max`.
  @inline(__always)
  private borrowing func read(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var depth = start
    var state = states[start]
    for index in 0..<bytes.count {
      let byte = bytes[index]
      keyBytes[depth] = byte
      if depth < prefix.count {
        if byte != prefix[depth] { return depth &+ 1 }
      } else if depth == space, byte < IndexedField.firstTextByte {
        return depth &+ 1
      } else {
        state = automaton.step(state, byte)
        if automaton.isDead(state) { return depth &+ 1 }
      }
      depth &+= 1
      states[depth] = state
    }
    return .max
  }
}

/// A term that a walk has come to.
struct TermMatch: ~Copyable {
  /// Valid until the walk goes on.
  fileprivate(set) var key = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// The term's rank among all keys.
  var ordinal: Int { block * TermDictionaryFormat.blockSize + place }
  private let block: Int
  private var place = -1
  private var records: TermBlock.Records
  private var record: TermBlock.Record?

  fileprivate init(_ block: TermBlock, number: Int) throws(CorruptionError) {
    self.block = number
    records = try block.records(from: 0)
  }

  /// Moves to the term at a place of the block.
  fileprivate mutating func move(to wanted: Int) throws(CorruptionError) {
    try records.skip(wanted - place - 1)
    record = try records.next()
    place = wanted
  }

  /// What the dictionary says about it.
  borrowing func entry() throws(CorruptionError) -> TermEntry {
    guard let record else {
      throw CorruptionError(.outOfRange("term record"), in: records.place)
    }
    return record.entry(ordinal: ordinal)
  }

  /// The records that follow in the block.
  var following: TermBlock.Records { records }
}
