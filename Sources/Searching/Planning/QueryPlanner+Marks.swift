// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import TextAnalysis

// Clauses that the index cannot answer alone: labels and notes of readers, days of filing.

extension QueryPlanner {
  /// The articles with a label, or with words in a note on them.
  mutating func marked(
    _ query: Query,
    _ field: QueryField
  ) throws(SearchFailure) -> QueryPlan.Node {
    var leaf = PlanLeaf(query: Query(.field(field, query), at: query.range), field: nil)
    let articles = field == .tag ? try labelled(query, &leaf) : try noted(query)
    let set = ArticleSet(articles)
    leaf.matchers = try segments.map(missing: Matcher.nothing) {
      (_, reader) throws(CorruptionError) in
      let documents = try reader.documents(of: set)
      return documents.isEmpty ? .nothing : .documents(documents)
    }
    leaves.append(leaf)
    return .leaf(leaves.count - 1)
  }

  private mutating func labelled(
    _ query: Query,
    _ leaf: inout PlanLeaf
  ) throws(SearchFailure) -> [UInt64] {
    guard let pattern = LabelPattern(query.clause) else {
      throw unsearchable(query, "Labels are found by their names and by patterns of these")
    }
    let found = marks.labels.filter { pattern.matches($0.name) }
    leaf.expansions = found.map { label in
      PlanLeaf.Expansion(term: Array(label.name.utf8), documents: UInt64(label.articles.count))
    }
    if found.isEmpty {
      notes.append(
        QueryNote(
          at: query.range,
          "No article is tagged `\(query.text)`; `tag --list` says what is."
        )
      )
    }
    return found.flatMap(\.articles)
  }

  private mutating func noted(_ query: Query) throws(SearchFailure) -> [UInt64] {
    guard let pattern = NotePattern(query.clause, &analyzer), !pattern.isEmpty else {
      throw unsearchable(query, "Notes are searched by words, phrases and beginnings of words")
    }
    var found: [UInt64] = []
    for note in marks.notes where pattern.matches(analyzer.tokens(in: note.text)) {
      found.append(note.article)
    }
    return found
  }

  private func unsearchable(_ query: Query, _ what: String) -> SearchFailure {
    .query(QueryError(.notSearchable, at: query.range, "\(what), not by `\(query.text)`."))
  }

  /// The documents filed on some of the reader's days.
  func filed(_ days: DayRange) throws(SearchFailure) -> QueryPlan.Node {
    let first = days.first.map(dayStart) ?? Int64.min
    let end = days.last.map { dayStart($0 + 1) } ?? Int64.max
    guard first < end else {
      return .documents(segments.readers.map { _ in DocumentSet(0..<0) })
    }
    return .documents(
      try segments.map(missing: DocumentSet(0..<0)) { (_, reader) throws(CorruptionError) in
        try reader.documents(filedIn: first...(end - 1))
      }
    )
  }

  /// The documents that later commits have filed.
  func filed(after revision: UInt64) throws(SearchFailure) -> QueryPlan.Node {
    .documents(
      try segments.map(missing: DocumentSet(0..<0)) { (_, reader) throws(CorruptionError) in
        try reader.documents(filedAfter: revision)
      }
    )
  }
}
