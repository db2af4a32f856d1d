// SPDX-License-Identifier: Apache-2.0

import Articles

/// Calendar days from one to another, both included; an end left open reaches without limit.
///
/// Days are counted from 1970-01-01, as an article's day of publication is. In a query a range has
/// at least one end, does not end before it begins, and lies in the years 1 to 9999.
public struct DayRange: Hashable, Sendable {
  /// The first day; nil without a beginning.
  public var first: Int?
  /// The last day; nil without an end.
  public var last: Int?

  /// The days from `first` to `last`, counted from 1970-01-01.
  public init(first: Int?, last: Int?) {
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
  public func intersection(_ other: DayRange) -> DayRange? {
    let first = [self.first, other.first].compactMap(\.self).max()
    let last = [self.last, other.last].compactMap(\.self).min()
    if let first, let last, first > last { return nil }
    return DayRange(first: first, last: last)
  }
}

extension DayRange: CustomStringConvertible {
  /// The range in the form that the query language reads: `2024-03-01..2024-05-31`.
  public var description: String {
    let first = first.map { CivilDay(daysSince1970: $0).description } ?? ""
    let last = last.map { CivilDay(daysSince1970: $0).description } ?? ""
    return first == last && !first.isEmpty ? first : "\(first)..\(last)"
  }
}
