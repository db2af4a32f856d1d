// SPDX-License-Identifier: Apache-2.0

extension TokenBatch {
  /// Copies a token to another place.
  mutating func move(_ index: Int, to place: Int) {
    guard index != place else { return }
    offset[place] = offset[index]
    length[place] = length[index]
    hash[place] = hash[index]
    position[place] = position[index]
    start[place] = start[index]
    end[place] = end[index]
    flags[place] = flags[index]
    surfaceOffset[place] = surfaceOffset[index]
    surfaceLength[place] = surfaceLength[index]
  }

  /// Sets a token to the form of several, given by their places, written in one.
  mutating func join(_ places: InlineArray<4, Int>, _ words: Range<Int>, at index: Int) {
    let first = places[words.lowerBound]
    let target = arena + arenaUsed
    var size = 1
    var isPlain = true
    for word in words {
      let bytes = term(places[word])
      copy(bytes, to: target + size)
      size += bytes.count
      isPlain = isPlain && flags[places[word]] & TokenFlags.hasSurface.rawValue == 0
    }
    close(index, size, words: words.count)
    position[index] = position[first]
    start[index] = start[first]
    end[index] = end[places[words.upperBound - 1]]
    flags[index] = TokenFlags.isJoined.rawValue
    guard !isPlain else { return }
    let surfaceTarget = arena + arenaUsed
    size = 0
    for word in words {
      let bytes = surface(places[word])
      copy(bytes, to: surfaceTarget + size)
      size += bytes.count
    }
    setSurface(index, size)
  }

  /// Appends another form of the last token: the beginning of its term and surface, perhaps with an
  /// `s`.
  mutating func appendAlias(term termCount: Int, surface surfaceCount: Int, addsS: Bool) {
    let index = count - 1
    let suffix = addsS ? 1 : 0
    guard termCount + suffix + JoinedTerm.overhead <= WordBuilder.longestTerm else { return }
    let target = arena + arenaUsed
    copy(UnsafeBufferPointer(rebasing: term(index)[..<termCount]), to: target + 1)
    if addsS { target[1 + termCount] = UInt8(ascii: "s") }
    move(index, to: index + 1)
    close(index + 1, 1 + termCount + suffix, words: 1)
    flags[index + 1] = TokenFlags.isJoined.rawValue
    count += 1
    guard flags[index] & TokenFlags.hasSurface.rawValue != 0,
      surfaceCount < WordBuilder.longestTerm
    else { return }
    let surfaceTarget = arena + arenaUsed
    copy(UnsafeBufferPointer(rebasing: surface(index)[..<surfaceCount]), to: surfaceTarget)
    if addsS { surfaceTarget[surfaceCount] = UInt8(ascii: "s") }
    setSurface(index + 1, surfaceCount + suffix)
  }

  /// Completes a joined term whose form has been written to the end of the arena.
  private mutating func close(_ index: Int, _ formEnd: Int, words: Int) {
    let target = arena + arenaUsed
    target[0] = JoinedTerm.mark
    JoinedTerm.close(target + formEnd, words: words)
    let size = formEnd + 2
    UnsafeMutableRawPointer(target).storeBytes(of: 0, toByteOffset: size, as: UInt64.self)
    offset[index] = UInt32(truncatingIfNeeded: arenaUsed)
    length[index] = UInt16(truncatingIfNeeded: size)
    hash[index] = TermHash.hash(target, count: size)
    arenaUsed += (size + 7) & ~7
  }

  /// Takes what has been written to the end of the arena as a token's surface.
  private mutating func setSurface(_ index: Int, _ size: Int) {
    UnsafeMutableRawPointer(arena + arenaUsed)
      .storeBytes(of: 0, toByteOffset: size, as: UInt64.self)
    surfaceOffset[index] = UInt32(truncatingIfNeeded: arenaUsed)
    surfaceLength[index] = UInt16(truncatingIfNeeded: size)
    flags[index] |= TokenFlags.hasSurface.rawValue
    arenaUsed += (size + 7) & ~7
  }

  private func copy(_ bytes: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    target.update(from: base, count: bytes.count)
  }
}
