// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering

/// The shapes that results can be printed in, and where to.
struct ShapeOptions: ParsableArguments {
  @Flag(name: .long, help: "One JSON object a line; `morgue help json` describes it.")
  var json = false

  @Flag(name: .long, help: "A table with commas, for spreadsheets.")
  var csv = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A line for each, such as '{date} {title}'; \\n and \\t are understood.",
      discussion: "Fields: \(ResultField.allCases.map(\.rawValue).joined(separator: " ")).",
      valueName: "template"
    )
  )
  var format: String?

  @Flag(name: .long, help: "Only the ids.")
  var ids = false

  @Flag(name: .long, help: "Only the paths of the originals.")
  var paths = false

  @Flag(name: [.customShort("0"), .customLong("null")], help: "End ids and paths with a NUL.")
  var null = false

  @Flag(name: .long, help: "Only the number of articles.")
  var count = false

  @OptionGroup var output: OutputOptions

  /// What was chosen.
  ///
  /// - Throws: ``ArchiveError`` of usage for a template that cannot be read.
  func shape() throws(ArchiveError) -> ResultShape {
    var shape = plain
    if let format { shape.format = try FormatTemplate(format) }
    return shape
  }

  /// The same without the template.
  private var plain: ResultShape {
    ResultShape(json: json, csv: csv, ids: ids, paths: paths, null: null, count: count)
  }

  func validate() throws {
    var shape = plain
    // Any will do: what is wrong with this one is for ``shape()`` to say, which names the place.
    if format != nil { shape.format = try? FormatTemplate("") }
    if let mistake = shape.mistake { throw ValidationError(mistake) }
  }
}

/// Where results go.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "Write to this file, whole or not at all; `-` is standard output.",
      valueName: "file"
    )
  )
  var output: String?

  @Flag(name: .long, help: "Let --output replace a file that is there.")
  var force = false

  @Flag(name: .long, help: "Never show results through a pager.")
  var noPager = false

  /// The same, as values.
  var place: OutputChoice {
    OutputChoice(file: output, replaces: force, mayPage: !noPager)
  }
}

/// Where results go, however the arguments were read.
struct OutputChoice: Equatable {
  /// The file to write; nil for standard output.
  var file: String?
  var replaces = false
  var mayPage = true

  /// A file named `-` is standard output, as an input named so is standard input.
  init(file: String? = nil, replaces: Bool = false, mayPage: Bool = true) {
    self.file = file == "-" ? nil : file
    self.replaces = replaces
    self.mayPage = mayPage
  }
}
