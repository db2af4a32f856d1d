// SPDX-License-Identifier: Apache-2.0

import Storage

/// Why an attempt to search ended early.
enum SearchFailure: Error {
  /// The query cannot be answered; nothing helps but another query.
  case query(QueryError)
  /// A segment cannot be read; the search is repeated without it.
  case damage(segment: Int, CorruptionError)
}
