// SPDX-License-Identifier: Apache-2.0

/// The shapes of the commands, one after another.
extension JSONShape {
  private static let range: [Key] = [
    .always("start", .integer, "first byte of the UTF-8"),
    .always("end", .integer, "the byte after the last"),
  ]

  static let results = JSONShape(
    commands: "search --json, list --json, new NAME --json",
    line: "a line for each article found",
    keys: [
      .version, .known("search", .string, "the kept search it is new for"),
      .always("rank", .integer, "place among all results, from 1"),
      .always("total", .integer, "how many articles match, exactly"),
      .always("id", .string, "the article's id, 13 letters and digits"),
      .always("article_version", .integer, "which version of the article, from 1"),
      .always("score", .number, "greater is better; 0 where nothing is ranked"),
      .known("title", .string, ""), .known("deck", .string, "the line below the title"),
      .known("source", .string, "the outlet"), .known("section", .string, ""),
      .known("published", .string, "as exactly as is known, ISO 8601"),
      .known("authors", .strings, ""), .known("agency", .string, ""),
      .known("dateline", .string, "the place"), .known("lang", .string, "ISO 639 code"),
      .known("url", .string, "the canonical one if there is one"),
      .known("tags", .strings, "readers' own labels"),
      .always("path", .string, "the file it was first read from"),
      .always("title_marks", .objects(range), "what matches in the title"),
      .always(
        "fragments",
        .objects([
          .known("field", .string, "byline, caption, ...; none for the text"),
          .known("paragraph", .integer, "as `show ID:pN` takes it"), .always("text", .string, ""),
          .always("marks", .objects(range), "what matches in it"),
        ]),
        "pieces of the text that match"
      ),
      .known("incomplete", .bool, "true if damaged parts were left out"),
      .known("damaged", .strings, "these parts, and what is wrong with them"),
    ]
  )

  static let counts = JSONShape(
    commands: "search --by FIELD --json, list --by FIELD --json",
    line: "a line for each value, one without `value` for articles without any",
    keys: [
      .version, .always("by", .string, "the field"),
      .known("value", .string, "2025, 2025-06, 2025-06-08, a name, a code"),
      .always("articles", .integer, "how many have it"),
      .always("total", .integer, "how many articles match, exactly"),
      .known("incomplete", .bool, "true if damaged parts were left out"),
      .known("damaged", .strings, "these parts, and what is wrong with them"),
    ]
  )

  static let answers = JSONShape(
    commands: "search --queries FILE --json",
    line: "a line for each query of the list",
    keys: [
      .version, .always("line", .integer, "the line of the list it begins in, from 1"),
      .always("query", .string, ""), .known("label", .string, "what the list calls it"),
      .known("error", .string, "why it cannot be read; then nothing follows but the offset"),
      .known("offset", .integer, "the byte of the query where that is"),
      .known("total", .integer, "how many articles match, exactly"),
      .known("first", .string, "the day of the first of them, or its month or year"),
      .known("last", .string, "the same of the last"),
      .known("undated", .integer, "how many more would match but have no date"),
      .known(
        "hits",
        .objects([
          .always("id", .string, ""), .known("title", .string, ""), .known("source", .string, ""),
          .known("published", .string, ""), .always("score", .number, ""),
        ]),
        "the first articles, as many as --limit asks for"
      ),
      .known("incomplete", .bool, "true if damaged parts were left out"),
      .known("damaged", .strings, "these parts, and what is wrong with them"),
    ]
  )

  private static let fields: [Key] = [
    .always("name", .string, "title, byline, published, ..."),
    .always("value", .string, "several authors with `; ` between them"),
    .always("origin", .string, "where it was found: json-ld, meta, ..."),
  ]

  private static let paragraphs: [Key] = [
    .always("kind", .string, "paragraph, heading, quote, list-item, caption"),
    .always("text", .string, ""),
  ]

  static let article = JSONShape(
    commands: "show ID... --format json",
    line: "a line for each article",
    keys: [
      .version, .always("id", .string, ""),
      .always("article_version", .integer, "which version this is, from 1"),
      .always("newest_version", .integer, ""), .always("removed", .bool, "hidden by `remove`"),
      .always("fields", .objects(fields), "those that are known"),
      .always("paragraphs", .objects(paragraphs), "the text, captions too"),
      .always(
        "original",
        .object([
          .always("path", .string, "the file it was read from"), .always("media_type", .string, ""),
          .always("size", .integer, "bytes"),
          .always("offset", .integer, "where it begins in its file"),
          .always("packed_size", .integer, "bytes it takes there; 0: the file"),
          .always("sha256", .string, "64 hexadecimal digits"),
        ]),
        "the bytes as they came"
      ),
      .always("sightings", .strings, "all paths it was seen at"),
      .always("tags", .strings, "readers' own labels"), .known("note", .string, "a reader's note"),
    ]
  )

