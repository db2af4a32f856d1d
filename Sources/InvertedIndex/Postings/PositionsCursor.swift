// SPDX-License-Identifier: Apache-2.0

/// Reading of one position list, a chunk at a time, wherever it is asked for.
///
/// Nothing of the positions section is touched before the first read.
struct PositionsCursor {
  private let section: UnsafeRawBufferPointer
  private let offset: UInt64
  private let total: UInt64
  private let hasInlinePosition: Bool
  private let damage: UnsafeMutablePointer<Damage>
  private let buffer: UnsafeMutablePointer<UInt32>

  private var layout: PositionsLayout?
  private var list: UnsafeRawPointer?
  private var size = 0
  private var chunk = -1

  /// A reader that decodes chunks into `buffer`, which has room for 128 numbers.
  init(_ term: TermPostings, buffer: UnsafeMutablePointer<UInt32>, in arena: CursorArena) {
    section = arena.source.positions
    offset = term.positions
    total = term.hasPositions ? term.totalFrequency : 0
    hasInlinePosition = term.hasInlinePosition
    damage = arena.damage
    self.buffer = buffer
  }

  /// Writes the `count` positions, each increased by `shift`, of the document whose first is the
  /// list's `start`th.
  ///
  /// Returns false, having noted it, if they are not all there.
  @inline(__always)
  mutating func read(
    from start: Int,
    count: Int,
    adding shift: UInt32,
    into positions: UnsafeMutablePointer<UInt32>
  ) -> Bool {
    guard UInt64(truncatingIfNeeded: start &+ count) <= total else {
      return fail("number of positions")
    }
    var sum = shift
    var done = 0
    var first = start & (PostingsFormat.chunkSize &- 1)
    var number = start &>> 7
    while done < count {
      if number != chunk && !load(number) { return false }
      let last = min(PostingsFormat.chunkSize, first &+ count &- done)
      while first < last {
        sum &+= buffer[first]
        positions[done] = sum
        first &+= 1
        done &+= 1
      }
      first = 0
      number &+= 1
    }
    return true
  }

  /// Keeps of ascending `numbers` those that are among `positions` of a document, each increased by
  /// `shift`, and returns how many; the document's first position is the list's `start`th.
  ///
  /// Ends behind the last number, or when there are `enough`.
  @inline(__always)
  mutating func keep(
    _ numbers: UnsafeMutablePointer<UInt32>,
    count: Int,
    from start: Int,
    among positions: Int,
    adding shift: UInt32,
    upTo enough: Int
  ) -> Int {
    guard UInt64(truncatingIfNeeded: start &+ positions) <= total else {
      _ = fail("number of positions")
      return 0
    }
    var sum = shift
    var (looked, kept) = (0, 0)
    var wanted = numbers[0]
    var rest = positions
    var first = start & (PostingsFormat.chunkSize &- 1)
    var number = start &>> 7
    while rest > 0 {
      if number != chunk && !load(number) { return 0 }
      let last = min(PostingsFormat.chunkSize, first &+ rest)
      rest &-= last &- first
      while first < last {
        sum &+= buffer[first]
        first &+= 1
        if sum < wanted { continue }
        while looked < count && numbers[looked] < sum { looked &+= 1 }
        if looked < count && numbers[looked] == sum {
          numbers[kept] = sum
          kept &+= 1
          looked &+= 1
        }
        if looked >= count || kept >= enough { return kept }
        wanted = numbers[looked]
      }
      first = 0
      number &+= 1
    }
    return kept
  }

  private func fail(_ what: StaticString) -> Bool {
    damage.pointee.note(what, at: offset)
    return false
  }

  /// Decodes a chunk into the buffer.
  @inline(never)
  private mutating func load(_ number: Int) -> Bool {
    if hasInlinePosition {
      buffer[0] = UInt32(truncatingIfNeeded: offset)
      chunk = number
      return true
    }
    guard let layout = open(), let list else { return fail("positions offset") }
    let isRight =
      number < layout.chunks
      ? loadFull(number, layout, list) : loadTail(layout, list)
    chunk = isRight ? number : -1
    return isRight || fail("positions")
  }

  /// Finds the list's directory and checks that it lies inside the section.
  private mutating func open() -> PositionsLayout? {
    if let layout { return layout }
    let usable = PostingsSource.usableCount(of: section)
    // A chunk takes two bytes of directory at least, which bounds what a list can claim.
    guard offset < UInt64(usable), total / 64 <= UInt64(usable),
      let base = section.baseAddress
    else { return nil }
    let found = PositionsLayout(totalFrequency: total)
    size = usable - Int(offset)
    guard found.payload < size else { return nil }
    list = base + Int(offset)
    layout = found
    return found
  }

  /// Where a chunk lies, in bytes from the list's first.
  private func range(
    of number: Int,
    _ layout: PositionsLayout,
    _ list: UnsafeRawPointer
  ) -> Range<Int>? {
    let (group, place) = number.quotientAndRemainder(dividingBy: PostingsFormat.chunkGroupSize)
    let base = list.loadUnaligned(
      fromByteOffset: layout.groupOffset + 4 * group,
      as: UInt32.self
    )
    let ends = list + layout.end
    let end = ends.loadUnaligned(fromByteOffset: 2 * number, as: UInt16.self)
    let start = place == 0 ? 0 : ends.loadUnaligned(fromByteOffset: 2 * number - 2, as: UInt16.self)
    let first = layout.payload + Int(base)
    guard start <= end, first + Int(end) <= size else { return nil }
    return first + Int(start)..<first + Int(end)
  }

  private func loadFull(
    _ number: Int,
    _ layout: PositionsLayout,
    _ list: UnsafeRawPointer
  ) -> Bool {
    guard let range = range(of: number, layout, list) else { return false }
    let shape = (range.count >> 4) << 3 | (range.count & 15) >> 1
    guard shape <= 255, range.count & 1 == 0 else { return false }
    PatchedBlock.decode(
      shape: UInt8(shape),
      from: list + range.lowerBound,
      adding: 0,
      into: buffer
    )
    return true
  }

  private func loadTail(_ layout: PositionsLayout, _ list: UnsafeRawPointer) -> Bool {
    var start = layout.payload
    if layout.chunks > 0 {
      guard let last = range(of: layout.chunks - 1, layout, list) else { return false }
      start = last.upperBound
    }
    let count = Int(total % UInt64(PostingsFormat.chunkSize))
    guard start < size else { return false }
    let width = Int(list.load(fromByteOffset: start, as: UInt8.self))
    guard width <= 32, start + 1 + Pack.tailSize(count: count, width: width) <= size else {
      return false
    }
    Unpack.tail(count: count, width: width, from: list + start + 1, adding: 0, into: buffer)
    return true
  }
}

/// Room for the positions of one document, growing as needed.
///
/// Whoever makes one frees it.
struct PositionBuffer {
  private(set) var numbers: UnsafeMutablePointer<UInt32>
  private var capacity: Int

  init(capacity: Int = 256) {
    numbers = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  /// Makes room for `count` numbers; what was held is lost if that takes new memory.
  @inline(__always)
  mutating func reserve(_ count: Int) {
    if count > capacity { grow(to: count) }
  }

  private mutating func grow(to count: Int) {
    numbers.deallocate()
    capacity = max(count, 2 * capacity)
    numbers = .allocate(capacity: capacity)
  }

  func deallocate() {
    numbers.deallocate()
  }
}
