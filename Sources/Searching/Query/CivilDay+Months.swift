// SPDX-License-Identifier: Apache-2.0

import Articles

extension CivilDay {
  /// The same day of another month, or that month's last day where it is shorter.
  func adding(months: Int) -> CivilDay? {
    let index = year * 12 + month - 1 + months
    let (year, month) = (index / 12, index % 12 + 1)
    let length = Self.length(ofMonth: month, year: year)
    return CivilDay(year: year, month: month, day: min(day, length))
  }
}
