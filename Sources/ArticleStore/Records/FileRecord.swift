// SPDX-License-Identifier: Apache-2.0

package import Articles

/// What tells an unchanged file from a changed one without reading it.
package struct FileStat: Hashable, Sendable {
  package var size: UInt64
  /// Nanoseconds since 1970.
  package var modified: Int64
  package var device: UInt64
  package var inode: UInt64

  package init(size: UInt64, modified: Int64, device: UInt64 = 0, inode: UInt64 = 0) {
    self.size = size
    self.modified = modified
    self.device = device
    self.inode = inode
  }

  /// Whether a file that has `other` now must have the bytes it had.
  ///
  /// Device and inode take no part: copying a folder to another disk changes both and no byte.
  package func describesSameBytes(as other: FileStat) -> Bool {
    size == other.size && modified == other.modified
  }
}

/// The last look at one file: what it was and what came of it.
///
/// There is one for every path that was ever read, also for those that gave no article, so that
/// an unchanged bad file is not tried again and again.
package struct FileRecord: Hashable, Sendable {
  /// The path's bytes as the caller wants to find them again; never decoded.
  package var path: [UInt8]
  package var stat: FileStat
  /// Of the whole file; where it holds one article this is the original's digest too.
  package var digest: Digest
  /// When it was read, in seconds since 1970.
  package var seen: Int64
  /// The articles it holds, in order; empty for a file that was skipped.
  package var articles: [ArticleID]
  package var problems: [FileProblem]

  package init(
    path: [UInt8],
    stat: FileStat,
    digest: Digest,
    seen: Int64,
    articles: [ArticleID] = [],
    problems: [FileProblem] = []
  ) {
    self.path = path
    self.stat = stat
    self.digest = digest
    self.seen = seen
    self.articles = articles
    self.problems = problems
  }

  /// Nothing of it was filed.
  package var isSkipped: Bool { articles.isEmpty }
}

/// Why a file, or a part of it, was not filed.
package struct FileProblem: Hashable, Sendable {
  /// The reason's number; its meaning belongs to the reader of files.
  package var code: UInt16
  /// What the reason's sentence needs: a limit, a line, an error number.
  package var detail: String
  /// How many parts of the file have this reason.
  package var count: UInt64

  package init(code: UInt16, detail: String = "", count: UInt64 = 1) {
    self.code = code
    self.detail = detail
    self.count = count
  }
}
