// SPDX-License-Identifier: Apache-2.0

/// An input taken as a program of changes to sound bytes, so that a fuzzer reaches what lies behind
/// checksums and lengths, and finds one damage after another.
struct Edits {
  private let program: [UInt8]
  private var next = 0

  init(_ program: some Sequence<UInt8>) {
    self.program = Array(program)
  }

  var isAtEnd: Bool { next >= program.count }

  /// The next byte of the program; zero after its end.
  mutating func byte() -> UInt8 {
    guard !isAtEnd else { return 0 }
    defer { next += 1 }
    return program[next]
  }

  /// A number below a limit, of two bytes.
  mutating func number(below limit: Int) -> Int {
    let value = Int(byte()) | Int(byte()) << 8
    return limit > 0 ? value % limit : 0
  }

  /// All that is left of the program.
  mutating func rest() -> [UInt8] {
    defer { next = program.count }
    return Array(program.dropFirst(next))
  }

  /// Runs what is left of the program on some parts, each change on one of them.
  mutating func apply(to parts: inout [[UInt8]], most: Int = 32) {
    guard !parts.isEmpty else { return }
    for _ in 0..<most {
      guard !isAtEnd else { return }
      let part = Int(byte()) % parts.count
      change(&parts[part])
    }
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let kind = byte() % 10
    let place = number(below: bytes.count + 1)
    let value = byte()
    switch kind {
    case 0, 1: set(&bytes, place, [value])
    case 2: if place < bytes.count { bytes[place] ^= 1 << (value & 7) }
    case 3: set(&bytes, place, little(Self.telling(value), 4))
    case 4: set(&bytes, place, little(Self.telling(value), 8))
    case 5: bytes.insert(contentsOf: (0..<Int(value % 16)).map { _ in byte() }, at: place)
    case 6: bytes.removeSubrange(place..<min(bytes.count, place + Int(value)))
    case 7: bytes.removeSubrange(place...)
    case 8: copy(&bytes, to: place, count: Int(value))
    default: add(&bytes, place, Int8(bitPattern: value))
    }
  }

  private func set(_ bytes: inout [UInt8], _ place: Int, _ new: [UInt8]) {
    for (index, byte) in new.enumerated() where place + index < bytes.count {
      bytes[place + index] = byte
    }
  }

  private mutating func copy(_ bytes: inout [UInt8], to place: Int, count: Int) {
    let from = number(below: bytes.count + 1)
    set(&bytes, place, Array(bytes[from..<min(bytes.count, from + count)]))
  }

  /// Adds to a number of four bytes.
  private func add(_ bytes: inout [UInt8], _ place: Int, _ value: Int8) {
    guard place + 4 <= bytes.count else { return }
    let old = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << UInt32($1 * 8) }
    set(&bytes, place, little(UInt64(old &+ UInt32(bitPattern: Int32(value))), 4))
  }

  private func little(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }
  }

  /// Numbers at which arithmetic goes wrong.
  private static func telling(_ value: UInt8) -> UInt64 {
    let numbers: [UInt64] = [
      0, 1, 2, 127, 128, 255, 256, 4095, 4096, 65_535, 65_536, 0x7FFF_FFFF, 0x8000_0000,
      0xFFFF_FFFF, 0x1_0000_0000, UInt64(Int64.max) - 1, UInt64(Int64.max), UInt64(Int64.max) + 1,
      .max - 7, .max - 1, .max, 1 << 40, 1 << 48, 1 << 62,
    ]
    return numbers[Int(value) % numbers.count]
  }
}
