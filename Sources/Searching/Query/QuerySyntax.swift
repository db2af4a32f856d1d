// SPDX-License-Identifier: Apache-2.0

/// The languages that a query can be written in; all of them make the same trees.
public enum QuerySyntax: String, CaseIterable, Hashable, Sendable {
  /// The archive's own, as `morgue help query` describes it.
  case morgue
  /// That of Lexis, Nexis and Factiva: `hlead(cartel) w/10 extort! and atleast3(chiapas)`.
  case lexis
}
