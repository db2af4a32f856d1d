// SPDX-License-Identifier: Apache-2.0

import Storage
import TextAnalysis

/// The columns of a segment, read for copying them into those of another.
struct ColumnCopies {
  let articles: NumberColumn
  let versions: NumberColumn
  let published: NumberColumn
  let filed: NumberColumn
  let revisions: NumberColumn
  let lengths: NumberColumn
  let wordCounts: NumberColumn
  let languages: [Language]
  /// By the numbers that their entries have in the columns to be copied to.
  let sources: [UInt64]
  let sections: [UInt64]
  let authors: [UInt64]

  /// Reads all columns and makes their values known to those of the copy.
  init(
    _ segment: SegmentReader,
    for columns: inout DocumentColumns
  ) throws(CorruptionError) {
    articles = try segment.column(segment.articles)
    versions = try segment.column(segment.versions)
    published = try segment.column(segment.published)
    filed = try segment.column(segment.filed)
    revisions = try segment.column(segment.revisions)
    lengths = try segment.column(segment.lengths)
    wordCounts = try segment.column(segment.wordCounts)
    var languages: [Language] = []
    for document in 0..<UInt32(segment.documentCount) {
      languages.append(try segment.language(of: document))
    }
    self.languages = languages
    sources = try Self.numbers(.source, of: segment, in: &columns)
    sections = try Self.numbers(.section, of: segment, in: &columns)
    authors = try Self.numbers(.authors, of: segment, in: &columns)
  }

  private static func numbers(
    _ property: DocumentProperty,
    of segment: SegmentReader,
    in columns: inout DocumentColumns
  ) throws(CorruptionError) -> [UInt64] {
    let column = try segment.column(of: property)
    let adopted = columns.adopt(column, property)
    return (0..<segment.documentCount).map { adopted[column.entry(of: $0)] }
  }
}
