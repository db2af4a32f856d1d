// SPDX-License-Identifier: Apache-2.0

import Articles

/// A page in, an article out.
enum PageReader {
  struct Page {
    var article: Article
    var notes: [ReadNote]
  }

  /// Reads a whole page in UTF-8; nil if the HTML library is missing or out of memory.
  static func read(_ source: ByteSpan) -> Page? {
    let scan = MarkupScan(source)
    guard let parsed = HTMLDocument.parse(scan.output) else { return nil }
    var article = Article()
    let words = parsed.tree.text
    article.paragraphs = ParagraphAssembly.paragraphs(of: words.span)
    var notes: [ReadNote] = []
    if scan.tagWasCut { notes.append(.tagCut) }
    if parsed.isIncomplete { notes.append(.textMayBeIncomplete) }
    return Page(article: article, notes: notes)
  }
}
