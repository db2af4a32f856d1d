// SPDX-License-Identifier: Apache-2.0

import Articles
import ArticleStore
import Storage

/// Learns from a site's other pages which lines at the edges of a text are no part of it.
///
/// A page by itself cannot tell the last paragraph of an article from the notice that stands under
/// all of them. An archive can: in some thousand articles as agencies and papers wrote them, no line
/// at an edge stood word for word in three, but for authors' portraits, line-ups and the like, and
/// these in fewer than one of a hundred. So a line is dropped if it stands at an edge of at least
/// two other articles and of one page in twenty of the site's. A sentence, speech or a long text may
/// well be the article's: three reports of one case end with the same words. It must stand on four
/// others and on half of the pages.
///
/// Evidence is what the catalogue counted when articles were filed (``LineRecord``) and what the
/// other pages of the same round have, so that the first pages of a site teach one another. Pages
/// of one article are no evidence. The counts are of what was read, not of what was kept: what was
/// learned stays learned. An article's identity is that of its text as it was read, so that a line
/// learned later never makes a version of what is filed.
struct BoilerplateLearning {
  /// Lines of this round's pages.
  private var lines: [UInt64: LineRecord] = [:]
  /// Pages of this round by site.
  private var pages: [UInt64: UInt64] = [:]
  private var filed: [FiledPage] = []

  /// An article that was filed in this round, with the lines to be counted at its end.
  private struct FiledPage {
    let article: ArticleID
    let page: PageLines
    let keys: [UInt64]
  }

  /// So many lines that are not boilerplate are looked at from each edge.
  private static let reach = (first: 2, last: 6)

  /// Takes note of a page before any of the round is filed.
  mutating func look(
    at page: PageLines,
    in memory: borrowing some SiteMemory & ~Copyable
  ) throws(CorruptionError) {
    pages[page.site, default: 0] += 1
    let witness = LineRecord.Witness(article: page.likelyID, traits: page.traits)
    for line in try edges(of: page, witness, memory).all {
      lines[line.key, default: LineRecord(key: line.key)].add(witness)
    }
  }

  /// What of an article is boilerplate of its site, by the numbers of its paragraphs.
  func boilerplate(
    of article: Article,
    _ page: PageLines,
    as id: ArticleID,
    in memory: borrowing some SiteMemory & ~Copyable
  ) throws(CorruptionError) -> LearnedLines {
    let witness = LineRecord.Witness(article: id, traits: page.traits)
    let edges = try edges(of: page, witness, memory)
    return LearnedLines(edges: edges.all.map(\.key), dropped: edges.known, in: article)
  }

  /// Keeps for the end of the round that an article with these lines is new.
  mutating func filed(_ article: ArticleID, _ page: PageLines, _ learned: LearnedLines) {
    filed.append(FiledPage(article: article, page: page, keys: learned.edges))
  }

  /// Hands over what the round's new articles have, and forgets the round.
  mutating func finishRound(
    _ count: (ArticleID, PageLines, [UInt64]) throws(CorruptionError) -> Void
  ) throws(CorruptionError) {
    for new in filed { try count(new.article, new.page, new.keys) }
    self = BoilerplateLearning()
  }

  /// The lines near the edges, known boilerplate apart, beyond which one looks further.
  private func edges(
    of page: PageLines,
    _ own: LineRecord.Witness,
    _ memory: borrowing some SiteMemory & ~Copyable
  ) throws(CorruptionError) -> (all: [PageLines.Line], known: [PageLines.Line]) {
    var all: [PageLines.Line] = []
    var known: [PageLines.Line] = []
    let total = try (memory.site(page.site)?.pages ?? 0) + (pages[page.site] ?? 0)
    for (lines, reach) in [(page.first, Self.reach.first), (page.last, Self.reach.last)] {
      var unknown = 0
      for line in lines where unknown < reach && !all.contains(line) {
        all.append(line)
        let evidence = try evidence(for: line, own, memory)
        if evidence.isEnough(for: line, among: total) { known.append(line) } else { unknown += 1 }
      }
    }
    return (all, known)
  }

