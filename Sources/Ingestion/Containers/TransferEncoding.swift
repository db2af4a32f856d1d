// SPDX-License-Identifier: Apache-2.0

/// How a mail's part was made fit for the way (RFC 2045, 6).
enum TransferEncoding {
  case plain
  case quotedPrintable
  case base64

  init(_ name: String?) {
    switch name?.lowercased() {
    case "quoted-printable": self = .quotedPrintable
    case "base64": self = .base64
    default: self = .plain
    }
  }

  /// The bytes that were meant; what means nothing stays (quoted-printable) or goes (base64).
  func decoded(_ bytes: ByteSpan) -> [UInt8] {
    switch self {
    case .plain: MailLines.unquoted(bytes)
    case .quotedPrintable: QuotedPrintable.decoded(MailLines.unquoted(bytes).span)
    case .base64: Base64.decoded(bytes)
    }
  }
}

/// Lines of a mail as they were before it lay in an mbox.
enum MailLines {
  /// Takes back the `>` that mailboxes put before `From ` at the start of a line.
  static func unquoted(_ bytes: ByteSpan) -> [UInt8] {
    guard bytes.firstRange(of: ">From ") != nil else { return bytes.array }
    var result: [UInt8] = []
    var start = 0
    while start < bytes.count {
      let end = min(bytes.lineEnd(from: start, before: bytes.count) + 1, bytes.count)
      result.append(contentsOf: bytes.part(start + (isQuoted(bytes, start) ? 1 : 0)..<end))
      start = end
    }
    return result
  }

  private static func isQuoted(_ bytes: ByteSpan, _ start: Int) -> Bool {
    var index = start
    while index < bytes.count, bytes[index] == UInt8(ascii: ">") { index += 1 }
    return index > start && bytes.has("From ", at: index, folding: false)
  }
}

/// Text in which `=C3=A9` stands for bytes and `=` at the end of a line for no line break.
enum QuotedPrintable {
  static func decoded(_ bytes: ByteSpan) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var start = 0
    while let sign = bytes.firstIndex(of: UInt8(ascii: "="), from: start) {
      result.append(contentsOf: bytes.part(start..<sign))
      start = sign + 1
      if let byte = escape(bytes, at: start) {
        result.append(byte)
        start += 2
      } else if let next = softBreak(bytes, at: start) {
        start = next
      } else {
        result.append(UInt8(ascii: "="))
      }
    }
    result.append(contentsOf: bytes.part(start..<bytes.count))
    return result
  }

  private static func escape(_ bytes: ByteSpan, at place: Int) -> UInt8? {
    guard place + 1 < bytes.count, let high = JSONEscapes.hexadecimalDigit(bytes[place]),
      let low = JSONEscapes.hexadecimalDigit(bytes[place + 1])
    else { return nil }
    return UInt8(high << 4 | low)
  }

  /// The start of the next line, if only blanks stand before its end.
  private static func softBreak(_ bytes: ByteSpan, at place: Int) -> Int? {
    var index = place
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 || bytes[index] == 0x0D
    {
      index += 1
    }
    guard index < bytes.count else { return index }
    return bytes[index] == 0x0A ? index + 1 : nil
  }
}

/// Three bytes as four letters.
enum Base64 {
  static func decoded(_ bytes: ByteSpan) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "=") {
        // The end, or that of a piece: some mailers put several in a row.
        bits = 0
        count = 0
        continue
      }
      guard let value = value(of: byte) else { continue }
      bits = bits << 6 | UInt32(value)
      count += 1
      if count > 1 { result.append(UInt8(truncatingIfNeeded: bits >> UInt32(8 - 2 * count))) }
      if count == 4 {
        bits = 0
        count = 0
      }
    }
    return result
  }

  private static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case 0x41...0x5A: byte - 0x41
    case 0x61...0x7A: byte - 0x61 + 26
    case 0x30...0x39: byte - 0x30 + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
