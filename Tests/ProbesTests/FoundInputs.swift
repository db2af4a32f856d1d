// SPDX-License-Identifier: Apache-2.0

import Probes

/// An input that once broke a promise.
struct FoundInputs: Sendable, CustomStringConvertible {
  let target: ProbeTarget
  let description: String
  let input: [UInt8]

  init(_ target: ProbeTarget, _ description: String, _ input: [UInt8]) {
    self.target = target
    self.description = description
    self.input = input
  }

  static let all: [FoundInputs] = [
    FoundInputs(.manifest, "nothing at all", []),
    FoundInputs(
      .names,
      "marks of direction, quotes of other scripts and control characters in names",
      [0] + Array("flood = high\u{16}water = \u{300C}high\u{301E} \u{200E}tide = \u{1}\n".utf8)
    ),
    FoundInputs(
      .postings,
      "a block whose documents go back before they end where they should",
      [UInt8](repeating: 0xFF, count: 117) + [1, 0x13, 0, 0, 9, 0, 9, 1, 1, 4, 0, 9]
    ),
  ]
}
