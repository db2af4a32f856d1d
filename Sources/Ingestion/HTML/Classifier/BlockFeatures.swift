// SPDX-License-Identifier: Apache-2.0

/// The features of all blocks of a page, by columns.
///
/// Linear in nodes and bytes of text; walking up from a block is bounded by ``maximalDepth``.
struct BlockFeatures {
  let count: Int
  private(set) var columns: [UInt8]

  let tree: HTMLTree
  let page: PageBlocks
  let regions: PageRegions
  let texts: BlockTexts
  let words: PageWords

  /// How far up from a block elements are looked at.
  static let maximalDepth = 48

  init(_ tree: HTMLTree, _ page: PageBlocks, _ regions: PageRegions, _ words: PageWords) {
    self.tree = tree
    self.page = page
    self.regions = regions
    self.words = words
    count = page.blocks.count
    texts = BlockTexts(tree, page.blocks, words)
    columns = Array(repeating: 0, count: count * BlockFeature.count)
    for index in 0..<count {
      readText(index)
      readWords(index)
      readElements(index)
    }
    readPlaces()
    readShapes()
    readPaths()
    readKin()
    readSurroundings()
    readLongWords()
    readPage()
    readNeighbours()
  }

  /// The number of a feature of a block.
  subscript(feature: BlockFeature, block: Int) -> UInt8 {
    columns[feature.rawValue * count + block]
  }

  /// Whether an element around a block has one of these words in its class.
  func isInside(_ words: ClassWords, _ block: Int) -> Bool {
    (0..<ClassWords.count).contains { bit in
      words.rawValue >> UInt32(bit) & 1 != 0
        && columns[(BlockFeature.marks + bit) * count + block] < 255
    }
  }

  mutating func set(_ feature: BlockFeature, _ block: Int, _ value: UInt8) {
    columns[feature.rawValue * count + block] = value
  }

  mutating func set(_ feature: Int, _ block: Int, _ value: UInt8) {
    columns[feature * count + block] = value
  }
}

extension UInt8 {
  /// Eight times the binary logarithm of a number and one, cut.
  static func size(_ number: Int32) -> UInt8 {
    guard number > 0 else { return 0 }
    let value = UInt32(number) + 1
    let exponent = UInt32(31 - value.leadingZeroBitCount)
    let fraction = UInt32(truncatingIfNeeded: (UInt64(value) << 3) >> UInt64(exponent)) & 7
    return UInt8(clamping: exponent * 8 + fraction)
  }

  /// Hundredths, at most 100; 255 of nothing.
  static func share(_ part: Int32, of whole: Int32) -> UInt8 {
    guard whole > 0 else { return 255 }
    return UInt8(clamping: Swift.min(100, Int(part) * 100 / Int(whole)))
  }
}
