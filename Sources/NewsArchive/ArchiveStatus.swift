// SPDX-License-Identifier: Apache-2.0

package import Articles

/// What an archive holds.
package struct ArchiveStatus: Sendable {
  package var path: String
  package var generation: UInt64
  package var articles: Int
  /// All versions of all articles.
  package var versions: Int
  /// Files that were looked at.
  package var files: Int
  package var removed = 0
  /// Files, or parts of files, that were skipped.
  package var problems = 0
  package var firstDate: ArticleDate?
  package var lastDate: ArticleDate?
  package var undated = 0
  /// Names and numbers of articles, the most frequent first.
  package var languages: [(name: String, count: Int)] = []
  package var sources: [(name: String, count: Int)] = []
  package var segments = 0
  package var packs = 0
  /// Bytes on disk.
  package var originalBytes: UInt64 = 0
  package var articleBytes: UInt64 = 0
  package var catalogueBytes: UInt64 = 0
  package var indexBytes: UInt64 = 0
  /// Parts that could not be opened, a line each.
  package var damaged: [String] = []
  /// The last look at every checksum; nil if nobody knows of one.
  package var verified: Verified?
  /// The last look at every original; nil if nobody knows of one.
  package var originalsVerified: Verified?
  /// A later generation that the archive has had; nil if it has had none.
  package var laterGeneration: UInt64?

  /// A finished `verify`.
  package struct Verified: Hashable, Sendable {
    /// When it ended, in seconds since 1970.
    package var time: Int64
    /// Seconds since then; 0 if the clock says less.
    package var age: Int64
    /// The generation that was looked at.
    package var generation: UInt64
    /// How many things were not as they were written.
    package var damage: UInt64
  }

  init(path: String, generation: UInt64, articles: Int, versions: Int, files: Int) {
    self.path = path
    self.generation = generation
    self.articles = articles
    self.versions = versions
    self.files = files
  }
}

/// A file that was skipped, and why.
package struct Problem: Sendable {
  /// Raw bytes.
  package var path: [UInt8]
  package var reason: String
}

/// What a merge or a reindex did.
package struct UpkeepReport: Sendable {
  package var generation: UInt64
  package var segmentsBefore: Int
  package var segmentsAfter: Int
  package var articles: Int
  package var wasStopped = false
  /// One line for each original that could not be read again.
  package var problems: [String] = []
}
