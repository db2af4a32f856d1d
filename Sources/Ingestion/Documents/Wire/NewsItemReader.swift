// SPDX-License-Identifier: Apache-2.0

import Articles

/// Articles in NewsML-G2 of the IPTC: single items, packages and messages of several.
///
/// The text is in `inlineXML` (NITF or XHTML) or `inlineData`. What the item says of itself comes
/// before what the markup within says.
struct NewsItemReader {
  private let tree: XMLTree

  /// All items with text below `root`, itself included.
  static func articles(in tree: XMLTree, root: Int) -> [DocumentArticle] {
    let reader = NewsItemReader(tree: tree)
    let isItem = tree.nodes[root].name == "newsItem"
    let items = isItem ? [root] : tree.outermost("newsItem", below: root)
    return items.map { reader.article($0) }.filter { item in
      item.skipReason != nil || !item.article.paragraphs.isEmpty
    }
  }

  private func article(_ item: Int) -> DocumentArticle {
    var article = Article()
    if let meta = tree.child(of: item, "contentMeta") { readContent(meta, into: &article) }
    if let meta = tree.child(of: item, "itemMeta") { readItem(meta, into: &article) }
    if let rights = tree.child(of: item, "rightsInfo"),
      let holder = tree.child(of: rights, "copyrightHolder")
    {
      article.fill(\.source, tree.text(ofChild: "name", of: holder))
    }
    for content in tree.children(of: item, "contentSet") { readText(content, into: &article) }
    article.fillLanguage(tree.language(of: item))
    var output = DocumentArticle(settling: article)
    if isWithdrawn(item) { output.skipReason = .withdrawn }
    return output
  }

  private func isWithdrawn(_ item: Int) -> Bool {
    guard let status = tree.child(of: item, path: "itemMeta", "pubStatus") else { return false }
    let code = tree.value("qcode", of: status) ?? tree.value("uri", of: status) ?? ""
    return code.hasSuffix("canceled") || code.hasSuffix("cancelled")
  }

  // MARK: Fields

  private func readContent(_ meta: Int, into article: inout Article) {
    article.fill(\.title, text("headline", of: meta))
    readBylines(meta, into: &article)
    article.fill(\.published, tree.text(ofChild: "contentCreated", of: meta))
    article.fill(\.updated, tree.text(ofChild: "contentModified", of: meta))
    article.fill(\.dateline, dateline(meta))
    for source in tree.children(of: meta, "infoSource") {
      article.fill(\.source, tree.text(ofChild: "name", of: source))
    }
    for language in tree.children(of: meta, "language") {
      article.fillLanguage(tree.value("tag", of: language))
    }
    for description in tree.children(of: meta, "description") {
      let role = tree.value("role", of: description) ?? ""
      guard role.hasSuffix(":summary") || role.hasSuffix(":abstract") else { continue }
      article.fill(\.deck, tree.text(of: description))
    }
  }

  private func readBylines(_ meta: Int, into article: inout Article) {
    for byline in tree.children(of: meta, "by") { article.fillAuthors(tree.text(of: byline)) }
    guard article.authors == nil else { return }
    for creator in tree.children(of: meta, "creator") {
      article.fillAuthors(tree.text(ofChild: "name", of: creator))
    }
  }

  /// The place of the line `WASHINGTON, Nov 21 (ANM) -`, or where the story was made.
  private func dateline(_ meta: Int) -> String? {
    if let line = tree.text(ofChild: "dateline", of: meta) {
      return Dateline("\(line) - .")?.place ?? line
    }
    return tree.child(of: meta, "located").flatMap { tree.text(ofChild: "name", of: $0) }
  }

  private func readItem(_ meta: Int, into article: inout Article) {
    article.fill(\.title, tree.text(ofChild: "title", of: meta))
    article.fill(\.published, tree.text(ofChild: "firstCreated", of: meta))
    readVersion(tree.text(ofChild: "versionCreated", of: meta), into: &article)
    if let provider = tree.child(of: meta, "provider") {
      article.fill(\.source, tree.text(ofChild: "name", of: provider))
      article.fill(\.source, tree.value("literal", of: provider))
    }
  }

  /// A version made after the first is an update.
  private func readVersion(_ text: String?, into article: inout Article) {
    article.fill(\.published, text)
    guard let text, MachineDate.date(in: text) != article.published?.value else { return }
    article.fill(\.updated, text)
  }

  /// The first text of a name that is marked as the main one, else the first.
  private func text(_ name: String, of node: Int) -> String? {
    let all = tree.children(of: node, name)
    let main = all.first { (tree.value("role", of: $0) ?? "").hasSuffix(":main") }
    return (main ?? all.first).map { tree.text(of: $0) }
  }

  // MARK: Text

  private func readText(_ content: Int, into article: inout Article) {
    for child in tree.children(of: content) where article.paragraphs.isEmpty {
      switch tree.nodes[child].name {
      case "inlineXML": readMarkup(child, into: &article)
      case "inlineData":
        let type = tree.value("contenttype", of: child) ?? "text/plain"
        guard type.hasPrefix("text/") || type.hasSuffix("xml") else { continue }
        article.paragraphs = HTMLFragment.paragraphs(
          of: tree.text.span.part(tree.textRange(of: child))
        )
      default: break
      }
    }
  }

  private func readMarkup(_ node: Int, into article: inout Article) {
    guard let inner = tree.children(of: node).first else {
      article.paragraphs = HTMLFragment.paragraphs(
        of: tree.text.span.part(tree.textRange(of: node))
      )
      return
    }
    guard tree.nodes[inner].name == "nitf" else {
      article.paragraphs = tree.paragraphs(below: node, skipping: ["head"])
      return
    }
    article.fill(from: NITFReader.article(in: tree, root: inner).article)
  }
}

extension Article {
  /// Takes the text of another reading of the same article, and every field that is not known yet.
  mutating func fill(from other: Article) {
    paragraphs = other.paragraphs
    title = title ?? other.title
    deck = deck ?? other.deck
    authors = authors ?? other.authors
    agency = agency ?? other.agency
    dateline = dateline ?? other.dateline
    section = section ?? other.section
    source = source ?? other.source
    url = url ?? other.url
    published = published ?? other.published
    updated = updated ?? other.updated
    language = language ?? other.language
  }
}
