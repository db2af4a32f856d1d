// SPDX-License-Identifier: Apache-2.0

/// What the words in an element's class, id and role say about it.
///
/// A value is cut at everything that is no letter or digit and where a capital follows a small
/// letter: `articleBody-wrapper` is `article`, `body`, `wrapper`. Words of several languages.
struct ClassWords: OptionSet, Hashable, Sendable {
  let rawValue: UInt32

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

  // Finer than ``foreign``, for the classifier of blocks; a word of these may be foreign too.
  static let ads = ClassWords(rawValue: 1 << 9)
  static let related = ClassWords(rawValue: 1 << 10)
  static let sharing = ClassWords(rawValue: 1 << 11)
  static let navigation = ClassWords(rawValue: 1 << 12)
  static let signup = ClassWords(rawValue: 1 << 13)
  static let legal = ClassWords(rawValue: 1 << 14)
  static let popup = ClassWords(rawValue: 1 << 15)
  static let sidebar = ClassWords(rawValue: 1 << 16)
  static let tags = ClassWords(rawValue: 1 << 17)
  static let writer = ClassWords(rawValue: 1 << 18)
  static let headline = ClassWords(rawValue: 1 << 19)
  static let quote = ClassWords(rawValue: 1 << 20)
  static let keyPoints = ClassWords(rawValue: 1 << 21)
  static let embed = ClassWords(rawValue: 1 << 22)
  static let media = ClassWords(rawValue: 1 << 23)
  static let list = ClassWords(rawValue: 1 << 24)
  static let live = ClassWords(rawValue: 1 << 25)
  static let note = ClassWords(rawValue: 1 << 26)
  static let commerce = ClassWords(rawValue: 1 << 27)
  static let wrapper = ClassWords(rawValue: 1 << 28)
  static let paragraph = ClassWords(rawValue: 1 << 29)

  /// The number of bits.
  static let count = 30

  /// All that the words of a value say.
  static func reading(_ value: ByteSpan) -> ClassWords {
    var words: ClassWords = []
    var hash = WordCursor.seed
    var length = 0
    var previousIsSmall = false
    for index in 0..<value.count {
      let byte = value[index]
      let isWord = byte.isLetter || byte.isDigit
      if !isWord || (byte.isUpper && previousIsSmall) {
        if length > 1 { words.formUnion(ClassWords(rawValue: table[hash])) }
        (hash, length) = (WordCursor.seed, 0)
      }
      if isWord {
        hash = WordCursor.hash(hash, byte.lowercased)
        length += 1
      }
      previousIsSmall = isWord && !byte.isUpper
    }
    if length > 1 { words.formUnion(ClassWords(rawValue: table[hash])) }
    return words
  }

  private static let table: HashTable = {
    var table = HashTable(capacity: 1000)
    for (words, meaning) in vocabulary {
      for word in words.split(separator: " ") {
        var hash = WordCursor.seed
        for byte in word.utf8 { hash = WordCursor.hash(hash, byte) }
        table.insert(hash, bits: meaning.rawValue)
      }
    }
    return table
  }()

  private static let vocabulary: [(String, ClassWords)] = [
    (
      """
      ad ads adv advert adverts advertisement advertising adsense adslot dfp gpt sponsor sponsored \
      sponsors sponsorship promo promos promotion promoted outbrain taboola revcontent zergnet \
      werbung anzeige publicidad publicidade pub reklama interstitial inread
      """, [.foreign, .ads]
    ),
    (
      """
      related relacionadas relacionados relacionada verwandt recommend recommended recommendation \
      recommendations recirc recirculation readmore morefrom morestories moreon trending popular \
      mostread mostpopular mostviewed latest teaser teasers relatedposts relatedarticles
      """, [.foreign, .related]
    ),
    ("readalso seealso more similar next prev previous headlines mehr weitere", .related),
    (
      """
      share shares sharing sharebar sharetools addtoany addthis sharedaddy jp social socials \
      print email
      """, [.foreign, .sharing]
    ),
    (
      """
      nav navi navbar navigation menu submenu topbar breadcrumb breadcrumbs toolbar pagination \
      pager paging nextprev prevnext skip tools search toc dropdown
      """, [.foreign, .navigation]
    ),
    (
      """
      newsletter newsletters subscribe subscription subscriptions signup optin paywall login \
      register donate donation contact app download notification push
      """, [.foreign, .signup]
    ),
    (
      "footer masthead cookie cookies consent gdpr privacy copyright disclaimer legal",
      [.foreign, .legal]
    ),
    (
      """
      popup modal overlay lightbox banner alert tooltip sticky hidden invisible hide sronly \
      noprint screenreader
      """, [.foreign, .popup]
    ),
    ("visually offscreen", .popup),
    (
      """
      sidebar rail rightrail rightcol widget widgets ticker playlist carousel slider jobs poll \
      quiz survey rating ratings vote feedback infobox factbox
      """, [.foreign, .sidebar]
    ),
    ("aside secondary complementary box module bottom right", .sidebar),
    ("tags taglist tagcloud keywords topics categories", [.foreign, .tags]),
    ("tag category kategorie rubrik", .tags),
    ("authorbox authorbio bio aboutauthor", [.foreign, .writer]),
    ("about profile avatar biography contributor author autor", .writer),
    ("corrections", [.foreign, .note]),
    (
      "note notes editorsnote correction footnote footnotes reference references source sources",
      .note
    ),
    (
      "shop shopping commerce product price coupon affiliate", [.foreign, .commerce]
    ),
    ("buy products deal deals offer store", .commerce),
    (
      """
      title headline heading headings subtitle hed titulo titel titre overskrift rubrik pagetitle \
      entrytitle posttitle
      """, .headline
    ),
    ("quote blockquote pullquote pull citation cite zitat", .quote),
    (
      """
      takeaways takeaway highlights highlight keypoints key points summary tldr glance bullets faq \
      faqs brief
      """, .keyPoints
    ),
    ("embed tweet twitter instagram facebook youtube iframe oembed", .embed),
    (
      """
      video player media image images photo photos picture gallery slideshow slide figure img audio \
      podcast foto bild
      """, .media
    ),
    ("list grid card cards feed archive item items row listing river collection", .list),
    ("live liveblog update updates entry timeline", .live),
    ("content wrapper container main page inner column col section block site wrap", .wrapper),
    ("paragraph para richtext rich rte prose wysiwyg markdown copy p absatz", .paragraph),
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
