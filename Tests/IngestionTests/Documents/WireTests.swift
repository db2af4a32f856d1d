// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

private let nitf = """
  <?xml version="1.0" encoding="UTF-8"?>
  <!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
  <nitf xml:lang="en"><head><title>gulls-return</title>
  <meta name="online_sections" content="Coast; Front Page"/>
  <docdata><doc-id id-string="17"/><date.issue norm="20250608T140500+0200"/>
  <doc.copyright holder="Harbour Bell Ltd" year="2025"/></docdata>
  <pubdata name="The Harbour Bell" date.publication="20250608T000000" position.page="1"
    ex-ref="https://bell.example/gulls"/></head>
  <body><body.head><hedline><hl1>Gulls return</hl1><hl2>A square in white</hl2></hedline>
  <byline class="print_byline">By <person>Ada Quill</person> and <person>Bo Ferry</person>
    <byttl>Staff Writers</byttl></byline>
  <byline class="normalized_byline">QUILL, ADA</byline>
  <distributor>Reuters</distributor>
  <dateline><location>Port Sorrow</location><story.date norm="20250608">June 8</story.date></dateline>
  </body.head>
  <body.content>
  <media media-type="image"><media-reference source="g.jpg"/><media-caption><p>Gulls.</p></media-caption></media>
  <p>They came at dawn.</p><hl2>Nobody knows why</hl2><bq><block><p>It was the wind.</p></block></bq>
  <table><tr><td>2024</td></tr></table>
  </body.content><body.end><tagline>Ada Quill writes about birds.</tagline></body.end></body></nitf>
  """

