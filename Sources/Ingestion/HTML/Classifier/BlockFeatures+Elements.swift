// SPDX-License-Identifier: Apache-2.0

// What the elements around a block say, from the inside out.
extension BlockFeatures {
  mutating func readElements(_ index: Int) {
    for mark in 0..<NodeMarks.count { set(BlockFeature.marks + mark, index, 255) }
    var node = Int(page.blocks[index].first)
    node = Int(tree.nodes[node].parent)
    var seen: UInt64 = 0
    var distance: UInt8 = 0
    var level = 0
    var foreignShare: UInt8 = 255
    var isAbove: UInt8 = 255
    while node >= 0, distance < Self.maximalDepth {
      let marks = page.marks[node]
      var fresh = marks.rawValue & ~seen
      seen |= marks.rawValue
      while fresh != 0 {
        set(BlockFeature.marks + fresh.trailingZeroBitCount, index, distance)
        fresh &= fresh - 1
      }
      if marks.rawValue & Self.foreign != 0, foreignShare == 255 {
        foreignShare = .share(regions.sums(in: node).mass, of: regions.total.mass)
      }
      if node == regions.container { isAbove = distance }
      let tag = tree.nodes[node].tag
      if level < 4, tag.isBlock, !tag.isLeaf {
        describe(node, at: BlockFeature.around + level * 6, index)
        level += 1
      }
      node = Int(tree.nodes[node].parent)
      distance += 1
    }
    while level < 4 {
      for place in 0..<6 { set(BlockFeature.around + level * 6 + place, index, 255) }
      level += 1
    }
    set(.foreignShare, index, foreignShare)
    set(.depth, index, distance)
    set(.inContainer, index, isAbove == 255 ? 0 : 1)
    set(.aboveContainer, index, isAbove)
    set(.isForeign, index, regions.isForeign[index] ? 1 : 0)
    set(.isFact, index, regions.isFact[index] ? 1 : 0)
  }

  static let foreign =
    UInt64(ClassWords.foreign.union(.comments).union(.hidden).rawValue)
    | NodeMarks.foreignKind.rawValue

  mutating func describe(_ node: Int, at place: Int, _ index: Int) {
    let sums = regions.sums(in: node)
    set(place, index, .share(sums.mass, of: regions.total.mass))
    set(place + 1, index, .share(sums.linkLength, of: sums.length))
    set(place + 2, index, .size(sums.blocks))
    set(place + 3, index, .size(sums.blocks == 0 ? 0 : sums.length / sums.blocks))
    set(place + 4, index, .share(sums.prose, of: sums.blocks))
    set(place + 5, index, .share(page.blocks[index].length, of: sums.length))
  }
}
