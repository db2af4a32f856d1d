// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

/// What a page can do to a parser: nothing may be lost, joined or slow.
@Suite
struct HostilePageTests {
  private func body(_ page: String) throws -> String {
    try article(page, name: "a.html").paragraphs.map(\.text).joined(separator: "|")
  }

  @Test(arguments: [
    ("<p>before\0after</p>", "before\u{FFFD}after"),
    ("<p>one</br>two</p>", "one two"),
    ("<div>one</p>two</div>", "one two"),
    ("<p>one<o:p></o:p> two</p>", "one two"),
    ("<p>one&nbsp two &amp three &copy 4</p>", "one two & three © 4"),
    ("<p>&Ccaron;esk&yacute; &rsquor;x&lpar;y&rpar;</p>", "Český ’x(y)"),
    ("<p>&#147;so&#148; &#8212; &#x80; &#0;</p>", "“so” — € \u{FFFD}"),
    ("<p>a</p><noscript><p>b</p></noscript><template><p>c</p></template><p>d</p>", "a|d"),
    (
      "<p>a</p><iframe>b</iframe><textarea><p>c</textarea><svg><title>d</title></svg><p>e</p>",
      "a|e"
    ),
    ("<p>a<![CDATA[b]]>c</p>", "ac"),
    ("<p>a</p><!--><p>b</p><!-- c --><p>d</p>", "a|b|d"),
    ("<html><body><p>a</p></body></html><p>b</p>", "a|b"),
    ("<p>a</p><script>if (x) document.write('</x><p>b</p>')</script><p>c</p>", "a|c"),
    ("<p>a<section>b</section><figure>c</figure>", "a|b|c"),
    ("<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><p>&x; a</p>", "&x; a"),
    ("<p>a</p><!-- never closed <p>b</p>", "a"),
    ("<p>1 < 2 & 3 > 2</p>", "1 < 2 & 3 > 2"),
    ("<p hidden>a</p><p style=\"display: none\">b</p><p aria-hidden=true>c</p><p>d</p>", "d"),
    ("<body><p>a</p><body class=x><p>b</p><html lang=de><p>c</p>", "a|b|c"),
    (
      "<nav><div>menu</nav><p>a</p><header><div><button><div>b</button></header><p>c</p>",
      "a|c"
    ),
    ("<table><tr><td><p>a</div></p></td></tr></table><p>b</p>", "a|b"),
    ("<p>a<b> </b>b<i>c</i> <i>d</i>\n<i>e</i></p> <p> f</p>", "a bc d e|f"),
    ("one<html lang=de><p>two", "one|two"),
    (
      "<p>&notit; &copy4 &ampx &NotEqualTilde; &amp;lt; &unknown; &#xZ; &;</p>",
      "¬it; ©4 &x ≂̸ &lt; &unknown; &#xZ; &;"
    ),
    ("<p>a<svg><svg>b</svg>c</p><svg>d</svg><p>e</p>", "ac|e"),
    ("<p>a<noscript>b</p><p>c</p>", "ab|c"),
    ("<p>a<wbr>b<picture><source><img></picture></p><p>c</p>", "ab|c"),
    ("<p>a</p><p title=\"b>c</p><p>d</p>", "a|c|d"),
    ("<?xml version=\"1.0\"?><html><p>a<![CDATA[ <b> & ]]>c</p></html>", "a <b> & c"),
    (
      "<p>a<ÄÖ>b</ÄÖ></p><p>c<my-long-element-name-of-hers>d</my-long-element-name-of-hers></p>",
      "a<ÄÖ>b|cd"
    ),
    ("<P CLASS=x>a</P><DIV>b<BR>c</DIV>", "a|b c"),
    ("<p>so\u{AD}ft and zero\u{200B}width</p>", "soft and zerowidth"),
  ])
  func `no text is lost or joined`(page: String, expected: String) throws {
    #expect(try body(page) == expected)
  }

  @Test
  func `text below three hundred elements is found`() throws {
    let page =
      String(repeating: "<div>", count: 300) + "inner"
      + String(repeating: "</div>", count: 300) + "<p>outer"
    #expect(try body(page) == "inner|outer")
  }

  @Test
  func `text below a hundred thousand elements is found`() throws {
    let page = String(repeating: "<div>", count: 100_000) + "inner"
    #expect(try body(page) == "inner")
  }

  @Test
  func `ends without starts cost nothing`() throws {
    let page =
      String(repeating: "<span>", count: 30_000) + "inner"
      + String(repeating: "</div></nav></b>", count: 30_000) + "<p>last"
    #expect(try body(page).hasSuffix("last"))
  }

