// SPDX-License-Identifier: Apache-2.0

import Articles

/// What a page says about its own text, as words to compare blocks with: the headline, the
/// description and, where JSON-LD has it, the text itself.
struct PageWords {
  /// The words of the headline.
  private(set) var title = HashTable()
  private(set) var titleCount = 0
  /// Runs of three words of the description.
  private(set) var description = HashTable()
  /// Runs of three words of the text in JSON-LD.
  private(set) var body = HashTable()
  /// The number of words in JSON-LD's text.
  private(set) var bodyCount = 0
  /// The words of the authors' names (bit 0) and of the name of the source (bit 1).
  private(set) var names = HashTable()

  init(_ article: Article, _ metadata: PageMetadata, _ linkedData: LinkedData) {
    if let title = article.title?.value { readTitle(title) }
    for author in article.authors?.value ?? [] { readName(author, bit: 1) }
    if let source = article.source?.value { readName(source, bit: 2) }
    let descriptions = [
      metadata.content("og:description"), metadata.content("description"),
      linkedData.text("description"),
    ]
    for text in descriptions {
      if let text { Self.read(text, into: &description) }
    }
    for text in linkedData.bodies { bodyCount += Self.read(text, into: &body) }
  }

  private mutating func readTitle(_ text: String) {
    let bytes = Array(text.utf8)
    var cursor = WordCursor()
    while cursor.next(in: bytes.span) {
      if title.add(cursor.hash) == 0 { titleCount += 1 }
    }
  }

  private mutating func readName(_ text: String, bit: UInt32) {
    let bytes = Array(text.utf8)
    var cursor = WordCursor()
    while cursor.next(in: bytes.span) { names.insert(cursor.hash, bits: bit) }
  }

  @discardableResult
  private static func read(_ text: String, into table: inout HashTable) -> Int {
    let bytes = Array(text.utf8)
    var cursor = WordCursor()
    var run = WordRun()
    while cursor.next(in: bytes.span) {
      run.append(cursor.hash)
      if let hash = run.hash { table.insert(hash) }
    }
    return run.count
  }
}

/// The last three words of a text, as one hash.
struct WordRun {
  private var before: UInt32 = 0
  private var middle: UInt32 = 0
  private var last: UInt32 = 0
  private(set) var count = 0

  mutating func append(_ word: UInt32) {
    (before, middle, last) = (middle, last, word)
    count += 1
  }

  /// Nil before the third word.
  var hash: UInt32? {
    count < 3 ? nil : WordCursor.mix(WordCursor.mix(before, middle), last)
  }
}

extension LinkedData {
  /// The texts of the articles and of the posts of live blogs.
  fileprivate var bodies: [String] {
    articles.flatMap { article in
      let posts = article["liveBlogUpdate"]?.elements ?? []
      return ([article] + posts).flatMap { $0["articleBody"]?.elements ?? [] }
        .compactMap(\.text).map(HTMLText.plain)
    }
  }
}
