// SPDX-License-Identifier: Apache-2.0

package import NewsArchive
import Storage
import SystemPackage

/// What was not taken and why, for standard error: the first twenty, and how many more there are.
package struct SkipComplaints: Sendable {
  package private(set) var count = 0
  private var first: [String] = []
  private static let shown = 20

  package init() {}

  package mutating func add(_ skipped: SkippedSource) {
    count += 1
    guard first.count < Self.shown else { return }
    let name = skipped.path.isEmpty ? "standard input" : TerminalText.escape(skipped.path)
    let times = skipped.count > 1 ? ", \(skipped.count) times" : ""
    first.append("skipped \(name): \(TerminalText.escape("\(skipped.reason)"))\(times)")
  }

  package var lines: [String] {
    count > first.count ? first + ["and \(count - first.count) more"] : first
  }
}
