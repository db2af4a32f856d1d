// SPDX-License-Identifier: Apache-2.0

package import Articles
import Storage

/// A line that stood at the edge of pages of one site: on how many, and on which, a few of them.
package struct LineRecord: Hashable, Sendable {
  /// A page that the line stood on.
  package struct Witness: Hashable, Sendable {
    package var article: ArticleID
    package var traits: PageTraits

    package init(article: ArticleID, traits: PageTraits) {
      self.article = article
      self.traits = traits
    }

    /// Whether both are pages of one article.
    package func isSame(as other: Witness) -> Bool {
      article == other.article || traits.isSameArticle(as: other.traits)
    }
  }

  /// See ``PageLines/Line/key``.
  package let key: UInt64
  /// Articles that had the line when they were filed.
  package private(set) var count: UInt64 = 0
  /// The first of them, no two of one article.
  package private(set) var witnesses: [Witness] = []

  /// More would not be asked for.
  private static let witnessLimit = 5

  package init(key: UInt64) {
    self.key = key
  }

  /// Counts a page, unless it is known to hold an article that was counted.
  package mutating func add(_ witness: Witness) {
    guard !witnesses.contains(where: { $0.isSame(as: witness) }) else { return }
    count += 1
    if witnesses.count < Self.witnessLimit { witnesses.append(witness) }
  }

  /// The record without an article; nil if nobody else is known to have the line.
  func without(_ article: ArticleID) -> LineRecord? {
    guard witnesses.contains(where: { $0.article == article }) else { return self }
    var rest = self
    rest.witnesses.removeAll { $0.article == article }
    rest.count -= 1
    return rest.witnesses.isEmpty ? nil : rest
  }
}

/// How many articles of a site are filed.
package struct SiteRecord: Hashable, Sendable {
  /// See ``PageLines/site``.
  package let key: UInt64
  package var pages: UInt64

  package init(key: UInt64, pages: UInt64 = 0) {
    self.key = key
    self.pages = pages
  }
}

extension LineRecord: CatalogueRecord {
  static var table: CatalogueTable { .lines }

  func encode(into writer: inout ByteWriter) {
    writer.varint64(count)
    writer.varint64(UInt64(witnesses.count))
    for witness in witnesses {
      writer.u64(witness.article.rawValue)
      writer.u32(witness.traits.title)
      writer.u32(witness.traits.lead)
      writer.u32(witness.traits.core)
    }
  }

  init(key: UInt64, from reader: inout ByteReader) throws(CorruptionError) {
    self.key = key
    count = try reader.tally()
    for _ in 0..<(try reader.count()) {
      let article = try reader.id()
      let traits = PageTraits(
        title: try reader.u32(),
        lead: try reader.u32(),
        core: try reader.u32()
      )
      witnesses.append(Witness(article: article, traits: traits))
    }
    guard count >= UInt64(witnesses.count) else { throw reader.corruption(.outOfRange("count")) }
  }
}

extension SiteRecord: CatalogueRecord {
  static var table: CatalogueTable { .sites }

  func encode(into writer: inout ByteWriter) { writer.varint64(pages) }

  init(key: UInt64, from reader: inout ByteReader) throws(CorruptionError) {
    self.init(key: key, pages: try reader.tally())
  }
}
