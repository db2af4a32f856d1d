// SPDX-License-Identifier: Apache-2.0

import Articles
import Storage
import Testing

@testable import ArticleStore

/// The catalogue's counts of the lines at the edges of a site's pages.
struct SiteLineTests {
  private func witness(_ number: UInt32, article: UInt64? = nil) -> LineRecord.Witness {
    LineRecord.Witness(
      article: ArticleID(rawValue: article ?? UInt64(number)),
      traits: PageTraits(title: 3 * number + 1, lead: 3 * number + 2, core: 3 * number + 3)
    )
  }

  private func page(_ title: String, _ texts: String..., url: String) -> PageLines? {
    var article = article(title, url: url)
    article.paragraphs = texts.map { Paragraph($0) }
    return PageLines(of: article, identity: ArticleIdentity(of: article))
  }

  @Test func `articles are counted once, the first five kept`() {
    var line = LineRecord(key: 9)
    for number in 1...7 as ClosedRange<UInt32> { line.add(witness(number)) }
    line.add(witness(3))
    line.add(witness(40, article: 2))
    #expect(line.count == 7)
    #expect(line.witnesses.map(\.article.rawValue) == [1, 2, 3, 4, 5])
  }

  @Test func `two traits of three make pages one article, one does not`() {
    let traits = PageTraits(title: 1, lead: 2, core: 3)
    #expect(traits.isSameArticle(as: PageTraits(title: 1, lead: 9, core: 3)))
    #expect(traits.isSameArticle(as: PageTraits(title: 9, lead: 2, core: 3)))
    #expect(!traits.isSameArticle(as: PageTraits(title: 1, lead: 8, core: 9)))
    let unknown = PageTraits(title: 0, lead: 0, core: 3)
    #expect(!unknown.isSameArticle(as: PageTraits(title: 0, lead: 0, core: 4)))
  }

  @Test func `an article that goes takes its evidence along`() {
    var line = LineRecord(key: 9)
    for number in 1...3 as ClosedRange<UInt32> { line.add(witness(number)) }
    let rest = line.without(ArticleID(rawValue: 2))
    #expect(rest?.count == 2)
    #expect(rest?.witnesses.map(\.article.rawValue) == [1, 3])
    #expect(line.without(ArticleID(rawValue: 8)) == line)
    let last = rest?.without(ArticleID(rawValue: 1))?.without(ArticleID(rawValue: 3))
    #expect(last == nil)
  }

  @Test func `a record is read as it was written, and damage of it is told`() throws {
    var line = LineRecord(key: 9)
    for number in 1...3 as ClosedRange<UInt32> { line.add(witness(number)) }
    let bytes = line.encoded()
    #expect(try decoded(bytes) == line)
    for end in bytes.indices {
      #expect(throws: CorruptionError.self) { try decoded(Array(bytes[..<end])) }
    }
    // More witnesses than articles.
    #expect(throws: CorruptionError.self) { try decoded([1] + bytes.dropFirst()) }
  }

  private func decoded(_ bytes: [UInt8]) throws -> LineRecord {
    try bytes.withUnsafeBytes { buffer in
      var reader = ByteReader(buffer, of: "test")
      return try LineRecord(key: 9, from: &reader)
    }
  }

  @Test func `a line is known by its site and its text, whatever its blanks and quotes`() throws {
    let one = try #require(page("A", "It “is”  so.", url: "https://www.a.example/2024/one-of-them"))
    let two = try #require(page("B", "It \"is\" so.", url: "http://a.example/2024/two-of-them"))
    let other = try #require(page("A", "It \"is\" so.", url: "https://b.example/2024/one-of-them"))
    #expect(one.site == two.site)
    #expect(one.first.map(\.key) == two.first.map(\.key))
    #expect(one.first.map(\.key) != other.first.map(\.key))
    #expect(one.first.map(\.key) == one.last.map(\.key))
  }

  @Test func `counts outlive batches and merges`() throws {
    let world = try StoreWorld()
    let url = "https://a.example/2024/report-number-"
    for number in 1...9 as ClosedRange<UInt64> {
      let article = article(
        "Report \(number)",
        longText(number),
        "The notice.",
        url: "\(url)\(number)"
      )
      let lines = try #require(PageLines(of: article, identity: ArticleIdentity(of: article)))
      try world.batch(merging: true) { writer in
        let filing = try writer.index("\(number).html", article, bytes: Array("\(number)".utf8))
        try writer.count(filing.article, of: lines, with: lines.last.map(\.key))
        #expect(try writer.site(lines.site)?.pages == number)
      }
      let reader = try world.reader()
      #expect(try reader.site(lines.site)?.pages == number)
      let notice = try reader.line(lines.last[0].key)
      #expect(notice?.count == number)
      #expect(notice?.witnesses.count == Int(min(number, 5)))
    }
  }

  @Test func `a count that leaves no room for more is damage`() throws {
    let most = SiteRecord(key: 1, pages: (1 << 48) - 1).encoded()
    let read = try decode(most, of: "a") { (reader) throws(CorruptionError) in
      try SiteRecord(key: 1, from: &reader)
    }
    #expect(read.pages == (1 << 48) - 1)
    for count in [1 << 48, .max] as [UInt64] {
      let bytes = SiteRecord(key: 1, pages: count).encoded()
      #expect(throws: CorruptionError.self) {
        try decode(bytes, of: "a") { (reader) throws(CorruptionError) in
          try SiteRecord(key: 1, from: &reader)
        }
      }
    }
  }

  @Test func `counts of a manifest that cannot be added up are the greatest there is`() throws {
    let world = try StoreWorld()
    try world.index("a", article("Rivers", longText(1)))
    let snapshot = try world.snapshot()
    let files = try snapshot.files(of: .catalogue).flatMap { file in
      let entry = ManifestEntry(
        kind: .catalogue,
        generation: file.entry.generation,
        id: file.entry.id,
        length: file.entry.length,
        checksum: file.entry.checksum,
        attributes: [.max, .max, .max, .max]
      )
      let path = world.directory.paths.file(entry)
      return [try SealedFile(path, entry: entry), try SealedFile(path, entry: entry)]
    }
    let reader = try ArticleStoreReader(files)
    #expect(reader.articleCount == .max)
    #expect(reader.fileCount == .max)
  }
}
