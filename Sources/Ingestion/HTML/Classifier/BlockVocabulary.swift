// SPDX-License-Identifier: Apache-2.0

/// What words say about the text they stand in, whatever the page: tables of several languages.
enum BlockVocabulary {
  /// The kinds of words that are counted; the raw value is the bit.
  enum Kind: Int, CaseIterable {
    /// Small words of running text.
    case stop
    case sharing, related, legal, credit, writer, time, comments, commerce, support
  }

  /// The bits of a word's kinds by its hash.
  static let words: HashTable = {
    var table = HashTable(capacity: 1500)
    for (kind, list) in lists {
      for word in list.split(separator: " ") {
        table.insert(hash(String(word)), bits: 1 << UInt32(kind.rawValue))
      }
    }
    return table
  }()

  /// Texts that stand alone (bit 0) or open a text (bit 1), by the hash of their words in a row.
  static let phrases: HashTable = {
    var table = HashTable(capacity: 400)
    for phrase in whole { table.insert(hash(phrase), bits: 1) }
    for phrase in openings { table.insert(hash(phrase), bits: 2) }
    return table
  }()

  /// The words of a phrase in a row; of one word it is the word's own hash.
  static func hash(_ phrase: String) -> UInt32 {
    var cursor = WordCursor()
    var row: UInt32 = 0
    let bytes = Array(phrase.utf8)
    var isFirst = true
    while cursor.next(in: bytes.span) {
      row = isFirst ? cursor.hash : WordCursor.mix(row, cursor.hash)
      isFirst = false
    }
    return row
  }

  private static let lists: [(Kind, String)] = [
    (
      .stop,
      """
      the of and to a in is that for it was on with as be by at from are this have has had not but \
      they his her its he she we you i who which will would there been their were or an said about \
      der die das und ist nicht ein eine den dem des von mit sich auf für im zu auch es als an wie \
      le la les des et est une un du que qui dans pour pas sur au aux avec par plus ce cette sont \
      el los las del y en que una por con para se su al lo como más pero sus es son \
      il lo gli e di che non è per una con del della dei sono si come anche nel \
      o os as do da dos das em um uma não com para por mais que se no na ao \
      de het een van en dat niet zijn op te met voor er aan ook bij \
      och att det som en på är av för med den till inte om ett har \
      i og at det som en på er af for med den til ikke et har var \
      w i na z że się nie do to jest o jak od po ale przez \
      и в не на что с по как это но он из за то к его от \
      і у на що з не до як та це від за про \
      bir ve bu da de için ile çok olarak daha \
      yang dan di dari untuk dengan pada ini itu tidak \
      và của là các trong cho được với có không một \
      a az és hogy nem egy is de ez \
      και το να του η της για με που τα από \
      في من على إلى أن عن هذا التي الذي مع \
      של את על לא הוא עם זה \
      के में की है का से को और पर ने \
      ja on ei että se oli hän mutta \
      的 了 是 在 不 和 有 他 我 这 為 为 也 就 の は に を が と で し た も る い て \
      이 그 는 은 을 를 의 에 가
      """
    ),
    (
      .sharing,
      """
      share shares sharing follow subscribe subscribed newsletter newsletters sign signup login log \
      register account app download click tap email mail facebook twitter whatsapp instagram \
      linkedin pinterest telegram youtube tiktok inbox join alerts notifications bookmark print \
      copy link unsubscribe address tweet reddit flipboard rss podcast teilen folgen abonnieren \
      anmelden abonner partager inscrivez suscríbete síguenos compartir regístrate compartilhar \
      assine inscreva condividi iscriviti seguici dela prenumerera abonneer deel подписывайтесь \
      подписаться поделиться канал 分享 关注 扫描 微信 微博 客户端 下载 登录 注册
      """
    ),
    (
      .related,
      """
      related read more also see next recommended popular trending latest watch listen previous \
      continue explore discover stories articles topics headlines videos gallery editors picks \
      lesen mehr weitere thema artikel lire aussi lea también leer más relacionadas noticias leia \
      mais veja leggi anche lees ook läs mer zobacz czytaj читайте также 相关 阅读 更多 推荐 热点 \
      点击 新闻 专题 責任 责任 编辑
      """
    ),
    (
      .legal,
      """
      copyright rights reserved terms privacy policy cookies cookie reproduced permission \
      disclaimer conditions trademark trademarks licensed llc inc ltd gmbh rechte vorbehalten \
      impressum datenschutz droits réservés derechos reservados direitos diritti riservati права \
      защищены 版权 所有 声明 转载 未经 授权 all material published broadcast rewritten \
      redistributed agreement consent gdpr affiliate advertiser
      """
    ),
    (
      .credit,
      """
      photo photos image images picture pictures getty photograph photographer credit courtesy \
      file ap reuters afp epa dpa pa shutterstock istock istockphoto alamy imago foto fotos bild \
      bilder imagen imagem crédit crédito caption illustration handout via screenshot video \
      agentur archiv archivo фото 图 图片 摄
      """
    ),
    (
      .writer,
      """
      reporter correspondent editor author writer contributed journalist bio staff writes covers \
      contributing freelance columnist producer contributor reporting edited written autor autorin \
      redakteur redaktion auteur journaliste periodista redactor redação repórter giornalista \
      автор редактор 记者 作者 通讯员 byline
      """
    ),
    (
      .time,
      """
      january february march april may june july august september october november december jan \
      feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday \
      saturday sunday published updated posted min mins minutes minute hours hour days ago am pm \
      edt est gmt utc pdt pst bst ist uhr januar februar märz mai juni juli oktober dezember \
      enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre \
      janvier février mars avril juin juillet août octobre décembre janeiro fevereiro março maio \
      junho julho setembro outubro novembro dezembro gennaio febbraio maggio giugno luglio \
      settembre ottobre dicembre stand publié mis publicado atualizado actualizado veröffentlicht \
      aktualisiert 年 月 日
      """
    ),
    (
      .comments,
      """
      comment comments commenting reply replies moderated moderators respond likes upvote flag \
      discussion commenters kommentar kommentare kommentieren commentaires commenter comentarios \
      comentar comentários commenti reacties комментарии комментарий 评论 网友 留言
      """
    ),
    (
      .commerce,
      """
      buy price prices shop shipping cart discount deal deals sale coupon offer offers save \
      order checkout product products amazon retailer purchase commission kaufen preis angebot \
      acheter prix comprar precio oferta advertisement advertising sponsored promoted ad anzeige \
      werbung publicidad publicidade publicité реклама 广告
      """
    ),
    (
      .support,
      """
      donate donation donations support contribute member members membership subscriber \
      subscribers subscription subscriptions free trial unlimited access premium digital journalism \
      reader readers thank thanks supporters abo abonnés abonné suscriptores assinante assinantes \
      unterstützen spenden
      """
    ),
  ]

