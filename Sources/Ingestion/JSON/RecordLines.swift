// SPDX-License-Identifier: Apache-2.0

/// Cuts JSON Lines into *runs*: a line that begins with `{`, and all lines up to the next that does.
///
/// A sound run is one record on one line. Where a record was written over several lines or is broken,
/// the run holds all of it: so a file can be cut before any run and each be decoded and read by
/// itself, and what is found does not depend on where it was cut.
enum RecordLines {
  /// Where the first run begins that stands after the next line feed from `place` on.
  ///
  /// - Returns: `bytes.count` if after that line feed nothing comes, and `isLast` says that nothing
  ///   will; nil if there is no such run yet.
  static func next(_ bytes: ByteSpan, from place: Int, isLast: Bool) -> Int? {
    var place = place
    while place < bytes.count, let end = bytes.firstIndex(of: 0x0A, from: place) {
      place = end + 1
      guard place < bytes.count else { return isLast ? place : nil }
      if bytes[place] == UInt8(ascii: "{") { return place }
    }
    return nil
  }

  /// Reads a part of a file, run by run.
  ///
  /// Each is decoded by itself: one in another charset, or with bytes of none, says nothing of others.
  static func read(_ bytes: ByteSpan, as hint: SourceHint) -> ReadResult {
    var result = ReadResult()
    var reader = RecordReader()
    var start = 0
    var line = hint.firstLine
    while start < bytes.count {
      let end = next(bytes, from: start, isLast: true) ?? bytes.count
      let run = bytes.part(start..<end)
      if isPlain(run) {
        reader.begin()
        reader.read(run, firstLine: line, shift: start)
        result.append(reader.result)
      } else {
        let label = DeclaredCharset.label(in: run, as: hint)
        let text = CharacterDecoding.decode(run.array, declared: label)
        var found = reader.records(text, originalLength: run.count, firstLine: line)
        found.move(by: start)
        result.append(found)
      }
      line += run.lineBreaks
      start = end
    }
    return result
  }

  /// Whether decoding would leave the bytes as they are.
  private static func isPlain(_ run: ByteSpan) -> Bool {
    run[0] != 0xEF && run.firstIndex(of: 0) == nil && run.firstIndex(of: 0x1B) == nil
      && UTF8Validation.isValid(run)
  }
}

extension RecordReader {
  /// Reads the objects in a text; originals are places in what it was decoded from.
  mutating func records(
    _ text: DecodedText,
    originalLength: Int,
    firstLine: Int
  ) -> ReadResult {
    begin(charset: text.charset, notes: text.notes)
    // Only in UTF-8 do places in the text lead back to places in the original; a byte order mark
    // is all that can stand before.
    let isPlain = text.charset == "utf-8" && !text.notes.contains(.replacedBytes)
    read(
      text.bytes.span,
      firstLine: firstLine,
      shift: isPlain ? originalLength - text.bytes.count : 0
    )
    guard !isPlain else { return result }
    var result = result
    for index in result.articles.indices {
      result.articles[index].original = .range(0..<originalLength)
      result.articles[index].ordinal = index
    }
    for index in result.skipped.indices { result.skipped[index].range = 0..<originalLength }
    return result
  }
}
