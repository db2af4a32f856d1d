// SPDX-License-Identifier: Apache-2.0

/// The shapes of what looks after an archive.
extension JSONShape {
  private static let finding: [Key] = [
    .always("kind", .string, "damaged, missing, changed, wrong; extra is harmless"),
    .always("subject", .string, "a file of the archive, an original, an article"),
    .always("detail", .string, "what is wrong with it"),
    .known("sha256", .string, "of an original"),
    .known("articles", .strings, "that have the original"),
    .known("path", .string, "the file the original came from"),
  ]

  static let verified = JSONShape(
    commands: "verify --json",
    line: "one line",
    keys: [
      .version, .always("generation", .integer, "looked at"),
      .always("full", .bool, "whether every checksum was looked at"),
      .always("originals", .bool, "whether every original was"),
      .always("files", .integer, ""),
      .always("compared", .integer, "articles whose text was analysed again"),
      .always("originals_checked", .integer, ""),
      .always("sound", .bool, "whether all is as it was written"),
      .known("stopped", .bool, "true if a signal ended it early"),
      .always("findings", .objects(finding), "what was found"),
    ]
  )

  static let repaired = JSONShape(
    commands: "repair --json",
    line: "one line",
    keys: [
      .version, .always("generation", .integer, "after it"),
      .always("dry_run", .bool, "true if nothing was to be changed"),
      .always("found", .objects(finding), "what was wrong"),
      .always("actions", .strings, "what was done about it, one sentence each"),
      .always("lost", .objects(finding), "what could not be mended"),
      .known("stopped", .bool, "true if a signal ended it early"),
    ]
  )
}
