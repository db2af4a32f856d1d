// SPDX-License-Identifier: Apache-2.0

import Articles
import ArticleStore
package import Storage
public import SystemPackage

/// An archive, open for reading: one generation of it, whatever is written meanwhile.
///
/// Takes no lock and creates no file, so an archive on a read-only disk can be searched. Opening
/// costs about a tenth of a millisecond for an archive of any size.
public final class Archive: Sendable {
  let directory: ArchiveDirectory
  let view: ArchiveView

  /// Opens the archive's newest generation.
  ///
  /// - Parameter path: the archive's folder.
  /// - Throws: ``ArchiveError`` if there is none, or if it cannot be read.
  public convenience init(at path: FilePath) throws(ArchiveError) {
    try self.init(at: path, withOriginals: false)
  }

  /// Opens the archive with the packs of originals, for whoever reads many of them.
  ///
  /// Searching does not need them; without, they are opened for each original that is asked for.
  package init(
    at path: FilePath,
    withOriginals: Bool,
    program: FormatVersion = .current
  ) throws(ArchiveError) {
    (directory, view) = try translated {
      let directory = try ArchiveDirectory.open(at: path, program: program)
      let kinds = withOriginals ? FileKind.allCases : ArchiveView.searching
      return (directory, try ArchiveView(directory, kinds: kinds))
    }
  }

  /// The number of commits that led to this state.
  public var generation: UInt64 { view.manifest.generation }

  /// How many articles the archive holds, removed ones among them.
  public var articleCount: Int { view.store.articleCount }
}

extension Archive {
  /// What `7f3a` or `7f3a@1` means.
  ///
  /// - Throws: ``ArchiveError`` if no article's id begins so, or several do, or the version is not
  ///   there.
  package func reference(_ text: String) throws(ArchiveError) -> ArticleReference {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let shown = TerminalText.escape(text)
    guard let prefix = parts.first, let range = ArticleID.range(matching: prefix) else {
      throw ArchiveError(
        .usage,
        "`\(shown)` is not an article's id",
        hint: Self.advice(onPrefix: parts.first ?? "")
      )
    }
    let found = try translated { try view.store.ids(in: range, limit: 6) }
    guard let id = found.first else {
      throw ArchiveError(.noArchive, "there is no article \(shown)")
    }
    guard found.count == 1 else {
      let names = found.map(\.description).joined(separator: ", ")
      throw ArchiveError(.usage, "`\(shown)` is the beginning of several ids: \(names)")
    }
    guard parts.count == 2 else { return ArticleReference(id: id, version: nil) }
    guard let version = UInt32(parts[1]), version > 0 else {
      throw ArchiveError(.usage, "`\(shown)`: after @ comes the number of a version, from 1 on")
    }
    return ArticleReference(id: id, version: version)
  }

  private static func advice(onPrefix prefix: Substring) -> String {
    switch ArticleID.mistake(in: prefix) {
    case .tooLong: "ids have 13 letters and digits"
    case .first: "ids begin with a digit or a letter from a to f"
    case .character("u"), .character("U"): "ids have all letters but u"
    case .character(let character):
      "ids are letters and digits; `\(TerminalText.escape(String(character)))` is neither"
    case .empty, nil: "ids are letters and digits, as `morgue search` prints them"
    }
  }

  /// An article with everything that is known of it.
  package func article(_ reference: ArticleReference) throws(ArchiveError) -> ArchivedArticle {
    try translated {
      let store = view.store
      guard let stored = try store.article(reference.id, version: reference.version) else {
        throw Self.missing(reference)
      }
      let versions = try store.versions(of: stored.id)
      let filed = versions.last { $0.version == stored.version }
      let state = try store.state(of: stored.id)
      let sightings = try store.sightings(of: reference.id)
      return ArchivedArticle(
        id: stored.id,
        version: stored.version,
        newestVersion: versions.last?.version ?? stored.version,
        isRemoved: state.isRemoved,
        article: stored.article,
        tags: state.tags,
        note: state.note,
        filed: filed?.filed ?? 0,
        revision: filed?.revision ?? 0,
        original: Self.description(of: stored, sightings: sightings),
        sightings: Self.paths(sightings)
      )
    }
  }

