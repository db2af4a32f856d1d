// SPDX-License-Identifier: Apache-2.0

import TextAnalysis

/// One reading of a table of names, line by line.
struct NameLines {
  private(set) var names: [NameTable.Name] = []
  private(set) var groups: [NameTable.Group] = []
  private(set) var problems: [NameProblem] = []
  private let text: [UInt8]

  init(_ text: [UInt8]) {
    self.text = text
  }

  mutating func read() {
    var start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var number = 1
    while start < text.count {
      let end = text[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
      readLine(start..<end, number)
      let endsInTwo = end + 1 < text.count && text[end] == 0x0D && text[end + 1] == 0x0A
      start = end + (endsInTwo ? 2 : 1)
      number += 1
    }
    findHeads()
  }

  private mutating func readLine(_ whole: Range<Int>, _ number: Int) {
    let line = trimmed(withoutComment(whole))
    guard !line.isEmpty else { return }
    guard String(validating: text[line], as: UTF8.self) != nil else {
      return complain(number, "is not in UTF-8")
    }
    var parts: [Range<Int>] = []
    var start = line.lowerBound
    for place in line where text[place] == UInt8(ascii: "=") {
      parts.append(trimmed(start..<place))
      start = place + 1
    }
    parts.append(trimmed(start..<line.upperBound))
    guard parts.count > 1 else { return complain(number, "has no `=` between two names") }
    if parts.contains(where: \.isEmpty) { complain(number, "lacks a name beside an `=`") }
    add(parts.filter { !$0.isEmpty }, number)
  }

  private mutating func add(_ parts: [Range<Int>], _ number: Int) {
    if parts.count > NameTable.mostNames {
      complain(number, "has more than \(NameTable.mostNames) names; the rest is left out")
    }
    let first = names.count
    for range in parts.prefix(NameTable.mostNames) {
      names.append(NameTable.Name(range: range, group: groups.count))
    }
    groups.append(NameTable.Group(line: number, names: first..<names.count))
  }

  private mutating func complain(_ line: Int, _ message: String) {
    problems.append(NameProblem(line: line, message: message))
  }

  /// A comment is a line that begins with `#`, or what follows a `#` with blanks on both sides.
  private func withoutComment(_ line: Range<Int>) -> Range<Int> {
    guard let first = line.first(where: { !isBlank($0) }) else { return line }
    if text[first] == UInt8(ascii: "#") { return line.lowerBound..<line.lowerBound }
    let mark = line.dropFirst().first { place in
      text[place] == UInt8(ascii: "#") && isBlank(place - 1)
        && (place + 1 == line.upperBound || isBlank(place + 1))
    }
    return mark.map { line.lowerBound..<$0 } ?? line
  }

  private func isBlank(_ place: Int) -> Bool {
    text[place] == 0x20 || text[place] == 0x09
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, isBlank(first) { range = first + 1..<range.upperBound }
    while let last = range.last, isBlank(last) { range = range.lowerBound..<last }
    return range
  }
}

// MARK: - First terms

extension NameLines {
  /// Finds each name's first term, in one pass over the text.
  private mutating func findHeads() {
    var heads: [UInt64?] = Array(repeating: nil, count: names.count)
    var next = 0
    var analyzer = Analyzer()
    var batch = TokenBatch()
    unsafe text.withUnsafeBufferPointer { bytes in
      _ = unsafe analyzer.analyze(bytes, from: 0, batch: &batch) { batch in
        for token in 0..<batch.count {
          let start = unsafe Int(batch.start[token])
          while next < names.count, names[next].range.upperBound <= start { next += 1 }
          guard next < names.count, names[next].range.lowerBound <= start else { continue }
          if heads[next] == nil { heads[next] = unsafe batch.hash[token] }
        }
      }
    }
    keep(heads)
  }

  /// Leaves out names without a term, and groups of which fewer than two names are left.
  private mutating func keep(_ heads: [UInt64?]) {
    let (allNames, allGroups) = (names, groups)
    (names, groups) = ([], [])
    for group in allGroups {
      let usable = group.names.filter { heads[$0] != nil }
      if usable.count < group.names.count {
        complain(group.line, "has a name without letters and digits")
      } else if usable.count < 2 {
        complain(group.line, "has only one name")
      }
      guard usable.count > 1 else { continue }
      let first = names.count
      for name in usable {
        let range = allNames[name].range
        names.append(.init(range: range, group: groups.count, head: heads[name] ?? 0))
      }
      groups.append(.init(line: group.line, names: first..<names.count))
    }
    problems.sort { ($0.line, $0.message) < ($1.line, $1.message) }
  }
}
