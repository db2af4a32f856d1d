// SPDX-License-Identifier: Apache-2.0

package import Storage

/// How many documents of a result were published on each day, and how exactly that is known.
package struct DateCounts: Sendable {
  /// Documents by day, counted from 1970-01-01 in UTC; a month or year stands at its first day.
  ///
  /// In ascending order, but for days very far from the others.
  package internal(set) var days: [(key: Key, count: Int)] = []
  /// Documents without a date.
  package internal(set) var undated = 0

  /// A day, and whether the day, the month or only the year is known.
  package struct Key: Hashable, Sendable {
    package let day: Int32
    /// ``DatePrecision/day`` also for moments.
    package let precision: DatePrecision
  }
}

extension SegmentReader {
  /// Counts documents by the day they were published.
  ///
  /// Some nanoseconds a document; runs of 1,024 documents of one day cost next to nothing. Months
  /// and years are sums of these.
  package func dateCounts(among documents: DocumentSet) throws(CorruptionError) -> DateCounts {
    var counts = DateCounts()
    let times = try column(published)
    var table = DayTable(try datedRuns())
    documents.forEachWord(below: documentCount) { first, word in
      var rest = word
      while rest != 0 {
        let time = PublicationTime(code: times.number(first &+ rest.trailingZeroBitCount) ?? 0)
        table.add(time)
        rest &= rest &- 1
      }
    }
    table.move(to: &counts)
    return counts
  }
}

/// Counters for the days of a segment, one for each day and precision.
private struct DayTable {
  /// Days from the first to the last that are counted in a table; further ones in a dictionary.
  private static let mostDays: Int64 = 1 << 17

  private let firstDay: Int64
  private var counters: [UInt32]
  private var undated = 0
  private var far: [DateCounts.Key: Int] = [:]

  init(_ runs: [PublishedRun]) {
    let dated = runs.filter { $0.earliest <= $0.latest }
    let first = Self.day(of: dated.map(\.earliest).min() ?? 0)
    let last = Self.day(of: dated.map(\.latest).max() ?? 0)
    firstDay = first
    let days = last >= first ? min(last - first + 1, Self.mostDays) : 0
    counters = [UInt32](repeating: 0, count: Int(days) * 3)
  }

  /// The day of a second, downwards also before 1970.
  @inline(__always)
  static func day(of second: Int64) -> Int64 {
    let day = second / 86_400
    return day &* 86_400 > second ? day &- 1 : day
  }

  @inline(__always)
  mutating func add(_ time: PublicationTime) {
    guard time.isKnown else {
      undated &+= 1
      return
    }
    let day = Self.day(of: time.seconds)
    let precision = min(time.precision.rawValue, DatePrecision.day.rawValue)
    let place = UInt64(bitPattern: (day &- firstDay) &* 3 &+ Int64(precision))
    guard place < UInt64(counters.count) else {
      addFar(day, precision)
      return
    }
    counters[Int(truncatingIfNeeded: place)] &+= 1
  }

  @inline(never)
  private mutating func addFar(_ day: Int64, _ precision: UInt8) {
    far[Self.key(day, precision), default: 0] += 1
  }

  private static func key(_ day: Int64, _ precision: UInt8) -> DateCounts.Key {
    DateCounts.Key(
      day: Int32(clamping: day),
      precision: DatePrecision(rawValue: precision) ?? .day
    )
  }

  func move(to counts: inout DateCounts) {
    counts.undated = undated
    for (place, count) in counters.enumerated() where count > 0 {
      let key = Self.key(firstDay + Int64(place / 3), UInt8(place % 3))
      counts.days.append((key, Int(count)))
    }
    for (key, count) in far { counts.days.append((key, count)) }
  }
}
