// SPDX-License-Identifier: Apache-2.0

import Articles
import NewsArchive
import Storage

/// What of a result can be printed by `--format` and in a column of `--csv`.
package enum ResultField: String, CaseIterable, Sendable {
  case id, version, rank, score, date, published, updated, captured, title, deck, byline, agency
  case dateline, section, source, lang, url, canonical, image, path, words, tags, snippet

  /// What it is, for help.
  package var meaning: String {
    switch self {
    case .id: "the article's id"
    case .version: "the article's version, from 1 on"
    case .rank: "the place among the results, from 1 on"
    case .score: "how well it matches; 0 where nothing is ranked"
    case .date: "the day it was published, or the month or year if no more is known"
    case .published, .updated, .captured: "as exactly as is known, ISO 8601"
    case .title, .deck, .agency, .dateline, .section, .source: "as it was filed"
    case .byline: "the authors, `; ` between them"
    case .lang: "the language's code"
    case .url: "the canonical address if there is one, else where the page was"
    case .canonical: "the canonical address"
    case .image: "the address of the leading picture"
    case .path: "the file it was first read from"
    case .words: "how many words the text has"
    case .tags: "readers' labels, `; ` between them"
    case .snippet: "what matches, pieces divided by ` … `"
    }
  }

  /// Whether it is made of the text.
  package var needsText: Bool { self == .snippet }

  /// The value; empty if unknown.
  func value(of hit: FoundArticle, rank: Int) -> String {
    let article = hit.article
    return switch self {
    case .id: hit.id.description
    case .version: String(hit.version)
    case .rank: String(rank)
    case .score: String(Double((hit.score * 10_000).rounded()) / 10_000)
    case .date: article.published.map { String($0.value.iso8601.prefix(10)) } ?? ""
    case .published: article.published?.value.iso8601 ?? ""
    case .updated: article.updated?.value.iso8601 ?? ""
    case .captured: article.captured?.value.iso8601 ?? ""
    case .byline: article.authors?.value.joined(separator: "; ") ?? ""
    case .url: article.canonicalURL?.value ?? article.url?.value ?? ""
    case .path: TerminalText.escape(name: hit.path)
    case .words: String(Self.words(of: article))
    case .tags: hit.tags.joined(separator: "; ")
    case .snippet: hit.fragments.map(\.text).joined(separator: " … ")
    default: text(of: article) ?? ""
    }
  }

  /// The fields that are words as they were filed.
  private func text(of article: Article) -> String? {
    switch self {
    case .title: article.title?.value
    case .deck: article.deck?.value
    case .agency: article.agency?.value
    case .dateline: article.dateline?.value
    case .section: article.section?.value
    case .source: article.source?.value
    case .lang: article.language?.value
    case .canonical: article.canonicalURL?.value
    case .image: article.leadImage?.value
    default: nil
    }
  }

  /// What stands between blanks in the text, captions apart.
  private static func words(of article: Article) -> Int {
    article.paragraphs.reduce(0) { count, block in
      block.kind == .caption ? count : count + block.text.split(separator: " ").count
    }
  }
}