  /// The exact bytes that an article was read from.
  package func original(of reference: ArticleReference) throws(ArchiveError) -> [UInt8] {
    try translated {
      guard let stored = try view.store.article(reference.id, version: reference.version) else {
        throw Self.missing(reference)
      }
      let filed = try view.store.original(stored.original)
      guard let bytes = try filed ?? originalInPacks(stored.original) else {
        if try wasPurged(reference) {
          throw ArchiveError(.noArchive, "article \(reference.id) was purged meanwhile")
        }
        throw ArchiveError(
          .damaged,
          "the original of \(reference.id) is not in the archive",
          hint: "index its file again and it is back; `morgue verify --originals` looks at all"
        )
      }
      return bytes
    }
  }

  /// Whether a later generation than this one no longer has an article.
  private func wasPurged(_ reference: ArticleReference) throws -> Bool {
    guard try directory.readManifest().generation > generation else { return false }
    let newest = try ArchiveView(directory, kinds: ArchiveView.searching).store
    return try newest.article(reference.id, version: nil) == nil
  }

  /// From the packs of the newest generation; the digest sees to it that no others are taken for it.
  private func originalInPacks(_ digest: Digest) throws -> [UInt8]? {
    try ArticleStoreReader(directory.snapshot(of: [.originals])).original(digest)
  }

  /// Why the original of an article cannot be given back; nil if it can.
  ///
  /// Reads all of it and takes its SHA-256.
  package func damageOfOriginal(of reference: ArticleReference) -> String? {
    do throws(ArchiveError) {
      _ = try original(of: reference)
      return nil
    } catch {
      return error.description
    }
  }

  /// Writes an original into a folder, with an ending that says what it is, for a viewer.
  package func exportOriginal(
    of reference: ArticleReference,
    into folder: FilePath
  ) throws(ArchiveError) -> FilePath {
    let article = try article(reference)
    let bytes = try original(of: reference)
    let ending = Self.endings[article.original.mediaType] ?? "txt"
    let path = folder.appending("\(reference.id).\(ending)")
    try translated {
      var file = try FileSystem.create(path)
      try file.write(bytes)
      try file.close()
    }
    return path
  }

  /// What viewers know a kind of original by.
  private static let endings = [
    "text/html": "html", "application/gzip": "gz", "application/warc": "warc",
    "message/rfc822": "eml", "multipart/related": "mhtml", "application/json": "json",
    "application/pdf": "pdf", "application/rtf": "rtf", "application/epub+zip": "epub",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  ]

  /// The articles that ids name and those that came from files or folders.
  package func articles(
    named names: [String],
    from paths: [FilePath]
  ) throws(ArchiveError) -> [ArchivedArticle] {
    var ids: [ArticleID] = []
    for name in names { ids.append(try reference(name).id) }
    if !paths.isEmpty { ids += try articles(from: paths) }
    var seen: Set<ArticleID> = []
    var articles: [ArchivedArticle] = []
    for id in ids where seen.insert(id).inserted {
      articles.append(try article(ArticleReference(id: id, version: nil)))
    }
    return articles
  }

  private func articles(from paths: [FilePath]) throws(ArchiveError) -> [ArticleID] {
    let roots = paths.map { ArchiveWriter.absolute($0).bytes }
    return try translated {
      var ids: [ArticleID] = []
      try view.store.forEachFile { file in
        if roots.contains(where: { Self.lies(file.path, in: $0) }) { ids += file.articles }
      }
      return ids.sorted()
    }
  }

  /// Whether a path is `root` or below it.
  private static func lies(_ path: [UInt8], in root: [UInt8]) -> Bool {
    path.starts(with: root)
      && (path.count == root.count || path[root.count] == UInt8(ascii: "/")
        || root.last == UInt8(ascii: "/"))
  }

  static func missing(_ reference: ArticleReference) -> ArchiveError {
    let version = reference.version.map { " version \($0)" } ?? ""
    return ArchiveError(.noArchive, "there is no article \(reference.id)\(version)")
  }

  private static func paths(_ sightings: [FiledSighting]) -> [[UInt8]] {
    var seen: Set<[UInt8]> = []
    return sightings.map(\.sighting.path).filter { seen.insert($0).inserted }
  }

  private static func description(
    of stored: StoredArticle,
    sightings: [FiledSighting]
  ) -> OriginalDescription {
    let own = sightings.first { $0.sighting.original == stored.original } ?? sightings.first
    let modified = own?.sighting.fileModified ?? 0
    return OriginalDescription(
      path: own?.sighting.path ?? [],
      mediaType: own?.sighting.mediaType ?? "",
      size: own?.sighting.size ?? 0,
      sha256: stored.original.description,
      fileDate: modified > 0
        ? ArticleDate(seconds: modified / 1_000_000_000, precision: .second) : nil,
      place: own?.sighting.range ?? 0..<0
    )
  }
}
