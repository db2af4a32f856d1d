// SPDX-License-Identifier: Apache-2.0

import Articles

/// A paragraph of an office document.
struct RichBlock: Hashable {
  enum Style: Hashable {
    case paragraph, title, subtitle, heading, quote, listItem, caption
  }

  /// With tabs, and line feeds where the author broke a line.
  var text: String
  var style = Style.paragraph

  var kind: Paragraph.Kind {
    switch style {
    case .paragraph, .subtitle: .paragraph
    case .title, .heading: .heading
    case .quote: .quote
    case .listItem: .listItem
    case .caption: .caption
    }
  }
}

/// Office documents as articles: an export of an archive, or one article as a plain text has it.
enum RichText {
  /// The articles of a document's blocks.
  static func articles(_ blocks: [RichBlock]) -> [DocumentArticle] {
    let full = blocks.filter { $0.text.utf8.contains { !$0.isBlank } }
    guard !full.isEmpty else { return [] }
    let text = Array(full.map(\.text).joined(separator: "\n\n").utf8)
    if let export = ArchiveExport.read(text) {
      return export.articles.map { item in
        // That something of the document is no article has no place of its own to be told.
        let notes = export.unread.isEmpty ? item.notes : item.notes + [.textMayBeIncomplete]
        return DocumentArticle(article: item.article, notes: notes)
      }
    }
    var output = DocumentArticle(article: PlainTextReader.article(from: text.span))
    name(&output.article, full)
    restoreKinds(&output.article, full)
    return output.isEmpty ? [] : [output]
  }

  /// Takes headline and deck from the styles that are made for them.
  private static func name(_ article: inout Article, _ blocks: [RichBlock]) {
    let styled =
      blocks.first { $0.style == .title }
      ?? blocks.first.flatMap {
        $0.style == .heading ? $0 : nil
      }
    if let styled {
      let title = TextCleaning.clean(styled.text)
      if article.title?.value != title {
        article.title = Sourced(title, .text)
        article.paragraphs.removeAll { $0.text == title }
      }
      // What stood above the headline was taken for a kicker.
      if article.section?.value == title { article.section = nil }
    }
    if let subtitle = blocks.first(where: { $0.style == .subtitle }) {
      let deck = TextCleaning.clean(subtitle.text)
      article.deck = Sourced(deck, .text)
      article.paragraphs.removeAll { $0.text == deck }
    }
  }

  /// Gives paragraphs the kinds that their styles say.
  private static func restoreKinds(_ article: inout Article, _ blocks: [RichBlock]) {
    var kinds: [String: Paragraph.Kind] = [:]
    for block in blocks where block.kind != .paragraph {
      kinds[TextCleaning.clean(block.text)] = block.kind
    }
    for index in article.paragraphs.indices {
      if let kind = kinds[article.paragraphs[index].text] { article.paragraphs[index].kind = kind }
    }
  }
}
