// SPDX-License-Identifier: Apache-2.0

import NewsArchive

/// Ids as they are typed, or piped in from `--ids` and `--ids -0`.
struct IDList {
  private let names: [String]

  /// `-` among the names stands for what is on standard input, divided by blanks, lines or NULs.
  ///
  /// - Throws: ``ArchiveError`` when reading fails.
  init(_ names: [String]) throws(ArchiveError) {
    guard names.contains("-") else {
      self.names = names
      return
    }
    let bytes = try Process.standardInput(limit: 256 << 20)
    let piped = String(decoding: bytes, as: UTF8.self)
      .split { $0.isWhitespace || $0 == "\0" }.map(String.init)
    self.names = names.filter { $0 != "-" } + piped
  }

  /// The articles that they mean, each once.
  ///
  /// - Throws: ``ArchiveError`` for the first that means none or several, as `advised` words it for
  ///   the name and its place.
  func references(
    in archive: Archive,
    advised: (ArchiveError, String, Int) -> ArchiveError = { error, _, _ in error }
  ) throws(ArchiveError) -> [ArticleReference] {
    var seen: Set<ArticleReference> = []
    var found: [ArticleReference] = []
    for (place, name) in names.enumerated() {
      var reference: ArticleReference
      do throws(ArchiveError) {
        reference = try archive.reference(name)
      } catch {
        throw advised(error, name, place)
      }
      reference.version = nil
      if seen.insert(reference).inserted { found.append(reference) }
    }
    return found
  }
}
