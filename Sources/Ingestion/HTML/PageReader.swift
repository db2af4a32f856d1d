// SPDX-License-Identifier: Apache-2.0

import Articles

/// A page in, an article out.
enum PageReader {
  struct Page {
    var article: Article
    var notes: [ReadNote]
  }

  /// Reads a whole page in UTF-8; nil if the HTML library is missing or out of memory.
  ///
  /// Where and when it was saved is taken from its container, if that says so, else from the page.
  static func read(_ source: ByteSpan, savedFrom container: SavedPage? = nil) -> Page? {
    let scan = MarkupScan(source)
    let linkedData = LinkedData(scan.linkedData.map { source.part($0).string })
    let savedFrom = container ?? scan.savedFrom
    let limits = scan.limits
    guard let parsed = HTMLDocument.parse(scan) else { return nil }
    let tree = parsed.tree
    var blocks = PageBlocks(tree)
    blocks.nameKinds(tree)
    let fields = PageFields(tree, blocks, PageMetadata(tree), linkedData, savedFrom)
    var article = fields.article
    article.paragraphs = BodyExtraction(tree, blocks, title: article.title?.value).paragraphs
    if article.title == nil { article.title = TitleDerivation.title(of: article.paragraphs) }
    article.fillFromDateline()
    var notes: [ReadNote] = []
    if limits.contains(.tagCut) { notes.append(.tagCut) }
    if parsed.isIncomplete || limits.contains(.neverEnds) { notes.append(.textMayBeIncomplete) }
    if limits.contains(.tooManyElements) { notes.append(.tooManyElements) }
    if fields.isForSubscribers, article.isShort { notes.append(.onlyBeforePaywall) }
    return Page(article: article, notes: notes)
  }
}
