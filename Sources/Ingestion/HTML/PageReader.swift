// SPDX-License-Identifier: Apache-2.0

import Articles

/// A page in, an article out.
enum PageReader {
  struct Page {
    var article: Article
    var notes: [ReadNote]
    /// What was left out, if that was asked for.
    var dropped: [DroppedBlock]
  }

  /// Reads a whole page in UTF-8; nil if the HTML library is missing or out of memory.
  ///
  /// Where and when it was saved is taken from its container, if that says so, else from the page.
  /// With `tracing`, blocks that are not kept are given, too.
  static func read(
    _ source: ByteSpan,
    savedFrom container: SavedPage? = nil,
    tracing: Bool = false
  ) -> Page? {
    guard let analysis = PageAnalysis(source, savedFrom: container) else { return nil }
    var article = analysis.fields.article
    let body = BodyExtraction(analysis, title: article.title?.value)
    article.paragraphs = body.paragraphs
    let stored = StoredText(analysis.fields.linkedData, insteadOf: article)
    if let stored { article.paragraphs = stored.paragraphs }
    if article.title == nil { article.title = TitleDerivation.title(of: article.paragraphs) }
    article.fillFromDateline()
    article.doubtLanguage()
    return Page(
      article: article,
      notes: notes(analysis, article) + (stored == nil ? [] : [.textFromData]),
      dropped: tracing ? body.dropped : []
    )
  }

  private static func notes(_ analysis: PageAnalysis, _ article: Article) -> [ReadNote] {
    var notes: [ReadNote] = []
    let limits = analysis.limits
    if limits.contains(.tagCut) { notes.append(.tagCut) }
    if analysis.isIncomplete || limits.contains(.neverEnds) { notes.append(.textMayBeIncomplete) }
    if limits.contains(.tooManyElements) { notes.append(.tooManyElements) }
    if !article.paragraphs.contains(where: { $0.kind != .caption }) { notes.append(.noText) }
    if analysis.fields.isForSubscribers, article.isShort { notes.append(.onlyBeforePaywall) }
    return notes
  }
}
