// SPDX-License-Identifier: Apache-2.0

import Articles

/// Articles in NewsML 1 and in the `newsitem` of the Reuters Corpus (RCV1).
struct OldNewsReader {
  private let tree: XMLTree

  // MARK: NewsML 1

  /// The items of a `NewsML` element that have text.
  static func articles(inNewsML tree: XMLTree, root: Int) -> [DocumentArticle] {
    let reader = OldNewsReader(tree: tree)
    return tree.outermost("NewsItem", below: root).map { reader.article($0) }
      .filter { !$0.article.paragraphs.isEmpty }
  }

  private func article(_ item: Int) -> DocumentArticle {
    var article = Article()
    for lines in tree.elements("NewsLines", below: item) { readLines(lines, into: &article) }
    for management in tree.children(of: item, "NewsManagement") {
      article.fill(\.published, tree.text(ofChild: "FirstCreated", of: management))
      article.fill(\.updated, tree.text(ofChild: "ThisRevisionCreated", of: management))
    }
    for name in ["Source", "Provider"] {
      for element in tree.elements(name, below: item) {
        let party = tree.child(of: element, "Party")
        article.fill(\.source, party.flatMap { tree.value("FormalName", of: $0) })
      }
    }
    for language in tree.elements("Language", below: item) {
      article.fillLanguage(tree.value("FormalName", of: language))
    }
    readText(item, into: &article)
    article.fillLanguage(tree.language(of: item))
    return DocumentArticle(settling: article)
  }

  private func readLines(_ lines: Int, into article: inout Article) {
    article.fill(\.title, tree.text(ofChild: "HeadLine", of: lines))
    article.fill(\.deck, tree.text(ofChild: "SubHeadLine", of: lines))
    if article.authors == nil { article.fillAuthors(tree.text(ofChild: "ByLine", of: lines)) }
    if let line = tree.text(ofChild: "DateLine", of: lines) {
      article.fill(\.dateline, Dateline("\(line) - .")?.place ?? line)
    }
  }

  private func readText(_ item: Int, into article: inout Article) {
    for content in tree.elements("DataContent", below: item) where article.paragraphs.isEmpty {
      if let nitf = tree.child(of: content, "nitf") {
        article.fill(from: NITFReader.article(in: tree, root: nitf).article)
      } else if tree.children(of: content).isEmpty {
        let text = tree.text.span.part(tree.textRange(of: content))
        article.paragraphs = HTMLFragment.paragraphs(of: text)
      } else {
        article.paragraphs = tree.paragraphs(below: content, skipping: ["head"])
      }
    }
  }

  // MARK: RCV1

  /// The article of a `newsitem` element.
  static func article(inCorpus tree: XMLTree, root: Int) -> DocumentArticle {
    let reader = OldNewsReader(tree: tree)
    var article = Article()
    article.fill(\.title, tree.text(ofChild: "headline", of: root))
    article.fill(\.title, tree.text(ofChild: "title", of: root))
    article.fillAuthors(tree.text(ofChild: "byline", of: root))
    article.fill(\.dateline, tree.text(ofChild: "dateline", of: root).map(Self.place))
    reader.readMetadata(root, into: &article)
    article.fill(\.published, tree.value("date", of: root))
    article.fillLanguage(tree.language(of: root))
    if let text = tree.child(of: root, "text") { article.paragraphs = tree.paragraphs(below: text) }
    return DocumentArticle(settling: article)
  }

  /// `LONDON 1996-08-20` names a place first.
  private static func place(_ line: String) -> String {
    String(line.prefix { !$0.isNumber }).trimmingBlanks
  }

  private func readMetadata(_ root: Int, into article: inout Article) {
    for element in tree.elements("dc", below: root) {
      let value = tree.value("value", of: element)
      switch tree.value("element", of: element) {
      case "dc.publisher", "dc.source": article.fill(\.source, value)
      case "dc.date.published": article.fill(\.published, value)
      default: break
      }
    }
  }
}
