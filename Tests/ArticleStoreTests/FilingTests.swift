// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Articles
import Testing

/// The rules of identity, versions and sightings.
@Suite struct FilingTests {
  private let address = "https://example.org/2024/rivers-rise-again"

  /// Templates repeat an address on other pages; then these must not become versions of one another.
  @Test
  func `an address that only the page itself claims needs a text that is alike`() throws {
    let world = try StoreWorld()
    var bridge = article(
      "Bridge",
      "The old bridge over the river closes for a year of repairs.",
      url: "https://a.example/news/bridge"
    )
    bridge.url = bridge.url.map { Sourced($0.value, .openGraph) }
    var whale = article(
      "Whale",
      "A whale was found on the northern beach by two children.",
      url: "https://a.example/news/bridge"
    )
    whale.url = whale.url.map { Sourced($0.value, .openGraph) }
    var longer = bridge
    longer.paragraphs.append(Paragraph("It is to open again in spring, the council said."))
    let id = try world.index("a.html", bridge).article
    #expect(try world.index("b.html", whale).article != id)
    #expect(try world.index("c.html", longer) == .newVersion(id, version: 2))
  }

  @Test func `the same bytes again are nothing new`() throws {
    let world = try StoreWorld()
    let story = article("Rivers", longText(1))
    guard case .newArticle(let id) = try world.index("a.txt", story) else {
      Issue.record("not new")
      return
    }
    #expect(try world.index("a.txt", story) == .unchanged(id, version: 1))
    #expect(try world.index("copy.txt", story) == .sighting(id, version: 1))
    #expect(try world.reader().sightings(of: id).count == 2)
    #expect(try world.reader().articleCount == 1)
  }

  @Test func `a changed text at the same address is a new version`() throws {
    let world = try StoreWorld()
    let id = try world.index("a.html", article("Rivers", longText(1), url: address)).article
    let changed = article("Rivers", longText(2), url: address + "?utm_source=feed")
    #expect(try world.index("b.html", changed) == .newVersion(id, version: 2))
    let reader = try world.reader()
    #expect(try reader.versions(of: id).map(\.version) == [1, 2])
    #expect(try reader.article(id)?.article == changed)
    #expect(try reader.article(id, version: 1)?.article.paragraphs == [Paragraph(longText(1))])
  }

  @Test func `short texts at one address are versions, at two they are two articles`() throws {
    let world = try StoreWorld()
    let one = try world.index("a", article("Photos", "See.", url: address), bytes: "1").article
    let two = try world.index("b", article("Photos", "See.", url: address + "-2"), bytes: "2")
      .article
    #expect(one != two)
    let next = try world.index("c", article("Photos", "Look.", url: address), bytes: "3")
    #expect(next == .newVersion(one, version: 2))
    let same = try world.index("d", article("Photos", "See.", url: address), bytes: "4")
    #expect(same == .sighting(one, version: 1))
  }

  @Test func `a changed file without an address is a new version`() throws {
    let world = try StoreWorld()
    let id = try world.index("a.txt", article("Rivers", longText(1))).article
    #expect(try world.index("a.txt", article("Hills", longText(2))) == .newVersion(id, version: 2))
    #expect(try world.index("b.txt", article("Woods", longText(3))).article != id)
  }

  @Test func `a file that goes back to its old text is a third version`() throws {
    let world = try StoreWorld()
    let id = try world.index("a.txt", article("Rivers", longText(1))).article
    try world.index("a.txt", article("Rivers", longText(2)))
    let back = try world.index("a.txt", article("Rivers", longText(1)))
    #expect(back == .newVersion(id, version: 3))
    #expect(try world.index("a.txt", article("Rivers", longText(1))) == .unchanged(id, version: 3))
    #expect(try world.index("old.txt", article("Rivers", longText(2))) == .sighting(id, version: 2))
  }

  @Test func `another article in the place of one with an address is another article`() throws {
    let world = try StoreWorld()
    let id = try world.index("a.html", article("Rivers", longText(1), url: address)).article
    let other = article("Hills", longText(2), url: "https://example.org/2024/hills-are-burning")
    #expect(try world.index("a.html", other).article != id)
    #expect(try world.index("a.html", article("Woods", longText(3))).article != id)
  }

