// SPDX-License-Identifier: Apache-2.0

import Articles
import ArticleStore
import InvertedIndex
import Searching
import Storage

/// All that an archive knows of one version of an article, to be taken elsewhere.
package struct ExportedArticle: Sendable {
  package var archived: ArchivedArticle
  /// Every version of the article, the first first.
  package var versions: [Version]
  /// Everywhere the article was seen, in that order.
  package var sightings: [Sighting]

  /// One text of the article.
  package struct Version: Sendable {
    /// From 1 on.
    package var number: UInt32
    /// In seconds since 1970.
    package var filed: Int64
    /// The number of the commit that filed it.
    package var revision: UInt64
    /// The SHA-256 of its original, 64 hexadecimal digits.
    package var original: String
  }

  /// One place where it was seen.
  package struct Sighting: Sendable {
    /// The version that was seen there.
    package var version: UInt32
    /// Raw bytes; empty for standard input.
    package var path: [UInt8]
    package var mediaType: String
    /// Of the original, in bytes.
    package var size: UInt64
    /// The SHA-256 of the original, 64 hexadecimal digits.
    package var original: String
    /// The address that the page names, if it names one.
    package var url: String?
    /// When it was filed, in seconds since 1970.
    package var seen: Int64
    /// The number of the commit that filed it.
    package var revision: UInt64
  }
}

/// The articles that a search finds, whole, one after another, with no cap.
///
/// Without an order of its own they come in that of filing: by commit, then by id and version. So an
/// archive that holds the same gives the same, however it is merged, and what is filed later comes
/// later. Takes some 24 bytes of memory for each article, and one article at a time.
package final class ArchiveExport {
  /// How many articles there are in all.
  package let total: Int
  /// What could not be read, and is not in the export.
  package private(set) var damaged: [String]
  /// What the reader of the query may want to know.
  package let hints: [String]
  private let archive: Archive
  private var rest: ArraySlice<Place>

  /// A version of an article and when it came.
  fileprivate struct Place {
    var revision: UInt64
    var article: UInt64
    var version: UInt32
  }

  fileprivate init(
    _ archive: Archive,
    _ places: [Place],
    damaged: [DamagedSegment],
    notes: [QueryNote]
  ) {
    self.archive = archive
    total = places.count
    rest = places[...]
    self.damaged = archive.view.damaged + damaged.map { "\($0.error)" }
    hints = notes.map(\.message)
  }

  /// The next article; nil after the last.
  ///
  /// One that is damaged is passed over and named in ``damaged``.
  package func next() throws(ArchiveError) -> ExportedArticle? {
    while let place = rest.popFirst() {
      let id = ArticleID(rawValue: place.article)
      do throws(ArchiveError) {
        return try archive.exported(ArticleReference(id: id, version: place.version))
      } catch {
        // An article whose text is lost is named like one that is damaged.
        guard error.code == .damaged || error.code == .noArchive else { throw error }
        damaged.append("\(id)@\(place.version): \(error.description)")
      }
    }
    return nil
  }
}

extension Archive {
  /// The articles that a search finds, whole; its limit and offset do not matter.
  ///
  /// - Throws: ``ArchiveError`` for a query or a filter that cannot be read, with its place.
  package func export(
    _ options: SearchOptions,
    inOrderOfFiling: Bool
  ) throws(ArchiveError) -> ArchiveExport {
    var options = options
    options.limit = .max
    options.offset = 0
    guard inOrderOfFiling else { return try exportInOrder(options) }
    let (request, notes) = try request(for: options)
    let matches = try searching(options.query) { (searcher) throws(QueryError) in
      try searcher.matches(request)
    }
    let places = try translated { try filedPlaces(of: matches.documents) }
    return ArchiveExport(self, places, damaged: matches.damaged, notes: notes + matches.notes)
  }

  private func exportInOrder(_ options: SearchOptions) throws(ArchiveError) -> ArchiveExport {
    let (request, notes) = try request(for: options)
    let results = try searching(options.query) { (searcher) throws(QueryError) in
      try searcher.search(request)
    }
    let isByTitle = options.order == .title
    let hits =
      isByTitle ? try translated { try inOrderOfTitle(results.hits, options) } : results.hits
    let places = hits.map { hit in
      ArchiveExport.Place(revision: 0, article: hit.article, version: hit.version)
    }
    return ArchiveExport(self, places, damaged: results.damaged, notes: notes + results.notes)
  }

  private func filedPlaces(
    of matches: [DocumentSet]
  ) throws(CorruptionError) -> [ArchiveExport.Place] {
    var places: [ArchiveExport.Place] = []
    places.reserveCapacity(matches.reduce(0) { $0 + $1.count })
    for (segment, documents) in zip(view.segments, matches) {
      for document in documents.documents {
        places.append(
          ArchiveExport.Place(
            revision: try segment.revision(of: document),
            article: try segment.articleID(of: document),
            version: try segment.version(of: document)
          )
        )
      }
    }
    return places.sorted {
      ($0.revision, $0.article, $0.version) < ($1.revision, $1.article, $1.version)
    }
  }

  fileprivate func exported(
    _ reference: ArticleReference
  ) throws(ArchiveError) -> ExportedArticle {
    let archived = try article(reference)
    return try translated {
      ExportedArticle(
        archived: archived,
        versions: try view.store.versions(of: reference.id).map(ExportedArticle.Version.init),
        sightings: try view.store.sightings(of: reference.id).map(ExportedArticle.Sighting.init)
      )
    }
  }
}

extension ExportedArticle.Version {
  fileprivate init(_ version: ArticleVersion) {
    number = version.version
    filed = version.filed
    revision = version.revision
    original = version.original.description
  }
}

extension ExportedArticle.Sighting {
  fileprivate init(_ filed: FiledSighting) {
    version = filed.version
    path = filed.sighting.path
    mediaType = filed.sighting.mediaType
    size = filed.sighting.size
    original = filed.sighting.original.description
    url = filed.sighting.url
    seen = filed.sighting.seen
    revision = filed.sighting.revision
  }
}
