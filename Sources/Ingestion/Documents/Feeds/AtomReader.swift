// SPDX-License-Identifier: Apache-2.0

import Articles

/// Feeds and single entries in Atom (RFC 4287), and in the draft 0.3 before it.
struct AtomReader {
  private let tree: XMLTree
  /// What the feed says of all its entries, looked up once.
  private var feed = Article()

  /// All entries of a feed, in its order; `root` may be an entry itself.
  static func articles(in tree: XMLTree, root: Int) -> [DocumentArticle] {
    let isEntry = tree.nodes[root].name == "entry"
    var reader = AtomReader(tree: tree)
    if !isEntry { reader.readFeed(root) }
    let entries = isEntry ? [root] : tree.children(of: root, "entry")
    return entries.map { reader.article($0) }.filter { !$0.isEmpty }
  }

  private init(tree: XMLTree) {
    self.tree = tree
  }

  private mutating func readFeed(_ root: Int) {
    feed.fill(\.source, construct("title", of: root))
    people(of: root, into: &feed)
  }

  private func article(_ entry: Int) -> DocumentArticle {
    var output = DocumentArticle()
    output.article.fill(\.title, construct("title", of: entry))
    fields(of: entry, into: &output.article)
    // The people of the feed stand for entries that name none.
    output.article.authors = output.article.authors ?? feed.authors
    let summary = tree.child(of: entry, "summary").map { paragraphs(of: $0) } ?? []
    let content = tree.child(of: entry, "content", in: .atom) ?? tree.child(of: entry, "content")
    FeedText.settle(content.map { paragraphs(of: $0) } ?? [], summary, into: &output)
    output.settle()
    return output
  }

  private func fields(of entry: Int, into article: inout Article) {
    people(of: entry, into: &article)
    article.fill(\.published, tree.text(ofChild: "published", of: entry))
    article.fill(\.published, tree.text(ofChild: "issued", of: entry))
    article.fill(\.updated, tree.text(ofChild: "updated", of: entry))
    article.fill(\.updated, tree.text(ofChild: "modified", of: entry))
    for link in tree.children(of: entry, "link")
    where tree.value("rel", of: link) ?? "alternate" == "alternate" {
      article.fillAddress(\.url, tree.value("href", of: link))
    }
    article.fillAddress(\.url, tree.text(ofChild: "id", of: entry))
    let categories = tree.children(of: entry, "category")
    if categories.count == 1 {
      let category = categories[0]
      article.fill(\.section, tree.value("label", of: category) ?? tree.value("term", of: category))
    }
    if let source = tree.child(of: entry, "source") {
      article.fill(\.source, construct("title", of: source))
    }
    article.source = article.source ?? feed.source
    article.fillLanguage(tree.language(of: entry))
  }

  private func people(of node: Int, into article: inout Article) {
    for author in tree.children(of: node, "author") {
      article.fillAuthors(tree.text(ofChild: "name", of: author))
    }
  }

  /// A text construct as one line.
  private func construct(_ name: String, of node: Int) -> String? {
    guard let child = tree.child(of: node, name) else { return nil }
    let text = tree.text(of: child)
    return isMarkup(child) ? HTMLFragment.line(of: text) : text
  }

  /// Whether the text holds markup in escaped form.
  private func isMarkup(_ node: Int) -> Bool {
    guard let type = tree.value("type", of: node)?.lowercased() else { return false }
    return type == "html" || type == "text/html"
  }

  private func paragraphs(of node: Int) -> [Paragraph] {
    if !tree.children(of: node).isEmpty { return tree.paragraphs(below: node) }
    let text = tree.text.span.part(tree.textRange(of: node))
    // Feeds that forget to say so have markup all the same.
    return HTMLFragment.paragraphs(of: text)
  }
}
