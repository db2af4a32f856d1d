// SPDX-License-Identifier: Apache-2.0

/// The numbers of the postings format; see `index/FORMAT.md`, "Postings" and "Positions".
package enum PostingsFormat {
  /// Postings in a full block.
  package static let blockSize = 128

  /// Blocks that share one entry of a list's group directory.
  static let groupSize = 32

  /// Positions in a full chunk.
  static let chunkSize = 128

  /// Chunks that share one entry of a position list's group directory.
  static let chunkGroupSize = 64

  /// Zero bytes that end both sections, so that decoders may read a little past what they need.
  package static let padding = 64

  /// Frequency plus extra of a posting is below this; more is cut off when written.
  package static let frequencyLimit = Contribution.limit

  /// What a cursor stands on when it has passed its last document; larger than any document.
  package static let noDocument: UInt32 = 0x7FFF_FFFF

  /// Document shapes from here on are bit sets, of as many 8-byte words as they exceed it.
  static let bitsetShape: UInt8 = 64

  /// The document shape of a block whose documents follow each other without a gap.
  static let consecutiveShape: UInt8 = 0

  /// What one step of a block bound is worth.
  static let boundSteps: Float = 255

  /// The bound for an impact, rounded up by at least a little.
  static func bound(impact: Float) -> UInt8 {
    UInt8(min(boundSteps, (impact * boundSteps).rounded(.down) + 1))
  }
}

/// Where the arrays of a list's directory lie, in bytes from the list's first.
///
/// Only lists with at least one full block have a directory. The postings that do not fill a block
/// count as a last, shorter one.
struct PostingsLayout {
  let blocks: Int
  let groups: Int
  let last = 0
  let positionBase: Int
  let groupLast: Int
  let groupOffset: Int
  let offset: Int
  let documentShape: Int
  let frequencyShape: Int
  let extraShape: Int
  let bound: Int
  let groupBound: Int

  /// Where the blocks begin; a multiple of 16.
  let payload: Int

  init(documentFrequency: Int, hasPositions: Bool) {
    let blocks = (documentFrequency + PostingsFormat.blockSize - 1) / PostingsFormat.blockSize
    let groups = (blocks + PostingsFormat.groupSize - 1) / PostingsFormat.groupSize
    self.blocks = blocks
    self.groups = groups
    positionBase = 4 * blocks
    groupLast = positionBase + (hasPositions ? 4 * blocks : 0)
    groupOffset = groupLast + 4 * groups
    offset = groupOffset + 4 * groups
    documentShape = offset + 2 * blocks
    frequencyShape = documentShape + blocks
    extraShape = frequencyShape + blocks
    bound = extraShape + blocks
    groupBound = bound + blocks
    payload = (groupBound + groups + 15) & ~15
  }
}

/// Where the arrays of a position list's directory lie, in bytes from the list's first.
///
/// Only lists with at least one full chunk have a directory.
struct PositionsLayout {
  let chunks: Int
  let groups: Int
  let groupOffset = 0
  let end: Int

  /// Where the chunks begin.
  let payload: Int

  init(totalFrequency: UInt64) {
    chunks = Int(clamping: totalFrequency) / PostingsFormat.chunkSize
    groups = (chunks + PostingsFormat.chunkGroupSize - 1) / PostingsFormat.chunkGroupSize
    end = 4 * groups
    payload = end + 2 * chunks
  }
}
