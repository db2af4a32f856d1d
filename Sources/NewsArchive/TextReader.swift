// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Articles
import InvertedIndex
import Storage
import TextAnalysis

/// Reads articles' texts and takes them apart as they were when they were filed.
///
/// One per thread: it holds an analyzer's scratch and the blocks read last.
final class TextReader {
  private let series: ArticleSeries
  private var analyzer = Analyzer()
  private var batch = TokenBatch()
  /// The article read last.
  private var article: (id: ArticleID, version: UInt32, article: Article?)?

  init(_ store: ArticleStoreReader) {
    series = ArticleSeries(store)
  }

  /// Those of the ascending positions at which a form's words are written as it wants; nil if the
  /// article is not there.
  func kept(
    _ starts: [UInt32],
    _ form: WrittenForm,
    _ id: ArticleID,
    _ version: UInt32
  ) throws(CorruptionError) -> [UInt32]? {
    guard let article = try article(id, version) else { return nil }
    let wanted = form.words.flatMap { word in starts.map { $0 &+ word.offset } }.sorted()
    let found = words(at: wanted, in: article)
    let typed = form.typed
    return starts.filter { start in
      let text = form.words.map { Self.word(at: start &+ $0.offset, wanted, found) }
      return WrittenText(text.joined(separator: " ")).conforms(to: form.rule, typed: typed)
    }
  }

  private func article(_ id: ArticleID, _ version: UInt32) throws(CorruptionError) -> Article? {
    if let last = article, last.id == id, last.version == version { return last.article }
    let found = try series.article(id, version: version)
    article = (id, version, found)
    return found
  }

  private static func word(at position: UInt32, _ wanted: [UInt32], _ found: [String]) -> String {
    var (low, high) = (0, wanted.count)
    while low < high {
      let middle = (low + high) / 2
      if wanted[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low < found.count ? found[low] : ""
  }

  /// The words at ascending positions, as they are written.
  private func words(at wanted: [UInt32], in article: Article) -> [String] {
    var found = Array(repeating: "", count: wanted.count)
    var next = 0
    var positions = TextPositions()
    article.forEachIndexedText { field, text in
      guard next < wanted.count else { return }
      var text = text
      text.withUTF8 { bytes in
        let start = positions.start(of: field)
        let end = unsafe analyzer.analyze(bytes, from: start, batch: &batch) { batch in
          for index in 0..<batch.count {
            let position = unsafe batch.position[index]
            while next < wanted.count, wanted[next] < position { next += 1 }
            guard next < wanted.count, wanted[next] == position else { continue }
            let range = Int(unsafe batch.start[index])..<Int(unsafe batch.end[index])
            let word = unsafe String(decoding: bytes[range], as: UTF8.self)
            var place = next
            while place < wanted.count, wanted[place] == position {
              found[place] = word
              place += 1
            }
            // Other terms at the same place are what several words would be in one.
            next = place
          }
        }
        if end > start { positions.take(field, upTo: end) }
      }
    }
    return found
  }
}
