// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
private import Glibc
#endif

/// Memory that is reached at random, in large pages where the system has them.
///
/// Postings are scattered over some hundred megabytes: with pages of 4 KB nearly every store would
/// first have to look up its page.
enum LargeMemory {
  private static let pageSize = 2 << 20

  /// Uninitialised memory for `count` values; freed with `deallocate()`.
  static func allocate<Value: BitwiseCopyable>(
    _ type: Value.Type,
    count: Int
  ) -> UnsafeMutablePointer<Value> {
    let size = max(1, count) * MemoryLayout<Value>.stride
    let isLarge = size >= pageSize
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: size,
      alignment: isLarge ? pageSize : 64
    )
    #if os(Linux) && canImport(Glibc)
    // What the system makes of it changes nothing but the speed.
    if isLarge { _ = madvise(memory, size, MADV_HUGEPAGE) }
    #endif
    return memory.bindMemory(to: Value.self, capacity: max(1, count))
  }
}
