// SPDX-License-Identifier: Apache-2.0

import Articles

/// News in JSON with names of their own: ninjs of the IPTC (1 and 2), as agencies and editorial
/// systems send it, and JSON Feed.
///
/// A body in HTML stays what it is there, several items in one object are several articles.
enum NewsJSON {
  /// Whether the name of a member speaks for one of these formats.
  static func isTelling(_ name: ByteSpan) -> Bool {
    guard (5...18).contains(name.count) else { return false }
    for telling in tellingNames
    where telling.utf8CodeUnitCount == name.count && name.has(telling, at: 0, folding: false) {
      return true
    }
    return false
  }

  private static let tellingNames: [StaticString] = [
    "pubstatus", "body_xhtml", "body_html", "body_text", "representationtype", "versioncreated",
    "firstcreated", "bodies", "headlines", "description_text", "infosources", "located",
    "feed_url", "home_page_url", "items", "_items", "version",
  ]

  /// The articles of an object; none if it is no such news.
  static func articles(in value: JSONValue) -> [DocumentArticle] {
    articles(in: value, depth: 0)
  }

  private static func articles(in value: JSONValue, depth: Int) -> [DocumentArticle] {
    guard depth < 5 else { return [] }
    if case .array(let values) = value {
      return values.flatMap { articles(in: $0, depth: depth + 1) }
    }
    if value["version"]?.text?.holds("jsonfeed.org") ?? false {
      return JSONFeed.articles(in: value)
    }
    if isItem(value) { return [article(value)].compactMap { $0 } }
    for name in ["items", "_items", "item", "data"] {
      if let inner = value[name] {
        let found = articles(in: inner, depth: depth + 1)
        if !found.isEmpty { return found }
      }
    }
    return []
  }

  /// Whether an object has a text under one of the names of ninjs, and something else of it.
  private static func isItem(_ value: JSONValue) -> Bool {
    let bodies = ["body_xhtml", "body_html", "body_text", "body_nitf", "bodies"]
    let others = [
      "uri", "headline", "headlines", "pubstatus", "versioncreated", "firstcreated", "type",
    ]
    return bodies.contains { value[$0] != nil } && others.contains { value[$0] != nil }
  }

  // MARK: ninjs

  private static func article(_ item: JSONValue) -> DocumentArticle? {
    var article = Article()
    article.fill(\.title, item["headline"]?.text ?? text(of: item["headlines"], role: "main"))
    let summary = item["description_summary"]?.text ?? item["description_text"]?.text
    article.fill(\.deck, summary ?? text(of: item["descriptions"], role: "summary"))
    // Version 2 of ninjs calls it `by`.
    article.fillAuthors(item["byline"]?.text ?? item["by"]?.text)
    if article.authors == nil {
      for author in item["authors"]?.elements ?? [] {
        article.fillAuthors(author.text ?? author["name"]?.text)
      }
    }
    for name in ["firstpublished", "firstcreated", "contentcreated", "versioncreated"] {
      article.fill(\.published, item[name]?.text)
    }
    readVersion(item, into: &article)
    article.fill(\.dateline, item["located"]?.text)
    article.fill(\.section, item["service"]?.elements.first?["name"]?.text)
    for source in item["infosources"]?.elements ?? [] {
      article.fill(\.source, source["name"]?.text ?? source["literal"]?.text)
    }
    article.fill(\.source, item["source"]?.text)
    article.fill(\.source, item["copyrightholder"]?.text)
    article.fillLanguage(item["language"]?.text)
    article.fillAddress(\.url, item["url"]?.text ?? item["uri"]?.text)
    article.paragraphs = body(of: item)
    readPictures(item, into: &article)
    guard article.paragraphs.contains(where: { $0.kind != .caption }) else { return nil }
    return DocumentArticle(settling: article)
  }

  /// A version made after the first is an update.
  private static func readVersion(_ item: JSONValue, into article: inout Article) {
    for name in ["contentmodified", "versioncreated"] {
      guard let text = item[name]?.text, let date = MachineDate.date(in: text),
        date != article.published?.value
      else { continue }
      article.fill(\.updated, text)
    }
  }

  /// Of several texts the one of a role, else the first.
  private static func text(of values: JSONValue?, role: String) -> String? {
    guard let elements = values?.elements else { return nil }
    let wanted = elements.first { $0["role"]?.text?.hasSuffix(role) ?? false }
    return (wanted ?? elements.first)?["value"]?.text
  }

  private static func body(of item: JSONValue) -> [Paragraph] {
    for name in ["body_xhtml", "body_html", "body_nitf", "body_text"] {
      if let text = item[name]?.text {
        let paragraphs = HTMLFragment.paragraphs(of: text.utf8Span.span)
        if !paragraphs.isEmpty { return paragraphs }
      }
    }
    let bodies = item["bodies"]?.elements ?? []
    let marked = bodies.first { $0["contenttype"]?.text?.contains("html") ?? false }
    guard let text = (marked ?? bodies.first)?["value"]?.text else { return [] }
    return HTMLFragment.paragraphs(of: text.utf8Span.span)
  }

  /// The pictures that go with the text: their captions, and the address of the first.
  private static func readPictures(_ item: JSONValue, into article: inout Article) {
    let related: [JSONValue]
    switch item["associations"] {
    case .object(let members): related = members.map(\.value)
    case .array(let values): related = values
    default: return
    }
    for picture in related where picture["type"]?.text == "picture" {
      let caption = picture["description_caption"]?.text ?? picture["description_text"]?.text
      if let caption = caption.map(TextCleaning.clean), !caption.isEmpty {
        article.paragraphs.append(Paragraph(caption, kind: .caption))
      }
      article.fillAddress(\.leadImage, address(of: picture["renditions"]))
    }
  }

  private static func address(of renditions: JSONValue?) -> String? {
    switch renditions {
    case .object(let members):
      let original = members.first { $0.key == "original" } ?? members.first
      return original?.value["href"]?.text
    case .array(let values): return values.lazy.compactMap { $0["href"]?.text }.first
    default: return nil
    }
  }
}

/// JSON Feed (versions 1 and 1.1): each item is an article.
enum JSONFeed {
  static func articles(in feed: JSONValue) -> [DocumentArticle] {
    (feed["items"]?.elements ?? []).map { article($0, of: feed) }.filter { !$0.isEmpty }
  }

  private static func article(_ item: JSONValue, of feed: JSONValue) -> DocumentArticle {
    var output = DocumentArticle()
    output.article.fill(\.title, item["title"]?.text)
    let people = item["authors"] ?? item["author"] ?? feed["authors"] ?? feed["author"]
    for author in people?.elements ?? [] { output.article.fillAuthors(author["name"]?.text) }
    output.article.fill(\.published, item["date_published"]?.text)
    output.article.fill(\.updated, item["date_modified"]?.text)
    output.article.fill(\.source, feed["title"]?.text)
    output.article.fillAddress(\.url, item["url"]?.text ?? item["id"]?.text)
    output.article.fillAddress(\.leadImage, item["image"]?.text)
    output.article.fillLanguage(item["language"]?.text ?? feed["language"]?.text)
    let text = item["content_html"]?.text ?? item["content_text"]?.text
    FeedText.settle(
      text.map { HTMLFragment.paragraphs(of: $0.utf8Span.span) } ?? [],
      item["summary"]?.text.map { [Paragraph(TextCleaning.clean($0))] } ?? [],
      into: &output
    )
    output.settle()
    return output
  }
}
