// SPDX-License-Identifier: Apache-2.0

/// Text that is laid out by hand for 80 columns, for a screen of any width.
package enum FittedText {
  /// What is broken by hand nearly fills its line.
  private static let fullLine = 64
  /// The least room beside a column of names.
  private static let leastRoom = 14

  /// Lines with as many blanks before them are entries of a list, each by itself.
  private static let listIndents = 1...4
  private static let entryIndent = 2

  /// The text with every line that is too long broken at blanks.
  ///
  /// What follows a column of names, two blanks away, stays below its own beginning while there is
  /// room. The rest of a full line goes to the front of the line that it was broken from.
  package static func text(_ text: String, columns: Int) -> String {
    var lines: [String] = []
    var rest: (words: String, indent: Int)?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = String(line)
      if let carried = rest {
        if isContinuation(line, at: carried.indent) {
          line = blanks(carried.indent) + carried.words + " " + line.dropFirst(carried.indent)
        } else {
          lines.append(blanks(carried.indent) + carried.words)
        }
        rest = nil
      }
      let broken = fitted(line, columns)
      lines += broken.lines
      if let last = broken.last { rest = last }
    }
    if let rest { lines.append(blanks(rest.indent) + rest.words) }
    return lines.map { movedLeft($0, columns) }.joined(separator: "\n")
  }

  /// A line whose one word has no room below the others, as far to the left as it must be.
  private static func movedLeft(_ line: String, _ columns: Int) -> String {
    let excess = TerminalWidth.columns(of: line) - columns
    let indent = line.prefix { $0 == " " }.count
    return excess > 0 ? String(line.dropFirst(min(excess, indent))) : line
  }

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

  private static func isContinuation(_ line: String, at indent: Int) -> Bool {
    let words = line.drop { $0 == " " }
    return !words.isEmpty && line.count - words.count == indent && !words.contains("  ")
  }

  /// The lines that a line is broken into; of a full one the last is handed on.
  private static func fitted(
    _ line: String,
    _ columns: Int
  ) -> (lines: [String], last: (words: String, indent: Int)?) {
    guard TerminalWidth.columns(of: line) > columns else { return ([line], nil) }
    let indent = hangingIndent(of: line, columns)
    var lines: [String] = []
    var rest = line
    while TerminalWidth.columns(of: rest) > columns, let place = lastBreak(of: rest, columns) {
      lines.append(String(rest[..<place].trimmingBlanks))
      rest = blanks(indent) + rest[place...].drop { $0 == " " }
    }
    let isEntry = indent == line.prefix { $0 == " " }.count + entryIndent
    guard line.count >= fullLine, !lines.isEmpty, !isEntry else { return (lines + [rest], nil) }
    return (lines, (String(rest.dropFirst(indent)), indent))
  }

  /// Where the lines after the first begin.
  private static func hangingIndent(of line: String, _ columns: Int) -> Int {
    let indent = line.prefix { $0 == " " }.count
    let words = line.dropFirst(indent)
    guard let gap = words.lastRange(ofBlanks: 2) else {
      let wanted = listIndents.contains(indent) ? indent + entryIndent : indent
      return columns - wanted >= leastRoom ? wanted : columns / 2
    }
    let column = line.distance(from: line.startIndex, to: gap)
    return columns - column >= leastRoom ? column : min(indent + 4, columns / 2)
  }

  /// The last blank that a line of so many columns can end at.
  private static func lastBreak(of line: String, _ columns: Int) -> String.Index? {
    let start = line.firstIndex { $0 != " " } ?? line.endIndex
    var used = 0
    var last: String.Index?
    for place in line.indices {
      if line[place] == " ", place > start { last = place }
      used += TerminalWidth.columns(of: line[place])
      if used > columns, let last { return last }
    }
    return last
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Where the words after the last run of so many blanks begin.
  fileprivate func lastRange(ofBlanks count: Int) -> Index? {
    var run = 0
    var found: Index?
    for place in indices {
      if self[place] == " " {
        run += 1
      } else {
        if run >= count { found = place }
        run = 0
      }
    }
    return found
  }
}
