// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

@Suite
struct DateTests {
  /// The date that a text under a headline is read as.
  private func date(_ line: String) throws -> String? {
    let text =
      "Lighthouse to shine again\n\n\(line)\n\nThe harbour authority said on Monday that it would be so.\n\nMore."
    return try article(text).published?.value.iso8601
  }

  @Test(arguments: [
    "2025-06-08", "June 8, 2025", "Jun. 8th, 2025", "8 June 2025", "Sunday, 8th of June 2025",
    "8. Juni 2025", "8 juin 2025", "8 de junio de 2025", "8 de junho de 2025", "8 giugno 2025",
    "8 juni 2025", "8. kesäkuuta 2025", "8 czerwca 2025", "8. června 2025", "2025. június 8.",
    "8 iunie 2025", "8 Haziran 2025", "8 июня 2025 г.", "8 червня 2025", "8 Ιουνίου 2025",
    "8 يونيو 2025", "٨ يونيو ٢٠٢٥", "8 ביוני 2025", "8 जून 2025", "2025年6月8日", "2025년 6월 8일",
    "8 tháng 6 năm 2025", "08.06.2025", "2025/06/08", "8-Jun-2025", "Published on June 8, 2025",
    "8 DE JUNIO DE 2025",
  ])
  func `a day is read in many languages`(line: String) throws {
    #expect(try date(line) == "2025-06-08")
  }

  @Test(arguments: [
    ("2025-06-08T14:05:00Z", "2025-06-08T14:05:00Z"),
    ("June 8, 2025 at 2:05 PM", "2025-06-08T14:05"),
    ("June 8, 2025, 12:05 a.m. EDT", "2025-06-08T00:05-04:00"),
    ("8. Juni 2025, 14.05 Uhr", "2025-06-08T14:05"),
    ("8 juin 2025 à 14h05", "2025-06-08T14:05"),
    ("Sun, 08 Jun 2025 14:05:09 +0200", "2025-06-08T14:05:09+02:00"),
    ("2025-06-08 14:05", "2025-06-08T14:05"),
  ])
  func `a time of day is read with it`(line: String, expected: String) throws {
    #expect(try date(line) == expected)
  }

  @Test(arguments: [
    "03/04/2025", "June 8", "yesterday", "3 hours ago", "14:05", "30 February 2025", "31.06.2025",
    "June 31, 2025",
  ])
  func `what may be two days, or none, is no date`(line: String) throws {
    #expect(try date(line) == nil)
  }

  @Test(arguments: [
    ("13/04/2025", "2025-04-13"), ("04/13/2025", "2025-04-13"), ("05/05/2025", "2025-05-05"),
  ])
  func `numbers that can mean one day only are a date`(line: String, expected: String) throws {
    #expect(try date(line) == expected)
  }
}
