// SPDX-License-Identifier: Apache-2.0

/// Takes neighbouring words in the order of documents and gives them back pair by pair.
///
/// Occurrences are noted as they come, and a million of them at a time sorted by their pairs. Each
/// pair has a chain of pieces in one growing memory, to which its postings are then added as
/// varints, a byte or two for most: so no pair is touched for a single occurrence. About 8 ns for
/// each.
struct PairCollector: ~Copyable {
  /// What is known of a pair so far.
  private struct State: BitwiseCopyable {
    /// The last document, plus one.
    var last: UInt32 = 0
    /// Where the first piece begins, where the next posting goes, and where the last piece ends.
    var first: UInt32 = 0
    var next: UInt32 = 0
    var end: UInt32 = 0
    /// The pieces so far.
    var pieces: UInt32 = 0
  }

  /// Bits of a note: the first word, the second, and the document from the sort's first on.
  private static let wordBits: UInt32 = 9
  private static let documentBits: UInt32 = 14
  private static let mostNotes = 1 << 20

  /// A posting takes at most two varints of five bytes each.
  private static let longestPosting = 10
  private static let linkSize = 4

  let words: Int
  private let states: UnsafeMutablePointer<State>
  private var memory = GrowingArray<UInt8>(capacity: 1 << 16)
  private var notes = GrowingArray<UInt32>(capacity: 1 << 12)
  private var sorted = GrowingArray<UInt32>(capacity: 1 << 12)
  /// The document from which those of the notes are counted.
  private var base: UInt32 = 0

  init(words: Int) {
    self.words = words
    states = .allocate(capacity: max(1, words * words))
    states.initialize(repeating: State(), count: words * words)
  }

  deinit {
    states.deallocate()
  }

  /// The size of a pair's pieces, the first being number 0: ever larger, up to a kilobyte.
  @inline(__always)
  private static func size(ofPiece number: UInt32) -> UInt32 {
    16 &<< min(number, 6)
  }
}

// MARK: - Taking

extension PairCollector {
  /// Takes a document's frequent words: for each position the word's number plus one, or zero.
  ///
  /// Documents ascend. No branch depends on the slots; about 1 ns each.
  mutating func take(_ slots: UnsafeBufferPointer<UInt16>, of document: UInt32) {
    if document &- base >= 1 &<< Self.documentBits || notes.count >= Self.mostNotes {
      sort()
      base = document
    }
    guard let slot = slots.baseAddress, slots.count > 1 else { return }
    let place = document &- base
    notes.reserve(slots.count)
    let room = notes.base + notes.count
    var kept = 0
    var first = UInt32(slot[0])
    for index in 1..<slots.count {
      let second = UInt32(slot[index])
      let pair = (first &- 1) &<< Self.wordBits | (second &- 1)
      room[kept] = pair &<< Self.documentBits | place
      kept &+= first != 0 && second != 0 ? 1 : 0
      first = second
    }
    notes.grown(by: kept)
  }

  /// Ends taking.
  mutating func finish() {
    sort()
  }

  /// Sorts the notes by pair, then by document as they are, and adds them to the pairs.
  private mutating func sort() {
    let shift = Self.documentBits
    sorted.truncate(to: 0)
    sorted.append(repeating: 0, count: notes.count)
    Self.spread(notes.values, by: shift, to: sorted.base)
    Self.spread(sorted.values, by: shift + Self.wordBits, to: notes.base)
    var index = 0
    while index < notes.count { add(from: &index) }
    notes.truncate(to: 0)
  }

  /// A pass of a counting sort, by one word.
  private static func spread(
    _ notes: UnsafeBufferPointer<UInt32>,
    by shift: UInt32,
    to target: UnsafeMutablePointer<UInt32>
  ) {
    let mask: UInt32 = 1 &<< wordBits &- 1
    withUnsafeTemporaryAllocation(of: Int.self, capacity: Int(mask) + 1) { places in
      places.initialize(repeating: 0)
      for note in notes { places[Int(note &>> shift & mask)] &+= 1 }
      var total = 0
      for word in places.indices {
        let count = places[word]
        places[word] = total
        total &+= count
      }
      for note in notes {
        let word = Int(note &>> shift & mask)
        target[places[word]] = note
        places[word] &+= 1
      }
    }
  }