  @Test(arguments: [
    "<svg>", "<svg><svg></svg>", "<template>", "<noscript>", "<iframe>", "<!DOCTYPE html [",
    "<a b=\"",
    "<a b='c", "&", "&am", "&#", "<", "</", "</p>", "<p>", "<b><i>", "<table><td>", "<li><ul>",
    "<![CDATA[",
    "<a b", "<select><option>", "<h1><a>", "<form><div></form>", "<x-y></x-z>",
  ])
  func `forms that never end are passed over but once`(form: String) throws {
    let page = "<p>first words</p>" + String(repeating: form, count: 15_000) + " <p>last"
    #expect(try body(page).hasPrefix("first words"))
  }

  @Test
  func `elements that never close one another are left at some depth, their text is not`() throws {
    let page =
      "<p>first</p>" + String(repeating: "<li><tr>", count: 5000) + "inner"
      + String(repeating: "</dd>", count: 5000) + "<p>last"
    let read = try #require(read(page, name: "a.html").articles.first)
    let text = read.article.paragraphs.map(\.text).joined(separator: " ")
    #expect(text.contains("first") && text.contains("inner") && text.contains("last"))
    #expect(read.notes == [.textMayBeIncomplete])
  }

  @Test
  func `what is behind a million elements is kept as text`() throws {
    let page = "<p>first</p>" + String(repeating: "<hr>", count: 1 << 20) + "in<b>n</b>er <p>last"
    let read = try #require(read(page, name: "a.html").articles.first)
    #expect(read.article.paragraphs.map(\.text).joined(separator: " ") == "first inner last")
    #expect(read.notes == [.tooManyElements])
  }

  @Test
  func `the title of a drawing is not that of the page`() throws {
    let page = "<svg><title>Logo</title></svg><title>Harbour reopened</title><p>a</p>"
    #expect(try article(page, name: "a.html").title?.value == "Harbour reopened")
  }

  @Test
  func `a comment and a script without an end are reported`() throws {
    for page in ["<p>a</p><!-- b <p>c</p>", "<p>a</p><script> b <p>c</p>", "<p>a</p><p class='b"] {
      #expect(
        try #require(read(page, name: "a.html").articles.first).notes == [.textMayBeIncomplete]
      )
    }
  }

  @Test
  func `thousands of attributes cost nothing and are reported`() throws {
    let attributes = (0..<20_000).map { "a\($0)=1" }.joined(separator: " ")
    let result = read("<p \(attributes)>kept</p>", name: "a.html")
    let read = try #require(result.articles.first)
    #expect(read.article.paragraphs.map(\.text) == ["kept"])
    #expect(read.notes == [.tagCut])
  }

  @Test
  func `a text of eleven megabytes is kept to its last word`() throws {
    var page = Array("<p>".utf8)
    page.append(contentsOf: [UInt8](repeating: 0x61, count: 11_000_000))
    page.append(contentsOf: Array(" last</p>".utf8))
    var reader = ArticleReader()
    let result = reader.read(page, as: SourceHint(fileName: "a.html"))
    #expect(result.articles.first?.article.paragraphs.first?.text.hasSuffix("a last") == true)
  }

  @Test(arguments: [
    "   \n\t ", "<html></html>", "<script>var a = 1</script>", "<p> </p><br>", "<!-- a -->",
  ])
  func `a page without a word is no article`(page: String) {
    let result = read(page, name: "a.html")
    #expect(result.articles.isEmpty)
    #expect(result.skipped.map(\.reason) == [.noText])
  }

  @Test
  func `every beginning of a page is an article or has a reason`() {
    let page = Array(SamplePage.text.utf8)
    var reader = ArticleReader()
    for end in stride(from: 0, to: page.count, by: 7) {
      let result = reader.read(Array(page[..<end]), as: SourceHint(fileName: "a.html"))
      #expect(result.articles.count + result.skipped.count == 1)
    }
  }

  @Test
  func `every byte of a page may be damaged`() {
    let page = Array(SamplePage.text.utf8)
    var reader = ArticleReader()
    for place in stride(from: 0, to: page.count, by: 5) {
      var damaged = page
      damaged[place] = [0, 0x3C, 0x3E, 0x26, 0xFF, 0x22][place / 5 % 6]
      let result = reader.read(damaged, as: SourceHint(fileName: "a.html"))
      #expect(result.articles.count + result.skipped.count == 1)
    }
  }
}
