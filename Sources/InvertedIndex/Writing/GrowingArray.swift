// SPDX-License-Identifier: Apache-2.0

/// A column of plain values that only grows, in memory of its own.
///
/// Unlike an `Array` it never checks uniqueness or bounds, which is what the inner loops of
/// indexing pay for; the indexes used on it come from our own counts, never from a file.
struct GrowingArray<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private(set) var capacity: Int

  init(capacity: Int = 64) {
    self.capacity = max(capacity, 8)
    base = .allocate(capacity: self.capacity)
  }

  deinit {
    base.deallocate()
  }

  var memoryInUse: Int {
    capacity * MemoryLayout<Element>.stride
  }

  subscript(index: Int) -> Element {
    @inline(__always) get { base[index] }
    @inline(__always) nonmutating set { base[index] = newValue }
  }

  /// The values as bytes, as they lie in memory: valid until the column grows or ends.
  var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base, count: count * MemoryLayout<Element>.stride)
  }

  var values: UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: base, count: count)
  }

  /// Makes room for `extra` more values; doubles, so that appending is constant on average.
  @inline(__always)
  mutating func reserve(_ extra: Int) {
    if count &+ extra > capacity { grow(to: count + extra) }
  }

  @inline(never)
  private mutating func grow(to least: Int) {
    let wanted = max(least, capacity * 2)
    let bigger = UnsafeMutablePointer<Element>.allocate(capacity: wanted)
    bigger.update(from: base, count: count)
    base.deallocate()
    base = bigger
    capacity = wanted
  }

  @inline(__always)
  mutating func append(_ value: Element) {
    reserve(1)
    base[count] = value
    count &+= 1
  }

  mutating func append(contentsOf more: UnsafeBufferPointer<Element>) {
    guard let source = more.baseAddress else { return }
    reserve(more.count)
    (base + count).update(from: source, count: more.count)
    count += more.count
  }

  mutating func append(repeating value: Element, count extra: Int) {
    reserve(extra)
    (base + count).update(repeating: value, count: extra)
    count += extra
  }

  /// Counts values that were written after the last into reserved room.
  @inline(__always)
  mutating func grown(by more: Int) {
    count &+= more
  }

  /// Forgets the values from `newCount` on, keeping the memory.
  mutating func truncate(to newCount: Int) {
    count = min(count, newCount)
  }
}

extension GrowingArray where Element == UInt8 {
  /// Appends an unsigned LEB128 number: seven bits per byte, the lowest first.
  mutating func appendVarint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func append(contentsOf more: [UInt8]) {
    more.withUnsafeBufferPointer { append(contentsOf: $0) }
  }

  /// Appends numbers, each with its least significant byte first.
  @inline(__always)
  mutating func append<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type,
    count numbers: Int,
    _ number: (Int) -> Number
  ) {
    let width = MemoryLayout<Number>.size
    append(upTo: numbers &* width) { room in
      for index in 0..<numbers {
        let value = number(index).littleEndian
        room.storeBytes(of: value, toByteOffset: index &* width, as: Number.self)
      }
      return numbers &* width
    }
  }

  /// Appends what `write` writes, which has room for `most` bytes and says how many it wrote.
  @inline(__always)
  mutating func append(upTo most: Int, _ write: (UnsafeMutableRawPointer) -> Int) {
    reserve(most)
    grown(by: write(UnsafeMutableRawPointer(base + count)))
  }

  /// Appends zeros until the distance from `start` is a multiple of `alignment`.
  mutating func align(to alignment: Int, from start: Int = 0) {
    let surplus = (count - start) % alignment
    if surplus > 0 { append(repeating: 0, count: alignment - surplus) }
  }
}
