// SPDX-License-Identifier: Apache-2.0

@testable import ArticleStore
import Articles
import Testing

@Suite struct IdentityTests {
  @Test(arguments: [
    ("https://Example.org/News/Story-1", "example.org/News/Story-1"),
    ("http://www.example.org:80/a/b/", "example.org/a/b"),
    ("https://example.org:8443/a", "example.org:8443/a"),
    ("https://user:word@example.org./a", "example.org/a"),
    ("https://example.org/a?utm_source=x&id=7&fbclid=abc#top", "example.org/a?id=7"),
    ("https://example.org/a?b=2&a=1", "example.org/a?a=1&b=2"),
    ("https://example.org/a/../b/./c", "example.org/b/c"),
    ("https://example.org/caf%c3%a9/%7Ename", "example.org/caf%C3%A9/~name"),
    ("https://example.org/a/index.html", "example.org/a"),
    ("//example.org/a", "example.org/a"),
    ("  https://example.org/a%zz%+1 ", "example.org/a%zz%+1"),
    ("https://example.org/#!/story/5", "example.org/#!/story/5"),
    ("https://[2001:db8::1]/a", "[2001:db8::1]/a"),
    ("https://[2001:db8::1]:81/a", "[2001:db8::1]:81/a"),
    ("https://example.org", "example.org/"),
  ])
  func `reduces an address to what names the page`(address: String, expected: String) {
    #expect(ArticleIdentity.identityURL(address) == expected)
  }

  @Test(arguments: [
    "", "ftp://example.org/a", "example.org/a", "https://", "mailto:a@b", "https:// /",
  ])
  func `takes nothing but web addresses`(address: String) {
    #expect(ArticleIdentity.identityURL(address) == nil)
  }

  @Test func `typography does not make another text, a number does`() {
    let one = article("The “river”", "It rose to 1.5 m\u{a0}— quickly…")
    let same = article("The \"river\"", "It  rose to 1.5 m - quickly...")
    let other = article("The “river”", "It rose to 15 m — quickly…")
    #expect(ArticleIdentity.textFingerprint(of: one) == ArticleIdentity.textFingerprint(of: same))
    #expect(ArticleIdentity.textFingerprint(of: one) != ArticleIdentity.textFingerprint(of: other))
  }

  @Test func `paragraphs do not run together`() {
    let one = article("t", "ab", "c")
    let other = article("t", "a", "bc")
    #expect(ArticleIdentity.textFingerprint(of: one) != ArticleIdentity.textFingerprint(of: other))
  }

  @Test func `an id follows from the address, else from source and text`() {
    let page = article("t", "x", url: "https://example.org/a?utm_medium=y")
    let again = article("u", "y", url: "http://www.example.org/a")
    #expect(ArticleIdentity.id(of: page) == ArticleIdentity.id(of: again))
    let clip = article("t", "x", source: "One")
    let other = article("t", "x", source: "Two")
    #expect(ArticleIdentity.id(of: clip) != ArticleIdentity.id(of: other))
  }

  @Test(arguments: [
    (
      "https://example.org/2024/05/story-of-rivers",
      "https://example.org/2024/05/story-of-rivers/amp", true
    ),
    ("https://example.org/long-name-of-a-story", "https://example.org/p/123", true),
    ("https://example.org/", "https://example.org/p/123", false),
    ("https://example.org/world", "https://example.org/p/123", false),
    ("https://example.org/2024/05/03", "https://example.org/2024/05/03/story", false),
    ("https://other.org/long-name-of-a-story", "https://example.org/p/123", false),
  ])
  func `believes a canonical link only of the same host and to an article`(
    canonical: String,
    own: String,
    expected: Bool
  ) {
    let identity = ArticleIdentity(of: article("t", "x", url: own, canonical: canonical))
    #expect((identity.canonicalURL != nil) == expected)
  }

  @Test func `versions are alike and different articles are not`() {
    let text = longText(1) + ". " + longText(2)
    let edited = longText(1) + ". " + longText(3, words: 10) + " " + longText(2)
    let other = longText(4) + ". " + longText(5)
    #expect(TextResemblance.alike(Array(text.utf8), Array(edited.utf8)))
    #expect(!TextResemblance.alike(Array(text.utf8), Array(other.utf8)))
    #expect(TextResemblance.alike([1, 2], [1, 2]))
    #expect(!TextResemblance.alike([1, 2], Array(text.utf8)))
  }
}
