// SPDX-License-Identifier: Apache-2.0

import Articles
package import NewsArchive
import SystemPackage

extension ExtractionRenderer {
  /// One JSON object with `"version":1` and, in this order, `path`, `ordinal`, `media_type`,
  /// `charset`, `size`, `sha256`, `offset`, `notes`, `fields`, `paragraphs`, `body`, `dropped`.
  ///
  /// Fields and paragraphs are as `show --format json` has them; `body` is the text without
  /// captions, with an empty line between paragraphs; `dropped` has for every block of a page that
  /// is not of the article `kind`, `reason`, `score` (0 to 1, where one was worked out) and `text`.
  package static func json(_ extracted: ExtractedArticle) -> String {
    var object = JSONObject()
    object.add("version", 1)
    object.add("path", extracted.path.string)
    object.add("ordinal", extracted.ordinal)
    object.add("media_type", extracted.mediaType)
    object.add("charset", extracted.charset)
    object.add("size", extracted.size)
    object.add("sha256", extracted.sha256)
    object.add("offset", extracted.place.lowerBound)
    object.add("notes", extracted.notes)
    object.add("fields", extracted.article.fieldValues.map(ArticleRenderer.object(for:)))
    object.add("paragraphs", extracted.article.paragraphs.map(ArticleRenderer.object(for:)))
    object.add("body", extracted.body)
    object.add("dropped", extracted.dropped.map(object(for:)))
    return object.description + "\n"
  }

  private static func object(for dropped: DroppedText) -> JSONObject {
    var object = JSONObject()
    object.add("kind", dropped.kind.name)
    object.add("reason", dropped.reason)
    if let score = dropped.score { object.add("score", (score * 1000).rounded() / 1000) }
    object.add("text", dropped.text)
    return object
  }

  /// One JSON object with `version`, `path` and `skipped`, the reason; if it was read, `offset` and `size` of
  /// what was skipped; and `count` where it stands for several parts with one reason.
  package static func json(_ skipped: SkippedSource) -> String {
    var object = JSONObject()
    object.add("version", 1)
    object.add("path", skipped.path.string)
    object.add("skipped", "\(skipped.reason)")
    if let range = skipped.range {
      object.add("offset", range.lowerBound)
      object.add("size", range.count)
      if skipped.count > 1 { object.add("count", skipped.count) }
    }
    return object.description + "\n"
  }
}
