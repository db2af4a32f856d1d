// SPDX-License-Identifier: Apache-2.0

import Articles

extension SourceHint {
  /// Where and when the page was saved, if its container says so.
  var savedPage: SavedPage? {
    url.map { SavedPage(url: $0, saved: captured) }
  }
}

extension SavedPage {
  /// Says of a text, which knows nothing of it itself, where and when it was saved.
  func fill(_ article: inout Article) {
    guard url.hasPrefix("http://") || url.hasPrefix("https://") else { return }
    article.url = Sourced(url, .file)
    article.captured = saved.map { Sourced($0, .file) }
  }
}
