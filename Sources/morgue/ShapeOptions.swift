// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

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

  /// What was chosen.
  var shape: ResultShape {
    ResultShape(json: json, ids: ids, paths: paths, null: null, count: count)
  }

  func validate() throws {
    if let mistake = shape.mistake { throw ValidationError(mistake) }
  }
}