  @Test func `the same text from elsewhere is a sighting with its own original`() throws {
    let world = try StoreWorld()
    let id = try world.index("a", article("Rivers", longText(1), url: address), bytes: "one")
      .article
    let copy = article("Rivers", longText(1), url: "https://other.org/2024/rivers-rise-again")
    #expect(try world.index("b", copy, bytes: "two") == .sighting(id, version: 1))
    let reader = try world.reader()
    let sightings = try reader.sightings(of: id)
    #expect(Set(sightings.map(\.sighting.url)) == [address, copy.url?.value])
    for sighting in sightings { #expect(try reader.original(sighting.sighting.original) != nil) }
  }

  @Test func `a canonical link is believed where the texts are alike`() throws {
    let world = try StoreWorld()
    let first = article("Rivers", longText(1), longText(2), url: address)
    let id = try world.index("a", first).article
    let page = "https://example.org/p/77001"
    let alike = article("Rivers", longText(1), longText(9, words: 5), url: page, canonical: address)
    #expect(try world.index("b", alike) == .newVersion(id, version: 2))
    let changed = article("Rivers", longText(7), url: page)
    #expect(try world.index("c", changed) == .newVersion(id, version: 3))
  }

  @Test func `different articles never become versions by a wrong canonical link`() throws {
    let world = try StoreWorld()
    var ids: Set<ArticleID> = []
    for number in 1...4 as ClosedRange<UInt64> {
      let page = article(
        "Story \(number)",
        longText(number),
        url: "https://example.org/p/7700\(number)",
        canonical: address
      )
      let filing = try world.index("\(number)", page)
      #expect(filing == .newArticle(filing.article))
      ids.insert(filing.article)
    }
    #expect(ids.count == 4)
    let again = article(
      "Story 1",
      longText(1) + " and more",
      url: "https://example.org/p/77001",
      canonical: address
    )
    #expect(try !world.index("1 again", again).hasNewText == false)
    #expect(try ids.contains(world.index("1 again", again).article))
  }

  @Test func `a batch sees its own articles`() throws {
    let world = try StoreWorld()
    try world.batch { writer in
      let story = article("Rivers", longText(1), url: self.address)
      let id = try writer.index("a", story, bytes: [1]).article
      #expect(try writer.index("a", story, bytes: [1]) == .unchanged(id, version: 1))
      #expect(try writer.index("b", story, bytes: [1]) == .sighting(id, version: 1))
      #expect(try writer.index("c", story, bytes: [2]) == .sighting(id, version: 1))
      let changed = article("Rivers", longText(2), url: self.address)
      #expect(try writer.index("d", changed, bytes: [3]) == .newVersion(id, version: 2))
    }
    #expect(try world.reader().articleCount == 1)
    #expect(try world.reader().versionCount == 2)
    #expect(try world.reader().fileCount == 4)
  }

  @Test func `of a file of many articles only changed ones are news`() throws {
    let world = try StoreWorld()
    func read(_ stories: [Article]) throws -> [Filing] {
      var filings: [Filing] = []
      try world.batch { writer in
        for story in stories {
          let bytes = Array(plain(story).utf8)
          filings.append(try writer.index("many.jsonl", story, bytes: bytes, isAlone: false))
        }
        let path = Array("many.jsonl".utf8)
        var record = try #require(try writer.file(atPath: path))
        record.articles = filings.map(\.article)
        record.digest = SHA256.hash(stories.flatMap { Array(plain($0).utf8) })
        try writer.record(record)
      }
      return filings
    }
    let stories = (1...3).map { article("Story \($0)", longText($0)) }
    let first = try read(stories)
    #expect(first.filter(\.hasNewText).count == 3)
    let next = try read([stories[0], article("Story 2", longText(22)), stories[2], stories[0]])
    #expect(next[0] == .unchanged(first[0].article, version: 1))
    #expect(next[1] == .newArticle(next[1].article))
    #expect(next[2] == .unchanged(first[2].article, version: 1))
    #expect(next[3] == .unchanged(first[0].article, version: 1))
    #expect(try world.reader().sightings(of: first[0].article).count == 1)
  }

  @Test func `standard input has no path to be known by`() throws {
    let world = try StoreWorld()
    let one = try world.index("", article("Rivers", longText(1))).article
    let two = try world.index("", article("Hills", longText(2))).article
    #expect(one != two)
    #expect(try world.index("", article("Rivers", longText(1))) == .unchanged(one, version: 1))
  }

  @Test func `a commit of one article adds three small files`() throws {
    let world = try StoreWorld()
    try world.index("a", article("Rivers", longText(1)))
    let files = try world.files()
    #expect(files.count == 3)
    #expect(files.values.reduce(0) { $0 + $1.count } < 12_000)
  }
}