@Suite
struct WireTests {
  @Test
  func `NITF gives every field`() {
    #expect(
      summaries(nitf) == [
        """
        title: Gulls return
        deck: A square in white
        byline: Ada Quill; Bo Ferry
        agency: Reuters
        dateline: Port Sorrow
        section: Coast
        source: The Harbour Bell
        url: https://bell.example/gulls
        published: 2025-06-08T14:05:00+02:00
        lang: en
        [Gulls.]
        They came at dawn.
        # Nobody knows why
        > It was the wind.
        2024
        """
      ]
    )
  }

  @Test
  func `a lead paragraph that the full text repeats is left out`() {
    let text = """
      <nitf><body><body.head><hedline><hl1>Gulls</hl1><hl2 class="online_headline">Gulls!</hl2></hedline>
      <byline class="normalized_byline">QUILL, ADA</byline></body.head>
      <body.content><block class="lead_paragraph"><p>They came.</p></block>
      <block class="full_text"><p>They came.</p><p>They stayed.</p></block></body.content></body></nitf>
      """
    #expect(summaries(text) == ["title: Gulls\nbyline: ADA QUILL\nThey came.\nThey stayed."])
  }

  private static func item(_ content: String) -> String {
    """
    <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="2" xml:lang="en-US">
    <rightsInfo><copyrightHolder><name>Bell Ltd</name></copyrightHolder></rightsInfo>
    <itemMeta><itemClass qcode="ninat:text"/><provider literal="BELL"><name>Bell News Agency</name></provider>
    <versionCreated>2025-06-09T10:00:00Z</versionCreated></itemMeta>
    <contentMeta><contentCreated>2025-06-08T14:05:00-05:00</contentCreated>
    <contentModified>2025-06-08T15:00:00-05:00</contentModified>
    <located qcode="x:1"><name>Port Sorrow</name></located>
    <creator><name>Somebody Else</name></creator>
    <infoSource><name>The Harbour Bell</name></infoSource>
    <slugline>GULLS</slugline><headline role="hld:sub">Birds</headline>
    <headline role="hld:main">Gulls return</headline><by>By Ada Quill</by>
    <description role="drol:summary">A square in white.</description></contentMeta>
    <contentSet>\(content)</contentSet></newsItem>
    """
  }

  private static let fields = """
    title: Gulls return
    deck: A square in white.
    byline: Ada Quill
    dateline: Port Sorrow
    source: The Harbour Bell
    published: 2025-06-08T14:05:00-05:00
    updated: 2025-06-08T15:00:00-05:00
    lang: en

    """

  @Test(arguments: [
    "<inlineXML contenttype=\"application/xhtml+xml\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head><body><h2>Why</h2><p>They came.</p></body></html></inlineXML>",
    "<inlineXML contenttype=\"application/nitf+xml\"><nitf xmlns=\"http://iptc.org/std/NITF/2006-10-18/\"><body><body.head><hedline><hl1>Other</hl1></hedline></body.head><body.content><hl2>Why</hl2><p>They came.</p></body.content></body></nitf></inlineXML>",
    "<remoteContent href=\"x.jpg\"/><inlineData contenttype=\"text/html\">&lt;h2&gt;Why&lt;/h2&gt;&lt;p&gt;They came.&lt;/p&gt;</inlineData>",
  ])
  func `NewsML-G2 gives every field, whatever the text is in`(content: String) {
    #expect(summaries(Self.item(content)) == [Self.fields + "# Why\nThey came."])
  }

  @Test
  func `a message of several items is several articles, and pictures are none`() {
    let text = Self.item("<inlineData>One.</inlineData>")
    let picture = Self.item("<remoteContent href=\"x.jpg\"/>")
    let message =
      "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet>\(text)\(picture)\(text)</itemSet></newsMessage>"
    #expect(summaries(message).count == 2)
    #expect(read(picture, name: "p.xml").skipped.map(\.reason) == [.noText])
  }

  @Test
  func `NewsML-G2 tells a later version and a withdrawn item`() {
    func item(_ status: String, _ text: String) -> String {
      """
      <newsItem><itemMeta><versionCreated>2025-06-09T10:00:00Z</versionCreated>
      <firstCreated>2025-06-08T14:05:00Z</firstCreated><pubStatus qcode="stat:\(status)"/></itemMeta>
      <contentMeta><headline>Gulls</headline></contentMeta>
      <contentSet><inlineData>\(text)</inlineData></contentSet></newsItem>
      """
    }
    func message(_ items: String) -> String {
      "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet>\(items)</itemSet></newsMessage>"
    }
    let gone = item("canceled", "They left.")
    let both = read(message(item("usable", "They came.") + gone), name: "a.xml")
    #expect(
      both.articles.map { summary($0.article) } == [
        "title: Gulls\npublished: 2025-06-08T14:05:00Z\nupdated: 2025-06-09T10:00:00Z\nThey came."
      ]
    )
    #expect(both.skipped.map(\.reason) == [.withdrawn])
    #expect(read(message(gone), name: "a.xml").skipped.map(\.reason) == [.withdrawn])
  }

  @Test
  func `NewsML 1 and the Reuters Corpus are read too`() {
    let old = """
      <NewsML><NewsItem><NewsManagement><FirstCreated>20020101T120000Z</FirstCreated></NewsManagement>
      <NewsComponent><NewsLines><HeadLine>Gulls return</HeadLine><ByLine>By Ada Quill</ByLine>
      <DateLine>PORT SORROW, Jan 1</DateLine></NewsLines>
      <AdministrativeMetadata><Provider><Party FormalName="Bell"/></Provider></AdministrativeMetadata>
      <DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
      <ContentItem><DataContent><p>They came.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>
      """
    #expect(
      summaries(old) == [
        """
        title: Gulls return
        byline: Ada Quill
        dateline: PORT SORROW
        source: Bell
        published: 2002-01-01T12:00:00Z
        lang: en
        They came.
        """
      ]
    )
    let corpus = """
      <?xml version="1.0" encoding="iso-8859-1" ?>
      <newsitem itemid="17" id="root" date="1996-08-20" xml:lang="en"><title>PORT: Gulls return.</title>
      <headline>Gulls return.</headline><byline>Ada Quill</byline><dateline>PORT SORROW 1996-08-20</dateline>
      <text><p>They came.</p><p>They stayed.</p></text><copyright>(c) 1996</copyright>
      <metadata><dc element="dc.publisher" value="Bell Holdings"/></metadata></newsitem>
      """
    #expect(
      summaries(corpus) == [
        """
        title: Gulls return.
        byline: Ada Quill
        dateline: PORT SORROW
        source: Bell Holdings
        published: 1996-08-20
        lang: en
        They came.
        They stayed.
        """
      ]
    )
  }

  @Test
  func `damage never stops the reader`() {
    expectNoTrap(Array(nitf.utf8), name: "a.xml", step: 3)
  }
}
