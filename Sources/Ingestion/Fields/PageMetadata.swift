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
  private(set) var authors: [String] = []
  private(set) var canonical: String?
  private(set) var language: String?
  private(set) var title: String?
  private(set) var stamps: [Stamp] = []

  init(_ tree: HTMLTree) {
    for (index, node) in tree.nodes.enumerated() {
      switch node.tag {
      case .html:
        if language == nil { language = tree.value(.lang, of: index) }
      case .meta: readMeta(index, tree)
      case .link: readLink(index, tree)
      case .title:
        let text = tree.text(of: index)
        if title == nil, !text.isEmpty { title = text }
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

  private mutating func readMeta(_ index: Int, _ tree: HTMLTree) {
    guard let content = tree.value(.content, of: index) else { return }
    let cleaned = HTMLText.plain(content)
    guard !cleaned.isEmpty else { return }
    for attribute in [HTMLAttribute.property, .name, .itemprop, .equivalent] {
      guard let name = tree.value(attribute, of: index)?.lowercased() else { continue }
      for part in name.split(separator: " ") {
        let key = String(part)
        if contents[key] == nil { contents[key] = cleaned }
        if key == "author" || key == "article:author" || key == "dc.creator"
          || key == "parsely-author" || key == "sailthru.author" || key == "citation_author"
        {
          authors.append(cleaned)
        }
      }
    }
  }

  private mutating func readLink(_ index: Int, _ tree: HTMLTree) {
    guard canonical == nil, tree.value(.rel, of: index)?.lowercased() == "canonical",
      let address = tree.value(.href, of: index)
    else { return }
    canonical = address
  }

  private mutating func readTime(_ index: Int, _ tree: HTMLTree) {
    guard stamps.count < 32 else { return }
    let value = tree.value(.datetime, of: index) ?? tree.text(of: index)
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
