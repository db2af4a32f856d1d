// SPDX-License-Identifier: Apache-2.0

package import Articles
import Storage

/// The lines at the two edges of a page's text, by which its site's boilerplate is learned.
///
/// What stands around an article (notices, invitations to subscribe, the outlet's own portrait)
/// stands word for word on the site's other pages, at the beginning or at the end. Made from the
/// article alone, so that threads which read files can make it; a few microseconds.
package struct PageLines: Sendable {
  /// A paragraph that is short enough to be boilerplate.
  package struct Line: Hashable, Sendable {
    /// Its number among the article's paragraphs.
    package let paragraph: Int
    /// What stands for its text on this site.
    package let key: UInt64
    /// Whether it reads as a part of an article (a sentence, speech, or just long), and so must be
    /// known far better to be dropped.
    package let isProse: Bool
  }

  /// What stands for the site.
  package let site: UInt64
  /// By which two pages are told to be one article.
  package let traits: PageTraits
  /// From the first paragraph on, to the last at most.
  package let first: [Line]
  /// From the last paragraph back, to the first at most.
  package let last: [Line]
  /// The id that the article would have if it were new: an old one's most often.
  package let likelyID: ArticleID

  /// So many lines are looked at from each edge; captions do not count.
  private static let reach = (first: 8, last: 32)

  /// Nil where nothing says which site the page is of.
  package init?(of article: Article, identity: ArticleIdentity) {
    guard let site = Self.site(of: article) else { return nil }
    self.site = site
    traits = PageTraits(of: article)
    let texts = article.paragraphs.indices.filter { article.paragraphs[$0].kind != .caption }
    func line(_ number: Int) -> Line {
      Line(number, article.paragraphs[number].text, site: site)
    }
    first = texts.prefix(Self.reach.first).map(line)
    last = texts.suffix(Self.reach.last).reversed().map(line)
    likelyID = identity.candidates[0]
  }

  /// The host of the page's address, else its outlet.
  private static func site(of article: Article) -> UInt64? {
    for address in [article.url, article.canonicalURL].compactMap({ $0?.value }) {
      if let url = IdentityURL(address) { return XXH64.hash(Array("host:\(url.host)".utf8)) }
    }
    return article.source.map { XXH64.hash(Array("source:\($0.value)".utf8)) }
  }
}

extension PageLines.Line {
  /// Texts from so many letters on are prose; ideographs count double, as they say more.
  private static let proseLength = 200
  /// What sentences end with, and what is put around speech.
  private static let sentenceEnds = Set(
    ".!?\u{2026}\u{3002}\u{FF01}\u{FF1F}\u{0964}\u{061F}".unicodeScalars
  )
  private static let speechMarks = Set(
    "\"\u{201C}\u{201D}\u{201E}\u{AB}\u{BB}\u{300C}".unicodeScalars
  )

  fileprivate init(_ paragraph: Int, _ text: String, site: UInt64) {
    self.paragraph = paragraph
    var normalized = NormalizedText()
    normalized.append(text)
    key = XXH64.hash(normalized.bytes, seed: site)
    isProse = Self.isSentence(text) || Self.length(of: text) >= Self.proseLength
  }

  private static func isSentence(_ text: String) -> Bool {
    guard let last = text.unicodeScalars.last else { return false }
    return sentenceEnds.contains(last) || text.unicodeScalars.contains(where: speechMarks.contains)
  }

  private static func length(of text: String) -> Int {
    guard text.utf8.count >= proseLength else { return 0 }
    return text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
  }
}

/// Three short hashes by which one article is told from another, whatever their pages share.
package struct PageTraits: Hashable, Sendable {
  /// Of the title; like the others 0 if there is none.
  package let title: UInt32
  /// Of the first paragraph that is a sentence or more.
  package let lead: UInt32
  /// Of the longest of the other paragraphs.
  package let core: UInt32

  package init(title: UInt32, lead: UInt32, core: UInt32) {
    self.title = title
    self.lead = lead
    self.core = core
  }

  /// The shortest text that may be a lead, in bytes.
  private static let leadLength = 40

  init(of article: Article) {
    let texts = article.paragraphs.filter { $0.kind != .caption }.map(\.text)
    let lead = texts.firstIndex { $0.utf8.count >= Self.leadLength }
    let others = texts.indices.filter { $0 != lead }
    let core = others.max { texts[$0].utf8.count < texts[$1].utf8.count }
    self.init(
      title: Self.hash(article.title?.value),
      lead: Self.hash(lead.map { texts[$0] }),
      core: Self.hash(core.map { texts[$0] })
    )
  }

  private static func hash(_ text: String?) -> UInt32 {
    guard let text, !text.isEmpty else { return 0 }
    var normalized = NormalizedText()
    normalized.append(text)
    return max(1, UInt32(truncatingIfNeeded: XXH64.hash(normalized.bytes)))
  }

  /// Whether two of the three are the same, so that the pages hold one article.
  package func isSameArticle(as other: PageTraits) -> Bool {
    var same = 0
    if title != 0, title == other.title { same += 1 }
    if lead != 0, lead == other.lead { same += 1 }
    if core != 0, core == other.core { same += 1 }
    return same >= 2
  }
}
