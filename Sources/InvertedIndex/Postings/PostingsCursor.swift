// SPDX-License-Identifier: Apache-2.0

/// A walk along one postings list, a block at a time.
///
/// Documents are decoded when a block is entered, frequencies and positions only when asked for.
/// The directory is checked to lie inside the section when the cursor is made, a block's bytes and
/// documents when it is entered. Damage is noted and ends the walk; nothing traps.
///
/// Plain pointers and numbers throughout: hot loops copy a cursor to a local variable, run, and
/// write it back. Made by ``CursorArena``, which owns everything it points to.
struct PostingsCursor {
  let documentFrequency: Int
  let list: PostingsDirectory
  let documentCount: UInt32
  let damage: UnsafeMutablePointer<Damage>

  /// The 128 documents of the block entered, ``PostingsFormat/noDocument`` from ``size`` on, and
  /// behind them something that is none of these.
  let documents: UnsafeMutablePointer<UInt32>
  let frequencyBuffer: UnsafeMutablePointer<UInt32>
  let weightBuffer: UnsafeMutablePointer<UInt32>

  /// The block entered; the number of blocks when the walk has ended.
  private(set) var block = 0
  private(set) var size = 0
  private(set) var blockLast: UInt32 = 0

  /// Whether the list could be found where its term says it is.
  private var isUsable = true

  /// Where in the block the walk stands.
  var index = 0

  /// The document it stands on, ``PostingsFormat/noDocument`` at the end.
  private(set) var document: UInt32 = 0

  /// The block in which a bound was last looked up; never behind the block entered for long.
  var boundBlock = 0

  /// The blocks whose frequencies, and weighted ones, are in the buffers; −1 for none.
  var frequencyBlock = -1
  var weightBlock = -1
  var positions: PositionsCursor

  /// Occurrences in the block before its `summedIndex`th posting.
  var summed: UInt32 = 0
  var summedIndex = 0

  /// A cursor on the list's first document.
  init(_ term: TermPostings, in arena: CursorArena) {
    let size = PostingsFormat.blockSize
    let padded = size + DocumentBlock.padding
    let memory = arena.uninitialized(UInt32.self, count: padded + 3 * size)
    documents = memory
    memory.initialize(repeating: PostingsFormat.noDocument, count: padded)
    frequencyBuffer = memory + padded
    weightBuffer = frequencyBuffer + size
    frequencyBuffer.initialize(repeating: 0, count: 3 * size)
    documentCount = arena.source.documentCount
    damage = arena.damage
    positions = PositionsCursor(term, buffer: weightBuffer + size, in: arena)
    documentFrequency = Int(term.documentFrequency)
    let isLong = documentFrequency >= size
    if isLong, let directory = PostingsDirectory(long: term, in: arena.source.postings) {
      list = directory
      enter(0)
      return
    }
    let directory = arena.allocate(UInt32.self, count: 8, repeating: 0)
    let bytes = isLong ? nil : Self.shortList(term, in: arena.source.postings)
    list = PostingsDirectory(
      memory: directory,
      bound: term.isInline ? Self.inlineBound(term, in: arena.source) : term.maximumBound,
      list: bytes?.baseAddress,
      size: bytes?.count ?? 0
    )
    if term.isInline {
      enterInline(term, last: directory)
    } else if bytes != nil {
      enterShort(last: directory)
    } else {
      spoil("postings offset")
    }
  }
}

