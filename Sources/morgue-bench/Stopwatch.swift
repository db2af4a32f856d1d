// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Time since a moment, by the clock that never jumps.
struct Stopwatch {
  private let start = Self.now

  /// Nanoseconds since some fixed moment; some 25 ns to read.
  private static var now: UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  var nanoseconds: UInt64 { Self.now - start }

  /// Seconds with six decimals.
  var seconds: String {
    let microseconds = nanoseconds / 1000
    let decimals = String(microseconds % 1_000_000)
    return "\(microseconds / 1_000_000)." + String(repeating: "0", count: 6 - decimals.count)
      + decimals
  }
}
