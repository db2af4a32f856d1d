// SPDX-License-Identifier: Apache-2.0

// Where on the page a block stands: among all blocks, against the headline and the prose.
extension BlockFeatures {
  mutating func readPlaces() {
    let total = regions.total
    var length: Int32 = 0
    var mass: Int32 = 0
    let title = titleBlock()
    var heading = -1
    var prose = -1
    for index in 0..<count {
      let block = page.blocks[index]
      set(.blockPlace, index, .share(Int32(truncatingIfNeeded: index), of: total.blocks))
      set(.textPlace, index, .share(length, of: total.length))
      set(.massBefore, index, .share(mass, of: total.mass))
      length += block.length
      mass += Int32(truncatingIfNeeded: block.mass)
      set(.massAfter, index, .share(total.mass - mass, of: total.mass))
      if let title {
        set(.fromTitle, index, UInt8(clamping: abs(index - title)))
        set(.beforeTitle, index, index < title ? 1 : index == title ? 2 : 0)
      } else {
        set(.fromTitle, index, 255)
        set(.beforeTitle, index, 3)
      }
      set(.fromHeading, index, heading < 0 ? 255 : UInt8(clamping: index - heading))
      set(.proseBefore, index, prose < 0 ? 255 : UInt8(clamping: index - prose))
      set(.depthAgainstProse, index, depth(index, against: prose))
      if block.kind == .heading { heading = index }
      if block.mass > 0 { prose = index }
    }
    readProseAfter()
  }

  mutating func readProseAfter() {
    var prose = -1
    var around = 0
    for index in 0..<min(6, count) where page.blocks[index].mass > 0 { around += 1 }
    for index in 0..<count {
      set(.proseAround, index, UInt8(clamping: around))
      if index + 6 < count, page.blocks[index + 6].mass > 0 { around += 1 }
      if index >= 5, page.blocks[index - 5].mass > 0 { around -= 1 }
    }
    for index in stride(from: count - 1, through: 0, by: -1) {
      set(.proseAfter, index, prose < 0 ? 255 : UInt8(clamping: prose - index))
      if page.blocks[index].mass > 0 { prose = index }
    }
  }

  func depth(_ index: Int, against other: Int) -> UInt8 {
    guard other >= 0 else { return 255 }
    let difference = Int(self[.depth, index]) - Int(self[.depth, other])
    return UInt8(clamping: 64 + min(32, max(-32, difference)))
  }

  /// The first block of the highest kind that has most of the headline's words.
  func titleBlock() -> Int? {
    var best: Int?
    var bestScore = 0
    for index in 0..<count {
      let text = texts.texts[index]
      guard text.words > 0, text.words <= 60 else { continue }
      let cover = self[.titleCover, index]
      var score = cover == 255 ? 0 : Int(cover) * Int(self[.titleShare, index]) / 100
      let level = page.blocks[index].level
      if level == 1 { score += 60 } else if level > 1 { score += 15 }
      if page.blocks[index].isAside { score -= 40 }
      if score > 50, score > bestScore {
        bestScore = score
        best = index
      }
    }
    return best
  }
}
