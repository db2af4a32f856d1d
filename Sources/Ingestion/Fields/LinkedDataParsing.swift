// SPDX-License-Identifier: Apache-2.0

/// Reads JSON as it stands in pages, which is often almost JSON.
enum LinkedDataParsing {
  /// The values in a script, one after the other; comments and CDATA marks around are passed over.
  ///
  /// What is no JSON is read once more without comments, and with entities resolved where quotes
  /// are written as such. Linear in the length.
  static func values(in script: String) -> [JSONValue] {
    let bytes = Array(script.utf8)
    if let value = value(in: bytes) { return [value] }
    let mended = mended(bytes)
    return value(in: mended).map { [$0] } ?? []
  }

  private static func value(in bytes: [UInt8]) -> JSONValue? {
    guard let start = bytes.firstIndex(where: { $0 == 0x7B || $0 == 0x5B }) else { return nil }
    return try? JSONValue(parsing: bytes.span.part(start..<bytes.count))
  }

  /// The script without comments outside of strings, and with `&quot;` as quotes where there are
  /// no others.
  private static func mended(_ bytes: [UInt8]) -> [UInt8] {
    var text = bytes
    if !bytes.contains(UInt8(ascii: "\"")) {
      text = Array(HTMLText.withoutEntities(bytes.span.string).utf8)
    }
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      if let end = commentEnd(text, index) {
        index = end
        continue
      }
      if text[index] == UInt8(ascii: "\"") {
        let end = stringEnd(text, index)
        output.append(contentsOf: text[index..<end])
        index = end
        continue
      }
      if text[index] != UInt8(ascii: ";") { output.append(text[index]) }
      index += 1
    }
    return output
  }

  /// The place behind a comment or a CDATA mark that begins at `start`; nil if none does.
  private static func commentEnd(_ text: [UInt8], _ start: Int) -> Int? {
    let span = text.span
    if span.has("/*", at: start) {
      return span.firstRange(of: "*/", from: start)?.upperBound ?? text.count
    }
    if span.has("//", at: start) { return span.firstIndex(of: 0x0A, from: start) ?? text.count }
    for mark in ["<!--", "-->", "<![cdata[", "]]>"] as [StaticString]
    where span.has(mark, at: start) {
      return start + mark.utf8CodeUnitCount
    }
    return nil
  }

  private static func stringEnd(_ text: [UInt8], _ start: Int) -> Int {
    var index = start + 1
    while index < text.count {
      if text[index] == UInt8(ascii: "\"") { return index + 1 }
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return text.count
  }
}
