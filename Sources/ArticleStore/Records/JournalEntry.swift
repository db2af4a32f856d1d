// SPDX-License-Identifier: Apache-2.0

package import Articles
import Storage

/// What was done to the archive that its originals cannot tell.
///
/// Packs of originals carry these in the order in which things happened, so that articles, catalogue
/// and index can be made again from the packs alone.
package enum JournalEntry: Hashable, Sendable {
  /// An original was filed as a new text of an article: version 1 of a new one, or the next.
  case filed(FiledSighting)
  /// An original or a copy of it was seen to hold a text that was filed before.
  case sighted(FiledSighting)
  /// What readers decided about an article from then on.
  case decided(ArticleState)
  /// A search that was kept under a name from then on, or given up.
  case saved(SavedSearch)

  /// The article that this is about; nil for what is about none.
  package var article: ArticleID? {
    switch self {
    case .filed(let entry), .sighted(let entry): entry.article
    case .decided(let state): state.article
    case .saved: nil
    }
  }
}

extension JournalEntry {
  func encode(into writer: inout ByteWriter) {
    switch self {
    case .filed(let entry): writer.entry(entry, kind: 1)
    case .sighted(let entry): writer.entry(entry, kind: 2)
    case .decided(let state):
      writer.u8(3)
      writer.u64(state.article.rawValue)
      state.encode(into: &writer)
    case .saved(let search):
      writer.u8(4)
      search.encode(into: &writer)
    }
  }

  init(from reader: inout ByteReader) throws(CorruptionError) {
    switch try reader.u8() {
    case 1: self = .filed(try reader.entry())
    case 2: self = .sighted(try reader.entry())
    case 3:
      let id = try reader.u64()
      self = .decided(try ArticleState(key: id, from: &reader))
    case 4: self = .saved(try SavedSearch(from: &reader))
    default: throw reader.corruption(.outOfRange("kind of journal entry"))
    }
  }
}

extension ByteWriter {
  mutating func entry(_ entry: FiledSighting, kind: UInt8) {
    u8(kind)
    u64(entry.article.rawValue)
    varint32(entry.version)
    digest(entry.sighting.original)
    sequence(entry.sighting.path)
    details(of: entry.sighting)
  }
}

extension ByteReader {
  @_lifetime(self: copy self)
  mutating func entry() throws(CorruptionError) -> FiledSighting {
    let article = try id()
    let version = try version()
    let original = try digest()
    let path = try sequence()
    return FiledSighting(
      article: article,
      version: version,
      sighting: try sighting(path: path, original: original)
    )
  }
}
