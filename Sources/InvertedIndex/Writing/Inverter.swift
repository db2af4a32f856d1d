// SPDX-License-Identifier: Apache-2.0

import TextAnalysis

/// Takes tokens document by document and keeps them until the segment is sealed.
///
/// What it keeps per token is four bytes in a ``TokenStream``; turning the stream into postings is
/// the work of ``Inversion``.
struct Inverter: ~Copyable {
  var table = TermTable()
  var stream = TokenStream()
  var columns = DocumentColumns()
  var boundaries = BoundariesWriter()
  /// The first position of each document when all documents are laid end to end.
  var bases = GrowingArray<UInt32>()
  /// The first entry of each document in the stream, and the end of the last.
  var streamStarts = GrowingArray<UInt32>()
  /// Fields that count more than once, of all documents.
  var heavyFields = GrowingArray<HeavyField>()
  /// For each document its first heavy field, and one more for the end.
  var heavyStarts = GrowingArray<UInt32>()
  private let weights: FieldWeights

  // The document being added.
  private var base: UInt32 = 0
  private var position: UInt32 = 0
  private var expected: UInt32 = 0
  private var streamStart = 0
  private var heavyStart = 0
  private var weightedLength: UInt64 = 0
  private var current = DocumentBoundaries()
  private var startsParagraph = false
  private var field = IndexedField.body
  /// Where loads go that are made for the cache only.
  private var touched: UInt64 = 0
  /// Room for a short field's key, padded.
  private let key: UnsafeMutablePointer<UInt8>
  /// Room for what becomes of a batch: at most three entries a token.
  private let entries: UnsafeMutablePointer<UInt32>

  /// Positions `start..<end` of a document count `extra` times more than once.
  struct HeavyField: BitwiseCopyable {
    var start: UInt32
    var end: UInt32
    var extra: UInt32
  }

  init(weights: FieldWeights) {
    self.weights = weights
    key = .allocate(capacity: TermTable.longestKey + 8)
    key.initialize(repeating: 0, count: TermTable.longestKey + 8)
    entries = .allocate(capacity: 3 * TokenBatch.capacity)
    heavyStarts.append(0)
    streamStarts.append(0)
  }

  deinit {
    entries.deallocate()
    key.deallocate()
  }

  /// Bytes held, and those that sealing will take: up to twice as much again as the stream.
  var memoryInUse: Int {
    stream.memoryInUse * 3 + table.memoryInUse + columns.memoryInUse + boundaries.memoryInUse
      + bases.memoryInUse + streamStarts.memoryInUse + heavyFields.memoryInUse
      + heavyStarts.memoryInUse
  }

  /// Whether another document might have more positions than the stream can number.
  var isFull: Bool { base > 1 << 30 }
}

// MARK: - Documents

extension Inverter {
  /// Begins a document, giving up one that was begun and not ended.
  mutating func begin() {
    stream.truncate(to: streamStart)
    heavyFields.truncate(to: heavyStart)
    current.fields.removeAll(keepingCapacity: true)
    current.starts.removeAll(keepingCapacity: true)
    position = 0
    expected = base
    weightedLength = 0
  }

  /// The position at which the first token of more text in `field` stands.
  ///
  /// One position is left out between fields, so that phrases never cross.
  mutating func startText(in field: IndexedField) -> UInt32 {
    self.field = field
    startsParagraph = true
    guard let last = current.fields.last else { return 0 }
    return last.field == field ? position : position + 1
  }

  /// Ends the text begun at `start`, with `end` the position after its last token.
  mutating func endText(from start: UInt32, to end: UInt32) {
    guard end > start else { return }
    position = end
    weightedLength += UInt64(end - start) * UInt64(weights[field: field])
    if current.fields.last?.field == field {
      let first = current.fields[current.fields.count - 1].positions.lowerBound
      current.fields[current.fields.count - 1].positions = first..<end
    } else {
      current.fields.append(.init(field: field, positions: start..<end))
    }
  }

  /// Ends the document.
  mutating func finish(_ document: DocumentMetadata) {
    for range in current.fields where weights[field: range.field] > 1 {
      heavyFields.append(
        HeavyField(
          start: range.positions.lowerBound,
          end: range.positions.upperBound,
          extra: weights[field: range.field] - 1
        )
      )
    }
    heavyStarts.append(UInt32(heavyFields.count))
    columns.append(
      document,
      weightedLength: UInt32(clamping: weightedLength),
      words: current.fields.reduce(0) { $0 + ($1.field == .body ? UInt32($1.positions.count) : 0) }
    )
    boundaries.append(current)
    bases.append(base)
    base += position
    streamStart = stream.count
    streamStarts.append(UInt32(streamStart))
    heavyStart = heavyFields.count
    begin()
  }
}

// MARK: - Tokens

extension Inverter {
  private static let notable =
    TokenFlags.startsSentence.rawValue | TokenFlags.hasSurface.rawValue

