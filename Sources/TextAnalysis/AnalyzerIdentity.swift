// SPDX-License-Identifier: Apache-2.0

/// Which rules made the terms of a segment.
///
/// Two segments whose identities differ cannot be searched with the same query terms.
package struct AnalyzerIdentity: Hashable, Sendable, CustomStringConvertible {
  package var name: String
  /// Counts changes of the rules.
  package var version: UInt32
  /// The first eight bytes of the SHA-256 of the generated character tables.
  package var tables: UInt64

  package init(name: String, version: UInt32, tables: UInt64) {
    self.name = name
    self.version = version
    self.tables = tables
  }

  package var description: String {
    "\(name)-\(version)-\(String(tables, radix: 16))"
  }
}
