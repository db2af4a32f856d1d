// SPDX-License-Identifier: Apache-2.0

import Storage

/// The memory of one search in one segment: cursors, their buffers, windows; freed together.
///
/// Handed out from the front of a slab, which the next search takes over with its pages in place;
/// what no longer fits is allocated by itself.
final class CursorArena {
  let source: PostingsSource

  /// Where cursors report damage.
  let damage: UnsafeMutablePointer<Damage>

  private let slab: Slab
  private var free: UnsafeMutableRawPointer
  private var left: Int
  private var allocations: [UnsafeMutableRawPointer] = []
  private let budget: SearchBudget?
  /// Bytes that the budget was told of.
  private var taken = 0
  private var questions: UInt32 = 0
  private let leaveOut: UInt32

  /// A weighted frequency for each document of a window; zero between uses.
  private(set) lazy var windowFrequencies = allocate(UInt32.self, count: Window.size, repeating: 0)

  /// An arena for a search, or a small one for who reads single lists and many at a time.
  init(_ source: PostingsSource, isSmall: Bool = false, budget: SearchBudget? = nil) {
    self.source = source
    self.budget = budget
    leaveOut = budget?.leaveOut ?? 0
    slab = isSmall ? Slab(size: Slab.smallSize) : SlabPool.shared.take()
    free = slab.memory
    left = slab.size
    damage = free.bindMemory(to: Damage.self, capacity: 1)
    damage.initialize(to: Damage())
    skip(MemoryLayout<Damage>.stride)
  }

  deinit {
    damage.deinitialize(count: 1)
    for memory in allocations { memory.deallocate() }
    budget?.give(back: taken, for: .lists)
    SlabPool.shared.put(slab)
  }

  /// Memory for `count` values that are all `value`, aligned for vectors.
  func allocate<Value: BitwiseCopyable>(
    _ type: Value.Type,
    count: Int,
    repeating value: Value
  ) -> UnsafeMutablePointer<Value> {
    let memory = uninitialized(type, count: count)
    memory.initialize(repeating: value, count: count)
    return memory
  }

  /// Memory for `count` values that are to be written before they are read, aligned for vectors.
  @inline(__always)
  func uninitialized<Value: BitwiseCopyable>(
    _ type: Value.Type,
    count: Int
  ) -> UnsafeMutablePointer<Value> {
    raw(MemoryLayout<Value>.stride * max(1, count)).bindMemory(to: Value.self, capacity: count)
  }

  /// A cursor on the first document of a list.
  func cursor(for term: TermPostings) -> UnsafeMutablePointer<PostingsCursor> {
    let cursor = room(forCursors: 1)
    cursor.initialize(to: PostingsCursor(term, in: self))
    return cursor
  }

  /// Cursors side by side, each on the first document of its list.
  func cursors(
    for terms: some Collection<TermPostings>
  ) -> UnsafeMutablePointer<PostingsCursor> {
    let cursors = room(forCursors: terms.count)
    for (index, term) in terms.enumerated() {
      (cursors + index).initialize(to: PostingsCursor(term, in: self))
    }
    return cursors
  }

  /// Whether the search may go on; for loops whose turns take some hundred nanoseconds.
  @inline(__always)
  var mayGoOn: Bool {
    guard let budget else { return true }
    questions &+= 1
    return questions & leaveOut == 0 ? budget.mayGoOn() : budget.isKept
  }

  /// The same for loops whose turns take longer, always up to date.
  @inline(__always)
  var mayGoOnForLong: Bool { budget?.mayGoOn() ?? true }

  /// - Throws: ``CorruptionError`` if a cursor met damage.
  func check() throws(CorruptionError) {
    try damage.pointee.check(source.name)
  }

  private func room(forCursors count: Int) -> UnsafeMutablePointer<PostingsCursor> {
    raw(MemoryLayout<PostingsCursor>.stride * max(1, count))
      .bindMemory(to: PostingsCursor.self, capacity: count)
  }

  private func raw(_ size: Int) -> UnsafeMutableRawPointer {
    if size > left {
      let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: Slab.alignment)
      allocations.append(memory)
      taken &+= size
      budget?.take(size, for: .lists)
      return memory
    }
    let memory = free
    skip(size)
    return memory
  }

  private func skip(_ size: Int) {
    let whole = (size &+ Slab.alignment &- 1) & ~(Slab.alignment &- 1)
    free += min(whole, left)
    left &-= min(whole, left)
  }
}
