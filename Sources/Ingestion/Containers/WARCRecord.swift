// SPDX-License-Identifier: Apache-2.0

/// One record of a web archive (ISO 28500): its header and where its block lies.
struct WARCRecord {
  let fields: HeaderFields
  /// From the version line to the empty lines after the block.
  let range: Range<Int>
  let block: Range<Int>
  /// The block ends before its length says so.
  let isCutShort: Bool

  /// Longer headers are none.
  static let headerLimit = 64 << 10

  /// What stands at a place.
  enum Reading {
    case record(WARCRecord)
    /// A record, or the beginning of one, of which more must be seen.
    case incomplete
    case garbage
  }

  /// Reads the record that begins at `start`; `isLast` says that after `bytes` nothing follows.
  ///
  /// A length that leads over the beginning of another record, or beyond the end, is not believed:
  /// the block then ends where a record begins. Linear in the header, and in the block in that case.
  static func read(_ bytes: ByteSpan, at start: Int, isLast: Bool) -> Reading {
    guard begins(bytes, at: start) else {
      return !isLast && bytes.count - start < 5 ? .incomplete : .garbage
    }
    let fields = header(bytes, at: start)
    guard fields.isClosed else {
      let mayGoOn = !isLast && !fields.isBroken && bytes.count - start < headerLimit
      return mayGoOn ? .incomplete : .garbage
    }
    guard let length = blockLength(fields, bytes) else { return .garbage }
    let available = bytes.count - fields.end
    if length <= available {
      let end = fields.end + length
      let isCutShort = !mayFollow(bytes, end) && next(bytes.part(0..<end), from: fields.end) != nil
      if !isCutShort { return .record(whole(bytes, start, fields, end)) }
    } else if !isLast {
      return .incomplete
    }
    let end = next(bytes, from: fields.end) ?? bytes.count
    let block = fields.end..<end
    return .record(WARCRecord(fields: fields, range: start..<end, block: block, isCutShort: true))
  }

  /// The fields below the version line at `start`.
  ///
  /// They end where another record begins, so that records which are all header are not read again
  /// and again from each of their lines.
  private static func header(_ bytes: ByteSpan, at start: Int) -> HeaderFields {
    let firstLine = bytes.lineEnd(from: start, before: bytes.count)
    let rest = min(firstLine + 1, bytes.count)..<bytes.count
    return HeaderFields(bytes, rest, limit: headerLimit, ofRecord: true)
  }

  private static func blockLength(_ fields: HeaderFields, _ bytes: ByteSpan) -> Int? {
    fields.place(of: "content-length", in: bytes).flatMap { bytes.part($0).decimal }
  }

  private static func whole(
    _ bytes: ByteSpan,
    _ start: Int,
    _ fields: HeaderFields,
    _ end: Int
  ) -> WARCRecord {
    let next = bytes.passLineBreaks(from: end, most: 2)
    return WARCRecord(
      fields: fields,
      range: start..<next,
      block: fields.end..<end,
      isCutShort: fields.has("warc-truncated", in: bytes)
    )
  }

  /// The length that a record's header claims from its first byte to the end of its block.
  static func claimedLength(_ bytes: ByteSpan) -> Int? {
    guard begins(bytes, at: 0) else { return nil }
    let fields = header(bytes, at: 0)
    guard fields.isClosed, let length = blockLength(fields, bytes) else { return nil }
    return fields.end + length
  }

  /// Whether what stands after a block may follow it: line breaks and a record, as far as is seen.
  private static func mayFollow(_ bytes: ByteSpan, _ end: Int) -> Bool {
    let next = bytes.passLineBreaks(from: end, most: 8)
    for (index, byte) in magic.enumerated() where next + index < bytes.count {
      guard bytes[next + index] == byte else { return false }
    }
    return true
  }

  private static let magic = Array("WARC/".utf8)

  /// Whether a record's version line stands at `start`.
  static func begins(_ bytes: ByteSpan, at start: Int) -> Bool {
    bytes.has("WARC/", at: start, folding: false) && start + 5 < bytes.count
      && bytes[start + 5].isDigit
  }

  /// The next place at or after `start` where a record begins, at the start of a line.
  static func next(_ bytes: ByteSpan, from start: Int) -> Int? {
    var place = start
    while let found = bytes.firstRange(of: "WARC/", from: place) {
      let begin = found.lowerBound
      if begins(bytes, at: begin), begin == 0 || bytes[begin - 1] == 0x0A { return begin }
      place = found.upperBound
    }
    return nil
  }
}

extension Span where Element == UInt8 {
  /// The number that digits alone make, up to a thousand million million.
  var decimal: Int? {
    guard (1...15).contains(count) else { return nil }
    var value = 0
    for index in 0..<count {
      guard self[index].isDigit else { return nil }
      value = value * 10 + Int(self[index] - 0x30)
    }
    return value
  }

  /// The place after up to `most` line breaks at `start`.
  func passLineBreaks(from start: Int, most: Int) -> Int {
    var index = start
    for _ in 0..<most {
      if has("\r\n", at: index) {
        index += 2
      } else if index < count, self[index] == 0x0A {
        index += 1
      } else {
        break
      }
    }
    return index
  }
}
