// SPDX-License-Identifier: Apache-2.0

/// Inputs made of others by chance, the same for the same seed.
package struct ProbeInputs {
  private let seeds: [[UInt8]]
  private var numbers: SeededNumbers

  package init(_ seeds: [[UInt8]], seed: UInt64) {
    self.seeds = seeds
    numbers = SeededNumbers(seed: seed)
  }

  /// The next: one of those to begin with, one in eight as it is, the others changed and grown.
  package mutating func next() -> [UInt8] {
    var input = seeds.isEmpty ? [] : seeds[number(below: seeds.count)]
    guard number(below: 8) > 0 else { return input }
    for _ in 0...number(below: 6) { change(&input) }
    return input
  }

  private mutating func change(_ input: inout [UInt8]) {
    let place = number(below: input.count + 1)
    switch number(below: 6) {
    case 0, 1: if place < input.count { input[place] = UInt8(number(below: 256)) }
    case 2: if place < input.count { input[place] ^= 1 << UInt8(number(below: 8)) }
    case 3:
      let more = (0..<number(below: 12)).map { _ in UInt8(number(below: 256)) }
      input.insert(contentsOf: more, at: place)
    case 4: input.removeSubrange(place..<min(input.count, place + number(below: 20)))
    default:
      let other = seeds[number(below: seeds.count)]
      let start = number(below: other.count + 1)
      input.insert(contentsOf: other[start..<min(other.count, start + 24)], at: place)
    }
  }

  private mutating func number(below limit: Int) -> Int {
    Int.random(in: 0..<max(limit, 1), using: &numbers)
  }
}
