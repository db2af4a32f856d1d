// SPDX-License-Identifier: Apache-2.0

/// The directory of one postings list: an entry per block, as arrays to be searched where they lie.
///
/// Checked to lie inside the section as a whole; the values in it are not. Lists too short to have
/// a directory on disk get one of a single block in the arena's memory, so that whoever walks a
/// list need not tell them apart.
struct PostingsDirectory {
  /// All blocks, counting a shorter last one.
  var blocks = 0
  var fullBlocks = 0
  var groups = 0

  /// The last document of each block.
  let last: UnsafePointer<UInt32>

  /// The number of positions before each block.
  let positionBase: UnsafePointer<UInt32>

  /// The last document, and the place in 16-byte units, of each group of blocks.
  let groupLast: UnsafePointer<UInt32>
  let groupOffset: UnsafePointer<UInt32>

  /// The place of each block within its group.
  let offset: UnsafePointer<UInt16>

  /// How the three parts of each block are written.
  let documentShape: UnsafePointer<UInt8>
  let frequencyShape: UnsafePointer<UInt8>
  let extraShape: UnsafePointer<UInt8>

  /// The largest impact in each block and each group of blocks, in 255ths, rounded up.
  let bound: UnsafePointer<UInt8>
  let groupBound: UnsafePointer<UInt8>
  let maximumBound: UInt8

  let payload: UnsafeRawPointer
  var payloadSize = 0

  /// The directory at the beginning of a list of at least one full block; nil if it does not fit.
  init?(long term: TermPostings, in section: UnsafeRawBufferPointer) {
    let usable = PostingsSource.usableCount(of: section)
    let frequency = Int(term.documentFrequency)
    let layout = PostingsLayout(documentFrequency: frequency, hasPositions: term.hasPositions)
    guard let base = section.baseAddress, let start = Int(exactly: term.postings),
      start % 16 == 0, start <= usable, layout.payload <= usable - start
    else { return nil }
    let list = base + start
    blocks = layout.blocks
    fullBlocks = frequency / PostingsFormat.blockSize
    groups = layout.groups
    last = list.array(at: layout.last)
    positionBase = list.array(at: layout.positionBase)
    groupLast = list.array(at: layout.groupLast)
    groupOffset = list.array(at: layout.groupOffset)
    offset = list.array(at: layout.offset)
    documentShape = list.array(at: layout.documentShape)
    frequencyShape = list.array(at: layout.frequencyShape)
    extraShape = list.array(at: layout.extraShape)
    bound = list.array(at: layout.bound)
    groupBound = list.array(at: layout.groupBound)
    maximumBound = term.maximumBound
    payload = list + layout.payload
    payloadSize = usable - start - layout.payload
  }

  /// A directory of one block in `memory`, eight zeroed words of which the first is to become the
  /// last document.
  ///
  /// `list` is where a short list begins, with its three shapes, and `size` what may be read from
  /// there; without it, there is a single posting that is not read from the section.
  init(
    memory: UnsafeMutablePointer<UInt32>,
    bound largest: UInt8,
    list: UnsafeRawPointer?,
    size: Int
  ) {
    let zeros = UnsafeRawPointer(memory + 1)
    memory[7] = UInt32(largest)
    blocks = 1
    groups = 1
    last = UnsafePointer(memory)
    positionBase = zeros.array(at: 0)
    groupLast = UnsafePointer(memory)
    groupOffset = zeros.array(at: 0)
    offset = zeros.array(at: 0)
    documentShape = (list ?? zeros).array(at: 0)
    frequencyShape = (list ?? zeros).array(at: 1)
    extraShape = (list ?? zeros).array(at: 2)
    bound = zeros.array(at: 24)
    groupBound = bound
    maximumBound = largest
    payload = (list ?? zeros) + 3
    payloadSize = max(0, size - 3)
  }

  /// The bytes of a block, if all of them lie inside the section.
  @inline(__always)
  func bytes(of number: Int, count: Int) -> UnsafeRawPointer? {
    let group = Int(groupOffset[number / PostingsFormat.groupSize]) &* 16
    let start = group &+ Int(offset[number])
    return start &+ size(of: number, count: count) <= payloadSize ? payload + start : nil
  }

  /// The bytes of a block of `count` postings.
  @inline(__always)
  private func size(of number: Int, count: Int) -> Int {
    documentSize(of: number, count: count)
      &+ frequencySize(of: number, count: count)
      &+ (number < fullBlocks
        ? PatchedBlock.size(shape: extraShape[number])
        : Pack.tailSize(count: count, width: Int(extraShape[number])))
  }

  /// The bytes of a block's documents.
  @inline(__always)
  func documentSize(of number: Int, count: Int) -> Int {
    number < fullBlocks
      ? DocumentBlock.size(shape: documentShape[number])
      : Pack.tailSize(count: count, width: Int(documentShape[number]))
  }

  /// The bytes of a block's frequencies.
  @inline(__always)
  func frequencySize(of number: Int, count: Int) -> Int {
    number < fullBlocks
      ? PatchedBlock.size(shape: frequencyShape[number])
      : Pack.tailSize(count: count, width: Int(frequencyShape[number]))
  }
}

extension UnsafeRawPointer {
  /// What lies `offset` bytes on, as an array.
  @inline(__always)
  func array<Value: BitwiseCopyable>(at offset: Int) -> UnsafePointer<Value> {
    (self + offset).assumingMemoryBound(to: Value.self)
  }
}
