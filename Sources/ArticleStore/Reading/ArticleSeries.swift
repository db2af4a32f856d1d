// SPDX-License-Identifier: Apache-2.0

package import Articles
package import Storage

/// Reads one article after another, keeping the blocks that were unpacked last.
///
/// An article by itself costs unpacking the block of ten or so that it lies in; articles that were
/// filed together and are asked for together cost a tenth of that. One per thread; at most some 8 MB.
package final class ArticleSeries {
  private struct Unpacked {
    var file: Int
    var block: UInt32
    var content: [UInt8]
  }

  /// How many blocks are kept, each in the place its number gives it.
  private static let slots = 256

  private let store: ArticleStoreReader
  private var unpacked: [Unpacked?] = Array(repeating: nil, count: slots)

  /// A reader of the store's articles.
  package init(_ store: ArticleStoreReader) {
    self.store = store
  }

  /// One version of an article with readers' corrections, as it is in the index; nil if there is none.
  ///
  /// Some 10 µs where its block is at hand, else some 50.
  package func article(_ id: ArticleID, version: UInt32) throws(CorruptionError) -> Article? {
    let key = ArticlesFile.key(id, version)
    for (number, file) in store.articles.enumerated().reversed() {
      guard let row = try file.records.row(key) else { continue }
      let place = row.place(at: ArticlesFile.layout.placeOffset)
      let content = try content(of: place.block, in: number)
      let range = try file.records.range(of: place, in: content)
      let stored = try decode(Array(content[range]), of: file.records.file.entry.place) {
        (reader) throws(CorruptionError) in try StoredArticle(from: &reader)
      }
      guard stored.id == id, stored.version == version else { return nil }
      return try store.state(of: id).applied(to: stored.article)
    }
    return nil
  }

  private func content(of block: UInt32, in file: Int) throws(CorruptionError) -> [UInt8] {
    let slot = (Int(block) &+ 61 &* file) % Self.slots
    if let known = unpacked[slot], known.file == file, known.block == block {
      return known.content
    }
    let content = try store.articles[file].records.content(block)
    unpacked[slot] = Unpacked(file: file, block: block, content: content)
    return content
  }
}