  private static let whole = [
    "advertisement", "advertisements", "ad", "share", "share this", "share this article",
    "share this story", "tweet", "print", "email", "comments", "related", "related articles",
    "related stories", "related content", "related topics", "read more", "more", "more stories",
    "most read", "most popular", "loading", "subscribe", "sign up", "follow us", "listen",
    "continue reading", "story continues below advertisement", "story continues below",
    "article continues below advertisement", "article continues after advertisement",
    "advertisement scroll to continue", "this article is more than", "play video", "watch",
    "getty images", "image source getty images", "image caption", "skip advertisement", "source",
    "anzeige", "werbung", "publicidad", "publicidade", "publicité", "pubblicità", "annonce",
    "reklama", "реклама", "mehr zum thema", "lesen sie auch", "lire aussi", "lea también",
    "lee también", "leia também", "leggi anche", "tags", "topics", "sources", "see also",
    "reuse this content", "copy link", "copied", "save", "gallery", "photo", "video",
  ]

  private static let openings = [
    "read also", "also read", "see also", "related", "read next", "recommended", "watch", "listen",
    "click here to", "sign up for", "sign up to", "subscribe to", "follow us on", "like us on",
    "download our app", "share on", "share via", "don't miss", "join our", "get the latest",
    "get our", "you may also like", "you might also", "more from", "published", "updated",
    "last updated", "first published", "copyright", "photo", "photos", "image", "foto", "fotos",
    "photo by", "image credit", "picture", "photograph", "lesen sie auch", "mehr zum thema",
    "lire aussi", "à lire aussi", "lea también", "lee también", "le puede interesar",
    "leia também", "leia mais", "veja também", "leggi anche", "lees ook", "läs mer", "läs också",
    "les også", "læs også", "czytaj także", "czytaj też", "zobacz także", "читайте также",
    "читайте також", "thank you for reading", "thanks for reading", "have a tip", "got a tip",
    "this post was originally", "filed under", "tagged with", "posted in", "leave a comment",
    "comments are closed", "you must be logged in", "log in to", "all rights reserved",
    "read more", "more", "tags", "topics", "source", "sources", "about the author", "by",
    "written by", "reporting by", "editing by", "von", "por", "par", "di",
  ]
}
