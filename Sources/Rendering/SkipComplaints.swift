// SPDX-License-Identifier: Apache-2.0

package import NewsArchive
import Storage
import SystemPackage

/// What was not taken and why, for standard error: the first twenty, and how many more there are.
///
/// Parts of collections in which nobody expects an article, such as pictures, are only counted.
package struct SkipComplaints: Sendable {
  /// How many articles may be missing.
  package private(set) var count = 0
  private var first: [String] = []
  private var leftOut: [String: Int] = [:]
  private static let shown = 20

  package init() {}

  package mutating func add(_ skipped: SkippedSource) {
    guard !skipped.isExpected else {
      leftOut["\(skipped.reason)", default: 0] += skipped.count
      return
    }
    count += 1
    guard first.count < Self.shown else { return }
    let name = skipped.path.isEmpty ? "standard input" : TerminalText.escape(skipped.path)
    let times = skipped.count > 1 ? ", \(skipped.count) times" : ""
    first.append("skipped \(name): \(TerminalText.escape("\(skipped.reason)"))\(times)")
  }

  package var lines: [String] {
    let rest = count > first.count ? ["and \(count - first.count) more"] : []
    return first + rest + IndexReportRenderer.leftOut(leftOut)
  }
}
