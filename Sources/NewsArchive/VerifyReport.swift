// SPDX-License-Identifier: Apache-2.0

/// What `verify` found.
package struct VerifyReport: Sendable {
  /// What was looked at.
  package var checks = VerifyChecks(full: false, originals: false)
  package var generation: UInt64
  /// Files that the generation consists of.
  package var files: Int
  /// Originals whose SHA-256 was checked.
  package var originals = 0
  /// Articles whose text was analysed again.
  package var sampled = 0
  /// A signal ended it before all was looked at.
  package var wasStopped = false
  package var findings: [Finding] = []

  package init(generation: UInt64, files: Int) {
    self.generation = generation
    self.files = files
  }

  /// Whether anything is not as it was written.
  package var hasDamage: Bool { findings.contains(where: \.isDamage) }
  /// One line for each thing that is not as it was written.
  package var damage: [String] { findings.filter(\.isDamage).map(\.description) }
  /// Files in the archive that no generation names; harmless.
  package var extra: [String] { findings.filter { !$0.isDamage }.map(\.subject) }
}
