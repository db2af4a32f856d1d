// SPDX-License-Identifier: Apache-2.0

import Storage

/// Cuts a text at its marks and makes each piece safe for a terminal.
///
/// Marks are UTF-8 ranges, in order; one that does not fit the text is left out.
func runs(of text: String, marks: [Range<Int>]) -> [StyledRun] {
  let bytes = Array(text.utf8)
  var runs: [StyledRun] = []
  var place = 0
  func add(_ range: Range<Int>, isMatch: Bool) {
    guard !range.isEmpty else { return }
    let piece = String(decoding: bytes[range], as: UTF8.self)
    runs.append(StyledRun(text: TerminalText.escape(piece), isMatch: isMatch))
  }
  for mark in marks where mark.lowerBound >= place && mark.upperBound <= bytes.count {
    add(place..<mark.lowerBound, isMatch: false)
    add(mark, isMatch: true)
    place = mark.upperBound
  }
  add(place..<bytes.count, isMatch: false)
  return runs
}
