// SPDX-License-Identifier: Apache-2.0

import Articles

/// The dates of machines: `2025-06-08`, `2025-06-08T14:05:00.000-06:00`, `2025-06-08 14:05:00Z`.
///
/// Only the whole text in this one form; everything else is left to ``DateReading``, which reads
/// these too and takes ten times as long.
enum ISODate {
  /// The date that `text` is, blanks around it aside; nil for any other text.
  static func date(_ text: ByteSpan) -> ArticleDate? {
    let bytes = text.trimmed()
    guard bytes.count >= 10, bytes.count <= 40, bytes[4] == UInt8(ascii: "-"),
      bytes[7] == UInt8(ascii: "-"), let year = number(bytes, 0, 4), year >= 1600, year < 2200,
      let month = number(bytes, 5, 2), let day = number(bytes, 8, 2),
      let date = ArticleDate(year: year, month: month, day: day)
    else { return nil }
    guard bytes.count > 10 else { return date }
    guard bytes[10] == UInt8(ascii: "T") || bytes[10] == 0x20 else { return nil }
    return clock(bytes).map { $0.applied(to: date) }
  }

  private static func clock(_ bytes: ByteSpan) -> ClockPattern? {
    guard bytes.count >= 16, bytes[13] == UInt8(ascii: ":"), let hour = number(bytes, 11, 2),
      let minute = number(bytes, 14, 2), hour < 24, minute < 60
    else { return nil }
    var clock = ClockPattern(
      seconds: hour * 3600 + minute * 60,
      precision: .minute,
      offsetMinutes: nil,
      end: 16
    )
    if bytes.count >= 19, bytes[16] == UInt8(ascii: ":"), let second = number(bytes, 17, 2),
      second < 60
    {
      clock.seconds += second
      clock.precision = .second
      clock.end = 19
      passFraction(bytes, &clock.end)
    }
    return zone(bytes, &clock) ? clock : nil
  }

  private static func passFraction(_ bytes: ByteSpan, _ end: inout Int) {
    guard end < bytes.count, bytes[end] == UInt8(ascii: ".") else { return }
    end += 1
    while end < bytes.count, bytes[end].isDigit { end += 1 }
  }

  /// Reads the offset at the end; false if something else is there.
  private static func zone(_ bytes: ByteSpan, _ clock: inout ClockPattern) -> Bool {
    let rest = bytes.count - clock.end
    if rest == 0 { return true }
    let sign = bytes[clock.end]
    if rest == 1, sign == UInt8(ascii: "Z") {
      clock.offsetMinutes = 0
      return true
    }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), rest == 5 || rest == 6,
      let hours = number(bytes, clock.end + 1, 2), let minutes = number(bytes, bytes.count - 2, 2),
      hours <= 15, minutes < 60
    else { return false }
    let offset = hours * 60 + minutes
    clock.offsetMinutes = sign == UInt8(ascii: "-") ? -offset : offset
    return true
  }

  private static func number(_ bytes: ByteSpan, _ start: Int, _ count: Int) -> Int? {
    guard start + count <= bytes.count else { return nil }
    var value = 0
    for index in start..<start + count {
      guard bytes[index].isDigit else { return nil }
      value = value * 10 + Int(bytes[index] - 0x30)
    }
    return value
  }
}