  /// Takes a batch of tokens of the text begun last.
  mutating func take(_ batch: borrowing TokenBatch) {
    if field.isApart { return takeApart(batch) }
    let count = batch.count
    var sink: UInt64 = 0
    for index in 0..<count { sink ^= table.touch(batch.hash[index]) }
    for index in 0..<count where batch.length[index] > 8 {
      sink ^= table.touchBytes(batch.hash[index])
    }
    touched = sink
    let isShort = field.isShort
    var filled = 0
    for index in 0..<count {
      let bytes = UnsafePointer(batch.arena + Int(batch.offset[index]))
      let length = Int(batch.length[index])
      let hash = batch.hash[index]
      let number = table.number(of: bytes, length: length, hash: hash)
      if startsParagraph || batch.flags[index] & Self.notable != 0 {
        note(index, of: batch, number)
      }
      if batch.flags[index] & TokenFlags.isJoined.rawValue != 0 { stay(filled) }
      place(number, at: batch.position[index], isShort: isShort, &filled)
      if isShort { addShort(bytes, length, hash, &filled) }
    }
    stream.append(entries, count: filled)
  }

  /// Takes tokens that only the field's own lists are to have.
  private mutating func takeApart(_ batch: borrowing TokenBatch) {
    var filled = 0
    for index in 0..<batch.count {
      let startsSentence = batch.flags[index] & TokenFlags.startsSentence.rawValue != 0
      if startsParagraph || startsSentence { addStart(batch.position[index]) }
      let number = shortNumber(
        of: UnsafePointer(batch.arena + Int(batch.offset[index])),
        length: Int(batch.length[index]),
        hash: batch.hash[index]
      )
      place(number, at: batch.position[index], isShort: false, &filled)
    }
    stream.append(entries, count: filled)
  }

  /// Takes words that stand one position apart, from `position` on.
  mutating func take(_ words: borrowing WordBatch, from position: UInt32) {
    let count = words.count
    var sink: UInt64 = 0
    for index in 0..<count { sink ^= table.touch(words[index].hash) }
    for index in 0..<count where words[index].length > 8 {
      sink ^= table.touchBytes(words[index].hash)
    }
    touched = sink
    if startsParagraph, count > 0 { addStart(position) }
    let isShort = field.isShort
    var filled = 0
    for index in 0..<count {
      let word = words[index]
      let key = word.length <= 8 ? word.key : word.hash
      let number = table.number(of: word.bytes, length: word.length, hash: word.hash, key: key)
      place(number, at: position &+ UInt32(index), isShort: isShort, &filled)
      if isShort { addShort(word.bytes, word.length, word.hash, &filled) }
    }
    stream.append(entries, count: filled)
  }

  /// Makes what comes next stand where the last entry does.
  @inline(__always)
  private mutating func stay(_ filled: Int) {
    entries[filled &- 1] |= TokenStream.stay
    expected &-= 1
  }

  /// Adds a token to the entries that are to go into the stream.
  @inline(__always)
  private mutating func place(
    _ number: UInt32,
    at position: UInt32,
    isShort: Bool,
    _ filled: inout Int
  ) {
    let global = base &+ position
    if global != expected {
      entries[filled] = TokenStream.jump | global
      filled &+= 1
    }
    entries[filled] = isShort ? number | TokenStream.stay : number
    filled &+= 1
    expected = global &+ 1
  }

  /// Adds a term as a short field's own.
  private mutating func addShort(
    _ bytes: UnsafePointer<UInt8>,
    _ length: Int,
    _ hash: UInt64,
    _ filled: inout Int
  ) {
    entries[filled] = shortNumber(of: bytes, length: length, hash: hash)
    filled &+= 1
  }

  /// The number of a term as a short field's own.
  private mutating func shortNumber(
    of bytes: UnsafePointer<UInt8>,
    length: Int,
    hash: UInt64
  ) -> UInt32 {
    key[0] = IndexedField.namespace
    key[1] = field.rawValue
    (key + 2).update(from: bytes, count: length)
    (key + 2 + length).update(repeating: 0, count: 8)
    let mixed = (hash ^ UInt64(field.rawValue)) &* 0x9E37_79B9_7F4A_7C15
    return table.number(of: key, length: length + 2, hash: mixed ^ mixed &>> 32)
  }

  /// What few tokens have: the start of a sentence or paragraph, a surface.
  @inline(never)
  private mutating func note(_ index: Int, of batch: borrowing TokenBatch, _ number: UInt32) {
    let flags = batch.flags[index]
    if startsParagraph || flags & TokenFlags.startsSentence.rawValue != 0 {
      addStart(batch.position[index])
    }
    guard flags & TokenFlags.hasSurface.rawValue != 0 else { return }
    table.note(
      surface: batch.arena + Int(batch.surfaceOffset[index]),
      length: Int(batch.surfaceLength[index]),
      of: number
    )
  }

  private mutating func addStart(_ position: UInt32) {
    current.starts.append(.init(position: position, isParagraph: startsParagraph))
    startsParagraph = false
  }
}
