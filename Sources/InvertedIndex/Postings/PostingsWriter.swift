// SPDX-License-Identifier: Apache-2.0

/// Writes postings lists one after another into two growing buffers.
///
/// For each term: ``begin(hasPositions:)``, its postings in ascending order of their documents,
/// ``finish()``. At any time between lists the segment writer may take what has been written;
/// offsets go on counting.
///
/// Norms and languages must be known from the start, because every block is bounded as it is
/// written, and every term told in which languages it occurs. Costs about 2 ns a posting, 1 ns a
/// position, and 20 ns a list.
package struct PostingsWriter: ~Copyable {
  private let norms: UnsafePointer<UInt8>
  private let documentLanguages: UnsafePointer<UInt8>?
  private let lengthFactors: UnsafeMutablePointer<Float>

  private var bytes = GrowingArray<UInt8>(capacity: 1 << 12)
  private var taken: UInt64 = 0
  var positions = PositionsWriter()
  private var list = PostingsListBuffer()
  private(set) var hasPositions = true
  private var totalFrequency: UInt64 = 0
  /// Postings of the block that is being filled; up to 128 of them wait for the next.
  var held = 0
  let block = BlockBuffer()
  private var previous = UInt32.max
  private var languageBits: UInt64 = 0

  /// A writer for documents whose norms are at `norms` and whose languages, if there are several,
  /// at `languages`; both must outlive it.
  package init(
    norms: UnsafePointer<UInt8>,
    averageLength: Float,
    languages: UnsafePointer<UInt8>? = nil
  ) {
    self.norms = norms
    documentLanguages = languages
    lengthFactors = .allocate(capacity: 256)
    ScoringModel.writeLengthFactors(averageLength: averageLength, to: lengthFactors)
  }

  deinit {
    block.deallocate()
    lengthFactors.deallocate()
  }

  /// Bytes waiting to be taken.
  var pendingBytes: Int { bytes.count + positions.bytes.count }

  /// Whether the list has a posting.
  var hasPostings: Bool { held > 0 || !list.isEmpty }

  /// The languages of the documents of the list ended last.
  var languages: LanguageMask { LanguageMask(rawValue: languageBits) }

  /// Where the next list goes at the earliest.
  var offset: UInt64 { taken + UInt64(bytes.count) }

  /// Starts the next term's list.
  package mutating func begin(hasPositions: Bool = true) {
    self.hasPositions = hasPositions
    totalFrequency = 0
    held = 0
    previous = UInt32.max
    languageBits = 0
    if !list.isEmpty { list.removeAll() }
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
    let frequency = min(frequency, PostingsFormat.frequencyLimit - 1)
    if held == PostingsFormat.blockSize { flush() }
    block.documents[held] = document
    block.frequencies[held] = frequency
    block.extras[held] = min(extra, PostingsFormat.frequencyLimit - 1 - frequency)
    held &+= 1
    if hasPositions, let source { positions.append(source, count: Int(frequency)) }
  }

  /// Ends the list and returns what the dictionary must keep; a list has at least one posting.
  package mutating func finish() -> TermPostings {
    let documents = list.blockCount * PostingsFormat.blockSize + held
    if documents == 1 { return finishInline() }
    let isShort = documents < PostingsFormat.blockSize
    let (start, bound) = isShort ? writeShort() : writeLong()
    return TermPostings(
      documentFrequency: UInt32(documents),
      totalFrequency: totalFrequency,
      postings: start,
      positions: hasPositions ? positions.finish() : 0,
      maximumBound: bound,
      hasPositions: hasPositions
    )
  }

  /// Ends both sections with their padding; nothing may be written after.
  package mutating func finishSections() {
    bytes.append(repeating: 0, count: PostingsFormat.padding)
    positions.pad()
  }

  /// Hands over the bytes of the postings section written since the last time.
  package mutating func takePostings() -> [UInt8] {
    let result = [UInt8](bytes.values)
    taken += UInt64(bytes.count)
    bytes.truncate(to: 0)
    return result
  }

  /// Hands over the bytes of the positions section written since the last time.
  package mutating func takePositions() -> [UInt8] {
    let result = [UInt8](positions.bytes.values)
    positions.drop()
    return result
  }
}

extension PostingsWriter {
  private mutating func finishInline() -> TermPostings {
    let frequency = block.frequencies[0]
    noteLanguages()
    let firstPosition = UInt64(positions.chunk[0])
    return TermPostings(
      documentFrequency: 1,
      totalFrequency: UInt64(frequency),
      postings: UInt64(block.documents[0]) | UInt64(block.extras[0]) << 32,
      positions: !hasPositions ? 0 : frequency == 1 ? firstPosition : positions.finish(),
      maximumBound: 0,
      hasPositions: hasPositions
    )
  }

  /// Moves a full block into the list.
  mutating func flush() {
    let last = block.documents[held - 1]
    let (bound, total) = boundAndTotal()
    var shapes = PostingsListBuffer.Shapes()
    list.begin()
    list.payload.append(upTo: DocumentBlock.longest) { room in
      shapes.document = DocumentBlock.encode(block.documents, after: previous, into: room)
      return DocumentBlock.size(shape: shapes.document)
    }
    shapes.frequency = appendPatched(block.frequencies)
    shapes.extra = appendPatched(block.extras)
    list.end(shapes, last: last, bound: bound, total: total)
    previous = last
    held = 0
  }

