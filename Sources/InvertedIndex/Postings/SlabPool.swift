// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A stretch of memory that searches use one after the other.
struct Slab {
  /// Alignment of whatever is handed out: a cache line, so that no vector straddles two.
  static let alignment = 64

  /// Enough for a query of a dozen words.
  static let standardSize = 256 << 10
  static let smallSize = 8 << 10

  let memory: UnsafeMutableRawPointer
  let size: Int

  init(size: Int) {
    memory = .allocate(byteCount: size, alignment: Self.alignment)
    self.size = size
  }
}

// A slab belongs to whoever took it out of the pool, or to the pool.
extension Slab: @unchecked Sendable {}

/// Slabs of searches that have ended, for those to come.
///
/// Fresh memory costs a page fault every 4 KB, which is more than a short search takes.
final class SlabPool: Sendable {
  static let shared = SlabPool()

  /// The most that are kept; as many searches as this may run at a time without allocating.
  private static let limit = 16

  private let slabs = Mutex<[Slab]>([])

  /// A slab of the standard size, whatever is in it.
  func take() -> Slab {
    slabs.withLock { $0.popLast() } ?? Slab(size: Slab.standardSize)
  }

  /// Keeps a slab for later, or frees it.
  func put(_ slab: Slab) {
    let isKept =
      slab.size == Slab.standardSize
      && slabs.withLock { slabs in
        if slabs.count == Self.limit { return false }
        slabs.append(slab)
        return true
      }
    if !isKept { slab.memory.deallocate() }
  }
}
