// SPDX-License-Identifier: Apache-2.0

/// A query's text, taken apart into scalars that keep their places.
///
/// Marks of direction, which stand invisibly in text that is written from right to left, are left out:
/// what is looked for has none, and no operator must fail for one.
struct QuerySource {
  let text: String
  let scalars: [Unicode.Scalar]
  /// The UTF-8 offset at which each scalar begins, and that of the end.
  private let starts: [Int]
  /// The UTF-8 offset at which each scalar ends.
  private let ends: [Int]

  init(_ text: String) {
    self.text = text
    var scalars: [Unicode.Scalar] = []
    var starts: [Int] = []
    var ends: [Int] = []
    var offset = 0
    for scalar in text.unicodeScalars {
      let end = offset + UTF8.width(scalar)
      if !scalar.isDirectionMark {
        scalars.append(scalar)
        starts.append(offset)
        ends.append(end)
      }
      offset = end
    }
    self.scalars = scalars
    self.starts = starts + [offset]
    self.ends = ends
  }

  var count: Int { scalars.count }

  /// A scalar; nil before the beginning and after the end.
  subscript(index: Int) -> Unicode.Scalar? {
    index >= 0 && index < scalars.count ? scalars[index] : nil
  }

  /// The place of some scalars in the text.
  func range(_ start: Int, _ end: Int) -> Range<Int> {
    starts[start]..<(end > start ? ends[end - 1] : starts[start])
  }

  /// Some scalars as text.
  func string(_ start: Int, _ end: Int) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars[start..<max(start, end)] { text.append(scalar) }
    return String(text)
  }

  /// The text with some scalars replaced.
  func replacing(_ start: Int, _ end: Int, with replacement: String) -> String {
    string(0, start) + replacement + string(end, count)
  }

  /// Whether nothing, a blank or an opening bracket stands before a scalar.
  func isBeginning(_ index: Int) -> Bool {
    guard let before = self[index - 1] else { return true }
    return before.isBlank || before.isOpenBracket
  }
}

extension Unicode.Scalar {
  /// A mark of direction, and what is as invisible and joins nothing.
  var isDirectionMark: Bool {
    switch value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// Any mark that opens or closes a phrase; all of them are one to a query.
  var isDoubleQuotationMark: Bool {
    switch value {
    case 0x22, 0xAB, 0xBB, 0x201C...0x201F, 0x300C...0x300F, 0xFF02: true
    default: false
    }
  }

  var isOpenBracket: Bool { value == 0x28 || value == 0xFF08 }
  var isCloseBracket: Bool { value == 0x29 || value == 0xFF09 }
  /// A comma between the parts of a list: Western, full-width or Chinese.
  var isComma: Bool { value == 0x2C || value == 0xFF0C || value == 0x3001 }
  var isColon: Bool { value == 0x3A || value == 0xFF1A }
  var isEqualsSign: Bool { value == 0x3D || value == 0xFF1D }

  /// A dash that typesetting makes of a minus.
  var isTypographicMinus: Bool {
    switch value {
    case 0x2010, 0x2011, 0x2013, 0x2212, 0xFF0D: true
    default: false
    }
  }

  /// What stands between words: a blank, or a mark of the scripts that write no blanks.
  var isBlank: Bool {
    switch value {
    case 0..<0x20, 0x200B, 0x3001, 0x3002, 0xFF01, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F: true
    default: properties.isWhitespace
    }
  }
}