extension PostingsCursor {
  /// The bytes from a short list's first on, at least its three shapes.
  private static func shortList(
    _ term: TermPostings,
    in section: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer? {
    let usable = PostingsSource.usableCount(of: section)
    guard term.postings < UInt64(usable), usable - Int(term.postings) >= 3 else { return nil }
    return UnsafeRawBufferPointer(rebasing: section[Int(term.postings)..<usable])
  }

  /// The bound of a single posting.
  private static func inlineBound(_ term: TermPostings, in source: PostingsSource) -> UInt8 {
    let document = UInt32(truncatingIfNeeded: term.postings)
    guard document < source.documentCount else { return 0 }
    let limit = UInt64(PostingsFormat.frequencyLimit)
    let frequency = Float(min(term.totalFrequency, limit)) + Float(min(term.postings >> 32, limit))
    let length = ScoringModel.lengthFactor(
      norm: source.norms[Int(document)],
      averageLength: source.averageLength
    )
    return PostingsFormat.bound(impact: frequency / (frequency + length))
  }

  private mutating func enterInline(_ term: TermPostings, last: UnsafeMutablePointer<UInt32>) {
    let only = UInt32(truncatingIfNeeded: term.postings)
    guard only < documentCount, term.totalFrequency < UInt64(PostingsFormat.frequencyLimit) else {
      return spoil("single posting")
    }
    last[0] = only
    documents[0] = only
    frequencyBuffer[0] = UInt32(truncatingIfNeeded: term.totalFrequency)
    weightBuffer[0] = frequencyBuffer[0] &+ UInt32(truncatingIfNeeded: term.postings >> 32)
    size = 1
    blockLast = only
    document = only
    frequencyBlock = 0
    weightBlock = 0
  }

  /// Goes back to the single posting.
  private mutating func enterInlineAgain() {
    size = 1
    index = 0
    blockLast = list.last[0]
    document = blockLast
    documents[0] = document
  }

  private mutating func enterShort(last: UnsafeMutablePointer<UInt32>) {
    size = documentFrequency
    guard let bytes = list.bytes(of: 0, count: size),
      decodeTail(0, from: bytes, after: UInt32.max)
    else { return spoil("documents of a short list") }
    last[0] = documents[size &- 1]
    blockLast = last[0]
    document = documents[0]
  }

  /// Enters a block; its documents can then be read.
  ///
  /// Costs 21-24 ns for most.
  @inline(never)
  mutating func enter(_ number: Int) {
    block = number
    summed = 0
    summedIndex = 0
    if number >= list.blocks || !isUsable { return end() }
    if documentFrequency == 1 { return enterInlineAgain() }
    let isFull = number < list.fullBlocks
    size = size(of: number)
    let expected = list.last[number]
    let previous = number == 0 ? UInt32.max : list.last[number &- 1]
    guard expected < documentCount, number == 0 || previous < expected else {
      return fail("last document of a block")
    }
    guard let bytes = list.bytes(of: number, count: size) else { return fail("postings offset") }
    let isRight =
      isFull
      ? DocumentBlock.decode(
        shape: list.documentShape[number],
        from: bytes,
        after: previous,
        last: expected,
        into: documents
      )
      : decodeTail(number, from: bytes, after: previous) && documents[size &- 1] == expected
    guard isRight else { return fail("documents of a block") }
    blockLast = expected
    index = 0
    document = documents[0]
  }

  /// The number of postings in a block.
  @inline(__always)
  func size(of number: Int) -> Int {
    number < list.fullBlocks
      ? PostingsFormat.blockSize : documentFrequency &- number &* PostingsFormat.blockSize
  }

  /// Decodes the documents of a tail, and returns whether they can be right.
  private mutating func decodeTail(
    _ number: Int,
    from bytes: UnsafeRawPointer,
    after previous: UInt32
  ) -> Bool {
    let width = Int(list.documentShape[number])
    if width > 32 { return false }
    Unpack.tail(count: size, width: width, from: bytes, adding: 0, into: documents)
    // One less than the first document that may follow, which may be none: hence 64 bits.
    var document = UInt64(previous &+ 1) &+ UInt64.max
    for index in 0..<size {
      document &+= UInt64(documents[index])
      documents[index] = UInt32(truncatingIfNeeded: document)
    }
    for index in size..<PostingsFormat.blockSize { documents[index] = PostingsFormat.noDocument }
    return document < UInt64(documentCount) && documents[0] < documentCount
  }

  /// Ends the walk.
  mutating func end() {
    block = list.blocks
    size = 0
    index = 0
    blockLast = PostingsFormat.noDocument
    document = PostingsFormat.noDocument
    documents.update(repeating: PostingsFormat.noDocument, count: PostingsFormat.blockSize)
  }

  /// Gives the list up because of damage.
  private mutating func spoil(_ what: StaticString) {
    isUsable = false
    fail(what)
  }

  /// Ends the walk because of damage.
  mutating func fail(_ what: StaticString) {
    damage.pointee.note(what, at: UInt64(max(0, block)))
    end()
  }
}

extension PostingsCursor {
  /// Goes back to the first document.
  mutating func restart() {
    boundBlock = 0
    if block != 0 { enter(0) } else { stand(at: 0) }
  }

  /// Moves to the next document.
  @inline(__always)
  mutating func next() {
    index &+= 1
    if index < size {
      document = documents[index]
    } else if block < list.blocks {
      enter(block &+ 1)
    }
  }

  /// Moves to the first document that is not below `target`, if that lies ahead.
  @inline(__always)
  mutating func advance(to target: UInt32) {
    if target <= document { return }
    if target > blockLast {
      enter(firstBlock(reaching: target))
      if document >= target { return }
    }
    stand(at: BlockSearch.firstIndex(of: target, in: documents))
  }

  /// Moves to a posting of the block entered.
  @inline(__always)
  mutating func stand(at index: Int) {
    self.index = index
    document = documents[index]
  }

  /// The first block from the present one on whose last document is not below `target`.
  @inline(__always)
  func firstBlock(reaching target: UInt32) -> Int {
    firstBlock(reaching: target, from: block)
  }

  /// The first block from `start` on whose last document is not below `target`.
  ///
  /// Looks at the next few one by one, then at whole groups, then inside the group.
  @inline(__always)
  func firstBlock(reaching target: UInt32, from start: Int) -> Int {
    var number = start
    let near = min(number &+ 4, list.blocks)
    while number < near {
      if list.last[number] >= target { return number }
      number &+= 1
    }
    return number >= list.blocks ? list.blocks : farBlock(reaching: target, from: number)
  }

  @inline(never)
  private func farBlock(reaching target: UInt32, from start: Int) -> Int {
    var group = start / PostingsFormat.groupSize
    if list.groupLast[group] < target {
      group = firstGroup(reaching: target, after: group)
      if group == list.groups { return list.blocks }
    }
    let end = min((group &+ 1) &* PostingsFormat.groupSize, list.blocks)
    var number = max(start, group &* PostingsFormat.groupSize)
    while number &+ 16 <= end {
      let below = BlockSearch.below(target, in: UnsafeRawPointer(list.last + number))
      number &+= below
      if below < 16 { return number }
    }
    while number < end && list.last[number] < target { number &+= 1 }
    return number
  }

  /// Gallops over groups, of which `start` does not reach the target.
  private func firstGroup(reaching target: UInt32, after start: Int) -> Int {
    var low = start
    var step = 1
    while low &+ step < list.groups && list.groupLast[low &+ step] < target {
      low &+= step
      step &*= 2
    }
    var high = min(low &+ step, list.groups)
    while high &- low > 1 {
      let middle = (low &+ high) >> 1
      if list.groupLast[middle] < target { low = middle } else { high = middle }
    }
    return high
  }
}
