// SPDX-License-Identifier: Apache-2.0

extension PostingsCursor {
  /// The frequencies of the block entered.
  ///
  /// Costs 5-8 ns when first asked for.
  @inline(__always)
  mutating func frequencies() -> UnsafePointer<UInt32> {
    if frequencyBlock != block { decodeFrequencies(of: block) }
    return UnsafePointer(frequencyBuffer)
  }

  /// The weighted frequencies, frequency plus extra, of the block entered.
  @inline(__always)
  mutating func weights() -> UnsafePointer<UInt32> {
    weights(of: block)
  }

  /// The weighted frequencies of any block, which need not be entered for them.
  @inline(__always)
  mutating func weights(of number: Int) -> UnsafePointer<UInt32> {
    if weightBlock != number { decodeWeights(of: number) }
    // A single posting has both in its record, and no shape to say so.
    let isPlain = documentFrequency > 1 && list.extraShape[number] == 0
    return UnsafePointer(isPlain ? frequencyBuffer : weightBuffer)
  }

  @inline(never)
  private mutating func decodeFrequencies(of number: Int) {
    frequencyBlock = number
    weightBlock = -1
    let size = size(of: number)
    guard number < list.blocks, let bytes = list.bytes(of: number, count: size) else { return }
    let start = bytes + list.documentSize(of: number, count: size)
    let shape = list.frequencyShape[number]
    decodePart(of: number, shape: shape, from: start, adding: 1, into: frequencyBuffer)
  }

  @inline(never)
  private mutating func decodeWeights(of number: Int) {
    if frequencyBlock != number { decodeFrequencies(of: number) }
    weightBlock = number
    let size = size(of: number)
    guard number < list.blocks, list.extraShape[number] != 0,
      let bytes = list.bytes(of: number, count: size)
    else { return }
    let start =
      bytes + list.documentSize(of: number, count: size)
      + list.frequencySize(of: number, count: size)
    let shape = list.extraShape[number]
    decodePart(of: number, shape: shape, from: start, adding: 0, into: weightBuffer)
    for index in 0..<PostingsFormat.blockSize { weightBuffer[index] &+= frequencyBuffer[index] }
  }

  private mutating func decodePart(
    of number: Int,
    shape: UInt8,
    from bytes: UnsafeRawPointer,
    adding constant: UInt32,
    into numbers: UnsafeMutablePointer<UInt32>
  ) {
    if number < list.fullBlocks {
      return PatchedBlock.decode(shape: shape, from: bytes, adding: constant, into: numbers)
    }
    guard shape <= 32 else { return damage.pointee.note("width of a tail", at: UInt64(number)) }
    let (size, width) = (size(of: number), Int(shape))
    Unpack.tail(count: size, width: width, from: bytes, adding: constant, into: numbers)
  }
}
