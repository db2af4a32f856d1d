// SPDX-License-Identifier: Apache-2.0

import Storage

/// The sections of a segment, and the constants of `index/FORMAT.md`, "Segments".
enum SegmentFormat {
  /// Counts, the analyzer's identity, weights and languages.
  static let meta = SectionTag("META")
  /// The terms, front-coded, and what is known of each.
  static let terms = SectionTag("TERM")
  /// Where each block of terms begins, and with which bytes.
  static let termIndex = SectionTag("TIDX")
  /// The postings lists.
  static let postings = SectionTag("POST")
  /// The positions of the postings.
  static let positions = SectionTag("POSN")
  /// A length norm per document.
  static let norms = SectionTag("NORM")
  /// The exact weighted length of each document.
  static let lengths = SectionTag("LENG")
  /// How many words each text has.
  static let wordCounts = SectionTag("WRDS")
  /// The article each document is a version of.
  static let articles = SectionTag("ARTI")
  /// The version of each document.
  static let versions = SectionTag("VERS")
  /// When each document was published.
  static let published = SectionTag("PUBL")
  /// The earliest and latest publication of each run of documents, and how many have one.
  static let publishedRuns = SectionTag("PRUN")
  /// When each document was filed.
  static let filed = SectionTag("FILD")
  /// The number of the commit that filed each document.
  static let revisions = SectionTag("REVN")
  /// The number of each document's language.
  static let languages = SectionTag("LANG")
  /// Which outlet published each document.
  static let sources = SectionTag("SRCE")
  /// In which part of the outlet each document stood.
  static let documentSections = SectionTag("SECT")
  /// Who wrote each document.
  static let authors = SectionTag("AUTH")
  /// Where fields, paragraphs and sentences of each document begin.
  static let boundaries = SectionTag("BNDS")
  /// Which terms share a stem.
  static let stems = SectionTag("STEM")
  /// Words that may be compounds, by their ends; only where there are such.
  static let tails = SectionTag("TAIL")
  /// Lists of frequent words next to each other.
  static let pairs = SectionTag("PAIR")

  /// The version of the layout of the sections.
  static let version: UInt16 = 4
  /// Documents per run of `PRUN`.
  static let publishedRun = 1024
  /// Zero bytes after a section whose readers may look a little past what they need.
  static let padding = 64
}
