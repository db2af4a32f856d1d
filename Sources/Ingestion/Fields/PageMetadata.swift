// SPDX-License-Identifier: Apache-2.0

/// The head of a page: its `meta` and `link` elements, its title and language, and the marks of
/// time in its body.
struct PageMetadata {
  /// A date in a `time` element or beside one.
  struct Stamp: Hashable {
    var node: Int
    var value: String
    var isPublished: Bool
    var isUpdated: Bool
  }

  /// The first content of each name or property, by its name in small letters.
  private var contents: [String: String] = [:]
  /// Contents of fields for authors with the names of these, in the order of the page.
  private var authorContents: [(name: String, content: String)] = []
  private(set) var canonical: String?
  /// The language that the page's outermost element declares.
  private(set) var language: String?
  private(set) var title: String?
  /// The address of the picture in `link rel="image_src"`.
  private(set) var image: String?
  private(set) var stamps: [Stamp] = []

  init(_ tree: HTMLTree) {
    for (index, node) in tree.nodes.enumerated() {
      switch node.tag {
      case .html:
        if language == nil { language = tree.value(.lang, of: index) }
      case .meta: readMeta(index, tree)
      case .link: readLink(index, tree)
      case .title:
        if title == nil {
          let text = tree.text(of: index)
          if !text.isEmpty { title = text }
        }
      case .time: readTime(index, tree)
      default: break
      }
    }
  }

  /// The content of the first of the given names that has one.
  func content(_ names: String...) -> String? {
    for name in names {
      if let value = contents[name] { return value }
    }
    return nil
  }

  /// What the fields for authors say, the most reliable kind of field first; one list for a kind.
  var authors: [[String]] {
    let groups = Self.authorNames.map { name in
      authorContents.filter { $0.name == name }.map(\.content)
    }
    return groups.filter { !$0.isEmpty }
  }

  private static let authorNames = [
    "author", "authors", "article:author", "byl", "byline", "dc.creator", "dcterms.creator",
    "parsely-author", "citation_author", "citation_authors", "cxenseparse:author",
    "sailthru.author", "twitter:data1",
  ]

  private mutating func readMeta(_ index: Int, _ tree: HTMLTree) {
    guard let content = tree.value(.content, of: index) else { return }
    let cleaned = HTMLText.plain(content)
    guard !cleaned.isEmpty else { return }
    for attribute in [HTMLAttribute.property, .name, .itemprop, .equivalent] {
      guard let name = tree.value(attribute, of: index)?.lowercased() else { continue }
      for part in name.split(separator: " ") {
        let key = String(part)
        if contents[key] == nil { contents[key] = cleaned }
        guard authorContents.count < PageBlocks.candidates, Self.authorNames.contains(key),
          cleaned.utf8.count <= 400
        else { continue }
        if key != "twitter:data1" || isWrittenBy { authorContents.append((key, cleaned)) }
      }
    }
  }

  /// Whether the label of the fact that follows introduces an author.
  private var isWrittenBy: Bool {
    contents["twitter:label1"].flatMap { PersonNames.lead(of: $0[...]) } != nil
  }

  private mutating func readLink(_ index: Int, _ tree: HTMLTree) {
    guard let rel = tree.value(.rel, of: index)?.lowercased(),
      let address = tree.value(.href, of: index)
    else { return }
    if canonical == nil, rel == "canonical" { canonical = address }
    if image == nil, rel == "image_src" { image = address }
  }

  private mutating func readTime(_ index: Int, _ tree: HTMLTree) {
    let node = tree.nodes[index]
    guard stamps.count < 64, node.textEnd - node.textStart <= 400 else { return }
    let value =
      tree.value(.datetime, of: index).flatMap { $0.isEmpty ? nil : $0 }
      ?? tree.text(of: index)
    guard !value.isEmpty, value.utf8.count < 80 else { return }
    let mark = [HTMLAttribute.itemprop, .class, .title]
      .compactMap { tree.value($0, of: index)?.lowercased() }.joined(separator: " ")
    stamps.append(
      Stamp(
        node: index,
        value: value,
        isPublished: mark.holds("publish") || mark.holds("entry-date"),
        isUpdated: mark.holds("updat") || mark.holds("modif")
      )
    )
  }
}
