// SPDX-License-Identifier: Apache-2.0

/// Mails one after another, each after a line that begins with `From ` (mbox, RFC 4155).
enum Mailbox {
  /// Whether a line that begins a mail stands at `start`: a date in it and a header after it.
  ///
  /// A text may well have a line that begins with `From `; nil if more must be seen.
  static func begins(_ bytes: ByteSpan, at start: Int, isLast: Bool) -> Bool? {
    guard bytes.has("From ", at: start, folding: false) else { return false }
    let window = min(bytes.count, start + 2048)
    let end = bytes.lineEnd(from: start, before: window)
    guard end < window else { return isLast || window < bytes.count ? false : nil }
    guard namesTime(bytes.part(start..<end)) else { return false }
    let next = bytes.lineEnd(from: end + 1, before: min(bytes.count, end + 2048))
    if next == bytes.count, !isLast { return nil }
    let line = end + 1..<max(end + 1, next)
    return HeaderFields.colon(bytes, line) != nil
      || bytes.has(">From ", at: end + 1, folding: false)
  }

  /// Whether a line has a time of day and a year, as `Tue Jun  3 08:00:00 2025`.
  private static func namesTime(_ line: ByteSpan) -> Bool {
    var hasTime = false
    var digits = 0
    var hasYear = false
    for index in 0..<line.count {
      if line[index].isDigit {
        digits += 1
        continue
      }
      if line[index] == UInt8(ascii: ":"), digits == 1 || digits == 2 { hasTime = true }
      if digits == 4 { hasYear = true }
      digits = 0
    }
    return hasTime && (hasYear || digits == 4)
  }

  /// The place at or after `start` where a mail begins; nil if none does, as far as is seen.
  static func next(_ bytes: ByteSpan, from start: Int, isLast: Bool) -> Int? {
    var line = start
    if line > 0, bytes[line - 1] != 0x0A {
      line = bytes.lineEnd(from: line, before: bytes.count) + 1
    }
    while line < bytes.count {
      if begins(bytes, at: line, isLast: isLast) == true { return line }
      line = bytes.lineEnd(from: line, before: bytes.count) + 1
    }
    return nil
  }

  /// The mail after the line at `start` and before the one at `end`, without the line break between.
  static func mail(_ bytes: ByteSpan, _ start: Int, before end: Int) -> Range<Int> {
    let first = min(bytes.lineEnd(from: start, before: end) + 1, end)
    // A mail ends with a line break, and empty lines after it belong to the box.
    var last = max(first, end)
    while case let shorter = bytes.withoutBreak(first..<last), shorter < last, shorter > first,
      bytes[shorter - 1] == 0x0A
    {
      last = shorter
    }
    return first..<last
  }
}

extension ArticleReader {
  /// Reads the mails of a mailbox, or of a part of one that begins and ends with mails.
  mutating func mailbox(_ bytes: ByteSpan) -> ReadResult {
    var result = ReadResult()
    var start = Mailbox.next(bytes, from: 0, isLast: true) ?? bytes.count
    while start < bytes.count {
      let end = Mailbox.next(bytes, from: start + 1, isLast: true) ?? bytes.count
      let range = Mailbox.mail(bytes, start, before: end)
      let inner = mail(bytes.part(range))
      result.add(inner, readFrom: range, mediaType: inner.articles.first?.mediaType ?? "")
      start = end
    }
    return result
  }
}
