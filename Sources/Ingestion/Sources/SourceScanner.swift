// SPDX-License-Identifier: Apache-2.0

package import SystemPackage

/// Walks folders and finds the files that may hold articles.
///
/// Names are raw bytes; folders are walked by descriptor, so that no path is too long; links are
/// never followed; within a folder the order is that of the names' bytes.
package struct SourceScanner: Sendable {
  /// What is taken and what is left out.
  package struct Options: Hashable, Sendable {
    /// Globs: where there is one, a file must match one of them.
    package var include: [String] = []
    /// Globs: a file or folder that matches one is passed over.
    package var exclude: [String] = []
    /// The most bytes of a single page or text.
    package var maximumSize: Int64 = 32 << 20
    /// The most bytes of a file of many articles (JSON Lines, web archives, mailboxes, compressed
    /// files), of which only a part is in memory at any time.
    package var maximumCollectionSize = Int64.max
    package var includesHidden = false
    /// The most folders within folders; each costs an open descriptor.
    package var maximumDepth = 256
    /// What to look at, by the same rules as in a walk along everything; all of it if nil.
    package var only: ChosenPaths?

    package init() {}
  }

  /// One thing met on the way.
  package enum Finding: Hashable, Sendable {
    case file(SourceFile)
    /// Should have been read and cannot be.
    case skipped(FilePath, SkipReason)
    /// Left out by a rule, on purpose.
    case passedOver(FilePath, Rule)
  }

  /// A rule by which files and folders are left out on purpose.
  package enum Rule: UInt8, Hashable, Sendable {
    case hidden = 1
    case excluded = 2
    case ignoreFile = 3
    /// A folder of pictures and scripts that a browser saved beside a page.
    case pageFolder = 4
    /// An archive of ours, told by its `FORMAT` file.
    case archive = 5
  }

  package let options: Options

  /// Whether a file's name says that it holds many articles, or that it is compressed.
  package static func isNamedCollection(_ path: FilePath) -> Bool {
    collections.contains(path.extension?.lowercased() ?? "")
  }

  private static let collections: Set<String> = [
    "jsonl", "ndjson", "warc", "gz", "mbox", "mbx", "mboxrd",
  ]

  package init(options: Options = Options()) {
    self.options = options
  }

  /// Walks everything below `root` and hands over what it finds, in batches of up to 1,024.
  ///
  /// A root that is itself a file is one finding, whatever its name; a root that cannot be looked
  /// at is one skipped. A link given as root is followed. One `stat` a file; memory for one folder's names a level.
  /// `onFolder` is told of each folder before its names are read.
  package func scan<Failure: Error>(
    _ root: FilePath,
    onFolder: ((FilePath) -> Void)? = nil,
    _ body: ([Finding]) throws(Failure) -> Void
  ) throws(Failure) {
    var walk = SourceWalk<Failure>(options: options, onFolder: onFolder)
    try walk.walk(root, body)
  }
}
