// SPDX-License-Identifier: Apache-2.0

/// The 64-bit xxHash: tells bytes that were written from bytes that were damaged.
///
/// It protects against accidents, not against forgers. Four lanes of eight bytes at a time, as in
/// the published description (github.com/Cyan4973/xxHash, doc/xxhash_spec.md, "XXH64
/// Algorithm"); about 10 GB/s.
package enum XXH64 {
  /// The hash of `bytes`.
  package static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
    guard let base = bytes.baseAddress else { return Stream(seed: seed).finish() }
    let count = bytes.count
    let striped = count & ~31
    var state = seed &+ prime5
    if striped > 0 {
      var lanes = Lanes(seed: seed)
      lanes.absorb(base, count: striped)
      state = lanes.merged
    }
    return finish(state &+ UInt64(count), base + striped, count: count - striped)
  }

  /// The hash of `bytes`.
  package static func hash(_ bytes: [UInt8], seed: UInt64 = 0) -> UInt64 {
    bytes.withUnsafeBytes { hash($0, seed: seed) }
  }

  /// Mixes in the last 0 to 31 bytes and scatters the bits.
  private static func finish(_ start: UInt64, _ tail: UnsafeRawPointer, count: Int) -> UInt64 {
    var state = start
    var at = 0
    while at + 8 <= count {
      state ^= round(0, load(tail + at, as: UInt64.self))
      state = rotate(state, 27) &* prime1 &+ prime4
      at += 8
    }
    if at + 4 <= count {
      state ^= UInt64(load(tail + at, as: UInt32.self)) &* prime1
      state = rotate(state, 23) &* prime2 &+ prime3
      at += 4
    }
    while at < count {
      state ^= UInt64(load(tail + at, as: UInt8.self)) &* prime5
      state = rotate(state, 11) &* prime1
      at += 1
    }
    return avalanche(state)
  }

  private static func avalanche(_ value: UInt64) -> UInt64 {
    var state = value
    state ^= state >> 33
    state = state &* prime2
    state ^= state >> 29
    state = state &* prime3
    return state ^ (state >> 32)
  }
}

extension XXH64 {
  /// The hash of bytes that come in parts.
  package struct Stream: Sendable {
    private let seed: UInt64
    private var lanes: Lanes
    private var pending: [UInt8] = []
    private var total: UInt64 = 0

    package init(seed: UInt64 = 0) {
      self.seed = seed
      lanes = Lanes(seed: seed)
      pending.reserveCapacity(32)
    }

    /// Takes the next bytes in.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
      guard let base = bytes.baseAddress else { return }
      total &+= UInt64(bytes.count)
      var at = 0
      if !pending.isEmpty {
        at = min(32 - pending.count, bytes.count)
        pending.append(contentsOf: bytes[..<at])
        guard pending.count == 32 else { return }
        pending.withUnsafeBytes { if let start = $0.baseAddress { lanes.absorb(start, count: 32) } }
        pending.removeAll(keepingCapacity: true)
      }
      let striped = (bytes.count - at) & ~31
      lanes.absorb(base + at, count: striped)
      pending.append(contentsOf: bytes[(at + striped)...])
    }

    /// Takes the next bytes in.
    package mutating func update(_ bytes: [UInt8]) {
      bytes.withUnsafeBytes { update($0) }
    }

    /// The hash of everything so far; more may follow.
    package func finish() -> UInt64 {
      let state = total < 32 ? seed &+ prime5 : lanes.merged
      return withUnsafePointer(to: state) { fallback in
        pending.withUnsafeBytes { tail in
          let start = tail.baseAddress ?? UnsafeRawPointer(fallback)
          return XXH64.finish(state &+ total, start, count: tail.count)
        }
      }
    }
  }
}

private let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
private let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
private let prime3: UInt64 = 0x1656_67B1_9E37_79F9
private let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
private let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

/// The four running sums.
private struct Lanes: Sendable {
  var first: UInt64
  var second: UInt64
  var third: UInt64
  var fourth: UInt64

  init(seed: UInt64) {
    first = seed &+ prime1 &+ prime2
    second = seed &+ prime2
    third = seed
    fourth = seed &- prime1
  }

  /// Takes in `count` bytes, a multiple of 32.
  mutating func absorb(_ start: UnsafeRawPointer, count: Int) {
    var (one, two, three, four) = (first, second, third, fourth)
    var at = start
    let end = start + count
    while at < end {
      one = round(one, load(at, as: UInt64.self))
      two = round(two, load(at + 8, as: UInt64.self))
      three = round(three, load(at + 16, as: UInt64.self))
      four = round(four, load(at + 24, as: UInt64.self))
      at += 32
    }
    (first, second, third, fourth) = (one, two, three, four)
  }

  var merged: UInt64 {
    var state = rotate(first, 1) &+ rotate(second, 7) &+ rotate(third, 12) &+ rotate(fourth, 18)
    state = (state ^ round(0, first)) &* prime1 &+ prime4
    state = (state ^ round(0, second)) &* prime1 &+ prime4
    state = (state ^ round(0, third)) &* prime1 &+ prime4
    return (state ^ round(0, fourth)) &* prime1 &+ prime4
  }
}

@inline(__always)
private func round(_ lane: UInt64, _ input: UInt64) -> UInt64 {
  rotate(lane &+ input &* prime2, 31) &* prime1
}

@inline(__always)
private func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 {
  value &<< count | value &>> (64 &- count)
}

@inline(__always)
private func load<Value: FixedWidthInteger & BitwiseCopyable>(
  _ pointer: UnsafeRawPointer,
  as _: Value.Type
) -> Value {
  Value(littleEndian: pointer.loadUnaligned(as: Value.self))
}
