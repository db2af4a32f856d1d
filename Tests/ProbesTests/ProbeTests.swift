// SPDX-License-Identifier: Apache-2.0

import Probes
import Testing

/// Every reader on some thousand inputs, the same in each run; a fuzzer runs the same probes on many
/// more.
@Suite struct ProbeTests {
  @Test(arguments: ProbeTarget.allCases)
  func `keeps its promises on changed inputs`(target: ProbeTarget) throws {
    let probe = try target.make()
    var inputs = ProbeInputs(probe.seeds, seed: 1)
    for number in 0..<Self.counts[target, default: 300] {
      let input = inputs.next()
      do {
        try probe.run(input)
      } catch {
        Issue.record("\(target) \(number): \(error): \(input)")
        return
      }
    }
  }

  private static let counts: [ProbeTarget: Int] = [
    .manifest: 2000, .sealed: 1000, .segment: 120, .dictionary: 500, .postings: 500, .stored: 250,
    .query: 400, .names: 1500,
  ]

  /// What fuzzing found, so that it is not found again.
  @Test(arguments: FoundInputs.all)
  func `keeps its promises on what broke them`(found: FoundInputs) throws {
    try found.target.make().run(found.input)
  }
}
