// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

@Suite
struct NewsJSONTests {
  private static let item = #"""
    {"uri": "https://bell.example/17", "type": "text", "pubstatus": "usable", "version": "2",
     "versioncreated": "2025-06-09T10:00:00+00:00", "firstcreated": "2025-06-08T14:05:00+02:00",
     "language": "en-GB", "headline": "Gulls return", "byline": "By Ada Quill",
     "located": "Port Sorrow", "description_text": "A square in white.",
     "service": [{"code": "c", "name": "Coast"}], "infosources": [{"name": "The Harbour Bell"}],
     "body_html": "<p>They came.</p><h2>Why</h2><p>Caf&eacute;s closed.</p>",
     "associations": {"featuremedia": {"type": "picture", "description_text": "Gulls.",
       "renditions": {"16-9": {"href": "https://bell.example/s.jpg"}, "original": {"href": "https://bell.example/g.jpg"}}}}}
    """#

  private static let expected = """
    title: Gulls return
    deck: A square in white.
    byline: Ada Quill
    dateline: Port Sorrow
    section: Coast
    source: The Harbour Bell
    url: https://bell.example/17
    published: 2025-06-08T14:05:00+02:00
    updated: 2025-06-09T10:00:00Z
    lang: en
    image: https://bell.example/g.jpg
    They came.
    # Why
    Cafés closed.
    [Gulls.]
    """

  @Test
  func `ninjs gives every field, alone, in rows, in arrays and wrapped`() {
    let item = Self.item
    #expect(summaries(item, name: "a.json") == [Self.expected])
    #expect(summaries("[\(item), \(item)]", name: "a.json") == [Self.expected, Self.expected])
    let line = item.replacing("\n", with: " ")
    #expect(summaries("\(line)\n\(line)\n", name: "a") == [Self.expected, Self.expected])
    let wrapped = read("{\"_items\": [\(item), \(item)], \"version\": 1}", name: "a.json")
    #expect(wrapped.articles.map { summary($0.article) } == [Self.expected, Self.expected])
    #expect(wrapped.articles.map(\.ordinal) == [0, 1])
  }

  @Test
  func `ninjs 2 has its texts in lists`() {
    let item = """
      {"uri": "urn:x:1", "type": "text", "standard": {"name": "ninjs"}, "representationtype": "complete",
       "headlines": [{"role": "short", "value": "Gulls"}, {"role": "main", "value": "Gulls return"}],
       "bodies": [{"role": "main", "contenttype": "text/plain", "value": "Plain."},
         {"role": "main", "contenttype": "application/xhtml+xml", "value": "<p>They came.</p>"}],
       "by": "By Ada Quill", "versioncreated": "2025-06-08T14:05:00Z"}
      """
    #expect(
      summaries(item, name: "a.json") == [
        "title: Gulls return\nbyline: Ada Quill\npublished: 2025-06-08T14:05:00Z\nThey came."
      ]
    )
  }

  @Test
  func `a picture alone is no article`() {
    let picture =
      #"{"uri": "urn:x:1", "type": "picture", "pubstatus": "usable", "versioncreated": "2025-06-08T14:05:00Z", "description_text": "Gulls."}"#
    #expect(read(picture, name: "a.json").articles.isEmpty)
  }

  @Test
  func `JSON Feed gives every item`() {
    let feed = """
      {"version": "https://jsonfeed.org/version/1.1", "title": "The Harbour Bell", "language": "en",
       "home_page_url": "https://bell.example/", "authors": [{"name": "Ada Quill"}],
       "items": [{"id": "1", "url": "https://bell.example/1", "title": "Gulls return",
         "date_published": "2025-06-08T14:05:00+02:00", "content_html": "<p>They came.</p>", "summary": "A square in white."},
        {"id": "2", "content_text": "It was the wind again.", "authors": [{"name": "Bo Ferry"}]}]}
      """
    let result = read(feed, name: "feed.json")
    #expect(
      result.articles.map { summary($0.article) } == [
        """
        title: Gulls return
        deck: A square in white.
        byline: Ada Quill
        source: The Harbour Bell
        url: https://bell.example/1
        published: 2025-06-08T14:05:00+02:00
        lang: en
        They came.
        """,
        """
        title (derived): It was the wind again.
        byline: Bo Ferry
        source: The Harbour Bell
        lang: en
        It was the wind again.
        """,
      ]
    )
  }

  @Test
  func `damage never stops the reader`() {
    expectNoTrap(Array(Self.item.utf8), name: "a.json", step: 3)
  }
}
