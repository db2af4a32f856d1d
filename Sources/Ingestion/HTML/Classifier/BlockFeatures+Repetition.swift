// SPDX-License-Identifier: Apache-2.0

// What a block shares with others: its names and classes, its place in the tree, its words.
extension BlockFeatures {
  struct Shape {
    var blocks: Int32 = 0
    var length: Int32 = 0
    var linkLength: Int32 = 0
    var mass: Int32 = 0
    var words: Int32 = 0
    var stops: Int32 = 0
  }

  mutating func readShapes() {
    var same = HashTable(capacity: count)
    var numbers = HashTable(capacity: count / 4)
    var shapes: [Shape] = [Shape()]
    var shapeOf = [Int](repeating: 0, count: count)
    for (index, block) in page.blocks.enumerated() {
      let text = texts.texts[index]
      same.add(text.hash)
      let fresh = UInt32(truncatingIfNeeded: shapes.count)
      let number = Int(numbers.number(of: shape(Int(block.element)), orElse: fresh))
      if number == shapes.count { shapes.append(Shape()) }
      shapeOf[index] = number
      shapes[number].blocks += 1
      shapes[number].length += block.length
      shapes[number].linkLength += block.linkLength
      shapes[number].mass += Int32(truncatingIfNeeded: block.mass)
      shapes[number].words += text.words
      shapes[number].stops += text.kinds[0]
    }
    let total = regions.total
    for index in 0..<count {
      let shape = shapes[shapeOf[index]]
      set(.sameText, index, UInt8(clamping: same[texts.texts[index].hash]))
      set(.sameShape, index, .size(shape.blocks))
      set(.sameShapeText, index, .share(shape.length, of: total.length))
      set(.sameShapeLinks, index, .share(shape.linkLength, of: shape.length))
      set(.sameShapeProse, index, .share(shape.mass, of: total.mass))
      set(.sameShapeStops, index, .share(shape.stops, of: shape.words))
    }
  }

  mutating func readPaths() {
    readPath(3, .path3Blocks, .path3Links, .path3Prose)
    readPath(5, .path5Blocks, .path5Links, .path5Prose)
    readTagPaths()
  }

  mutating func readPath(
    _ steps: Int,
    _ blocks: BlockFeature,
    _ links: BlockFeature,
    _ prose: BlockFeature
  ) {
    var numbers = HashTable(capacity: count / 4)
    var shapes: [Shape] = [Shape()]
    var shapeOf = [Int](repeating: 0, count: count)
    for (index, block) in page.blocks.enumerated() {
      let fresh = UInt32(truncatingIfNeeded: shapes.count)
      let number = Int(numbers.number(of: path(Int(block.element), steps), orElse: fresh))
      if number == shapes.count { shapes.append(Shape()) }
      shapeOf[index] = number
      shapes[number].blocks += 1
      shapes[number].length += block.length
      shapes[number].linkLength += block.linkLength
      shapes[number].mass += Int32(truncatingIfNeeded: block.mass)
    }
    for index in 0..<count {
      let shape = shapes[shapeOf[index]]
      set(blocks, index, .size(shape.blocks))
      set(links, index, .share(shape.linkLength, of: shape.length))
      set(prose, index, .share(shape.mass, of: regions.total.mass))
    }
  }

  func path(_ node: Int, _ steps: Int) -> UInt32 {
    var hash = name(node)
    var parent = Int(tree.nodes[node].parent)
    var rest = steps - 1
    while parent >= 0, rest > 0 {
      hash = WordCursor.mix(hash, name(parent))
      parent = Int(tree.nodes[parent].parent)
      rest -= 1
    }
    return hash
  }

  mutating func readTagPaths() {
    var lengths = HashTable(capacity: count / 4)
    var masses = HashTable(capacity: count / 4)
    var paths = [UInt32](repeating: 0, count: count)
    for (index, block) in page.blocks.enumerated() {
      var hash = WordCursor.seed
      var node = Int(block.element)
      var depth = 0
      while node >= 0, depth < Self.maximalDepth {
        hash = WordCursor.mix(hash, UInt32(tree.nodes[node].tag.rawValue))
        node = Int(tree.nodes[node].parent)
        depth += 1
      }
      paths[index] = hash
      lengths.add(hash, UInt32(truncatingIfNeeded: block.length))
      masses.add(hash, UInt32(truncatingIfNeeded: block.mass))
    }
    for index in 0..<count {
      let length = Int32(truncatingIfNeeded: lengths[paths[index]])
      let mass = Int32(truncatingIfNeeded: masses[paths[index]])
      set(.tagPathText, index, .share(length, of: regions.total.length))
      set(.tagPathProse, index, .share(mass, of: regions.total.mass))
    }
  }

  /// The names and classes of an element and the one around it.
  func shape(_ node: Int) -> UInt32 {
    let parent = Int(tree.nodes[node].parent)
    let own = name(node)
    return parent < 0 ? own : WordCursor.mix(own, name(parent))
  }

  func name(_ node: Int) -> UInt32 { page.names[node] }

  /// How much of a block's long words the prose elsewhere on the page has.
  mutating func readLongWords() {
    var bag = HashTable(capacity: 512)
    for index in 0..<count where isStrong(index) {
      let text = texts.texts[index]
      for place in Int(text.longStart)..<Int(text.longEnd) { bag.add(texts.longWords[place]) }
    }
    for index in 0..<count {
      let text = texts.texts[index]
      let needed: UInt32 = isStrong(index) ? 2 : 1
      var known: Int32 = 0
      for place in Int(text.longStart)..<Int(text.longEnd)
      where bag[texts.longWords[place]] >= needed {
        known += 1
      }
      set(.longWordShare, index, .share(known, of: text.longEnd - text.longStart))
    }
  }

  func isStrong(_ index: Int) -> Bool {
    page.blocks[index].mass > 0 && !regions.isForeign[index]
  }
}
