// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

private let rss = """
  <?xml version="1.0" encoding="UTF-8"?>
  <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
    xmlns:media="http://search.yahoo.com/mrss/">
  <channel>
    <title>The Harbour Bell</title>
    <link>https://bell.example/</link>
    <atom:link href="https://bell.example/feed" rel="self"/>
    <language>en-GB</language>
    <item>
      <title>Gulls &amp; geese return&#8217;s eve</title>
      <link>https://bell.example/gulls</link>
      <dc:creator><![CDATA[Ada Quill and Bo Ferry]]></dc:creator>
      <pubDate>Sun, 08 Jun 2025 14:05:00 +0200</pubDate>
      <category>Coast</category>
      <guid isPermaLink="false">bell-17</guid>
      <media:content url="https://bell.example/g.jpg"><media:title>Not a title</media:title>
        <media:description>Not a text</media:description></media:content>
      <description>After nine years the birds are back on the square.</description>
      <content:encoded><![CDATA[
        <figure><img src="g.jpg"/><figcaption>Gulls on the quay.</figcaption></figure>
        <p>They came at dawn, said the harbour master, and they came in hundreds.</p>
        <h2>Nobody knows why</h2>
        <blockquote><p>It was the wind.</p></blockquote>
        <ul><li>Bread is forbidden</li></ul>
        <p>The post <a href="x">Gulls</a> appeared first on <a href="y">The Harbour Bell</a>.</p>
      ]]></content:encoded>
    </item>
    <item>
      <title>Ferry late</title>
      <author>desk@bell.example (Cy Tide)</author>
      <guid>https://bell.example/ferry</guid>
      <category>Coast</category><category>Ferries</category>
      <description>The ferry was late again on Monday [...]</description>
    </item>
  </channel></rss>
  """

