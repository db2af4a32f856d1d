// SPDX-License-Identifier: Apache-2.0

/// The shapes of what readers keep and take elsewhere.
extension JSONShape {
  static let labels = JSONShape(
    commands: "tag --list --json",
    line: "a line for each label",
    keys: [
      .version, .always("tag", .string, "as it was typed first"),
      .always("articles", .integer, "how many have it, removed ones aside"),
    ]
  )

  static let keptSearches = JSONShape(
    commands: "save --list --json",
    line: "a line for each search that is kept",
    keys: [
      .version, .always("name", .string, ""), .always("query", .string, "as it was typed"),
      .always(
        "options",
        .object([
          .known("any", .bool, ""), .known("after", .string, ""), .known("before", .string, ""),
          .known("source", .string, ""), .known("author", .string, ""),
          .known("section", .string, ""), .known("lang", .string, ""),
          .known("all-versions", .bool, ""),
        ]),
        "those of the command line"
      ),
      .always("saved", .string, "when, ISO 8601"),
      .always("seen", .integer, "what later commits filed is new"),
    ]
  )

  private static func field(_ name: String, _ value: Value = .string) -> Key {
    let keys: [Key] = [
      .always("value", value, ""), .always("origin", .string, "where it was found"),
    ]
    return .known(name, .object(keys), "")
  }

  private static let texts = [
    "title", "deck", "agency", "dateline", "section", "source", "url", "canonical_url", "language",
    "lead_image",
  ]

  static let exported = JSONShape(
    commands: "export",
    line: "a line for each article, which `index` files again as the same article",
    keys: [
      .always("morgue_export", .integer, "of this description: 1"),
      .always("id", .string, "13 letters and digits"),
      .always("article_version", .integer, "which version this is, from 1"),
      .always("newest_version", .integer, ""),
      .always(
        "fields",
        .object(
          texts.map { field($0) } + [field("authors", .strings)]
            + ["published", "updated", "captured"].map { field($0) }
        ),
        "those that are known; dates in ISO 8601"
      ),
      .always(
        "paragraphs",
        .objects([
          .always("kind", .string, "paragraph, heading, quote, list-item, caption"),
          .always("text", .string, ""),
        ]),
        "the text, captions too"
      ),
      .always("tags", .strings, "readers' own labels"),
      .always("note", .string, "a reader's note; empty if none"),
      .always("filed", .string, "when, ISO 8601"),
      .always("revision", .integer, "the commit that filed it"),
      .always(
        "versions",
        .objects([
          .always("version", .integer, "from 1"), .always("filed", .string, ""),
          .always("revision", .integer, ""), .always("sha256", .string, "of the original"),
        ]),
        "all versions of the article"
      ),
      .always(
        "sightings",
        .objects([
          .always("version", .integer, "which was seen there"),
          .always("path", .string, "empty for standard input"),
          .always("media_type", .string, ""), .always("size", .integer, "bytes of the original"),
          .always("sha256", .string, "of the original"),
          .known("url", .string, "as the page names it"), .always("seen", .string, ""),
          .always("revision", .integer, ""),
        ]),
        "everywhere it was seen"
      ),
    ]
  )
}
