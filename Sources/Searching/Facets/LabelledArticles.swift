// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage

/// Labels by the articles that have them.
struct LabelledArticles {
  let articles: ArticleSet
  let labels: [UInt64: [String]]

  init(_ marks: ReaderMarks) {
    var labels: [UInt64: [String]] = [:]
    for label in marks.labels {
      for article in label.articles { labels[article, default: []].append(label.name) }
    }
    self.labels = labels
    articles = ArticleSet(labels.keys)
  }
}

extension FacetTally {
  /// Counts documents of a segment by the labels of their articles.
  mutating func add(
    _ documents: DocumentSet,
    of reader: SegmentReader,
    by labels: LabelledArticles
  ) throws(CorruptionError) {
    let labelled = try reader.documents(of: labels.articles)
      .intersection(documents, documentCount: UInt32(reader.documentCount))
    addWithout(documents.count - labelled.count)
    for document in labelled.documents {
      for name in labels.labels[try reader.articleID(of: document)] ?? [] { add(name, 1) }
    }
  }
}
