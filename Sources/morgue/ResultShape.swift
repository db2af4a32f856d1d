// SPDX-License-Identifier: Apache-2.0

import NewsArchive
import Rendering

/// The shape that results are printed in; for reading if nothing is chosen.
struct ResultShape: Equatable {
  var json = false
  var ids = false
  var paths = false
  /// End ids and paths with a NUL.
  var null = false
  var count = false

  /// Why these cannot be chosen together; nil if they can.
  var mistake: String? {
    guard [json, ids, paths, count].filter({ $0 }).count <= 1 else {
      return "choose one of --json, --ids, --paths and --count"
    }
    return null && !ids && !paths ? "-0 goes with --ids or --paths" : nil
  }

  /// Whether fragments of the text will be shown.
  var needsText: Bool { !ids && !paths && !count }

  /// Whether it will be shown where articles came from.
  var needsPaths: Bool { json || paths }

  /// Writes the results in the shape that was asked for, `text` if none was.
  func write(
    _ results: ResultPage,
    to console: Console,
    text: (ResultPage, TextStyle) -> String
  ) throws(ArchiveError) {
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
