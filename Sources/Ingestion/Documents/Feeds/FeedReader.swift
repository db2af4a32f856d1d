// SPDX-License-Identifier: Apache-2.0

import Articles

/// Feeds in RSS 2.0, RSS 1.0 (RDF) and the older RSS: each item is an article.
///
/// The text is `content:encoded`, else a description; a description beside a text is the deck. An
/// item that holds no more than a teaser is filed with what it has, and says so.
struct FeedReader {
  private let tree: XMLTree
  /// What the channel says of all its items; looked up once, because a channel may have thousands.
  private var channel = Article()

  /// All items of a feed, in its order.
  static func articles(in tree: XMLTree, root: Int) -> [DocumentArticle] {
    let channel = tree.child(of: root, "channel") ?? root
    let reader = FeedReader(tree, channel: channel)
    let items = tree.children(of: channel, "item") + tree.children(of: root, "item")
    return items.map { reader.article($0) }.filter { !$0.isEmpty }
  }

  private init(_ tree: XMLTree, channel node: Int) {
    self.tree = tree
    channel.fill(\.source, tree.text(ofChild: "title", of: node).map(HTMLFragment.line(of:)))
    channel.fillLanguage(tree.text(ofChild: "language", of: node) ?? tree.language(of: node))
  }

  private func article(_ item: Int) -> DocumentArticle {
    var output = DocumentArticle()
    output.article.fill(\.title, title(of: item))
    fields(of: item, into: &output.article)
    output.article.source = output.article.source ?? channel.source
    output.article.language = output.article.language ?? channel.language
    readText(of: item, into: &output)
    output.settle()
    return output
  }

  private func title(of item: Int) -> String? {
    let title = tree.children(of: item, "title").first { tree.nodes[$0].space != .media }
    return title.map { HTMLFragment.line(of: tree.text(of: $0)) }
  }

  private func fields(of item: Int, into article: inout Article) {
    for child in tree.children(of: item) {
      let text = tree.text(of: child)
      switch (tree.nodes[child].name, tree.nodes[child].space) {
      case ("link", .none), ("link", .rss): article.fillAddress(\.url, text)
      case ("link", .atom):
        if tree.value("rel", of: child) ?? "alternate" == "alternate" {
          article.fillAddress(\.url, tree.value("href", of: child))
        }
      case ("creator", .dublinCore): article.fillAuthors(text)
      case ("author", _): article.fillAuthors(Self.person(text))
      case ("pubDate", _), ("issued", _), ("published", _):
        article.fill(\.published, tree.wholeText(of: child))
      case ("updated", _), ("modified", _): article.fill(\.updated, tree.wholeText(of: child))
      case ("source", .none): article.fill(\.source, text)
      case ("publisher", .dublinCore): article.fill(\.source, text)
      case ("language", _): article.fillLanguage(text)
      default: break
      }
    }
    let date = tree.child(of: item, "date", in: .dublinCore)
    article.fill(\.published, date.map { tree.wholeText(of: $0) })
    if let guid = tree.child(of: item, "guid"), tree.value("isPermaLink", of: guid) != "false" {
      article.fillAddress(\.url, tree.text(of: guid))
    }
    article.fillAddress(\.leadImage, picture(of: item))
    // Of several categories most are keywords.
    let categories = tree.children(of: item, "category").map { tree.text(of: $0) }
    if categories.count == 1 { article.fill(\.section, categories[0]) }
  }

  /// The picture that the item names as its own.
  private func picture(_ node: Int) -> String? {
    let isImage = (tree.value("type", of: node) ?? "image/").hasPrefix("image/")
    let isOther = tree.value("medium", of: node).map { $0 != "image" } ?? false
    return isImage && !isOther ? tree.value("url", of: node) : nil
  }

  private func picture(of item: Int) -> String? {
    let media = tree.elements("content", below: item) + tree.elements("thumbnail", below: item)
    let own = media.filter { tree.nodes[$0].space == .media }
    return (own + tree.children(of: item, "enclosure")).lazy.compactMap { self.picture($0) }.first
  }

