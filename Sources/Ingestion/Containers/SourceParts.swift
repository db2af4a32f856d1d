// SPDX-License-Identifier: Apache-2.0

/// The parts of a source, one after another: runs of lines, records or mails, unpacked if need be.
///
/// Whatever the source's size, no more of it is held than one part.
package struct SourceParts {
  private let hint: SourceHint
  private let size: Int
  private let format: CollectionFormat
  private var packed: PackedParts?
  private var place = 0
  private var line: Int

  /// Cuts `bytes`, which must be the same whenever ``next(in:)`` is called, into parts of about
  /// `size` bytes.
  package init(of bytes: UnsafeRawBufferPointer, as hint: SourceHint, about size: Int) {
    unsafe self.init(of: bytes.bindMemory(to: UInt8.self).span, as: hint, about: size)
  }

  init(of bytes: ByteSpan, as hint: SourceHint, about size: Int) {
    self.hint = hint
    self.size = size
    line = hint.firstLine
    packed = GzipFormat.isMember(bytes, at: 0) ? PackedParts(as: hint.unpacked, about: size) : nil
    format = packed == nil ? CollectionFormat(sniffing: bytes, as: hint) : .whole
  }

  /// Whether there may be more than one part, or the one must be unpacked.
  package var isCollection: Bool { packed != nil || format != .whole }

  /// The next part; nil after the last.
  ///
  /// The memory is only read, and only until this returns. Linear in the part.
  package mutating func next(in bytes: UnsafeRawBufferPointer) -> SourcePart? {
    unsafe next(in: bytes.bindMemory(to: UInt8.self).span)
  }

  mutating func next(in bytes: ByteSpan) -> SourcePart? {
    if packed != nil { return packed?.next(in: bytes) }
    guard place < bytes.count else { return nil }
    var range = self.range(in: bytes, from: place, size)
    if isTooLarge(range) { range = company(in: bytes) }
    var part = SourcePart(
      content: isTooLarge(range) ? .bytes([]) : .range(range),
      format: format,
      place: range,
      firstLine: line
    )
    if isTooLarge(range) {
      part.skipped = [SkippedPart(.tooLarge(limit: Int64(CollectionFormat.pieceLimit)), range)]
    }
    if format == .lines { line += bytes.part(range).lineBreaks }
    place = range.upperBound
    return part
  }

  /// From a place to where a part of `size` bytes can end.
  private func range(in bytes: ByteSpan, from start: Int, _ size: Int) -> Range<Int> {
    let end = format.boundary(bytes, from: start, size: size, isLast: true) ?? bytes.count
    return start..<max(end, start + 1)
  }

  /// What stands before a record that is too large, or, if that is nothing, the record.
  private func company(in bytes: ByteSpan) -> Range<Int> {
    var end = place
    while true {
      let record = range(in: bytes, from: end, 1)
      guard !isTooLarge(record) else { return end > place ? place..<end : record }
      end = record.upperBound
    }
  }

  /// Whether a part holds a line or a mail that nobody has written; records of web archives are looked
  /// at where they are, whatever their size.
  private func isTooLarge(_ range: Range<Int>) -> Bool {
    (format == .lines || format == .mailbox) && range.count > CollectionFormat.pieceLimit + size
  }
}

extension Span where Element == UInt8 {
  /// How many line feeds there are.
  var lineBreaks: Int {
    var lines = 0
    for index in 0..<count where self[index] == 0x0A { lines += 1 }
    return lines
  }
}

extension SourceHint {
  /// What is known of the content of a compressed file.
  var unpacked: SourceHint {
    var hint = self
    hint.mediaType = nil
    if let name = fileName, name.lowercased().hasSuffix(".gz") {
      hint.fileName = String(name.dropLast(3))
    }
    return hint
  }
}
