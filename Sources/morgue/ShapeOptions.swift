// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering

/// The shapes that results can be printed in.
struct ShapeOptions: ParsableArguments {
  @Flag(name: .long, help: "One JSON object a line.")
  var json = false

  @Flag(name: .long, help: "Only the ids.")
  var ids = false

  @Flag(name: .long, help: "Only the paths of the originals.")
  var paths = false

  @Flag(name: [.customShort("0"), .customLong("null")], help: "End ids and paths with a NUL.")
  var null = false

  @Flag(name: .long, help: "Only the number of articles.")
  var count = false

  func validate() throws {
    guard [json, ids, paths, count].filter({ $0 }).count <= 1 else {
      throw ValidationError("choose one of --json, --ids, --paths and --count")
    }
    guard !null || ids || paths else { throw ValidationError("-0 goes with --ids or --paths") }
  }

  /// Whether fragments of the text will be shown.
  var needsText: Bool { !ids && !paths && !count }

  /// Writes the results in the shape that was asked for, `text` if none was.
  func write(
    _ results: ResultPage,
    to console: Console,
    text: (ResultPage, TextStyle) -> String
  ) throws {
    if count {
      try console.write("\(results.total)\n")
    } else if null {
      let bytes = ids ? ResultsRenderer.idsForPrograms(results) : ResultsRenderer.rawPaths(results)
      try console.write(bytes: bytes)
    } else {
      try console.writePaged(rendered(results, console.style, text))
    }
  }

  private func rendered(
    _ results: ResultPage,
    _ style: TextStyle,
    _ text: (ResultPage, TextStyle) -> String
  ) -> String {
    if json { return ResultsRenderer.json(results) }
    if ids { return ResultsRenderer.ids(results) }
    return paths ? ResultsRenderer.paths(results) : text(results, style)
  }
}
