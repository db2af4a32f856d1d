// SPDX-License-Identifier: Apache-2.0

/// Word documents in, paragraphs out (ECMA-376, `word/document.xml`).
///
/// Inserted text is kept and deleted text is not; of a table each row is a line. The document's
/// properties name who made the file and when, which is neither author nor date of an article:
/// they are not looked at.
struct WordDocument {
  private let tree: XMLTree
  private let styles: [String: RichBlock.Style]
  private(set) var blocks: [RichBlock] = []
  private var text = ""
  private var style = RichBlock.Style.paragraph
  /// Cells of the row so far, and whether the last of them has one paragraph only.
  private var cells = 0
  private var paragraphsInCell = 0

  /// Reads the text of a document; nil if the archive holds none.
  static func blocks(in archive: inout ZipArchive) -> (blocks: [RichBlock], isDamaged: Bool)? {
    guard let bytes = archive.read("word/document.xml"),
      let tree = XMLDocument.parse(bytes.span), let root = tree.root
    else { return nil }
    let sheet = archive.read("word/styles.xml").flatMap { XMLDocument.parse($0.span) }
    var document = WordDocument(tree: tree, styles: sheet.map(styles) ?? [:])
    document.read(tree.child(of: root, "body") ?? root)
    return (document.blocks, tree.isDamaged)
  }

  private init(tree: XMLTree, styles: [String: RichBlock.Style]) {
    self.tree = tree
    self.styles = styles
  }

  /// What the document's styles are, by their ids: ids are translated, names are not.
  private static func styles(_ tree: XMLTree) -> [String: RichBlock.Style] {
    guard let root = tree.root else { return [:] }
    var styles: [String: RichBlock.Style] = [:]
    for style in tree.children(of: root, "style") {
      guard let id = tree.value("styleId", of: style),
        let name = tree.child(of: style, "name").flatMap({ tree.value("val", of: $0) }),
        let known = OfficeStyle.style(named: name.lowercased())
      else { continue }
      styles[id] = known
    }
    return styles
  }

  // MARK: Walking

  private mutating func read(_ body: Int) {
    var open: [(name: String, end: Int)] = []
    var index = body + 1
    let end = tree.descendants(of: body).upperBound
    while index < end {
      while let last = open.last, last.end <= index {
        close(last.name)
        open.removeLast()
      }
      let node = tree.nodes[index]
      if node.isText {
        if open.last?.name == "t" {
          text += tree.text.span.part(tree.textRange(of: index)).string
        }
      } else if Self.skipped.contains(node.name) {
        index = max(index + 1, Int(node.end))
        continue
      } else {
        start(node.name, index)
        open.append((node.name, Int(node.end)))
      }
      index += 1
    }
    while let last = open.popLast() { close(last.name) }
    endParagraph()
  }

  private mutating func start(_ name: String, _ node: Int) {
    switch name {
    case "p":
      endParagraph()
      style = .paragraph
    case "pStyle":
      let id = tree.value("val", of: node) ?? ""
      style = styles[id] ?? OfficeStyle.style(named: Self.spaced(id)) ?? style
    case "numPr": if style == .paragraph { style = .listItem }
    case "tab": if tree.nodes[Int(tree.nodes[node].parent)].name == "r" { text += "\t" }
    case "br", "cr": text += tree.value("type", of: node) == nil ? "\n" : " "
    case "noBreakHyphen": text += "\u{2011}"
    case "tr": cells = 0
    case "tc":
      cells += 1
      paragraphsInCell = cells == 1 ? 0 : paragraphsInCell
    default: break
    }
  }

  private mutating func close(_ name: String) {
    switch name {
    case "p": endParagraph()
    case "tr": cells = 0
    default: break
    }
  }

  /// Ends a paragraph; that of a further cell goes into the line of its row.
  private mutating func endParagraph() {
    defer { text = "" }
    guard text.utf8.contains(where: { !$0.isBlank }) else { return }
    if cells > 1, paragraphsInCell == 1, let last = blocks.indices.last {
      blocks[last].text += "\t" + text
      paragraphsInCell = cells
      return
    }
    if cells > 0 { paragraphsInCell += 1 }
    blocks.append(RichBlock(text: text, style: style))
  }

  /// `Heading1` is `heading 1`.
  private static func spaced(_ id: String) -> String {
    let letters = id.prefix { !$0.isNumber }
    let number = id.dropFirst(letters.count)
    return number.isEmpty ? letters.lowercased() : "\(letters.lowercased()) \(number)"
  }

  /// Elements whose text is no text of the document: deletions, instructions, other renderings.
  private static let skipped: Set<String> = [
    "del", "moveFrom", "instrText", "delText", "Fallback", "sectPr", "rPr", "fldData", "tblPr",
    "trPr", "tcPr", "tblGrid", "footnoteReference", "endnoteReference", "annotationRef",
  ]
}

/// OpenDocument texts in, paragraphs out (`content.xml`).
enum OpenDocument {
  /// Reads the text of a document; nil if the archive holds none.
  static func blocks(in archive: inout ZipArchive) -> (blocks: [RichBlock], isDamaged: Bool)? {
    guard let bytes = archive.read("content.xml"), let tree = XMLDocument.parse(bytes.span),
      let root = tree.root, let body = tree.elements("text", below: root).first
    else { return nil }
    var blocks: [RichBlock] = []
    var node = body + 1
    while node < tree.descendants(of: body).upperBound {
      let name = tree.nodes[node].name
      guard name == "h" || name == "p" else {
        node += 1
        continue
      }
      blocks.append(RichBlock(text: text(of: node, in: tree), style: style(of: node, in: tree)))
      node = max(node + 1, Int(tree.nodes[node].end))
    }
    return (blocks, tree.isDamaged)
  }

  private static func style(of node: Int, in tree: XMLTree) -> RichBlock.Style {
    if tree.nodes[node].name == "h" { return .heading }
    let name = (tree.value("style-name", of: node) ?? "").lowercased()
    return OfficeStyle.style(named: name) ?? (isItem(node, tree) ? .listItem : .paragraph)
  }

  private static func isItem(_ node: Int, _ tree: XMLTree) -> Bool {
    let parent = Int(tree.nodes[node].parent)
    return parent >= 0 && tree.nodes[parent].name == "list-item"
  }

  private static func text(of node: Int, in tree: XMLTree) -> String {
    var text = ""
    for index in tree.descendants(of: node) {
      switch tree.nodes[index].name {
      case "": text += tree.text.span.part(tree.textRange(of: index)).string
      case "s": text += " "
      case "tab": text += "\t"
      case "line-break": text += "\n"
      default: break
      }
    }
    return text
  }
}
