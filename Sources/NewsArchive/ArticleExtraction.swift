// SPDX-License-Identifier: Apache-2.0

package import Articles
import Ingestion
import Storage
package import SystemPackage

/// What a file would be filed as, without an archive.
package struct ArticleExtraction: Sendable {
  /// In the order of the file.
  package var articles: [ExtractedArticle] = []
  /// Why parts of the file, or all of it, would not be filed, one clause each.
  package var skipped: [String] = []

  /// Reads the file at `path` as `index` does; nothing is written.
  ///
  /// Linear in the file's size.
  package init(of path: FilePath) {
    do throws(RegularFile.Failure) {
      let file = try RegularFile.read(path, limit: Self.limit)
      self.init(of: file.bytes, named: path.lastComponent?.string)
    } catch {
      self.init(of: [], named: nil)
      skipped = [SkipReason(error).description]
    }
  }

  /// Reads bytes that came from elsewhere.
  ///
  /// `name` is a file name that may tell what they are.
  package init(of bytes: [UInt8], named name: String?) {
    var reader = ArticleReader()
    let result = reader.read(bytes, as: SourceHint(fileName: name))
    skipped = result.skipped.map(\.reason.description)
    articles = result.articles.map { read in
      ExtractedArticle(
        article: withLanguage(read.article),
        mediaType: read.mediaType,
        charset: read.charset,
        notes: read.notes.map(\.description)
      )
    }
  }

  /// The greatest size of a file, in bytes.
  private static let limit: UInt64 = 1 << 30
}

/// An article that a file holds.
package struct ExtractedArticle: Sendable {
  package var article: Article
  package var mediaType: String
  /// The IANA name, in lower case.
  package var charset: String
  /// What a reader may want to know of how it was read, one clause each.
  package var notes: [String]
}
