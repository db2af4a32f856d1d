// SPDX-License-Identifier: Apache-2.0

/// What the words in an element's class, id and role say about it.
///
/// A value is cut at everything that is no letter or digit and where a capital follows a small
/// letter: `articleBody-wrapper` is `article`, `body`, `wrapper`. Words of several languages.
struct ClassWords: OptionSet, Hashable, Sendable {
  let rawValue: UInt16

  /// Not of the article: related, shared, advertised, navigated.
  static let foreign = ClassWords(rawValue: 1)
  /// Readers' comments.
  static let comments = ClassWords(rawValue: 2)
  /// The text itself.
  static let body = ClassWords(rawValue: 4)
  static let caption = ClassWords(rawValue: 8)
  /// Who wrote it.
  static let byline = ClassWords(rawValue: 16)
  /// When, where in the site, how long to read: short facts beside the text.
  static let facts = ClassWords(rawValue: 32)
  /// The line or two below the headline.
  static let deck = ClassWords(rawValue: 64)
  /// When it was published.
  static let date = ClassWords(rawValue: 128)

  /// Taken off the page by an attribute; some pages hide everything until a script has run.
  static let hidden = ClassWords(rawValue: 256)

  /// All that the words of a value say.
  static func reading(_ value: ByteSpan) -> ClassWords {
    var words: ClassWords = []
    var hash = seed
    var length = 0
    var previousIsSmall = false
    for index in 0..<value.count {
      let byte = value[index]
      let isWord = byte.isLetter || byte.isDigit
      if !isWord || (byte.isUpper && previousIsSmall) {
        if length > 1, let found = table[hash] { words.formUnion(found) }
        (hash, length) = (seed, 0)
      }
      if isWord {
        hash = (hash ^ UInt64(byte.lowercased)) &* prime
        length += 1
      }
      previousIsSmall = isWord && !byte.isUpper
    }
    if length > 1, let found = table[hash] { words.formUnion(found) }
    return words
  }

  // FNV-1a (Fowler, Noll, Vo), 64 bits.
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01B3

  private static let table: [UInt64: ClassWords] = {
    var table: [UInt64: ClassWords] = [:]
    for (words, meaning) in vocabulary {
      for word in words.split(separator: " ") {
        var hash = seed
        for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* prime }
        table[hash, default: []].formUnion(meaning)
      }
    }
    return table
  }()

  private static let vocabulary: [(String, ClassWords)] = [
    (
      """
      ad ads adv advert adverts advertisement advertising adsense adslot dfp gpt sponsor sponsored \
      sponsors sponsorship promo promos promotion promoted outbrain taboola revcontent zergnet \
      related relacionadas relacionados relacionada verwandt recommend recommended recommendation \
      recommendations recirc recirculation readmore morefrom morestories moreon trending popular \
      mostread mostpopular mostviewed latest teaser teasers sidebar rail aside rightrail rightcol \
      share shares sharing sharebar sharetools addtoany addthis sharedaddy jp social socials \
      newsletter newsletters subscribe subscription subscriptions signup optin nav navi navbar \
      navigation menu submenu topbar breadcrumb breadcrumbs footer masthead toolbar \
      tools popup modal overlay lightbox cookie cookies consent gdpr privacy banner alert \
      paywall login register pagination pager paging nextprev prevnext skip donate donation \
      widget widgets tags taglist tagcloud keywords topics categories authorbox authorbio bio \
      aboutauthor print email poll quiz survey rating ratings vote feedback contact search \
      copyright disclaimer legal corrections sticky ticker playlist carousel slider \
      infobox factbox toc jobs shop shopping commerce product price coupon affiliate app download \
      notification push tooltip dropdown hidden invisible hide sronly noprint screenreader \
      werbung anzeige publicidad publicidade pub reklama interstitial inread
      """, .foreign
    ),
    (
      """
      comment comments commentlist commenting respond disqus livefyre kommentare kommentar \
      comentarios comentários commentaires replies fbcomments discussion
      """, .comments
    ),
    (
      """
      articlebody articletext articlecontent storybody storytext storycontent entrycontent \
      postcontent postbody bodytext bodycopy maincontent article body content entry story post \
      text main maintext texto artikel cuerpo contenido nota noticia
      """, .body
    ),
    ("caption captions figcaption credit credits imagecredit legend bildunterschrift", .caption),
    (
      """
      byline bylines author authors authorname authornames authorlink bylineauthor autor autores auteur auteurs verfasser writer writers \
      contributor reporter journalist signature firma
      """, .byline
    ),
    (
      """
      meta metadata dateline timestamp time date pubdate published updated readingtime readtime \
      eyebrow kicker category section label labels topic tag info infos byline
      """, .facts
    ),
    (
      """
      deck dek standfirst subtitle subheadline subhead subheading subtitulo bajada sottotitolo chapo \
      teasertext summary lede excerpt intro sapo description
      """, .deck
    ),
    (
      """
      date dates datetime pubdate published publishdate pubtime timestamp time posted datum fecha \
      data dateline publication published
      """, .date
    ),
  ]
}
