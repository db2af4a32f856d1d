// SPDX-License-Identifier: Apache-2.0

import Articles
import InvertedIndex

/// What the articles of a result can be counted by.
package enum FacetField: String, Hashable, Sendable, CaseIterable {
  case year
  case month
  case day
  case source
  case section
  case author
  case language = "lang"
  /// Readers' labels, which the request brings with it.
  case tag

  /// Whether the values are periods of time, which have an order of their own.
  package var isDate: Bool { self == .year || self == .month || self == .day }
}

/// The articles of a result, counted by a field.
package struct Facet: Sendable {
  /// A value and the number of articles that have it.
  package struct Value: Hashable, Sendable {
    /// As it was filed; a period as `2025`, `2025-06` or `2025-06-08`, a language as its code.
    package var name: String
    package var count: Int
  }

  /// Names by how frequent they are, periods by time.
  ///
  /// Names: the most frequent first, equal ones in the order of letters. Periods: in the order of
  /// time, those between without articles too, unless there would be more than ``mostGaps``; the
  /// shorter name comes first where an article's month or day is not known.
  package var values: [Value] = []
  /// Articles without any value.
  package var without = 0

  /// Periods without articles are given if there are not more in all than this.
  package static let mostGaps = 1000
}

/// A count of all segments together, by name.
struct FacetTally {
  private let field: FacetField
  private var counts: [String: Int] = [:]
  private(set) var without = 0

  init(_ field: FacetField) {
    self.field = field
  }

  mutating func add(_ name: String, _ count: Int) {
    counts[name, default: 0] += count
  }

  mutating func addWithout(_ count: Int) {
    without += count
  }

  /// A day, month or year, by the number of its first day.
  private struct Period: Hashable {
    var firstDay: Int
    var precision: DatePrecision
  }

  /// Adds the documents of days, as exactly as the field asks and the days are known.
  ///
  /// Days of a month come one after the other, so that names are made for months only.
  mutating func add(_ days: [(key: DateCounts.Key, count: Int)]) {
    var sums: [Period: Int] = [:]
    var last = Period(firstDay: 0, precision: .year)
    var sum = 0
    for (key, count) in days {
      let period = period(of: key)
      if period != last {
        if sum > 0 { sums[last, default: 0] += sum }
        (last, sum) = (period, 0)
      }
      sum += count
    }
    if sum > 0 { sums[last, default: 0] += sum }
    for (period, count) in sums {
      add(Self.name(CivilDay(daysSince1970: period.firstDay), period.precision), count)
    }
  }

  private func period(of key: DateCounts.Key) -> Period {
    let precision = min(finest, key.precision)
    let day = Int(key.day)
    if precision == .day { return Period(firstDay: day, precision: precision) }
    let civil = CivilDay(daysSince1970: day)
    if precision == .month { return Period(firstDay: day - civil.day + 1, precision: precision) }
    let first = CivilDay(year: civil.year, month: 1, day: 1)?.daysSince1970
    return Period(firstDay: first ?? day, precision: precision)
  }

  private var finest: DatePrecision {
    switch field {
    case .year: .year
    case .month: .month
    default: .day
    }
  }

  private static func name(_ day: CivilDay, _ precision: DatePrecision) -> String {
    let text = day.description
    return switch precision {
    case .year: String(text.dropLast(6))
    case .month: String(text.dropLast(3))
    default: text
    }
  }

  var facet: Facet {
    var facet = Facet()
    facet.without = without
    let values = counts.map { Facet.Value(name: $0.key, count: $0.value) }
    facet.values =
      field.isDate
      ? values.sorted { $0.name < $1.name }
      : values.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    if field.isDate { fillGaps(of: &facet) }
    return facet
  }

  /// Puts the periods in between that no article is of.
  private func fillGaps(of facet: inout Facet) {
    let exact = facet.values.filter { Self.length(of: field) == $0.name.utf8.count }
    guard let first = exact.first?.name, let last = exact.last?.name,
      var day = Self.day(first), let end = Self.day(last)
    else { return }
    var missing: [Facet.Value] = []
    while day.daysSince1970 <= end.daysSince1970 {
      let name = Self.name(day, finest)
      if counts[name] == nil { missing.append(Facet.Value(name: name, count: 0)) }
      guard missing.count <= Facet.mostGaps, let next = next(after: day) else { return }
      day = next
    }
    facet.values = (facet.values + missing).sorted { $0.name < $1.name }
  }

  private static func length(of field: FacetField) -> Int {
    field == .year ? 4 : field == .month ? 7 : 10
  }

  private static func day(_ name: String) -> CivilDay? {
    ArticleDate(iso8601: name)?.day
  }

  private func next(after day: CivilDay) -> CivilDay? {
    switch field {
    case .year: CivilDay(year: day.year + 1, month: 1, day: 1)
    case .month:
      CivilDay(year: day.year + day.month / 12, month: day.month % 12 + 1, day: 1)
    default: CivilDay(daysSince1970: day.daysSince1970 + 1)
    }
  }
}
