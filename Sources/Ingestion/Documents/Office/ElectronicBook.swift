// SPDX-License-Identifier: Apache-2.0

import Articles

/// EPUB files (2 and 3): every part of the reading order with a heading or an entry in the table of
/// contents is an article.
///
/// That is how newspapers are made into such files, and what a reader of a book would look up: a
/// chapter. A part that is neither belongs to the one before it; covers, contents and lists of
/// links are none, and are counted. What the reading order names and the book does not hold is told
/// as missing. The book's title is the source.
struct ElectronicBook {
  private var archive: ZipArchive
  private let package: XMLTree
  private let folder: String
  private var book = Article()
  private var labels: [String: String] = [:]
  private var articles: [DocumentArticle] = []
  private var skipped: [SkipReason] = []

  /// The articles of a book, and a reason for each part that gave none; nil if the archive is no
  /// book.
  static func read(
    _ archive: inout ZipArchive
  ) -> (articles: [DocumentArticle], skipped: [SkipReason])? {
    guard let container = archive.read("META-INF/container.xml"),
      let tree = XMLDocument.parse(container.span), let root = tree.root,
      let file = tree.elements("rootfile", below: root).first,
      let path = tree.value("full-path", of: file), let bytes = archive.read(path),
      let package = XMLDocument.parse(bytes.span)
    else { return nil }
    var book = ElectronicBook(archive, package, folder: Self.folder(of: path))
    book.read()
    archive = book.archive
    return (book.articles, book.skipped)
  }

  private init(_ archive: ZipArchive, _ package: XMLTree, folder: String) {
    self.archive = archive
    self.package = package
    self.folder = folder
  }

  private mutating func read() {
    guard let root = package.root else { return }
    readMetadata(root)
    let items = manifest(root)
    readContents(root, items)
    guard let spine = package.child(of: root, "spine") else { return }
    // Parts beside the reading order (`linear="no"`) are texts of the book all the same.
    for reference in package.children(of: spine, "itemref") {
      guard let item = items[package.value("idref", of: reference) ?? ""] else {
        skipped.append(.missingPart)
        continue
      }
      if item.properties.contains("nav") {
        skipped.append(.record(.bookPage))
      } else {
        readPart(item.path)
      }
    }
    for index in articles.indices { articles[index].settle() }
  }

  // MARK: Package

  private struct Item {
    var path: String
    var properties: String
    /// Its place in the manifest.
    var number: Int
  }

  private func manifest(_ root: Int) -> [String: Item] {
    var items: [String: Item] = [:]
    guard let manifest = package.child(of: root, "manifest") else { return items }
    for item in package.children(of: manifest, "item") {
      guard let id = package.value("id", of: item), let href = package.value("href", of: item)
      else { continue }
      let properties = package.value("properties", of: item) ?? ""
      let path = Self.path(href, in: folder)
      items[id] = Item(path: path, properties: properties, number: items.count)
    }
    return items
  }

  private mutating func readMetadata(_ root: Int) {
    guard let metadata = package.child(of: root, "metadata") else { return }
    book.fill(\.source, package.text(ofChild: "title", of: metadata))
    book.fillLanguage(package.text(ofChild: "language", of: metadata))
    book.fill(\.published, package.text(ofChild: "date", of: metadata))
    for creator in package.children(of: metadata, "creator") {
      let name = package.text(of: creator)
      // A program that fetches newspapers signs them.
      if name.lowercased() != "calibre" { book.fillAuthors(name) }
    }
  }

  /// The titles that the table of contents gives to files.
  private mutating func readContents(_ root: Int, _ items: [String: Item]) {
    let navigation = items.values.filter { $0.properties.contains("nav") }
    for item in navigation.sorted(by: { $0.number < $1.number }) {
      readContents(item.path, entry: "a", target: "href")
    }
    let spine = package.child(of: root, "spine")
    if let toc = spine.flatMap({ package.value("toc", of: $0) }), let item = items[toc] {
      readContents(item.path, entry: "navPoint", target: "src")
    }
  }

  private mutating func readContents(_ path: String, entry: String, target: String) {
    guard let bytes = archive.read(path), let tree = XMLDocument.parse(bytes.span),
      let root = tree.root
    else { return }
    let folder = Self.folder(of: path)
    for node in tree.elements(entry, below: root) {
      let content = tree.child(of: node, "content") ?? node
      guard let href = tree.value(target, of: content), tree.textRange(of: node).count < 4096 else {
        continue
      }
      let label = tree.child(of: node, "navLabel").map { tree.text(of: $0) } ?? tree.text(of: node)
      let file = Self.path(String(href.prefix { $0 != "#" }), in: folder)
      if labels[file] == nil, !label.isEmpty { labels[file] = label }
    }
  }

  // MARK: Parts

  private mutating func readPart(_ path: String) {
    guard let bytes = archive.read(path) else {
      skipped.append(.missingPart)
      return
    }
    let text = CharacterDecoding.decode(bytes, declared: nil)
    var paragraphs = HTMLFragment.paragraphs(of: text.bytes.span)
    guard Self.isProse(paragraphs) || Self.isVerse(paragraphs, text.bytes.span) else {
      skipped.append(.record(.bookPage))
      return
    }
    let heading = paragraphs.prefix(3).firstIndex { $0.kind == .heading }
    let label = labels[path]
    if heading == nil, label == nil, !articles.isEmpty {
      articles[articles.count - 1].article.paragraphs += paragraphs
      return
    }
    var article = book
    if let heading {
      article.title = Sourced(paragraphs[heading].text, .text)
      paragraphs.remove(at: heading)
    } else {
      article.fill(\.title, label)
    }
    takeByline(&paragraphs, &article)
    article.paragraphs = paragraphs
    articles.append(DocumentArticle(article: article))
  }

  private static func isProse(_ paragraphs: [Paragraph]) -> Bool {
    paragraphs.contains {
      $0.kind != .heading
        && ($0.text.utf8.count >= 200 || $0.text.utf8Span.span.endsSentence(0..<$0.text.utf8.count))
    }
  }

  /// Whether lines without the end of a sentence are as much as the stanza of a poem, and no list
  /// of links.
  private static func isVerse(_ paragraphs: [Paragraph], _ page: ByteSpan) -> Bool {
    let lines = paragraphs.filter { $0.kind != .heading }
    let length = lines.reduce(0) { $0 + $1.text.utf8.count }
    guard length >= 100 || lines.count >= 4 else { return false }
    guard let tree = XMLDocument.parse(page), let root = tree.root else { return true }
    let linked = tree.elements("a", below: root).reduce(0) { $0 + tree.text(of: $1).utf8.count }
    return linked * 2 < length
  }

  /// The byline of an article stands in its first lines and counts before the book's.
  private func takeByline(_ paragraphs: inout [Paragraph], _ article: inout Article) {
    for index in paragraphs.indices.prefix(3) where paragraphs[index].text.utf8.count <= 100 {
      let line = paragraphs[index].text
      guard PersonNames.lead(of: line[...]) != nil, DetailLines.isCapitalised(line) else {
        continue
      }
      let names = PersonNames.names(in: line)
      guard !names.isEmpty else { continue }
      article.authors = Sourced(names, .text)
      paragraphs.remove(at: index)
      return
    }
  }

  // MARK: Paths

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[...slash])
  }

  /// A reference within the book as the name of a file in the archive.
  private static func path(_ href: String, in folder: String) -> String {
    var parts: [Substring] = []
    for part in (folder + PercentEncoding.bytes(of: href).span.string).split(separator: "/") {
      if part == ".." {
        _ = parts.popLast()
      } else if part != "." {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}