  static let explanation = JSONShape(
    commands: "explain QUERY --json",
    line: "one line",
    keys: [
      .version, .always("reading", .string, "the query with all its operators"),
      .always("total", .integer, "how many articles match, exactly"),
      .always("notes", .strings, "what a reader of the query may want to know"),
      .always(
        "clauses",
        .objects([
          .always("query", .string, "the clause as it would be typed"),
          .always("articles", .integer, "how many match it alone"),
          .always("weight", .number, "0 if it only filters"),
          .always(
            "terms",
            .objects([.always("term", .string, ""), .always("articles", .integer, "")]),
            "all words it stands for"
          ),
        ]),
        "the parts of the query"
      ),
      .known("matches", .bool, "whether --article is found"),
      .known(
        "article",
        .object([
          .always("id", .string, ""), .always("score", .number, ""),
          .always(
            "shares",
            .objects([
              .always("query", .string, ""), .always("frequency", .integer, "weighted occurrences"),
              .always("length", .integer, "weighted words"), .always("weight", .number, ""),
              .always("score", .number, "its share of the score"),
            ]),
            ""
          ),
          .always(
            "additions",
            .objects([.always("name", .string, ""), .always("score", .number, "")]),
            "what the second look at the best added"
          ),
        ]),
        "why it scores what it does"
      ),
      .known("incomplete", .bool, "true if damaged parts were left out"),
      .known("damaged", .strings, "these parts, and what is wrong with them"),
    ]
  )

  private static let counted: [Key] = [
    .always("name", .string, ""), .always("articles", .integer, ""),
  ]

  static let status = JSONShape(
    commands: "status --json",
    line: "one line",
    keys: [
      .version, .always("generation", .integer, "the number of commits"),
      .always("articles", .integer, ""), .always("article_versions", .integer, ""),
      .always("removed", .integer, ""), .always("files", .integer, "read or passed over"),
      .always("problems", .integer, "files that were skipped"),
      .known("first_date", .string, ""), .known("last_date", .string, ""),
      .always("undated", .integer, "articles without a date"),
      .always("languages", .objects(counted), "the most frequent first"),
      .always("sources", .objects(counted), "the most frequent first"),
      .always("segments", .integer, ""), .always("packs", .integer, "files of originals"),
      .always("original_bytes", .integer, ""), .always("article_bytes", .integer, ""),
      .always("catalogue_bytes", .integer, ""), .always("index_bytes", .integer, ""),
      .always("damaged", .strings, "files that cannot be used"),
      .known("verified", .object(look), "the last `verify --full`"),
      .known("originals_verified", .object(look), "the last `verify --originals`"),
      .known("later_generation", .integer, "there before an older state was put back"),
    ]
  )

  private static let look: [Key] = [
    .always("time", .string, "when it ended, ISO 8601"),
    .always("age_seconds", .integer, ""), .always("generation", .integer, "looked at"),
    .always("damage", .integer, "how much was not as it was written"),
  ]

  private static let problem: [Key] = [
    .always("path", .string, ""), .always("reason", .string, "why it was skipped"),
  ]

  static let problems = JSONShape(
    commands: "status --problems --json",
    line: "a line for each file that was skipped",
    keys: [.version] + problem
  )

  static let filing = JSONShape(
    commands: "index PATH... --json",
    line: "one line at the end",
    keys: [
      .version, .always("added", .integer, "new articles"),
      .always("changed", .integer, "new versions"), .always("unchanged", .integer, ""),
      .always("copies", .integer, "articles known from elsewhere"),
      .always("skipped", .integer, ""),
      .always("passed_over", .integer, "left out by patterns or hidden"),
      .always("left_out", .integer, "parts that are no articles"),
      .always("boilerplate", .integer, "lines left out as a site's own"),
      .always("files", .integer, ""), .always("bytes", .integer, ""),
      .always("generation", .integer, ""),
      .always("stopped", .bool, "true if a signal ended it early"),
      .always("problems", .objects(problem), "what was skipped"),
    ]
  )

  static let extracted = JSONShape(
    commands: "extract FILE --json",
    line: "a line for each article that would be filed",
    keys: [
      .version, .always("path", .string, ""),
      .always("ordinal", .integer, "its number in the file"),
      .always("media_type", .string, ""), .known("charset", .string, ""),
      .always("size", .integer, "bytes"), .always("sha256", .string, ""),
      .always("offset", .integer, "where it begins in its file"), .always("notes", .strings, ""),
      .always("fields", .objects(fields), ""), .always("paragraphs", .objects(paragraphs), ""),
      .always("body", .string, "the text in one piece"),
      .always(
        "dropped",
        .objects([
          .always("kind", .string, ""), .always("reason", .string, ""),
          .known("score", .number, "0 to 1: how much it looked like text"),
          .always("text", .string, ""),
        ]),
        "text of the page that is not the article's"
      ),
    ]
  )

  static let notExtracted = JSONShape(
    commands: "extract FILE --json",
    line: "a line for each part that would not be filed",
    keys: [
      .version, .always("path", .string, ""), .always("skipped", .string, "why"),
      .known("offset", .integer, ""), .known("size", .integer, "bytes"),
      .known("count", .integer, "how many such parts"),
    ]
  )
}
