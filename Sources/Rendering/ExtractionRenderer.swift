// SPDX-License-Identifier: Apache-2.0

import Articles
package import NewsArchive
import Storage

/// What a file would be filed as, for the screen and for programs.
package enum ExtractionRenderer {
  /// One article as one JSON object on a line, with `"version":1`.
  package static func json(_ extracted: ExtractedArticle, path: String) -> String {
    let article = extracted.article
    var object = JSONObject()
    object.add("version", 1)
    object.add("path", path)
    object.add("media_type", extracted.mediaType)
    object.add("charset", extracted.charset)
    object.add("notes", extracted.notes)
    object.add("fields", article.fieldValues.map(ArticleRenderer.object(for:)))
    object.add("paragraphs", article.paragraphs.map(ArticleRenderer.object(for:)))
    object.add("body", body(of: article))
    return object.description
  }

  /// One article for people: its fields with their origins, then its paragraphs.
  package static func text(_ extracted: ExtractedArticle, path: String) -> String {
    let article = extracted.article
    var text = TerminalText.escape(path) + "\n"
    for field in article.fieldValues {
      text += "\(field.name): \(TerminalText.escape(field.value)) (\(field.origin.name))\n"
    }
    for note in extracted.notes { text += "note: \(note)\n" }
    for paragraph in article.paragraphs { text += "\n\(TerminalText.escape(paragraph.text))\n" }
    return text
  }

  /// The paragraphs but for the captions, a blank line between them.
  private static func body(of article: Article) -> String {
    article.paragraphs.filter { $0.kind != .caption }.map(\.text).joined(separator: "\n\n")
  }
}
