// SPDX-License-Identifier: Apache-2.0

import Storage

/// The memory of one search in one segment: cursors, their buffers, windows; freed together.
final class CursorArena {
  let source: PostingsSource

  /// Where cursors report damage.
  let damage: UnsafeMutablePointer<Damage>

  private var allocations: [UnsafeMutableRawPointer] = []

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

  /// Zeroed memory for `count` values, aligned for vectors, with some room after the last.
  func allocate<Value: BitwiseCopyable>(
    _ type: Value.Type,
    count: Int,
    repeating value: Value
  ) -> UnsafeMutablePointer<Value> {
    let bytes = MemoryLayout<Value>.stride * count + PostingsFormat.padding
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    allocations.append(raw)
    (raw + bytes - PostingsFormat.padding).initializeMemory(
      as: UInt8.self,
      repeating: 0,
      count: PostingsFormat.padding
    )
    return raw.initializeMemory(as: Value.self, repeating: value, count: count)
  }

  /// A cursor on the first document of a list.
  func cursor(for term: TermPostings) -> UnsafeMutablePointer<PostingsCursor> {
    cursors(for: [term])
  }

  /// Cursors side by side, each on the first document of its list.
  func cursors(for terms: [TermPostings]) -> UnsafeMutablePointer<PostingsCursor> {
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: MemoryLayout<PostingsCursor>.stride * max(1, terms.count),
      alignment: 64
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
