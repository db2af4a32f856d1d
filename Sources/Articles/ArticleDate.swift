// SPDX-License-Identifier: Apache-2.0

/// A moment as exactly as a source gives it.
package struct ArticleDate: Hashable, Sendable {
  /// The finest unit that the source names.
  ///
  /// The raw values are on disk.
  package enum Precision: UInt8, Hashable, Sendable {
    case year = 0
    case month = 1
    case day = 2
    case minute = 3
    case second = 4
  }

  /// Seconds since 1970-01-01T00:00:00Z; for a year, month or day, its first second in UTC, so
  /// that the calendar day shown is the calendar day printed.
  package var seconds: Int64
  package var precision: Precision
  /// Minutes east of UTC, where the source says so.
  package var offsetMinutes: Int16?

  package init(seconds: Int64, precision: Precision, offsetMinutes: Int16? = nil) {
    self.seconds = seconds
    self.precision = precision
    self.offsetMinutes = offsetMinutes
  }
}

extension ArticleDate {
  /// A calendar day; nil for a day that does not exist or a year outside 1...9999.
  package init?(year: Int, month: Int? = nil, day: Int? = nil) {
    let civil = CivilDay(year: year, month: month ?? 1, day: day ?? 1)
    guard let civil else { return nil }
    let precision: Precision = month == nil ? .year : day == nil ? .month : .day
    self.init(seconds: Int64(civil.daysSince1970) * 86_400, precision: precision)
  }

  /// The calendar day on the clock of the source (UTC where it names no offset).
  package var day: CivilDay {
    let local = seconds + Int64(offsetMinutes ?? 0) * 60
    let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    return CivilDay(daysSince1970: Int(days))
  }

  /// `2025`, `2025-06`, `2025-06-08` or `2025-06-08T14:05-06:00`: only what is known.
  package var iso8601: String {
    let day = day
    switch precision {
    case .year: return padded(day.year, 4)
    case .month: return "\(padded(day.year, 4))-\(padded(day.month, 2))"
    case .day: return day.description
    case .minute: return "\(day)T\(clock(withSeconds: false))\(zone)"
    case .second: return "\(day)T\(clock(withSeconds: true))\(zone)"
    }
  }

  private func clock(withSeconds: Bool) -> String {
    let local = seconds + Int64(offsetMinutes ?? 0) * 60
    let second = Int((local % 86_400 + 86_400) % 86_400)
    let minutes = "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2))"
    return withSeconds ? "\(minutes):\(padded(second % 60, 2))" : minutes
  }

  private var zone: String {
    guard let offsetMinutes else { return "" }
    guard offsetMinutes != 0 else { return "Z" }
    let minutes = Int(offsetMinutes.magnitude)
    return "\(offsetMinutes < 0 ? "-" : "+")\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
  }
}

/// A day of the proleptic Gregorian calendar.
///
/// Conversions after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
package struct CivilDay: Hashable, Sendable, CustomStringConvertible {
  package let year: Int
  package let month: Int
  package let day: Int

  /// Nil for a day that does not exist or a year outside 1...9999.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Any day within a few million years of 1970.
  package init(daysSince1970: Int) {
    let shifted = daysSince1970 + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01, negative before.
  package var daysSince1970: Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  package var description: String {
    "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2:
      year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
