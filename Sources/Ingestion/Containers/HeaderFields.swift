// SPDX-License-Identifier: Apache-2.0

/// The block of `Name: value` lines that begins a mail, a stored response or its record.
///
/// Nothing is copied: fields are places in the bytes. After RFC 5322, 2.2, and leniently: any line
/// break will do, and a line that is no field ends the block as an empty one does.
struct HeaderFields {
  private struct Field {
    var name: Range<Int>
    /// With the line breaks of a value that is folded.
    var value: Range<Int>
  }

  private var fields: [Field] = []
  /// Where what the header is about begins: after the empty line.
  private(set) var end: Int
  /// Whether an empty line was found, within the limits.
  private(set) var isClosed = false
  /// Whether another record begins before the header's end.
  private(set) var isBroken = false

  private static let mostFields = 2000

  var isEmpty: Bool { fields.isEmpty }
  var count: Int { fields.count }

  /// Reads the fields in `range` of `bytes`, up to `limit` bytes of them; linear.
  ///
  /// With `ofRecord`, the version line of a record of a web archive is no field, though it may look
  /// like one: what stands before it was a header without an end.
  init(_ bytes: ByteSpan, _ range: Range<Int>, limit: Int = 1 << 20, ofRecord: Bool = false) {
    end = range.lowerBound
    let last = min(range.upperBound, range.lowerBound + limit)
    // The line between two mails of a mailbox, which a second program took for text.
    while end < last, bytes.has(">From ", at: end, folding: false) {
      end = min(bytes.lineEnd(from: end, before: range.upperBound) + 1, range.upperBound)
    }
    while end < last {
      let stop = bytes.lineEnd(from: end, before: range.upperBound)
      let line = end..<bytes.withoutReturn(end..<stop)
      let next = min(stop + 1, range.upperBound)
      if line.isEmpty {
        end = next
        isClosed = stop < range.upperBound
        return
      }
      isBroken = ofRecord && WARCRecord.begins(bytes, at: end)
      guard !isBroken, take(bytes, line) else { return }
      end = next
    }
  }

  /// Notes a line; false if it is no field and does not go on with one.
  private mutating func take(_ bytes: ByteSpan, _ line: Range<Int>) -> Bool {
    if bytes[line.lowerBound] == 0x20 || bytes[line.lowerBound] == 0x09 {
      guard let last = fields.indices.last else { return false }
      fields[last].value = fields[last].value.lowerBound..<line.upperBound
      return true
    }
    guard let colon = Self.colon(bytes, line) else { return false }
    if fields.count < Self.mostFields {
      fields.append(Field(name: line.lowerBound..<colon, value: colon + 1..<line.upperBound))
    }
    return true
  }

  /// The colon after a field's name, if the line begins with one.
  static func colon(_ bytes: ByteSpan, _ line: Range<Int>) -> Int? {
    for index in line {
      let byte = bytes[index]
      if byte == UInt8(ascii: ":") { return index > line.lowerBound ? index : nil }
      guard byte > 0x20, byte < 0x7F else { return nil }
    }
    return nil
  }

  /// Where the value of the first field called `name`, in lower case, stands.
  func place(of name: StaticString, in bytes: ByteSpan) -> Range<Int>? {
    fields.first {
      $0.name.count == name.utf8CodeUnitCount && bytes.has(name, at: $0.name.lowerBound)
    }
    .map { bytes.trimmedRange($0.value) }
  }

  /// The value of the first field called `name`, on one line.
  func text(of name: StaticString, in bytes: ByteSpan) -> String? {
    place(of: name, in: bytes).map { TextCleaning.clean(bytes.part($0)) }
  }

  /// Whether there is a field called `name`, in lower case.
  func has(_ name: StaticString, in bytes: ByteSpan) -> Bool {
    place(of: name, in: bytes) != nil
  }
}

extension Span where Element == UInt8 {
  /// The place of the line feed that ends the line at `start`, or `end`.
  func lineEnd(from start: Int, before end: Int) -> Int {
    part(0..<end).firstIndex(of: 0x0A, from: start) ?? end
  }

  /// The end of a line without the carriage return before its line feed.
  func withoutReturn(_ line: Range<Int>) -> Int {
    !line.isEmpty && self[line.upperBound - 1] == 0x0D ? line.upperBound - 1 : line.upperBound
  }
}
