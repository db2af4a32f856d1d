// SPDX-License-Identifier: Apache-2.0

/// The percent signs of addresses and headers (RFC 3986, 2.1).
enum PercentEncoding {
  /// The bytes that `%41` and its like stand for; what is no such sign stays as it is.
  static func bytes(of text: String) -> [UInt8] {
    let source = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < source.count {
      if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
        let high = JSONEscapes.hexadecimalDigit(source[index + 1]),
        let low = JSONEscapes.hexadecimalDigit(source[index + 2])
      {
        result.append(UInt8(high << 4 | low))
        index += 3
      } else {
        result.append(source[index])
        index += 1
      }
    }
    return result
  }
}
