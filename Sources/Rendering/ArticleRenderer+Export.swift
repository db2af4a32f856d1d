// SPDX-License-Identifier: Apache-2.0

import Articles
package import NewsArchive
import Storage

extension ArticleRenderer {
  /// The article as CommonMark, its fields as front matter.
  package static func markdown(_ archived: ArchivedArticle) -> String {
    var text = "---\nid: \(archived.id)\n"
    for field in archived.article.fieldValues {
      text += "\(field.name): \(JSONObject.quoted(oneLine(field.value)))\n"
    }
    if !archived.tags.isEmpty {
      text += "tags: [\(archived.tags.map(JSONObject.quoted).joined(separator: ", "))]\n"
    }
    if !archived.note.isEmpty { text += "note: \(JSONObject.quoted(archived.note))\n" }
    text += "---\n"
    if let title = archived.article.title { text += "\n# \(escapedMarkdown(title.value))\n" }
    for block in archived.article.paragraphs {
      text += "\n" + prefix(of: block.kind) + escapedMarkdown(block.text) + "\n"
    }
    return text
  }

  /// The article as a page of its own, without scripts, styles and links.
  package static func html(_ archived: ArchivedArticle) -> String {
    let article = archived.article
    let title = escapedHTML(article.title?.value ?? archived.id.description)
    var text = "<!DOCTYPE html>\n<html"
    if let language = article.language { text += " lang=\"\(escapedHTML(language.value))\"" }
    text += ">\n<head>\n<meta charset=\"utf-8\">\n<title>\(title)</title>\n</head>\n<body>\n"
    text += "<article>\n<h1>\(title)</h1>\n"
    let facts = article.fieldValues.filter { $0.name != "title" }
    text += facts.map { "<p>\($0.name): \(escapedHTML($0.value))</p>\n" }.joined()
    for block in article.paragraphs {
      let tag = element(of: block.kind)
      text += "<\(tag)>\(escapedHTML(block.text))</\(tag)>\n"
    }
    return text + "</article>\n</body>\n</html>\n"
  }

  /// One JSON object with `"version":1`, every field with its origin, every paragraph.
  package static func json(_ archived: ArchivedArticle) -> String {
    var object = JSONObject()
    object.add("version", 1)
    object.add("id", archived.id.description)
    object.add("article_version", archived.version)
    object.add("newest_version", archived.newestVersion)
    object.add("removed", archived.isRemoved)
    object.add("tags", archived.tags)
    if !archived.note.isEmpty { object.add("note", archived.note) }
    object.add("fields", archived.article.fieldValues.map(self.object(for:)))
    object.add("paragraphs", archived.article.paragraphs.map(self.object(for:)))
    object.add("original", self.object(for: archived.original))
    object.add("sightings", archived.sightings.map { String(decoding: $0, as: UTF8.self) })
    return object.description
  }

  /// A file that was looked at, as one JSON object.
  package static func json(_ file: SeenFile) -> String {
    var object = JSONObject()
    object.add("file", String(decoding: file.path, as: UTF8.self))
    object.add("size", file.size)
    object.add("sha256", file.sha256)
    object.add("articles", file.articles.map(\.description))
    object.add("problems", file.problems)
    return object.description
  }

  static func object(for field: FieldLine) -> JSONObject {
    var object = JSONObject()
    object.add("name", field.name)
    object.add("value", field.value)
    object.add("origin", field.origin.name)
    return object
  }

  static func object(for block: Paragraph) -> JSONObject {
    var object = JSONObject()
    object.add("kind", block.kind.name)
    object.add("text", block.text)
    return object
  }

  private static func object(for original: OriginalDescription) -> JSONObject {
    var object = JSONObject()
    object.add("path", String(decoding: original.path, as: UTF8.self))
    object.add("media_type", original.mediaType)
    object.add("size", original.size)
    object.add("offset", original.place.lowerBound)
    object.add("packed_size", original.place.upperBound - original.place.lowerBound)
    object.add("sha256", original.sha256)
    return object
  }

  private static func prefix(of kind: Paragraph.Kind) -> String {
    switch kind {
    case .paragraph: ""
    case .heading: "## "
    case .quote: "> "
    case .listItem: "- "
    case .caption: "*Caption:* "
    }
  }

  private static func element(of kind: Paragraph.Kind) -> String {
    switch kind {
    case .paragraph, .listItem: "p"
    case .heading: "h2"
    case .quote: "blockquote"
    case .caption: "figcaption"
    }
  }
}

extension Paragraph.Kind {
  /// The name that people and programs read.
  var name: String {
    switch self {
    case .paragraph: "paragraph"
    case .heading: "heading"
    case .quote: "quote"
    case .listItem: "list-item"
    case .caption: "caption"
    }
  }
}

/// The text with what Markdown would take for markup escaped, and without control characters.
///
/// Scalar by scalar, as for HTML: a mark behind a sign makes another letter of both for Swift, not
/// for those who read these files.
private func escapedMarkdown(_ text: String) -> String {
  var escaped = String.UnicodeScalarView()
  for (place, scalar) in oneLine(text).unicodeScalars.enumerated() {
    let isMarkup = "\\`*_[]<>".unicodeScalars.contains(scalar)
    if isMarkup || place == 0 && "#+-=~".unicodeScalars.contains(scalar) { escaped.append("\\") }
    escaped.append(scalar)
  }
  return String(escaped)
}

private func escapedHTML(_ text: String) -> String {
  var escaped = String.UnicodeScalarView()
  for scalar in oneLine(text).unicodeScalars {
    switch scalar {
    case "&": escaped += "&amp;".unicodeScalars
    case "<": escaped += "&lt;".unicodeScalars
    case ">": escaped += "&gt;".unicodeScalars
    case "\"": escaped += "&quot;".unicodeScalars
    default: escaped.append(scalar)
    }
  }
  return String(escaped)
}

/// Safe for a terminal, where these go as well.
private func oneLine(_ text: String) -> String { TerminalText.escape(text) }
