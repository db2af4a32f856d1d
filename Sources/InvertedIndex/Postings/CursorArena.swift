// SPDX-License-Identifier: Apache-2.0

import Storage

/// The memory of one search in one segment: cursors, their buffers, windows; freed together.
final class CursorArena {
  let source: PostingsSource

  /// Where cursors report damage.
  let damage: UnsafeMutablePointer<Damage>

  private var allocations: [UnsafeMutableRawPointer] = []

  /// A weighted frequency for each document of a window; zero between uses.
  private(set) lazy var windowFrequencies = allocate(UInt32.self, count: Window.size, repeating: 0)

  init(_ source: PostingsSource) {
    self.source = source
    damage = .allocate(capacity: 1)
    damage.initialize(to: Damage())
  }

  deinit {
    damage.deinitialize(count: 1)
    damage.deallocate()
    allocations.forEach { $0.deallocate() }
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
  func uninitialized<Value: BitwiseCopyable>(
    _ type: Value.Type,
    count: Int
  ) -> UnsafeMutablePointer<Value> {
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: MemoryLayout<Value>.stride * max(1, count),
      alignment: 16
    )
    allocations.append(raw)
    return raw.bindMemory(to: Value.self, capacity: count)
  }

  /// A cursor on the first document of a list.
  func cursor(for term: TermPostings) -> UnsafeMutablePointer<PostingsCursor> {
    cursors(for: [term])
  }

  /// Cursors side by side, each on the first document of its list.
  func cursors(for terms: [TermPostings]) -> UnsafeMutablePointer<PostingsCursor> {
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: MemoryLayout<PostingsCursor>.stride * max(1, terms.count),
      alignment: 16
    )
    allocations.append(raw)
    let cursors = raw.bindMemory(to: PostingsCursor.self, capacity: terms.count)
    for (index, term) in terms.enumerated() {
      (cursors + index).initialize(to: PostingsCursor(term, in: self))
    }
    return cursors
  }

  /// - Throws: ``CorruptionError`` if a cursor met damage.
  func check() throws(CorruptionError) {
    try damage.pointee.check(source.name)
  }
}
