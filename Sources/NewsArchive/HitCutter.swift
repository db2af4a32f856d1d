// SPDX-License-Identifier: Apache-2.0

import Articles
import InvertedIndex
import Searching
import Snippets

/// Marks titles and cuts fragments for one query.
///
/// What matches in a byline, a source or another short field only is shown as a fragment of that
/// field: the first sentence of the text would not say why the article is there.
final class HitCutter {
  private var maker: SnippetMaker

  /// Marks and cuts what these highlights say; fragments have at most so many columns together.
  init(_ highlights: [Highlight], width: Int) {
    maker = SnippetMaker(terms: highlights.map(SnippetTerm.init), width: width)
  }

  /// What of an article is shown in results.
  func cut(_ article: Article) -> (titleMarks: [Range<Int>], fragments: [HitFragment]) {
    let title = article.title.map { maker.marks(in: $0.value, at: QueryField.title.place) }
    let paragraphs = article.paragraphs.map { block in
      SnippetParagraph(block.text, isBody: block.kind != .heading && block.kind != .caption)
    }
    let snippet = maker.snippet(of: paragraphs)
    var isShown = snippet.showsTerm
    for term in title?.terms ?? [] { isShown[term] = true }
    var fragments = snippet.fragments.map { HitFragment($0, of: article) }
    fragments += fieldFragments(of: article, isShown: &isShown)
    if fragments.isEmpty {
      fragments = maker.beginning(of: paragraphs).fragments.map { HitFragment($0, of: article) }
    }
    return (title?.ranges ?? [], fragments)
  }

  /// Short fields with something that is shown nowhere else.
  private func fieldFragments(of article: Article, isShown: inout [Bool]) -> [HitFragment] {
    guard isShown.contains(false) else { return [] }
    var fragments: [HitFragment] = []
    for (field, name, text) in article.shortFields {
      let marks = maker.marks(in: text, at: field?.place ?? Self.otherPlace)
      guard marks.terms.contains(where: { !isShown[$0] }) else { continue }
      for term in marks.terms { isShown[term] = true }
      fragments.append(
        HitFragment(
          field: name,
          text: text,
          marks: marks.ranges,
          isCutBefore: false,
          isCutAfter: false
        )
      )
    }
    return fragments
  }

  /// Marks in the title and in each paragraph, for an article that is shown whole.
  func marks(in article: Article) -> ArticleMarks {
    ArticleMarks(
      title: article.title.map { maker.marks(in: $0.value, at: QueryField.title.place).ranges }
        ?? [],
      deck: article.deck.map { maker.marks(in: $0.value, at: Self.otherPlace).ranges } ?? [],
      paragraphs: article.paragraphs.map { maker.marks(in: $0.text).ranges }
    )
  }

  /// The place of fields that a query cannot name.
  private static let otherPlace = -1
}

/// Where a query matches in an article: UTF-8 ranges, in order and apart from one another.
package struct ArticleMarks: Hashable, Sendable {
  package var title: [Range<Int>] = []
  package var deck: [Range<Int>] = []
  /// For each paragraph.
  package var paragraphs: [[Range<Int>]] = []

  /// Whether nothing matches.
  package var isEmpty: Bool { title.isEmpty && deck.isEmpty && paragraphs.allSatisfy(\.isEmpty) }

  package init() {}

  init(title: [Range<Int>], deck: [Range<Int>], paragraphs: [[Range<Int>]]) {
    self.title = title
    self.deck = deck
    self.paragraphs = paragraphs
  }
}

extension Article {
  /// The fields that are searched beside title and text, with their names.
  fileprivate var shortFields: [(field: QueryField?, name: String, text: String)] {
    let fields: [(QueryField?, String, String?)] = [
      (nil, "deck", deck?.value), (.byline, "byline", authors?.value.joined(separator: ", ")),
      (.dateline, "dateline", dateline?.value), (.section, "section", section?.value),
      (.source, "source", source?.value), (.agency, "agency", agency?.value),
      (.url, "url", canonicalURL?.value ?? url?.value),
    ]
    return fields.compactMap { field, name, text in text.map { (field, name, $0) } }
  }
}

extension HitFragment {
  fileprivate init(_ fragment: Snippet.Fragment, of article: Article) {
    self.init(
      field: article.paragraphs[fragment.paragraph].kind == .caption ? "caption" : nil,
      paragraph: fragment.paragraph + 1,
      text: fragment.text,
      marks: fragment.marks,
      isCutBefore: fragment.isCutAtStart,
      isCutAfter: fragment.isCutAtEnd
    )
  }
}

extension QueryField {
  /// The field's place in the sense of snippets; the text's is another.
  fileprivate var place: Int {
    1 + (Self.allCases.firstIndex(of: self) ?? 0)
  }
}

extension SnippetTerm {
  fileprivate init(_ highlight: Highlight) {
    let match: Match =
      switch highlight.match {
      case .terms(let terms): .terms(terms)
      case .prefix(let prefix): .prefix(prefix)
      case .pattern(let pattern): .pattern(pattern)
      case .phrase(let parts):
        .phrase(parts.map { PhrasePart(term: $0.term, offset: $0.offset) })
      }
    self.init(match, weight: highlight.weight)
    place = highlight.field?.place
    accepts = highlight.written.map { form in
      let typed = form.typed
      return { WrittenText($0).conforms(to: form.rule, typed: typed) }
    }
    partners = highlight.partners.map { partner in
      Partner(group: partner.group, side: partner.side, reach: Reach(partner.nearness))
    }
  }
}

extension SnippetTerm.Reach {
  fileprivate init(_ nearness: Nearness) {
    self =
      switch nearness {
      case .within(let words): .words(words)
      case .inOrder(let words): .wordsInOrder(words)
      case .inSentence: .sentence
      case .inParagraph: .paragraph
      }
  }
}
