// SPDX-License-Identifier: Apache-2.0

package import InvertedIndex
package import Storage

/// The answer to a search.
package struct SearchResults: Sendable {
  /// How many articles match, exactly.
  package var total: Int
  /// Those asked for, in order.
  package var hits: [SearchHit]
  /// How many articles match but for a date range and have no date.
  package var undated: Int
  /// Segments that could not be read; their articles are not among the hits.
  package var damaged: [DamagedSegment]
  /// What to mark in titles and texts.
  package var highlights: [Highlight]
  /// What a reader should know about how the query was read.
  package var notes: [QueryNote]
}

/// One matching article.
package struct SearchHit: Hashable, Sendable {
  /// The segment's place among those that were searched.
  package var segment: Int
  package var document: UInt32
  package var article: UInt64
  package var version: UInt32
  /// Seconds since 1970; nil if the article's date is unknown.
  package var published: Int64?
  /// The score that orders results, in the units of BM25; 0 where nothing was ranked.
  package var score: Double
}

/// All articles that match, unranked.
package struct SearchMatches: Sendable {
  /// By segment; empty for one that is damaged.
  package var documents: [DocumentSet]
  /// How many articles match but for a date range and have no date.
  package var undated: Int
  package var damaged: [DamagedSegment]
  package var notes: [QueryNote]
}

/// A segment that a search had to leave out.
package struct DamagedSegment: Sendable {
  /// The segment's place among those that were to be searched.
  package var segment: Int
  package var error: CorruptionError
}

/// One thing to mark: the terms a clause stands for.
package struct Highlight: Hashable, Sendable {
  /// What is looked for.
  package enum Match: Hashable, Sendable {
    /// Any of these terms.
    case terms([[UInt8]])
    /// Any term that begins so.
    case prefix([UInt8])
    /// Any term of this shape: `*` stands for any letters or none, `?` for one.
    case pattern([UInt8])
    /// These terms, each so many positions after the first.
    case phrase([PhrasePart])
  }

  /// A term of a phrase and its distance from the first.
  package struct PhrasePart: Hashable, Sendable {
    package var term: [UInt8]
    package var offset: UInt32
  }

  /// What this stands beside if it is a side of a nearness.
  package struct Partner: Hashable, Sendable {
    /// Highlights of one nearness have the same number.
    package var group: Int
    /// Which of its sides this is: 0 or 1.
    package var side: Int
    package var nearness: Nearness
  }

  package var match: Match
  /// The field it is to be marked in; nil for every field and the text.
  package var field: QueryField?
  /// How much it says about an article: the inverse document frequency.
  package var weight: Float
  /// How it must be written to be marked; nil if that does not matter.
  package var written: WrittenForm?
  /// The nearnesses it is a side of; fragments where it is near the other side are preferred.
  package var partners: [Partner] = []
}
