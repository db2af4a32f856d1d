// SPDX-License-Identifier: Apache-2.0

package import Articles
import ArticleStore
import Storage

/// What an archive holds whatever its files are called and whenever they were written; for tests
/// that compare an archive before and after something that went wrong.
extension Archive {
  /// Every version of every article, removed ones among them, by id and version.
  package func allVersions() throws(ArchiveError) -> [ArticleReference] {
    try translated {
      var found: [ArticleReference] = []
      try view.store.forEachVersion { version in
        found.append(ArticleReference(id: version.article, version: version.version))
      }
      return found
    }
  }

  /// Every file that was looked at, by path, with what came of it.
  package func allFiles() throws(ArchiveError) -> [SeenFile] {
    try translated {
      var found: [SeenFile] = []
      try view.store.forEachFile { file in
        found.append(
          SeenFile(
            path: file.path,
            size: file.stat.size,
            sha256: file.digest.description,
            articles: file.articles,
            problems: file.problems.map { "\($0.code) \($0.detail)" }
          )
        )
      }
      return found.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }
  }

  /// What could not be opened, one line each.
  package var damage: [String] { view.damaged }
}

/// One file as the catalogue knows it, without its dates.
package struct SeenFile: Sendable {
  /// Raw bytes.
  package var path: [UInt8]
  /// In bytes.
  package var size: UInt64
  /// 64 hexadecimal digits.
  package var sha256: String
  package var articles: [ArticleID]
  /// The number of each reason, and what its sentence needs.
  package var problems: [String]
}
