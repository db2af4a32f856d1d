// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import TextAnalysis

/// A result counted by a field.
package struct FacetResults: Sendable {
  package var facet: Facet
  /// How many articles match, exactly.
  package var total: Int
  /// How many articles match but for a date range and have no date.
  package var undated: Int
  package var damaged: [DamagedSegment]
  package var notes: [QueryNote]
}

extension Searcher {
  /// Counts the articles that match a request by a field; its order, offset and limit do not matter.
  ///
  /// Reads columns only: some nanoseconds an article after matching.
  package func facet(
    _ request: SearchRequest,
    by field: FacetField
  ) throws(QueryError) -> FacetResults {
    try withoutDamage(request) { (attempt, damaged) throws(SearchFailure) in
      let matches = try attempt.matches()
      let labels = field == .tag ? LabelledArticles(request.marks) : nil
      var tally = FacetTally(field)
      for (segment, documents) in matches.enumerated() where !documents.isEmpty {
        _ = try attempt.value(segment) { (reader) throws(CorruptionError) -> Bool? in
          if let labels {
            try tally.add(documents, of: reader, by: labels)
          } else {
            try tally.add(documents, of: reader, by: field)
          }
          return true
        }
      }
      return FacetResults(
        facet: tally.facet,
        total: matches.reduce(0) { $0 + $1.count },
        undated: try attempt.undated(),
        damaged: damaged,
        notes: attempt.plan.notes
      )
    }
  }
}

extension FacetTally {
  /// Counts documents of a segment.
  fileprivate mutating func add(
    _ documents: DocumentSet,
    of reader: SegmentReader,
    by field: FacetField
  ) throws(CorruptionError) {
    switch field {
    case .year, .month, .day:
      let counts = try reader.dateCounts(among: documents)
      addWithout(counts.undated)
      add(counts.days)
    case .source: add(documents, of: try reader.column(of: .source))
    case .section: add(documents, of: try reader.column(of: .section))
    case .author: add(documents, of: try reader.column(of: .authors))
    case .language:
      let counts = try reader.languageCounts(among: documents)
      for (language, count) in zip(reader.languages, counts) where count > 0 {
        if language == .unknown { addWithout(Int(count)) } else { add(language.code, Int(count)) }
      }
    case .tag: addWithout(documents.count)
    }
  }

  private mutating func add(_ documents: DocumentSet, of column: ValueColumn) {
    for (entry, count) in column.counts(among: documents).enumerated() where count > 0 {
      let names = column.values(ofEntry: entry)
      if names.isEmpty { addWithout(Int(count)) }
      // A name that stands twice in a list counts once.
      for name in Set(names) { add(name, Int(count)) }
    }
  }
}
