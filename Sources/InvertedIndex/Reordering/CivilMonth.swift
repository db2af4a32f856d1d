// SPDX-License-Identifier: Apache-2.0

/// Months of the proleptic Gregorian calendar, numbered one after another.
///
/// After Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
enum CivilMonth {
  /// The month of a second since 1970, in UTC: twelve times the year plus the month, from 0.
  static func number(ofSecond second: Int64) -> Int64 {
    let shifted = floorDivided(second, 86_400) + 719_468
    let era = floorDivided(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let leapDays = dayOfEra / 1460 - dayOfEra / 36_524 + dayOfEra / 146_096
    let yearOfEra = (dayOfEra - leapDays) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    // Years begin in March here, so that the day that not all of them have is the last.
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    return (yearOfEra + era * 400) * 12 + monthFromMarch + 2
  }

  private static func floorDivided(_ number: Int64, _ divisor: Int64) -> Int64 {
    let quotient = number / divisor
    return quotient * divisor > number ? quotient - 1 : quotient
  }
}
