// SPDX-License-Identifier: Apache-2.0

/// Writes postings lists one after another into two growing buffers.
///
/// For each term: ``begin(hasPositions:)``, ``append(document:frequency:extra:positions:)`` for its
/// documents in ascending order, ``finish()``. At any time between lists the segment writer may
/// take what has been written; offsets go on counting.
///
/// The norms must be known from the start, because every block is bounded as it is written.
/// Costs about 2 ns a posting without positions.
package struct PostingsWriter: ~Copyable {
  private let norms: UnsafePointer<UInt8>
  private let lengthFactors: UnsafeMutablePointer<Float>

  private var bytes: [UInt8] = []
  private var taken: UInt64 = 0
  private var positions = PositionsWriter()
  private var list = PostingsListBuffer()
  private var hasPositions = true
  private var documentFrequency: UInt32 = 0
  private var totalFrequency: UInt64 = 0
  private var held = 0
  private let block = BlockBuffer()
  private var previous = UInt32.max
  private var firstPosition: UInt32 = 0

  /// A writer for documents whose norms are at `norms`, which must outlive it.
  package init(norms: UnsafePointer<UInt8>, averageLength: Float) {
    self.norms = norms
    lengthFactors = .allocate(capacity: 256)
    ScoringModel.writeLengthFactors(averageLength: averageLength, to: lengthFactors)
  }

  deinit {
    block.deallocate()
    lengthFactors.deallocate()
  }

  /// Bytes waiting to be taken.
  package var pendingBytes: Int { bytes.count + positions.bytes.count }

  /// Starts the next term's list.
  package mutating func begin(hasPositions: Bool = true) {
    self.hasPositions = hasPositions
    documentFrequency = 0
    totalFrequency = 0
    held = 0
    previous = UInt32.max
    list.removeAll()
    if hasPositions { positions.begin() }
  }

  /// Adds a posting.
  ///
  /// Documents ascend and are below 2³¹ − 1. Frequency is at least 1; what exceeds
  /// ``PostingsFormat/frequencyLimit`` is cut off, with its positions.
  package mutating func append(
    document: UInt32,
    frequency: UInt32,
    extra: UInt32,
    positions source: UnsafePointer<UInt32>?
  ) {
    if held == PostingsFormat.blockSize { flush() }
    let frequency = min(frequency, PostingsFormat.frequencyLimit - 1)
    block.documents[held] = document
    block.frequencies[held] = frequency
    block.extras[held] = min(extra, PostingsFormat.frequencyLimit - 1 - frequency)
    held &+= 1
    documentFrequency &+= 1
    totalFrequency &+= UInt64(frequency)
    guard hasPositions, let source else { return }
    if documentFrequency == 1 { firstPosition = source[0] }
    positions.append(source, count: Int(frequency))
  }

  /// Ends the list and returns what the dictionary must keep; a list has at least one posting.
  package mutating func finish() -> TermPostings {
    if documentFrequency == 1 { return finishInline() }
    let bound = boundOfBlock()
    let isShort = documentFrequency < PostingsFormat.blockSize
    let start = isShort ? writeShort() : writeLong(lastBound: bound)
    return TermPostings(
      documentFrequency: documentFrequency,
      totalFrequency: totalFrequency,
      postings: start,
      positions: hasPositions ? positions.finish() : 0,
      maximumBound: max(bound, list.maximumBound),
      hasPositions: hasPositions
    )
  }

  /// Ends both sections with their padding; nothing may be written after.
  package mutating func finishSections() {
    bytes.append(contentsOf: repeatElement(0, count: PostingsFormat.padding))
    positions.pad()
  }

  /// Hands over the bytes of the postings section written since the last time.
  package mutating func takePostings() -> [UInt8] {
    taken += UInt64(bytes.count)
    let result = bytes
    bytes = []
    return result
  }

  /// Hands over the bytes of the positions section written since the last time.
  package mutating func takePositions() -> [UInt8] {
    positions.take()
  }
}

extension PostingsWriter {
  private mutating func finishInline() -> TermPostings {
    let hasOne = totalFrequency == 1
    return TermPostings(
      documentFrequency: 1,
      totalFrequency: totalFrequency,
      postings: UInt64(block.documents[0]) | UInt64(block.extras[0]) << 32,
      positions: !hasPositions ? 0 : hasOne ? UInt64(firstPosition) : positions.finish(),
      maximumBound: 0,
      hasPositions: hasPositions
    )
  }

  /// Moves a full block into the list.
  private mutating func flush() {
    let last = block.documents[held - 1]
    list.begin(last: last, bound: boundOfBlock())
    let document = DocumentBlock.append(block.documents, after: previous, to: &list.payload)
    let frequency = appendPatched(block.frequencies, less: 1)
    let extra = appendPatched(block.extras, less: 0)
    list.end(document: document, frequency: frequency, extra: extra, total: blockFrequency())
    previous = last
    held = 0
  }

  private mutating func appendPatched(
    _ numbers: UnsafeMutablePointer<UInt32>,
    less: UInt32
  ) -> UInt8 {
    for index in 0..<held { block.scratch[index] = numbers[index] &- less }
    return PatchedBlock.append(block.scratch, to: &list.payload)
  }

  /// Appends the held postings to the payload as the tail of a list, and returns the widths.
  private mutating func writeTail() -> (document: UInt8, frequency: UInt8, extra: UInt8) {
    for index in 0..<held {
      block.scratch[index] = block.documents[index] &- previous
      previous = block.documents[index]
      block.frequencies[index] &-= 1
    }
    return (tail(block.scratch), tail(block.frequencies), tail(block.extras))
  }

  private mutating func tail(_ numbers: UnsafeMutablePointer<UInt32>) -> UInt8 {
    let width = Pack.width(of: numbers, count: held)
    Pack.tail(numbers, count: held, width: width, to: &list.payload)
    return UInt8(width)
  }

  private mutating func writeShort() -> UInt64 {
    let start = taken + UInt64(bytes.count)
    let shapes = writeTail()
    bytes += [shapes.document, shapes.frequency, shapes.extra]
    bytes.append(contentsOf: list.payload)
    return start
  }

  private mutating func writeLong(lastBound: UInt8) -> UInt64 {
    if held == PostingsFormat.blockSize {
      flush()
    } else {
      let total = blockFrequency()
      list.begin(last: block.documents[held - 1], bound: lastBound)
      let shapes = writeTail()
      list.end(
        document: shapes.document,
        frequency: shapes.frequency,
        extra: shapes.extra,
        total: total
      )
    }
    while (taken + UInt64(bytes.count)) % 16 != 0 { bytes.append(0) }
    let start = taken + UInt64(bytes.count)
    list.write(to: &bytes, hasPositions: hasPositions)
    return start
  }

  private func blockFrequency() -> UInt32 {
    var total: UInt32 = 0
    for index in 0..<held { total &+= block.frequencies[index] }
    return total
  }

  /// The largest impact of the held postings in 255ths, rounded up.
  private func boundOfBlock() -> UInt8 {
    var best: Float = 0
    for index in 0..<held {
      let frequency = Float(block.frequencies[index] &+ block.extras[index])
      let length = lengthFactors[Int(norms[Int(block.documents[index])])]
      best = max(best, frequency / (frequency + length))
    }
    return PostingsFormat.bound(impact: best)
  }
}
