// SPDX-License-Identifier: Apache-2.0

/// A page such as newspapers make them.
enum SamplePage {
  static let text = """
    <!DOCTYPE html>
    <!-- saved from url=(0044)https://bell.example/2025/06/08/lighthouse -->
    <html lang="en-GB"><head><meta charset="utf-8">
    <title>Lighthouse to shine again | The Salthaven Bell</title>
    <meta property="og:site_name" content="The Salthaven Bell">
    <meta property="og:title" content="Lighthouse to shine again">
    <meta property="article:section" content="Coast &amp; Harbour">
    <link rel="canonical" href="https://bell.example/2025/06/08/lighthouse">
    <script type="application/ld+json">
    {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Bell"},
      {"@type": "NewsArticle", "headline": "Lighthouse to shine again",
       "datePublished": "2025-06-08T14:05:00-06:00", "dateModified": "2025-06-09T08:00:00Z",
       "author": [{"@type": "Person", "name": "Ada Quill"}, {"@type": "Person", "name": "Bo Ferry"}],
       "publisher": {"@type": "Organization", "name": "The Salthaven Bell"}}]}
    </script>
    <script>var tracking = "<p>not a word of this</p>";</script>
    <style>p { color: red }</style></head>
    <body class="single has-sidebar"><nav><ul><li><a href="/">Home</a></li><li>
    <a href="/coast">Coast</a></li></ul></nav>
    <div id="page"><article class="post tag-lighthouse category-coast">
    <header><h1>Lighthouse to shine again</h1><p class="standfirst">After two winters in the dark the lamp
    returns.</p><div class="byline">By <a rel="author" href="/ada">Ada Quill</a></div></header>
    <figure><img src="a.jpg"><figcaption>The lighthouse in March, seen from the mole.</figcaption></figure>
    <div class="article-body"><p>SALTHAVEN (AP) &mdash; The harbour authority said on Monday that the old
    lighthouse would be lit again next spring, after two winters in the dark.</p>
    <p>Work on the lantern began in April, and it has cost less than was feared, the authority said in a
    letter to the council.</p>
    <div class="newsletter-signup"><p>Get the best of the coast in your inbox, every Friday morning, free of
    charge.</p></div>
    <h2>Two dark winters</h2>
    <p>Sailors, fishermen and the two ferry lines have asked for it since the lantern broke, and the council
    voted the money in January.</p>
    <blockquote><p>“We have missed it as one misses a neighbour,” said Cy Marsh, who keeps the harbour
    inn.</p></blockquote>
    <ul><li>The lamp will be seen for nineteen miles.</li><li>Its keeper will live in the town.</li></ul>
    <p>Read more: <a href="/other">The ferry that never came</a></p>
    <p>The first lighting is planned for the first of March.</p></div>
    <aside class="related"><h3>Related stories</h3><ul><li><a href="/1">Gulls take the market
    square</a></li></ul></aside></article>
    <section id="comments"><h2>Comments</h2><p>I for one have always been against the lamp, it keeps me
    awake.</p></section></div>
    <footer><p>© 2025 The Salthaven Bell. All rights reserved.</p></footer></body></html>
    """
}
