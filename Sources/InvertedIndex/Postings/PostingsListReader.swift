// SPDX-License-Identifier: Apache-2.0

import Storage

/// Reads one list after another from first to last, a block of postings and a chunk of positions
/// at a time, as a merge does.
///
/// Has its own memory and takes no other, whatever the number of lists. Trusts nothing: documents
/// ascend and are the segment's, and there are as many positions as the frequencies say, or the
/// list is damaged. About 1 ns a posting; the source's memory must outlive the reader.
struct PostingsListReader: ~Copyable {
  private let source: PostingsSource
  private let directory: UnsafeMutablePointer<UInt32>
  /// The postings of the block read last.
  let block = BlockBuffer()
  private(set) var count = 0
  private var list: PostingsDirectory?
  private var number = 0
  private var last = UInt32.max
  private var documents = 0
  private var frequencies: UInt64 = 0
  private var term: TermPostings
  private var chunks: PositionChunks

  init(_ source: PostingsSource) {
    self.source = source
    directory = .allocate(capacity: 8)
    directory.initialize(repeating: 0, count: 8)
    term = TermPostings.none
    chunks = PositionChunks(source)
  }

  deinit {
    directory.deallocate()
    block.deallocate()
  }

  /// Begins a list.
  mutating func open(_ term: TermPostings) throws(CorruptionError) {
    self.term = term
    number = 0
    last = .max
    documents = Int(term.documentFrequency)
    frequencies = 0
    chunks.open(term)
    list = try term.isInline ? nil : openDirectory()
  }

  private func openDirectory() throws(CorruptionError) -> PostingsDirectory {
    if documents >= PostingsFormat.blockSize {
      guard let list = PostingsDirectory(long: term, in: source.postings) else {
        throw damage("postings offset")
      }
      return list
    }
    let usable = PostingsSource.usableCount(of: source.postings)
    guard let base = source.postings.baseAddress, term.postings < UInt64(usable),
      usable - Int(term.postings) >= 3
    else { throw damage("postings offset") }
    return PostingsDirectory(
      memory: directory,
      bound: 0,
      list: base + Int(term.postings),
      size: usable - Int(term.postings)
    )
  }

  private func damage(_ what: String) -> CorruptionError {
    CorruptionError(.outOfRange(what), in: source.name, at: term.postings)
  }
}

extension PostingsListReader {
  /// Reads the next block; false after the last.
  mutating func nextBlock() throws(CorruptionError) -> Bool {
    guard documents > 0 else {
      guard frequencies == term.totalFrequency || !term.hasPositions else {
        throw damage("number of positions")
      }
      return false
    }
    if let list { try read(list) } else { try readInline() }
    for index in 0..<count { frequencies &+= UInt64(block.frequencies[index]) }
    documents -= count
    number += 1
    return true
  }

  private mutating func readInline() throws(CorruptionError) {
    let document = UInt32(truncatingIfNeeded: term.postings)
    guard document < source.documentCount,
      term.totalFrequency < UInt64(PostingsFormat.frequencyLimit)
    else { throw damage("single posting") }
    block.documents[0] = document
    block.frequencies[0] = UInt32(term.totalFrequency)
    block.extras[0] = UInt32(truncatingIfNeeded: term.postings >> 32)
    count = 1
  }

  private mutating func read(_ list: PostingsDirectory) throws(CorruptionError) {
    let isFull = documents >= PostingsFormat.blockSize
    count = isFull ? PostingsFormat.blockSize : documents
    guard var bytes = list.bytes(of: number, count: count) else { throw damage("postings offset") }
    let isRight = isFull ? readFull(list, from: bytes) : readTail(list, from: bytes)
    guard isRight, ascends() else { throw damage("documents of a block") }
    last = block.documents[count - 1]
    bytes += list.documentSize(of: number, count: count)
    try read(list.frequencyShape[number], isFull, from: bytes, adding: 1, into: block.frequencies)
    bytes += list.frequencySize(of: number, count: count)
    try read(list.extraShape[number], isFull, from: bytes, adding: 0, into: block.extras)
  }

  private func read(
    _ shape: UInt8,
    _ isFull: Bool,
    from bytes: UnsafeRawPointer,
    adding constant: UInt32,
    into numbers: UnsafeMutablePointer<UInt32>
  ) throws(CorruptionError) {
    if isFull {
      PatchedBlock.decode(shape: shape, from: bytes, adding: constant, into: numbers)
    } else if shape == 0 {
      numbers.update(repeating: constant, count: count)
    } else {
      guard shape <= 32 else { throw damage("width of a tail") }
      let width = Int(shape)
      Unpack.tail(count: count, width: width, from: bytes, adding: constant, into: numbers)
    }
  }

  private func readFull(_ list: PostingsDirectory, from bytes: UnsafeRawPointer) -> Bool {
    let expected = list.last[number]
    guard expected < source.documentCount, last == .max || last < expected else { return false }
    return DocumentBlock.decode(
      shape: list.documentShape[number],
      from: bytes,
      after: last,
      last: expected,
      into: block.documents
    )
  }

  /// Whether the block's documents ascend, from the last of the block before on: searches can do
  /// without, but whoever writes them anew would write beyond what it measured.
  private func ascends() -> Bool {
    let documents = block.documents
    var isRight = last == .max || documents[0] > last
    for index in 1..<max(1, count) {
      let isNext = documents[index] > documents[index &- 1]
      isRight = isRight && isNext
    }
    return isRight
  }

  private func readTail(_ list: PostingsDirectory, from bytes: UnsafeRawPointer) -> Bool {
    let width = Int(list.documentShape[number])
    if width > 32 { return false }
    Unpack.tail(count: count, width: width, from: bytes, adding: 0, into: block.documents)
    // One less than the first document that may follow, which may be none: hence 64 bits.
    var document = UInt64(last &+ 1) &+ UInt64.max
    for index in 0..<count {
      document &+= UInt64(block.documents[index])
      block.documents[index] = UInt32(truncatingIfNeeded: document)
    }
    return document < UInt64(source.documentCount) && block.documents[0] < source.documentCount
  }
}

extension PostingsListReader {
  /// Numbers of the list's stream of positions that were read and not yet skipped.
  var numbers: UnsafePointer<UInt32> { chunks.numbers }
  var numberCount: Int { chunks.count }

  /// Makes sure that there are ``numbers``; false after the last.
  mutating func nextNumbers() throws(CorruptionError) -> Bool {
    if chunks.count > 0 { return true }
    guard chunks.rest > 0 else { return false }
    guard chunks.next() else {
      throw CorruptionError(.outOfRange("positions"), in: source.name, at: term.positions)
    }
    return true
  }

  /// Leaves out some of the ``numbers``.
  mutating func skip(_ more: Int) {
    chunks.skip(more)
  }
}

extension TermPostings {
  /// Stands where there is no list yet.
  static let none = TermPostings(
    documentFrequency: 0,
    totalFrequency: 0,
    postings: 0,
    positions: 0,
    maximumBound: 0,
    hasPositions: false
  )
}
