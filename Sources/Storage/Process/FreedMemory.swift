// SPDX-License-Identifier: Apache-2.0

private import Glibc

/// Gives memory that was freed back to the system, where the C library can (glibc's `malloc_trim`).
///
/// The allocator keeps what threads have freed, each for itself, and a long run of large batches
/// would hold the garbage of one while it fills the next. Costs a millisecond for a hundred
/// megabytes, so it is worth while after a batch, not after an article.
package func returnFreedMemory() {
  typealias Trim = @convention(c) (Int) -> Int32
  // Its header is not among those that are imported as a module.
  guard let trim = dlsym(nil, "malloc_trim") else { return }
  _ = unsafeBitCast(trim, to: Trim.self)(0)
}