@Suite
struct FeedTests {
  @Test
  func `each item of an RSS feed is an article with its fields`() {
    #expect(
      summaries(rss) == [
        """
        title: Gulls & geese return’s eve
        deck: After nine years the birds are back on the square.
        byline: Ada Quill; Bo Ferry
        section: Coast
        source: The Harbour Bell
        url: https://bell.example/gulls
        published: 2025-06-08T14:05:00+02:00
        lang: en
        image: https://bell.example/g.jpg
        [Gulls on the quay.]
        They came at dawn, said the harbour master, and they came in hundreds.
        # Nobody knows why
        > It was the wind.
        - Bread is forbidden
        """,
        """
        title: Ferry late
        byline: Cy Tide
        source: The Harbour Bell
        url: https://bell.example/ferry
        lang: en
        The ferry was late again on Monday [...]
        """,
      ]
    )
  }

  @Test(arguments: [
    ("Sun, 08 Jun 2025 14:05:00 +0", "2025-06-08T14:05:00"), ("Sun, 08 Jun 2025 1", "2025-06-08"),
    ("Sun, 08 Jun 20", nil), ("2025-06-08T14:0", nil),
  ])
  func `of a date in which the feed ends only whole words count`(date: String, read: String?) {
    let feed = "<rss><channel><item><title>Gulls</title><pubDate>\(date)"
    #expect(summaries(feed) == ["title: Gulls" + (read.map { "\npublished: \($0)" } ?? "")])
  }

  @Test
  func `an item without its text says so`() {
    let result = read(rss, name: "feed.xml")
    #expect(result.articles.map(\.notes) == [[], [.onlyTeaser]])
    #expect(result.articles.map(\.mediaType) == ["application/rss+xml", "application/rss+xml"])
    #expect(result.articles.map(\.ordinal) == [0, 1])
    #expect(result.articles.allSatisfy { $0.original == .range(0..<rss.utf8.count) })
  }

  @Test
  func `the line of a feed's program is dropped, and shown as such`() {
    let dropped = read(rss, name: "feed.xml").articles[0].dropped
    #expect(dropped.map(\.text) == ["The post Gulls appeared first on The Harbour Bell."])
    #expect(dropped.map(\.reason) == [.phrase])
  }

  @Test
  func `RSS 1.0 keeps its items beside the channel`() {
    let feed = """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://bell.example/"><title>Bell</title><dc:language>de</dc:language></channel>
      <item rdf:about="https://bell.example/a"><title>Fähre verspätet</title>
      <link>https://bell.example/a</link><dc:date>2025-06-08T14:05Z</dc:date>
      <dc:creator>Ada Quill</dc:creator>
      <description>&lt;p&gt;Der Wind war schuld.&lt;/p&gt;&lt;p&gt;Er drehte um f&amp;uuml;nf.&lt;/p&gt;</description></item>
      </rdf:RDF>
      """
    #expect(
      summaries(feed) == [
        """
        title: Fähre verspätet
        byline: Ada Quill
        source: Bell
        url: https://bell.example/a
        published: 2025-06-08T14:05Z
        lang: de
        Der Wind war schuld.
        Er drehte um fünf.
        """
      ]
    )
  }

  @Test
  func `an Atom feed gives XHTML, HTML and plain text`() {
    let feed = """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
      <title type="text">La Cloche</title><author><name>Léa Quai</name></author>
      <entry><title type="html">Les go&amp;eacute;lands &lt;em&gt;reviennent&lt;/em&gt;</title>
      <link rel="alternate" href="https://cloche.example/1"/><link rel="edit" href="https://cloche.example/e"/>
      <id>urn:x:1</id><published>2025-06-08T14:05:00+02:00</published><updated>2025-06-09T08:00:00Z</updated>
      <author><name>Ada Quill</name></author><category term="cote" label="Côte"/>
      <summary>Un retour.</summary>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><h2>À l'aube</h2><p>Ils sont <b>là</b>.<br/><br/>Personne ne sait pourquoi.</p></div></content></entry>
      <entry xml:lang="en"><title>Plain</title><id>https://cloche.example/2</id>
      <content>First line.

      Second line.</content></entry>
      </feed>
      """
    #expect(
      summaries(feed) == [
        """
        title: Les goélands reviennent
        deck: Un retour.
        byline: Ada Quill
        section: Côte
        source: La Cloche
        url: https://cloche.example/1
        published: 2025-06-08T14:05:00+02:00
        updated: 2025-06-09T08:00:00Z
        lang: fr
        # À l'aube
        Ils sont là.
        Personne ne sait pourquoi.
        """,
        """
        title: Plain
        byline: Léa Quai
        source: La Cloche
        url: https://cloche.example/2
        lang: en
        First line.
        Second line.
        """,
      ]
    )
  }

  @Test
  func `a feed is known by its bytes, whatever its name, and in its charset`() {
    let feed =
      "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><item><title>Caf\u{e9}</title></item></channel></rss>"
    let latin = feed.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    #expect(summaries(latin, name: "page.html") == ["title: Café"])
  }

  @Test
  func `a feed that is not well formed is read all the same`() {
    let feed = """
      <rss><channel><title>Bell & Book</title>
      <item><title>Fish &amp; chips &nbsp;at 5 < 6</title><description>A&B &lt;br&gt; &unknown; end <b>bold</description></item>
      <item><title>Second &amp; last</title></item></channel>
      """
    let result = read(feed, name: "feed")
    #expect(
      result.articles.compactMap(\.article.title?.value).prefix(1) == ["Fish & chips at 5 < 6"]
    )
    #expect(result.articles.allSatisfy { $0.notes.contains(.textMayBeIncomplete) })
  }

  @Test
  func `entities are not declared by a document`() {
    var bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"lol\">"
    for level in 1..<30 {
      bomb += "<!ENTITY a\(level) \"\(String(repeating: "&a\(level - 1);", count: 10))\">"
    }
    bomb +=
      "<!ENTITY file SYSTEM \"file:///etc/hostname\">]><rss><channel><item><title>Boom</title>"
      + "<description>&a29; and &file;</description></item></channel></rss>"
    #expect(summaries(bomb) == ["title: Boom\n&a29; and &file;"])
  }

  @Test
  func `depth and length without end cost no more than their bytes`() {
    let deep = String(repeating: "<b>", count: 100_000)
    let wide = String(repeating: " x=\"1\"", count: 50_000)
    let feed =
      "<rss><channel><item><title>Deep</title><description>\(deep)here\(deep.replacing("<b", with: "</b"))</description><x\(wide)/></item>"
      + "<item><title>After</title></item></channel></rss>"
    #expect(
      read(feed, name: "f").articles.compactMap(\.article.title?.value) == ["Deep", "After"]
    )
  }

  @Test
  func `damage never stops the reader`() {
    expectNoTrap(Array(rss.utf8), name: "feed.xml", step: 3)
  }

  @Test
  func `a page that speaks of feeds stays a page`() {
    let page = "<!DOCTYPE html><html><body><p>The tag &lt;rss&gt; begins a feed.</p></body></html>"
    #expect(read(page, name: "p.html").articles.map(\.mediaType) == ["text/html"])
    #expect(
      read("About <rss> and other tags.\n\nIt begins a feed.", name: "t.txt").articles.map(
        \.mediaType
      ) == ["text/plain"]
    )
  }
}