  /// Adds the notes of one pair from `index` on, and moves it behind them.
  private mutating func add(from index: inout Int) {
    let pair = notes[index] &>> Self.documentBits
    let (first, second) = (Int(pair &>> Self.wordBits), Int(pair & (1 &<< Self.wordBits &- 1)))
    let place = states + (first &* words &+ second)
    var state = place.pointee
    while index < notes.count, notes[index] &>> Self.documentBits == pair {
      let note = notes[index]
      var frequency: UInt32 = 0
      while index < notes.count, notes[index] == note {
        frequency &+= 1
        index &+= 1
      }
      let document = base &+ note & (1 &<< Self.documentBits &- 1)
      append(document &+ 1, frequency, to: &state)
    }
    place.pointee = state
  }

  @inline(__always)
  private mutating func append(_ document: UInt32, _ frequency: UInt32, to state: inout State) {
    if state.next &+ UInt32(Self.longestPosting) > state.end { addPiece(&state) }
    var place = memory.base + Int(state.next)
    let gap = UInt64(document &- state.last)
    Self.write(gap &<< 1 | (frequency > 1 ? 1 : 0), at: &place)
    if frequency > 1 { Self.write(UInt64(frequency), at: &place) }
    state.next = UInt32(truncatingIfNeeded: place - memory.base)
    state.last = document
  }

  @inline(__always)
  private static func write(_ value: UInt64, at place: inout UnsafeMutablePointer<UInt8>) {
    var rest = value
    while rest >= 0x80 {
      place.pointee = UInt8(truncatingIfNeeded: rest) | 0x80
      place += 1
      rest &>>= 7
    }
    place.pointee = UInt8(truncatingIfNeeded: rest)
    place += 1
  }

  /// Appends a piece to a pair's chain; the last four bytes of a piece say where the next begins.
  @inline(never)
  private mutating func addPiece(_ state: inout State) {
    let start = UInt32(memory.count)
    let size = Self.size(ofPiece: state.pieces)
    memory.append(repeating: 0, count: Int(size))
    if state.pieces == 0 {
      state.first = start
    } else {
      let link = UnsafeMutableRawPointer(memory.base + Int(state.end))
      link.storeBytes(of: start, as: UInt32.self)
    }
    state.pieces &+= 1
    state.next = start
    state.end = start + size - UInt32(Self.linkSize)
  }
}

// MARK: - Giving back

extension PairCollector {
  /// Whether a pair occurs at all.
  func isEmpty(_ first: Int, _ second: Int) -> Bool {
    states[first * words + second].last == 0
  }

  /// Writes a pair's postings, without positions, and returns the list; the pair has some.
  func drain(
    _ first: Int,
    _ second: Int,
    into postings: inout PostingsWriter
  ) -> TermPostings {
    let state = states[first * words + second]
    postings.begin(hasPositions: false)
    var piece: UInt32 = 0
    var next = state.first
    var end = next + Self.size(ofPiece: 0) - UInt32(Self.linkSize)
    var document: UInt32 = 0
    while document != state.last {
      if next + UInt32(Self.longestPosting) > end {
        piece += 1
        let link = UnsafeRawPointer(memory.base + Int(end))
        next = link.loadUnaligned(as: UInt32.self)
        end = next + Self.size(ofPiece: piece) - UInt32(Self.linkSize)
      }
      let head = read(at: &next)
      document = document &+ UInt32(truncatingIfNeeded: head >> 1)
      let frequency = head & 1 == 0 ? 1 : UInt32(truncatingIfNeeded: read(at: &next))
      postings.append(document: document - 1, frequency: frequency, extra: 0, positions: nil)
    }
    return postings.finish()
  }

  @inline(__always)
  private func read(at next: inout UInt32) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = memory[Int(next)]
      next &+= 1
      value |= UInt64(byte & 0x7F) &<< shift
      if byte < 0x80 { return value }
      shift &+= 7
    }
  }
}
