// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering

/// Counting results instead of showing them.
struct ChartOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Count them by year, month, day, source, section, author, lang or tag.",
      discussion:
        "Days are those of publication in UTC. --limit gives the most frequent names (20) or the latest dates (all).",
      valueName: "field"
    ),
    completion: .list(CountedField.allCases.map(\.rawValue)),
    transform: { name in
      guard let field = CountedField(rawValue: name) else {
        throw ValidationError(
          "`\(name)` is not year, month, day, source, section, author, lang or tag"
        )
      }
      return field
    }
  )
  var by: CountedField?

  /// Makes sure that the shape and the order are ones that counts have.
  func check(_ shape: ShapeOptions, _ sort: SearchOptions.Order?) throws {
    guard let by else { return }
    guard !(shape.ids || shape.paths || shape.count || shape.format != nil) else {
      throw ValidationError("--by does not go with --ids, --paths, --count or --format")
    }
    guard by.isDate || (sort != .date && sort != .newestFirst) else {
      throw ValidationError("--sort \(sort?.rawValue ?? "") goes with --by year, month or day")
    }
  }

  /// The order of values that an order of articles means.
  func order(_ sort: SearchOptions.Order?) -> CountOrder {
    switch sort {
    case nil, .relevance, .bm25: .usual
    case .newestFirst: .latestFirst
    case .date, .title: .name
    }
  }

  /// The options of a search with as many values as are wanted.
  func limited(_ options: SearchOptions, _ page: PageOptions) -> SearchOptions {
    var options = options
    options.limit = page.count(or: by?.isDate == true ? Int.max : 20)
    return options
  }

  /// Writes the counts, and what a person should know besides.
  func write(_ counts: ArticleCounts, as shape: ShapeOptions, to console: Console) throws {
    let text =
      shape.json
      ? CountsRenderer.json(counts)
      : shape.csv
        ? CountsRenderer.csv(counts) : CountsRenderer.text(counts, style: console.style)
    try console.writePaged(text)
    console.complain(ResultsRenderer.complaints(counts.page))
  }
}
