// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

/// Reads a source given as text.
func read(_ text: String, name: String = "article.txt") -> ReadResult {
  var reader = ArticleReader()
  return reader.read(Array(text.utf8), as: SourceHint(fileName: name))
}

/// The first article of a source given as text.
func article(_ text: String, name: String = "article.txt") throws -> Article {
  try #require(read(text, name: name).articles.first).article
}
