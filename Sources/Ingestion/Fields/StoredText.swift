// SPDX-License-Identifier: Apache-2.0

import Articles

/// The text of a page's article as its JSON-LD has it (`articleBody`), for pages that show hardly
/// any text themselves: those that a script was to fill, or that stop at a paywall.
struct StoredText {
  let paragraphs: [Paragraph]

  /// A shorter text says too little to be taken for an article's, in bytes of UTF-8.
  private static let leastLength = 120
  /// So many times as long as what is shown it must be: data also repeat what stands around texts,
  /// so that less of a difference says nothing.
  private static let leastRatio = 3

  /// Nil unless the data hold far more of the article than `article`, which is what the page shows.
  ///
  /// Linear in the text, and nearly free where the page shows enough.
  init?(_ linkedData: LinkedData, insteadOf article: Article) {
    let least = max(Self.leastLength, Self.leastRatio * Self.length(article.paragraphs) + 1)
    guard let text = linkedData.body(of: article.title?.value), text.utf8.count >= least,
      article.isShort
    else { return nil }
    var found = Self.paragraphs(of: text)
    if let title = article.title, let first = found.first,
      SiteNames.key(first.text) == SiteNames.key(title.value)
    {
      found.removeFirst()
    }
    guard Self.length(found) >= least else { return nil }
    paragraphs = article.paragraphs.filter { $0.kind == .caption } + found
  }

  private static func length(_ paragraphs: [Paragraph]) -> Int {
    paragraphs.reduce(0) { $0 + ($1.kind == .caption ? 0 : $1.text.utf8.count) }
  }

  /// The paragraphs of a text that is plain, or HTML, or HTML written as text.
  static func paragraphs(of text: String) -> [Paragraph] {
    let isEscaped = !text.utf8.contains(UInt8(ascii: "<")) && text.holds("&lt;")
    let text = isEscaped ? HTMLText.withoutEntities(text) : text
    if hasBlocks(text.utf8Span.span) { return HTMLFragment.paragraphs(of: text.utf8Span.span) }
    return text.split(whereSeparator: \.isNewline).compactMap { line in
      let cleaned = HTMLText.plain(String(line))
      return cleaned.isEmpty ? nil : Paragraph(cleaned, kind: .paragraph)
    }
  }

  /// Whether tags part the paragraphs, and not line breaks.
  private static func hasBlocks(_ text: ByteSpan) -> Bool {
    for tag in ["<p>", "<p ", "</p>", "<br", "<div", "</li>"] as [StaticString]
    where text.firstRange(of: tag, folding: true) != nil {
      return true
    }
    return false
  }
}

extension LinkedData {
  /// The longest text of the article called `title`, as it stands in the data; of the only article
  /// if that has no headline.
  fileprivate func body(of title: String?) -> String? {
    let title = title.map(SiteNames.key) ?? ""
    var longest: String?
    for article in articles {
      guard let text = article["articleBody"]?.elements.lazy.compactMap(\.text).first,
        text.utf8.count > longest?.utf8.count ?? 0, isTitled(article, title)
      else { continue }
      longest = text
    }
    return longest
  }

  private func isTitled(_ article: JSONValue, _ title: String) -> Bool {
    guard let headline = article["headline"]?.text ?? article["name"]?.text else {
      return articles.count == 1
    }
    let key = SiteNames.key(HTMLText.plain(headline))
    return !key.isEmpty && !title.isEmpty && (title.hasPrefix(key) || key.hasPrefix(title))
  }
}