  private func evidence(
    for line: PageLines.Line,
    _ own: LineRecord.Witness,
    _ memory: borrowing some SiteMemory & ~Copyable
  ) throws(CorruptionError) -> LineEvidence {
    var evidence = LineEvidence()
    for record in [try memory.line(line.key), lines[line.key]].compactMap(\.self) {
      let (sum, isTooMuch) = evidence.count.addingReportingOverflow(record.count)
      evidence.count = isTooMuch ? .max : sum
      for witness in record.witnesses where !witness.isSame(as: own) {
        let isNew = !evidence.others.contains { $0.isSame(as: witness) }
        if isNew { evidence.others.append(witness) }
      }
    }
    return evidence
  }
}

/// What speaks for a line being boilerplate.
private struct LineEvidence {
  /// Pages with the line of other articles, no two of one; the first few.
  var others: [LineRecord.Witness] = []
  /// All pages with the line.
  var count: UInt64 = 0

  /// Whether that is enough on a site of so many pages.
  func isEnough(for line: PageLines.Line, among pages: UInt64) -> Bool {
    line.isProse
      ? others.count >= 4 && count >= pages / 2 + pages % 2
      : others.count >= 2 && count >= pages / 20 + (pages % 20).signum()
  }
}

/// The paragraphs of an article that are boilerplate of its site.
struct LearnedLines {
  /// Everything that was looked at, boilerplate or not: what is counted if the article is new.
  let edges: [UInt64]
  /// Numbers of paragraphs, ascending.
  let dropped: [Int]

  /// Nothing is dropped if nothing would be left but headings and captions.
  fileprivate init(edges: [UInt64], dropped lines: [PageLines.Line], in article: Article) {
    self.edges = edges
    var dropped = Set(lines.map(\.paragraph))
    let texts = article.paragraphs.indices.filter { article.paragraphs[$0].kind != .caption }
    // A heading under which nothing is left.
    for number in texts.reversed() where !lines.isEmpty && !dropped.contains(number) {
      let isLast = number != texts.last && article.paragraphs[number].kind == .heading
      guard isLast else { break }
      dropped.insert(number)
    }
    let rest = texts.filter { !dropped.contains($0) && article.paragraphs[$0].kind != .heading }
    self.dropped = rest.isEmpty ? [] : dropped.sorted()
  }

  /// The article without them.
  func removed(from article: Article) -> Article {
    guard !dropped.isEmpty else { return article }
    var rest = article
    let isDropped = Set(dropped)
    rest.paragraphs = article.paragraphs.indices.filter { !isDropped.contains($0) }
      .map { article.paragraphs[$0] }
    return rest
  }
}

/// What was learned of sites so far.
protocol SiteMemory: ~Copyable {
  func line(_ key: UInt64) throws(CorruptionError) -> LineRecord?
  func site(_ key: UInt64) throws(CorruptionError) -> SiteRecord?
}

extension ArticleStoreReader: SiteMemory {}
extension ArticleStoreWriter: SiteMemory {}

extension PageLines {
  /// The lines by which an article's site's boilerplate is learned; nil for what is no web page.
  ///
  /// Records, mails and texts were taken from pages by somebody else or never stood on one.
  init?(of article: Article, identity: ArticleIdentity, mediaType: String) {
    let pages = [
      "text/html", "application/xhtml+xml", "multipart/related", "application/warc",
      "application/gzip",
    ]
    let address = article.url ?? article.canonicalURL
    let isPage = address?.origin != .record && address?.origin != .text
    guard isPage, pages.contains(mediaType) else { return nil }
    self.init(of: article, identity: identity)
  }
}

extension PreparedArticle {
  /// The lines by which its site's boilerplate is learned; nil for what is no web page.
  func pageLines(mediaType: String) -> PageLines? {
    PageLines(of: article, identity: identity, mediaType: mediaType)
  }
}
