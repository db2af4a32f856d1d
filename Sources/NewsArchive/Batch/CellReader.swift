// SPDX-License-Identifier: Apache-2.0

/// Reads rows of cells from bytes: RFC 4180, or one query a line with a label after a tab.
struct CellReader {
  /// A cell's bytes, without blanks around it.
  struct Cell {
    let bytes: [UInt8]

    /// Nil if the bytes are not UTF-8.
    var text: String? { String(validating: bytes, as: UTF8.self) }

    func lowercased() -> String { String(decoding: bytes, as: UTF8.self).lowercased() }
  }

  struct Row {
    let line: Int
    var cells: [Cell] = []
    /// Begins with `#`.
    var isComment = false
    var isUnclosed = false
    /// Read as cells, which a first row of headings may come before.
    let isOfCells: Bool
  }

  private let bytes: [UInt8]
  private let form: BatchFile.Form
  private let separator: UInt8
  private var place: Int
  private var line = 1

  init(_ bytes: [UInt8], form: BatchFile.Form) {
    self.bytes = bytes
    self.form = form
    place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    separator = form == .lines ? 0x09 : Self.separator(of: bytes)
  }

  /// Semicolons in lists that spreadsheets wrote where a comma belongs to numbers.
  private static func separator(of bytes: [UInt8]) -> UInt8 {
    var isQuoted = false
    var hasSemicolon = false
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted: return UInt8(ascii: ",")
      case UInt8(ascii: ";") where !isQuoted: hasSemicolon = true
      default: break
      }
    }
    return hasSemicolon ? UInt8(ascii: ";") : UInt8(ascii: ",")
  }

  /// The next row; nil at the end.
  mutating func next() -> Row? {
    guard place < bytes.count else { return nil }
    var row = Row(line: line, isOfCells: form == .cells)
    skipBlanks()
    row.isComment = place < bytes.count && bytes[place] == UInt8(ascii: "#")
    if row.isComment {
      while place < bytes.count, !isAtLineEnd { place += 1 }
    } else {
      repeat { row.cells.append(cell(&row)) } while takeSeparator()
    }
    takeLineEnd()
    return row
  }

  private mutating func cell(_ row: inout Row) -> Cell {
    skipBlanks()
    guard form == .cells, place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
      return plainCell()
    }
    place += 1
    var content: [UInt8] = []
    while true {
      guard place < bytes.count else {
        row.isUnclosed = true
        return Cell(bytes: content)
      }
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "\"") {
        guard place < bytes.count, bytes[place] == byte else { break }
        place += 1
      }
      if byte == 0x0A || byte == 0x0D && (place == bytes.count || bytes[place] != 0x0A) {
        line += 1
      }
      content.append(byte == 0x0A || byte == 0x0D ? 0x20 : byte)
    }
    // What stands between the closing mark and the separator belongs to the cell, as typed.
    return Cell(bytes: trimmed(content + plainCell().bytes))
  }

  private mutating func plainCell() -> Cell {
    let start = place
    while place < bytes.count, bytes[place] != separator, !isAtLineEnd { place += 1 }
    return Cell(bytes: trimmed(Array(bytes[start..<place])))
  }

  private var isAtLineEnd: Bool { bytes[place] == 0x0A || bytes[place] == 0x0D }

  private mutating func takeSeparator() -> Bool {
    guard place < bytes.count, bytes[place] == separator else { return false }
    place += 1
    return true
  }

  private mutating func takeLineEnd() {
    guard place < bytes.count else { return }
    let isReturn = bytes[place] == 0x0D
    place += 1
    if isReturn, place < bytes.count, bytes[place] == 0x0A { place += 1 }
    line += 1
  }

  private mutating func skipBlanks() {
    while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 && separator != 0x09 {
      place += 1
    }
  }

  private func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    let isText = { (byte: UInt8) in byte != 0x20 && byte != 0x09 }
    guard let first = bytes.firstIndex(where: isText), let last = bytes.lastIndex(where: isText)
    else { return [] }
    return Array(bytes[first...last])
  }
}
