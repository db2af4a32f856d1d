// SPDX-License-Identifier: Apache-2.0

import Articles
import Glibc

/// Days as the reader's calendar has them, for what happened at the reader's desk.
///
/// Publication has its own days, those of the article's date; when something was *added* is a matter
/// of where the archive is read. The zone is that of `TZ`, else the system's.
enum LocalDay {
  /// Today, counted from 1970-01-01.
  static var today: Int {
    var now = time(nil)
    var parts = unsafe tm()
    guard unsafe localtime_r(&now, &parts) != nil else { return Int(now / 86_400) }
    return unsafe (Int(now) + parts.tm_gmtoff).dividedDown(by: 86_400)
  }

  /// When a day begins, in seconds since 1970: daylight saving is minded.
  static let start: @Sendable (Int) -> Int64 = { day in
    let civil = CivilDay(daysSince1970: day)
    var parts = unsafe tm()
    unsafe parts.tm_year = Int32(clamping: civil.year - 1900)
    unsafe parts.tm_mon = Int32(civil.month - 1)
    unsafe parts.tm_mday = Int32(civil.day)
    unsafe parts.tm_isdst = -1
    let start = unsafe mktime(&parts)
    return start == -1 ? Int64(day) * 86_400 : Int64(start)
  }
}

extension Int {
  /// The quotient, rounded down.
  fileprivate func dividedDown(by divisor: Int) -> Int {
    (self - ((self % divisor) + divisor) % divisor) / divisor
  }
}
