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
  }

  /// Whether fragments of the text will be shown.
  var needsText: Bool { !ids && !paths && !count }

  func rendered(_ results: ResultPage, style: TextStyle) -> String {
    let end = null ? "\0" : "\n"
    if json { return ResultsRenderer.json(results) }
    if ids { return ResultsRenderer.ids(results, end: end) }
    if paths { return ResultsRenderer.paths(results, end: end, isEscaped: !null) }
    return ResultsRenderer.text(results, style: style)
  }
}