  /// `post@bell.example (Ada Quill)` names somebody in its brackets.
  static func person(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "@")), let open = text.firstIndex(of: "("),
      let close = text.lastIndex(of: ")"), open < close
    else { return text }
    return String(text[text.index(after: open)..<close])
  }

  // MARK: Text

  private func readText(of item: Int, into output: inout DocumentArticle) {
    let encoded = tree.child(of: item, "encoded", in: .content)
    let body = tree.children(of: item, "body").first { tree.nodes[$0].space == .xhtml }
    var paragraphs = encoded.map { self.paragraphs(of: $0) } ?? []
    if paragraphs.isEmpty, let body { paragraphs = tree.paragraphs(below: body) }
    let description = tree.children(of: item, "description").first {
      tree.nodes[$0].space != .media
    }
    let summary = description.map { self.paragraphs(of: $0) } ?? []
    FeedText.settle(paragraphs, summary, into: &output)
  }

  private func paragraphs(of node: Int) -> [Paragraph] {
    if tree.children(of: node).isEmpty {
      return HTMLFragment.paragraphs(of: tree.text.span.part(tree.textRange(of: node)))
    }
    return tree.paragraphs(below: node)
  }
}

/// What of a feed's texts is the article.
enum FeedText {
  /// A description shorter than this many bytes is no article.
  private static let teaserLength = 700

  /// Files a full text with the summary as its deck, or the summary alone.
  static func settle(
    _ full: [Paragraph],
    _ summary: [Paragraph],
    into output: inout DocumentArticle
  ) {
    let text = withoutFooter(full, &output.dropped)
    let teaser = withoutFooter(summary, &output.dropped)
    if text.isEmpty || length(text) * 2 < length(teaser) {
      output.article.paragraphs = teaser
      if length(teaser) < teaserLength || isCut(teaser) { output.notes.append(.onlyTeaser) }
      return
    }
    output.article.paragraphs = text
    guard teaser.count == 1, let deck = teaser.first?.text, !isCut(teaser), deck.utf8.count <= 600,
      !repeats(deck, text)
    else { return }
    output.article.fill(\.deck, deck)
  }

  private static func length(_ paragraphs: [Paragraph]) -> Int {
    paragraphs.reduce(0) { $0 + $1.text.utf8.count }
  }

  /// Whether a summary is the beginning of the text once more.
  private static func repeats(_ deck: String, _ text: [Paragraph]) -> Bool {
    let start = text.first { $0.kind != .caption }?.text ?? ""
    return start.hasPrefix(String(deck.prefix(60)))
  }

  /// Whether the last words say that more stands elsewhere.
  private static func isCut(_ paragraphs: [Paragraph]) -> Bool {
    guard let last = paragraphs.last?.text else { return false }
    return ["…", "...", "[…]", "[...]", "[&#8230;]", "(more)"].contains { last.hasSuffix($0) }
  }

  /// Without the lines that programs for feeds put at the end.
  private static func withoutFooter(
    _ paragraphs: [Paragraph],
    _ dropped: inout [DroppedBlock]
  ) -> [Paragraph] {
    var kept = paragraphs
    while let last = kept.last, isFooter(last.text) {
      dropped.append(DroppedBlock(text: last.text, kind: last.kind, reason: .phrase, percent: 0))
      kept.removeLast()
    }
    return kept
  }

  private static func isFooter(_ text: String) -> Bool {
    guard text.utf8.count <= 400 else { return false }
    let small = text.lowercased()
    return small.hasPrefix("the post ") && small.contains(" appeared first on ")
      || ["read more", "continue reading", "weiterlesen", "leer más", "lire la suite", "comments"]
        .contains { small == $0 || small.hasPrefix($0 + "…") || small == $0 + "..." }
  }
}
