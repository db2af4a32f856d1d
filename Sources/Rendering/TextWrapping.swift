// SPDX-License-Identifier: Apache-2.0

/// A stretch of text that is shown in one way.
struct StyledRun: Equatable {
  var text: String
  var isMatch = false
}

/// Breaks runs, which follow one another without a blank, into lines of at most `width` columns.
///
/// Lines break at blanks, between wide characters, and inside a word only where it alone is wider
/// than a line.
func wrapped(_ runs: [StyledRun], width: Int) -> [[StyledRun]] {
  let glyphs = runs.flatMap { run in
    run.text.map { Glyph($0, isMatch: run.isMatch) }
  }
  var lines: [[StyledRun]] = []
  var start = 0
  while start < glyphs.count {
    let end = lineEnd(glyphs, from: start, width: max(width, 8))
    lines.append(regrouped(trimmed(glyphs[start..<end])))
    start = end
    while start < glyphs.count, glyphs[start].character == " " { start += 1 }
  }
  return lines
}

/// One character as it will stand on the screen.
private struct Glyph {
  let character: Character
  let columns: Int
  let isMatch: Bool

  init(_ character: Character, isMatch: Bool) {
    self.character = character
    self.isMatch = isMatch
    columns = TerminalWidth.columns(of: character)
  }
}

/// Where the line that begins at `start` has to end; always beyond `start`.
private func lineEnd(_ glyphs: [Glyph], from start: Int, width: Int) -> Int {
  var used = 0
  var lastBreak = start
  for place in start..<glyphs.count {
    let glyph = glyphs[place]
    if glyph.character == " " || glyph.columns == 2 && place > start { lastBreak = place }
    used += glyph.columns
    if used > width, glyph.character != " " {
      return lastBreak > start ? lastBreak : max(place, start + 1)
    }
  }
  return glyphs.count
}

private func trimmed(_ line: ArraySlice<Glyph>) -> ArraySlice<Glyph> {
  var line = line
  while line.last?.character == " " { line.removeLast() }
  return line
}

private func regrouped(_ line: ArraySlice<Glyph>) -> [StyledRun] {
  var runs: [StyledRun] = []
  for glyph in line {
    if runs.last?.isMatch == glyph.isMatch {
      runs[runs.count - 1].text.append(glyph.character)
    } else {
      runs.append(StyledRun(text: String(glyph.character), isMatch: glyph.isMatch))
    }
  }
  return runs
}
