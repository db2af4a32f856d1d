// SPDX-License-Identifier: Apache-2.0

import Articles
import Testing

@Suite struct ArticleDateTests {
  @Test func `every day of ten centuries follows the one before`() {
    var day = CivilDay(year: 1600, month: 1, day: 1)
    var number = day?.daysSince1970 ?? 0
    while let current = day, current.year < 2600 {
      let back = CivilDay(daysSince1970: number)
      guard back == current, current.daysSince1970 == number else {
        Issue.record("day \(number) is \(back) and not \(current)")
        return
      }
      let length = CivilDay.length(ofMonth: current.month, year: current.year)
      let isLast = current.day == length
      let isYearEnd = isLast && current.month == 12
      day = CivilDay(
        year: current.year + (isYearEnd ? 1 : 0),
        month: isYearEnd ? 1 : current.month + (isLast ? 1 : 0),
        day: isLast ? 1 : current.day + 1
      )
      number += 1
    }
  }

  @Test(arguments: [
    (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2025, 6, 8, 20_247),
    (1, 1, 1, -719_162), (9999, 12, 31, 2_932_896),
  ])
  func `knows the number of a day`(year: Int, month: Int, day: Int, number: Int) {
    #expect(CivilDay(year: year, month: month, day: day)?.daysSince1970 == number)
    #expect(CivilDay(daysSince1970: number) == CivilDay(year: year, month: month, day: day))
  }

  @Test(arguments: [
    (2023, 2, 29), (1900, 2, 29), (2024, 2, 30), (2024, 4, 31), (2024, 13, 1), (2024, 0, 1),
    (2024, 1, 0), (0, 1, 1), (10_000, 1, 1), (-5, 1, 1), (.max, .max, .max),
  ])
  func `a day that does not exist is none`(year: Int, month: Int, day: Int) {
    #expect(CivilDay(year: year, month: month, day: day) == nil)
    #expect(ArticleDate(year: year, month: month, day: day) == nil)
  }

  @Test func `shows only what is known`() {
    #expect(ArticleDate(year: 2025)?.iso8601 == "2025")
    #expect(ArticleDate(year: 2025, month: 6)?.iso8601 == "2025-06")
    #expect(ArticleDate(year: 2025, month: 6, day: 8)?.iso8601 == "2025-06-08")
    #expect(ArticleDate(year: 33, month: 4, day: 3)?.iso8601 == "0033-04-03")
  }

  @Test(
    arguments: [
      (0, nil, "1970-01-01T00:00"),
      (0, 0, "1970-01-01T00:00Z"),
      (0, -360, "1969-12-31T18:00-06:00"),
      (0, 345, "1970-01-01T05:45+05:45"),
      (-1, nil, "1969-12-31T23:59"),
      (1_749_412_800, -360, "2025-06-08T14:00-06:00"),
    ] as [(Int64, Int16?, String)]
  )
  func `shows the clock of the source`(seconds: Int64, offset: Int16?, expected: String) {
    let date = ArticleDate(seconds: seconds, precision: .minute, offsetMinutes: offset)
    #expect(date.iso8601 == expected)
  }

  @Test func `shows seconds where they are known`() {
    let date = ArticleDate(seconds: 59, precision: .second, offsetMinutes: 0)
    #expect(date.iso8601 == "1970-01-01T00:00:59Z")
  }

  @Test func `a day is that of the source's clock`() {
    let late = ArticleDate(seconds: 86_399, precision: .second, offsetMinutes: 60)
    #expect(late.day.description == "1970-01-02")
    let early = ArticleDate(seconds: 0, precision: .second, offsetMinutes: -1)
    #expect(early.day.description == "1969-12-31")
  }
  @Test(arguments: [-1439, -960, -900, -1, 0, 840, 900, 1439] as [Int16])
  func `what is written is read again, wherever on earth or off it`(offset: Int16) {
    let date = ArticleDate(seconds: 1_750_000_000, precision: .second, offsetMinutes: offset)
    #expect(ArticleDate(iso8601: date.iso8601) == date)
  }
}
