// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Articles
import Searching
import Storage

extension Archive {
  /// The labels that articles have, by name, with how many have each.
  ///
  /// Walks what readers decided, less than a microsecond for each article they did for.
  package func labels() throws(ArchiveError) -> [LabelCount] {
    try translated {
      var counts: [Label: LabelCount] = [:]
      for label in try readerMarks(labels: true, notes: false, ofRemoved: false).labels {
        let key = Label(kept: label.name)
        counts[key, default: LabelCount(name: label.name, articles: 0)].articles +=
          label.articles.count
      }
      return counts.sorted { $0.key.folded.lexicographicallyPrecedes($1.key.folded) }.map(\.value)
    }
  }

  /// What readers have put on articles, as far as a query asks for it.
  func readerMarks(
    for query: Query,
    withLabels: Bool = false
  ) throws(CorruptionError) -> ReaderMarks {
    let (labels, notes) = (withLabels || query.asksForLabels, query.asksForNotes)
    guard labels || notes else { return ReaderMarks() }
    return try readerMarks(labels: labels, notes: notes, ofRemoved: true)
  }

  private func readerMarks(
    labels wantsLabels: Bool,
    notes wantsNotes: Bool,
    ofRemoved wantsRemoved: Bool
  ) throws(CorruptionError) -> ReaderMarks {
    var marks = ReaderMarks()
    var places: [String: Int] = [:]
    try view.store.forEachState { state in
      guard wantsRemoved || !state.isRemoved else { return }
      let id = state.article.rawValue
      for name in wantsLabels ? state.tags : [] {
        let place = places[name] ?? marks.labels.count
        if place == marks.labels.count {
          places[name] = place
          marks.labels.append(ReaderMarks.Label(name: name, articles: []))
        }
        marks.labels[place].articles.append(id)
      }
      if wantsNotes, !state.note.isEmpty {
        marks.notes.append(ReaderMarks.Note(article: id, text: state.note))
      }
    }
    return marks
  }
}
