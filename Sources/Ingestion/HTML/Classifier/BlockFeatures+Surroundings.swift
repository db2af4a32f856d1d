// SPDX-License-Identifier: Apache-2.0

// What stands near a block, and what the whole page is like.
extension BlockFeatures {
  mutating func readKin() {
    let title = titleBlock()
    var prose = -1
    for index in 0..<count {
      readKin(index, title, .upToTitle, .titleMass)
      readKin(index, prose < 0 ? nil : prose, .upToProse, .proseMass)
      set(.sameNameAsProse, index, sameName(index, prose))
      if isStrong(index) { prose = index }
    }
    prose = -1
    for index in stride(from: count - 1, through: 0, by: -1) {
      readKin(index, prose < 0 ? nil : prose, .upToNextProse, .nextProseMass)
      set(.sameNameAsNextProse, index, sameName(index, prose))
      if isStrong(index) { prose = index }
    }
  }

  func sameName(_ index: Int, _ other: Int) -> UInt8 {
    guard other >= 0 else { return 255 }
    return name(Int(page.blocks[index].element)) == name(Int(page.blocks[other].element)) ? 1 : 0
  }

  mutating func readKin(
    _ index: Int,
    _ other: Int?,
    _ steps: BlockFeature,
    _ mass: BlockFeature
  ) {
    guard let other else {
      set(steps, index, 255)
      set(mass, index, 255)
      return
    }
    let place = Int(page.blocks[other].first)
    var node = Int(page.blocks[index].element)
    var distance: UInt8 = 0
    while node > 0, distance < Self.maximalDepth, place < node || place >= Int(tree.nodes[node].end)
    {
      node = Int(tree.nodes[node].parent)
      distance += 1
    }
    node = max(0, node)
    set(steps, index, distance)
    set(mass, index, .share(regions.sums(in: node).mass, of: regions.total.mass))
  }

  mutating func readSurroundings() {
    var masses: [Int32] = [0]
    var lengths: [Int32] = [0]
    var links: [Int32] = [0]
    var image = -1
    var lastNode = 0
    for (index, block) in page.blocks.enumerated() {
      masses.append(masses[index] + Int32(truncatingIfNeeded: block.mass))
      lengths.append(lengths[index] + block.length)
      links.append(links[index] + block.linkLength)
      for node in lastNode..<max(lastNode, Int(block.first)) where isImage(node) { image = index }
      let gap = Int(block.first) - lastNode
      set(.gapBefore, index, .size(Int32(truncatingIfNeeded: gap)))
      if index > 0 { set(.gapAfter, index - 1, .size(Int32(truncatingIfNeeded: gap))) }
      set(.imageBefore, index, image < 0 ? 255 : UInt8(clamping: index - image))
      lastNode = Int(block.last) + 1
    }
    if count > 0 { set(.gapAfter, count - 1, 255) }
    for index in 0..<count {
      for (reach, mass, link) in [
        (5, BlockFeature.near5Mass, BlockFeature.near5Links), (10, .near10Mass, .near10Links),
      ] {
        let low = max(0, index - reach)
        let high = min(count, index + reach + 1)
        set(mass, index, .share(masses[high] - masses[low], of: regions.total.mass))
        set(link, index, .share(links[high] - links[low], of: lengths[high] - lengths[low]))
      }
      readTags(index)
    }
  }

  func isImage(_ node: Int) -> Bool {
    tree.nodes[node].tag == .img || tree.nodes[node].tag == .picture
  }

  mutating func readTags(_ index: Int) {
    let parent = Int(tree.nodes[Int(page.blocks[index].element)].parent)
    guard parent >= 0 else { return }
    set(.containerTag, index, tree.nodes[parent].tag.rawValue)
    let above = Int(tree.nodes[parent].parent)
    set(.parentTag, index, above < 0 ? 0 : tree.nodes[above].tag.rawValue)
  }

  mutating func readPage() {
    let total = regions.total
    var articles = 0
    var words: Int32 = 0
    var ideographs: Int32 = 0
    for text in texts.texts {
      words += text.words
      ideographs += text.ideographs
    }
    for node in tree.nodes where node.tag == .article { articles += 1 }
    for index in 0..<count {
      set(.pageBlocks, index, .size(total.blocks))
      set(.pageMass, index, .size(total.mass))
      set(.pageProse, index, .share(total.prose, of: total.blocks))
      set(.pageLinkShare, index, .share(total.linkLength, of: total.length))
      set(
        .pageBody,
        index,
        .share(Int32(truncatingIfNeeded: self.words.bodyCount) * 4, of: total.mass)
      )
      set(.pageArticles, index, UInt8(clamping: articles))
      set(.pageScript, index, .share(ideographs, of: words))
    }
  }

  mutating func readNeighbours() {
    let offsets = [-1, 1, -2, 2, -3, 3]
    let features: [BlockFeature] = [.length, .linkShare, .stopShare, .kind, .endsSentence]
    for (place, offset) in offsets.enumerated() {
      let base = BlockFeature.neighbours + place * 6
      for index in 0..<count {
        let other = index + offset
        guard other >= 0, other < count else {
          for number in 0..<6 { set(base + number, index, 255) }
          continue
        }
        for (number, feature) in features.enumerated() {
          set(base + number, index, self[feature, other])
        }
        set(base + 5, index, kinship(index, other))
      }
    }
  }

  /// 0 for one element around both, 1 for the same kind of element, 2 for others.
  func kinship(_ index: Int, _ other: Int) -> UInt8 {
    let one = Int(page.blocks[index].element)
    let two = Int(page.blocks[other].element)
    if one == two || tree.nodes[one].parent == tree.nodes[two].parent { return 0 }
    return tree.nodes[one].tag == tree.nodes[two].tag ? 1 : 2
  }
}
