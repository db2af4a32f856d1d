// SPDX-License-Identifier: Apache-2.0

import Articles

/// Articles in the News Industry Text Format of the IPTC (versions 2 and 3).
///
/// Also reads what archives made of it: blocks marked `full_text` hold the text once more after a
/// lead paragraph, and bylines come in a printed and a normalised form.
struct NITFReader {
  private let tree: XMLTree
  private let root: Int
  private var article = Article()

  /// The article of a `nitf` element.
  static func article(in tree: XMLTree, root: Int) -> DocumentArticle {
    var reader = NITFReader(tree: tree, root: root)
    reader.readHead()
    reader.readBody()
    reader.article.fillLanguage(tree.language(of: root))
    return DocumentArticle(settling: reader.article)
  }

  private init(tree: XMLTree, root: Int) {
    self.tree = tree
    self.root = root
  }

  // MARK: Head

  private mutating func readHead() {
    guard let head = tree.child(of: root, "head") else { return }
    if let data = tree.child(of: head, "docdata") { readData(data) }
    for publication in tree.children(of: head, "pubdata") {
      article.fill(\.source, tree.value("name", of: publication))
      article.fill(\.published, tree.value("date.publication", of: publication))
      article.fill(\.section, tree.value("position.section", of: publication))
      article.fillAddress(\.url, tree.value("ex-ref", of: publication))
    }
    for holder in tree.elements("doc.copyright", below: head) {
      article.fill(\.source, tree.value("holder", of: holder))
    }
    for meta in tree.children(of: head, "meta") {
      let name = tree.value("name", of: meta)?.lowercased() ?? ""
      guard name.hasSuffix("section") || name.hasSuffix("sections") else { continue }
      article.fill(\.section, tree.value("content", of: meta).map(Self.firstOfList))
    }
  }

  private mutating func readData(_ data: Int) {
    for name in ["date.issue", "date.release"] {
      for child in tree.children(of: data, name) {
        article.fill(\.published, tree.value("norm", of: child) ?? tree.text(of: child))
      }
    }
  }

  /// `New York and Region; Business` has one section first.
  private static func firstOfList(_ text: String) -> String {
    String(text.prefix { $0 != ";" })
  }

  // MARK: Body

  private mutating func readBody() {
    let body = tree.child(of: root, "body") ?? root
    if let head = tree.child(of: body, "body.head") { readBodyHead(head) }
    article.fill(
      \.title,
      tree.child(of: root, "head").flatMap { tree.text(ofChild: "title", of: $0) }
    )
    for content in tree.children(of: body, "body.content") {
      article.paragraphs += paragraphs(of: content)
    }
    if let end = tree.child(of: body, "body.end"), let line = tree.child(of: end, "tagline"),
      article.authors == nil
    {
      article.fillAuthors(Self.byline(tree.text(of: line)))
    }
  }

  private mutating func readBodyHead(_ head: Int) {
    if let headline = tree.child(of: head, "hedline") {
      article.fill(\.title, tree.text(ofChild: "hl1", of: headline))
      for second in tree.children(of: headline, "hl2")
      where !(tree.value("class", of: second) ?? "").contains("headline") {
        article.fill(\.deck, tree.text(of: second))
      }
    }
    if let abstract = tree.child(of: head, "abstract") {
      let lines = tree.paragraphs(below: abstract).map(\.text)
      article.fill(\.deck, lines.isEmpty ? tree.text(of: abstract) : lines.joined(separator: " "))
    }
    readBylines(head)
    article.fill(\.agency, tree.text(ofChild: "distributor", of: head))
    guard let dateline = tree.child(of: head, "dateline") else { return }
    let place = tree.text(ofChild: "location", of: dateline)
    article.fill(\.dateline, place ?? tree.text(of: dateline))
    for date in tree.children(of: dateline, "story.date") {
      article.fill(\.published, tree.value("norm", of: date) ?? tree.text(of: date))
    }
  }

  /// The printed byline counts before one written for machines (`QUILL, ADA`).
  private mutating func readBylines(_ head: Int) {
    let bylines = tree.children(of: head, "byline")
    let printed = bylines.filter { !(tree.value("class", of: $0) ?? "").contains("normalized") }
    for byline in printed.isEmpty ? bylines : printed {
      let people = tree.elements("person", below: byline)
      if people.isEmpty {
        article.fillAuthors(Self.byline(withoutTitles(of: byline)))
      } else {
        for person in people { article.fillAuthors(tree.text(of: person)) }
      }
    }
  }

  /// A byline's text without the office of the author and the outlet.
  private func withoutTitles(of byline: Int) -> String {
    var parts: [String] = []
    for index in tree.descendants(of: byline) where tree.nodes[index].isText {
      let parent = Int(tree.nodes[index].parent)
      if tree.nodes[parent].name == "byttl" || tree.nodes[parent].name == "org" { continue }
      parts.append(tree.text(of: index))
    }
    return parts.joined(separator: " ")
  }

  /// `QUILL, ADA` is one person.
  private static func byline(_ text: String) -> String {
    let halves = text.split(separator: ",", omittingEmptySubsequences: true)
    guard halves.count == 2, !text.contains(";"), halves.allSatisfy({ isCapitals($0) }),
      halves[0].split(separator: " ").count == 1
    else { return text }
    return "\(halves[1].drop { $0 == " " }) \(halves[0])"
  }

  private static func isCapitals(_ text: Substring) -> Bool {
    text.allSatisfy { !$0.isCased || $0.isUppercase } && text.contains(where: \.isLetter)
  }

  private func paragraphs(of content: Int) -> [Paragraph] {
    let full = tree.children(of: content, "block").filter {
      tree.value("class", of: $0) == "full_text"
    }
    if let block = full.first { return tree.paragraphs(below: block) }
    return tree.paragraphs(below: content)
  }
}
