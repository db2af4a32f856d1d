// SPDX-License-Identifier: Apache-2.0

import Articles

/// Calendar days from one to another, both included; an end left open reaches without limit.
///
/// Days are counted from 1970-01-01, as an article's day of publication is.
package struct DayRange: Hashable, Sendable {
  package var first: Int?
  package var last: Int?

  package init(first: Int?, last: Int?) {
    self.first = first
    self.last = last
  }

  /// The moments of these days, in seconds since 1970-01-01T00:00:00Z.
  package var seconds: ClosedRange<Int64> {
    let lower = first.map { Int64($0) * 86_400 } ?? Int64.min + 1
    let upper = last.map { Int64($0) * 86_400 + 86_399 } ?? Int64.max
    return lower...max(lower, upper)
  }

  /// The days in both ranges; nil if there are none.
  package func intersection(_ other: DayRange) -> DayRange? {
    let first = [self.first, other.first].compactMap(\.self).max()
    let last = [self.last, other.last].compactMap(\.self).min()
    if let first, let last, first > last { return nil }
    return DayRange(first: first, last: last)
  }
}

extension DayRange: CustomStringConvertible {
  /// The range in the form that the query language reads: `2024-03-01..2024-05-31`.
  package var description: String {
    let first = first.map { CivilDay(daysSince1970: $0).description } ?? ""
    let last = last.map { CivilDay(daysSince1970: $0).description } ?? ""
    return first == last && !first.isEmpty ? first : "\(first)..\(last)"
  }
}