  private mutating func appendPatched(_ numbers: UnsafePointer<UInt32>) -> UInt8 {
    var shape: UInt8 = 0
    list.payload.append(upTo: PatchedBlock.longest) { room in
      shape = PatchedBlock.encode(numbers, into: room)
      return PatchedBlock.size(shape: shape)
    }
    return shape
  }

  private mutating func writeShort() -> (start: UInt64, bound: UInt8) {
    let start = taken + UInt64(bytes.count)
    let (bound, _) = boundAndTotal()
    let at = bytes.count
    bytes.append(repeating: 0, count: 3)
    let shapes = Self.writeTail(block, held, after: previous, to: &bytes)
    bytes[at] = shapes.document
    bytes[at + 1] = shapes.frequency
    bytes[at + 2] = shapes.extra
    return (start, bound)
  }

  private mutating func writeLong() -> (start: UInt64, bound: UInt8) {
    if held == PostingsFormat.blockSize {
      flush()
    } else if held > 0 {
      let last = block.documents[held - 1]
      let (bound, total) = boundAndTotal()
      list.begin()
      let shapes = Self.writeTail(block, held, after: previous, to: &list.payload)
      list.end(shapes, last: last, bound: bound, total: total)
    }
    bytes.append(repeating: 0, count: (16 - Int((taken + UInt64(bytes.count)) % 16)) % 16)
    let start = taken + UInt64(bytes.count)
    list.write(to: &bytes, hasPositions: hasPositions)
    return (start, list.maximumBound)
  }

  /// Appends the held postings, whose frequencies are less one by now, as the tail of a list.
  private static func writeTail(
    _ block: BlockBuffer,
    _ count: Int,
    after previous: UInt32,
    to bytes: inout GrowingArray<UInt8>
  ) -> PostingsListBuffer.Shapes {
    var before = previous
    for index in 0..<count {
      block.scratch[index] = block.documents[index] &- before
      before = block.documents[index]
    }
    return PostingsListBuffer.Shapes(
      document: tail(block.scratch, count, to: &bytes),
      frequency: tail(block.frequencies, count, to: &bytes),
      extra: tail(block.extras, count, to: &bytes)
    )
  }

  private static func tail(
    _ numbers: UnsafePointer<UInt32>,
    _ count: Int,
    to bytes: inout GrowingArray<UInt8>
  ) -> UInt8 {
    let width = Pack.width(of: numbers, count: count)
    guard width > 0 else { return 0 }
    bytes.append(upTo: Pack.tailSize(count: count, width: width) + 8) { room in
      Pack.tail(numbers, count: count, width: width, into: room)
    }
    return UInt8(width)
  }
}

extension PostingsWriter {
  /// The largest impact of the held postings in 255ths, rounded up, and the sum of their
  /// frequencies; leaves the frequencies less one, as they are written.
  private mutating func boundAndTotal() -> (bound: UInt8, total: UInt32) {
    noteLanguages()
    var total: UInt32 = 0
    var others: UInt32 = 0
    for index in 0..<held {
      total &+= block.frequencies[index]
      others |= (block.frequencies[index] &- 1) | block.extras[index]
    }
    let impact = others == 0 ? impactOfOnes() : greatestImpact()
    for index in 0..<held { block.frequencies[index] &-= 1 }
    totalFrequency &+= UInt64(total)
    return (PostingsFormat.bound(impact: impact), total)
  }

  /// The greatest impact where every word stands once: that of the shortest document.
  private func impactOfOnes() -> Float {
    var least = UInt8.max
    for index in 0..<held { least = min(least, norms[Int(block.documents[index])]) }
    return 1 / (1 + lengthFactors[Int(least)])
  }

  private func greatestImpact() -> Float {
    let lengths = UnsafeMutableRawPointer(block.scratch)
    for index in 0..<held {
      let factor = lengthFactors[Int(norms[Int(block.documents[index])])]
      lengths.storeBytes(of: factor, toByteOffset: 4 &* index, as: Float.self)
    }
    var best = SIMD4<Float>()
    let rows = held &>> 2
    for index in 0..<rows {
      let weights = row(index, of: block.frequencies) &+ row(index, of: block.extras)
      let frequencies = SIMD4<Float>(SIMD4<Int32>(truncatingIfNeeded: weights))
      let factors = lengths.loadUnaligned(fromByteOffset: 16 &* index, as: SIMD4<Float>.self)
      let impacts = frequencies / (frequencies + factors)
      best.replace(with: impacts, where: best .< impacts)
    }
    var greatest = best.max()
    for index in rows &* 4..<held {
      let frequency = Float(block.frequencies[index] &+ block.extras[index])
      let factor = lengths.loadUnaligned(fromByteOffset: 4 &* index, as: Float.self)
      greatest = max(greatest, frequency / (frequency + factor))
    }
    return greatest
  }

  /// Adds the languages of the held postings' documents to those of the list.
  private mutating func noteLanguages() {
    guard let documentLanguages else {
      languageBits = 1
      return
    }
    var bits = languageBits
    for index in 0..<held {
      bits |= LanguageMask(number: documentLanguages[Int(block.documents[index])]).rawValue
    }
    languageBits = bits
  }
}
