// SPDX-License-Identifier: Apache-2.0

/// The shape of the answers to a list of queries.
extension JSONShape {
  static let batch = JSONShape(
    commands: "search --queries FILE --json",
    line: "a line for each query",
    keys: [
      .version, .always("line", .integer, "of the file, from 1"), .always("query", .string, ""),
      .known("label", .string, "the second column"),
      .known("error", .string, "why it cannot be read; then there is no total"),
      .known("offset", .integer, "where, in bytes of the query"),
      .known("total", .integer, "how many articles match, exactly"),
      .known("first", .string, "the first day of publication"), .known("last", .string, ""),
      .known("undated", .integer, "articles without a date"),
      .known(
        "hits",
        .objects([
          .always("id", .string, ""), .known("title", .string, ""), .known("source", .string, ""),
          .known("published", .string, ""), .always("score", .number, ""),
        ]),
        "the best, with --limit"
      ),
      .known("incomplete", .bool, "true if damaged parts were left out"),
    ]
  )
}
