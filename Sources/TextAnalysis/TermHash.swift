// SPDX-License-Identifier: Apache-2.0

/// The hash that a token's term arrives with.
///
/// Words of eight bytes, the last padded with zeros, each folded in by a full-width multiplication
/// (the mixing step of wyhash). It lives in memory only and is never written to disk.
package enum TermHash {
  /// The hash of `count` bytes; about one multiplication for each eight of them.
  package static func hash(_ bytes: UnsafePointer<UInt8>, count: Int) -> UInt64 {
    let raw = UnsafeRawPointer(bytes)
    var state = start(count: count)
    var offset = 0
    while offset &+ 8 <= count {
      state = mix(state, raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
      offset &+= 8
    }
    guard offset < count else { return state }
    var last: UInt64 = 0
    var shift: UInt64 = 0
    while offset < count {
      last |= UInt64(bytes[offset]) << shift
      shift &+= 8
      offset &+= 1
    }
    return mix(state, last)
  }

  /// The same hash for a caller who has the first eight bytes, followed by zeros if there are
  /// fewer, as a little-endian number.
  @inlinable @inline(__always)
  package static func hash(_ bytes: UnsafePointer<UInt8>, count: Int, key: UInt64) -> UInt64 {
    var state = mix(start(count: count), key)
    guard count > 8 else { return state }
    let raw = UnsafeRawPointer(bytes)
    var offset = 8
    while offset &+ 8 <= count {
      state = mix(state, raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
      offset &+= 8
    }
    guard offset < count else { return state }
    let last = raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self).littleEndian
    return mix(state, last &>> UInt64(truncatingIfNeeded: (offset &+ 8 &- count) &* 8))
  }

  /// The hash of a term.
  package static func hash(_ term: [UInt8]) -> UInt64 {
    term.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return start(count: 0) }
      return hash(base, count: bytes.count)
    }
  }

  @inlinable @inline(__always)
  package static func start(count: Int) -> UInt64 {
    UInt64(truncatingIfNeeded: count) &* 0x9e37_79b9_7f4a_7c15
  }

  @inlinable @inline(__always)
  package static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let product = (state ^ word ^ 0xa076_1d64_78bd_642f)
      .multipliedFullWidth(by: 0xe703_7ed1_a0b4_28db)
    return product.high ^ product.low
  }
}
