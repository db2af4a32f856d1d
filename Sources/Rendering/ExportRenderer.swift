// SPDX-License-Identifier: Apache-2.0

import Articles
package import NewsArchive
import Storage
import TextAnalysis

/// Articles as they leave an archive: everything that is known of them, or a row.
package enum ExportRenderer {
  /// The version of the form of ``json(_:)``, the value of its first member.
  package static let version = 1

  /// One object on a line, `{"morgue_export":1,…}`, which `morgue index` reads back: the same fields
  /// with their origins, the same paragraphs, the same id.
  package static func json(_ exported: ExportedArticle) -> String {
    let archived = exported.archived
    var object = JSONObject()
    object.add("morgue_export", version)
    object.add("id", archived.id.description)
    object.add("article_version", archived.version)
    object.add("newest_version", archived.newestVersion)
    object.add("fields", fields(of: archived.article))
    object.add("paragraphs", archived.article.paragraphs.map(ArticleRenderer.object(for:)))
    object.add("tags", archived.tags)
    object.add("note", archived.note)
    object.add("filed", moment(archived.filed))
    object.add("revision", archived.revision)
    object.add("versions", exported.versions.map(self.object(for:)))
    object.add("sightings", exported.sightings.map(self.object(for:)))
    return object.description + "\n"
  }

  private static func fields(of article: Article) -> JSONObject {
    var object = JSONObject()
    func add<Value>(
      _ name: String,
      _ field: Sourced<Value>?,
      _ value: (Value, inout JSONObject) -> Void
    ) {
      guard let field else { return }
      var entry = JSONObject()
      value(field.value, &entry)
      entry.add("origin", field.origin.name)
      object.add(name, entry)
    }
    for (name, field) in article.namedTexts {
      add(name, field) { $1.add("value", $0) }
    }
    add("authors", article.authors) { $1.add("value", $0) }
    for (name, field) in article.namedDates {
      add(name, field) { $1.add("value", $0.iso8601) }
    }
    return object
  }

  private static func object(for version: ExportedArticle.Version) -> JSONObject {
    var object = JSONObject()
    object.add("version", version.number)
    object.add("filed", moment(version.filed))
    object.add("revision", version.revision)
    object.add("sha256", version.original)
    return object
  }

  private static func object(for sighting: ExportedArticle.Sighting) -> JSONObject {
    var object = JSONObject()
    object.add("version", sighting.version)
    object.add("path", String(decoding: sighting.path, as: UTF8.self))
    object.add("media_type", sighting.mediaType)
    object.add("size", sighting.size)
    object.add("sha256", sighting.original)
    object.add("url", sighting.url)
    object.add("seen", moment(sighting.seen))
    object.add("revision", sighting.revision)
    return object
  }

  private static func moment(_ seconds: Int64) -> String {
    ArticleDate(seconds: seconds, precision: .second, offsetMinutes: 0).iso8601
  }
}

// MARK: - Rows

extension ExportRenderer {
  /// The names of the columns, ended by CRLF.
  package static let csvHeader = CSVRow(
    [
      "id", "version", "title", "deck", "authors", "agency", "dateline", "section", "source", "url",
      "canonical_url", "lead_image", "language", "published", "updated", "captured", "tags", "note",
      "filed", "path", "text",
    ]
  ).description

  /// A row with the columns of ``csvHeader``; what is several is divided by `; `, paragraphs by ` ¶ `.
  package static func csv(_ exported: ExportedArticle) -> String {
    let (archived, article) = (exported.archived, exported.archived.article)
    let cells: [String?] = [
      archived.id.description, String(archived.version), article.title?.value, article.deck?.value,
      article.authors?.value.joined(separator: "; "), article.agency?.value,
      article.dateline?.value, article.section?.value, article.source?.value, article.url?.value,
      article.canonicalURL?.value, article.leadImage?.value, article.language?.value,
      article.published?.value.iso8601, article.updated?.value.iso8601,
      article.captured?.value.iso8601, archived.tags.joined(separator: "; "), archived.note,
      moment(archived.filed), exported.sightings.first.map { TerminalText.escape(name: $0.path) },
      article.paragraphs.map(\.text).joined(separator: " ¶ "),
    ]
    return CSVRow(cells.map { $0 ?? "" }).description
  }

  /// A name for a Markdown file: day, the title's letters, the id; no two articles share one.
  package static func fileName(of exported: ExportedArticle) -> String {
    let archived = exported.archived
    let day = archived.article.published.map { String($0.value.iso8601.prefix(10)) } ?? "undated"
    let words = words(of: archived.article.title?.value ?? "")
    let version = archived.version < archived.newestVersion ? "@\(archived.version)" : ""
    return [day, words, "\(archived.id)\(version)"].filter { !$0.isEmpty }.joined(separator: "-")
      + ".md"
  }
}

extension ExportRenderer {
  private static let mostLetters = 60
  /// A name may have 255 bytes; day, id, version and ending take some forty.
  private static let mostBytes = 150

  /// Letters and digits of a title in any script, without case and accents, composed (NFC), and `-`
  /// for all between them: safe in every file system.
  private static func words(of title: String) -> String {
    var words = ""
    for letter in String(decoding: folded(title), as: UTF8.self) {
      let isSafe = letter.unicodeScalars.allSatisfy(\.isOfName)
      let next = isSafe ? String(letter) : "-"
      if !isSafe, words.isEmpty || words.hasSuffix("-") { continue }
      guard words.count < mostLetters, words.utf8.count + next.utf8.count <= mostBytes else {
        break
      }
      words += next
    }
    while words.hasSuffix("-") { words.removeLast() }
    return words
  }
}

extension Unicode.Scalar {
  /// Whether it is a letter, a mark on one or a digit, and can be seen.
  fileprivate var isOfName: Bool {
    guard !properties.isDefaultIgnorableCodePoint else { return false }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber:
      return true
    default: return false
    }
  }
}

extension Article {
  /// The fields that are texts, by their names in an export.
  fileprivate var namedTexts: [(String, Sourced<String>?)] {
    [
      ("title", title), ("deck", deck), ("agency", agency), ("dateline", dateline),
      ("section", section), ("source", source), ("url", url), ("canonical_url", canonicalURL),
      ("language", language), ("lead_image", leadImage),
    ]
  }

  /// The fields that are dates, by their names in an export.
  fileprivate var namedDates: [(String, Sourced<ArticleDate>?)] {
    [("published", published), ("updated", updated), ("captured", captured)]
  }
}
