// SPDX-License-Identifier: Apache-2.0

/// Seconds since 1970 as the column of filing times has them: moved up, so that none is negative.
enum FilingTime {
  static func code(of seconds: Int64) -> UInt64 { UInt64(bitPattern: seconds) ^ 1 << 63 }

  static func seconds(of code: UInt64) -> Int64 { Int64(bitPattern: code ^ 1 << 63) }
}
