// SPDX-License-Identifier: Apache-2.0

/// The remarks that pasted pages carry among their text.
enum PageRemarks {
  /// Whether a line is a button, a label or a count, wherever it stands.
  static func isRemark(_ line: ByteSpan) -> Bool {
    guard line.count <= 64, line.count >= 3 else { return false }
    let bare = bare(line)
    return remarks.contains(bare) || isCount(bare)
  }

  /// In small letters, without marks at the ends.
  private static func bare(_ line: ByteSpan) -> String {
    var start = 0
    var end = line.count
    while start < end, isMark(line[start]) { start += 1 }
    while end > start, isMark(line[end - 1]) { end -= 1 }
    return line.part(start..<end).string.lowercased()
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte < 0x80 && !byte.isLetter && !byte.isDigit && byte != UInt8(ascii: ")")
  }

  /// `Comments (12)`, `12 comments`, `4 min read`.
  private static func isCount(_ line: String) -> Bool {
    guard line.utf8.count <= 32, line.utf8.contains(where: \.isDigit) else { return false }
    let words = line.split { " ()".contains($0) }
    guard words.count == 2 || words.count == 3 else { return false }
    let others = words.filter { word in
      let number = word.hasSuffix("k") || word.hasSuffix("m") ? word.dropLast() : word
      return number.isEmpty || !number.utf8.allSatisfy { $0.isDigit || $0 == 0x2C || $0 == 0x2E }
    }
    return others.count == words.count - 1 && others.allSatisfy { counted.contains(String($0)) }
  }

  private static let counted: Set<String> = [
    "comments", "comment", "shares", "share", "views", "kommentare", "commentaires", "comentarios",
    "comentários", "commenti", "reacties", "kommentarer", "komentarzy", "комментариев", "min",
    "read",
    "minute", "lesezeit", "minuten", "likes",
  ]

  /// Whether a line only points to another article: `Read more: ...`.
  static func isPointer(_ line: ByteSpan) -> Bool {
    guard line.count <= 300, let colon = line.part(0..<min(line.count, 40)).firstIndex(of: 0x3A),
      colon + 2 < line.count
    else { return false }
    return pointers.contains(line.part(0..<colon).trimmed().string.lowercased())
  }

  /// Whether a line says that headlines of other articles follow.
  static func isRelatedHeading(_ line: ByteSpan) -> Bool {
    guard line.count <= 64, line.count >= 4 else { return false }
    let bare = bare(line)
    return related.contains(bare) || pointers.contains(bare)
      || bare.hasPrefix("more from ") && bare.utf8.count <= 40
  }

  /// Whether a line is a copyright notice.
  static func isCopyright(_ line: ByteSpan) -> Bool {
    guard line.count <= 600 else { return false }
    for mark in notices where line.has(mark, at: 0) { return true }
    guard line.count <= 300 else { return false }
    let text = line.string.lowercased()
    return rights.contains { text.contains($0) } && (text.contains("©") || text.utf8.count <= 120)
  }

  /// Whether a line closes a page: an invitation to write, to subscribe, to follow.
  static func isClosing(_ line: ByteSpan) -> Bool {
    guard line.count <= 240 else { return false }
    for word in closings where line.has(word, at: 0) { return true }
    return false
  }

  private static let notices: [StaticString] = [
    "\u{A9}", "(c) 1", "(c) 2", "copyright \u{A9}", "copyright 1", "copyright 2", "copyright (c)",
    "copyright: ", "(c) copyright", "copyright the ", "copyright by ", "click for restrictions",
    "this material may not be published", "this content is published under",
  ]

  private static let rights = [
    "all rights reserved", "alle rechte vorbehalten", "tous droits réservés",
    "todos los derechos reservados", "todos os direitos reservados", "tutti i diritti riservati",
    "alle rechten voorbehouden", "все права защищены", "wszelkie prawa zastrzeżone", "版权所有",
    "may not be published, broadcast", "riproduzione riservata", "reproduction interdite",
  ]

  private static let closings: [StaticString] = [
    "sign up for ", "sign up to ", "subscribe to ", "subscribe now", "follow us on ", "follow us:",
    "download our app", "join the conversation", "click here to ", "get the latest ", "like us on ",
    "follow ap\u{2019}s coverage", "follow ap's coverage",
    "share this:", "share on ", "tags:", "topics:", "filed under", "posted in ", "keywords:",
    "abonnieren sie ", "suivez-nous ", "abonnez-vous ", "síguenos en ", "suscríbete ", "siga-nos ",
    "inscreva-se ", "seguici su ", "iscriviti ", "schlagwörter:", "etiquetas:", "mots-clés",
    "contact the writer", "contact the reporter", "to contact the ", "comments (", "view comments",
    "leave a comment", "originally published ", "image credit", "photo credit",
  ]

  private static let pointers: Set<String> = [
    "read more", "read also", "also read", "see also", "related", "related story",
    "related article",
    "read next", "watch", "more on this story", "recommended", "lesen sie auch", "mehr zum thema",
    "lesen sie mehr", "siehe auch", "lire aussi", "à lire aussi", "voir aussi", "a lire", "à lire",
    "lea también", "lea además", "lee también", "le puede interesar", "te puede interesar",
    "ver también",
    "leia também", "leia mais", "veja também", "saiba mais", "leggi anche", "approfondisci",
    "lees ook", "lees meer", "läs också", "läs även", "les også", "læs også", "lue myös",
    "czytaj też", "czytaj także", "zobacz też", "читайте также", "читать также", "смотрите также",
    "читайте також", "čtěte také", "citește și", "olvassa el", "baca juga", "ayrıca okuyun",
    "اقرأ أيضا",
    "اقرأ أيضاً", "xem thêm", "相关阅读", "相關新聞", "関連記事", "관련기사",
  ]

  private static let related: Set<String> = [
    "related stories", "related articles", "related content", "related news", "related topics",
    "related posts", "related links", "more stories", "more news", "most read", "most popular",
    "trending", "trending now", "you may also like", "you might also like", "recommended for you",
    "recommended stories", "up next", "top stories", "latest news", "read this next",
    "verwandte artikel", "ähnliche artikel", "das könnte sie auch interessieren", "meistgelesen",
    "articles similaires", "articles liés", "sur le même sujet", "noticias relacionadas",
    "artículos relacionados", "notícias relacionadas", "mais lidas", "más leídas",
    "articoli correlati",
    "gerelateerde artikelen", "meest gelezen", "powiązane artykuły", "по теме", "материалы по теме",
  ]

  private static let remarks: Set<String> = [
    "share", "share this", "share this article", "share this story", "share this page", "tweet",
    "email", "e-mail", "print", "print this", "print this page", "facebook", "twitter", "linkedin",
    "whatsapp", "telegram", "reddit", "pinterest", "instagram", "flipboard", "messenger",
    "advertisement", "advertising", "ad", "story continues below",
    "story continues below advertisement",
    "article continues below", "article continues after advertisement", "comments", "copy link",
    "copy url", "link copied", "listen", "listen to article", "listen to this article", "save",
    "save article", "bookmark", "follow", "subscribe", "subscribe now", "sign in", "log in",
    "share on facebook", "share on twitter", "share on x", "share on linkedin", "share on whatsapp",
    "share via email", "email this", "email this article", "skip to content",
    "skip to main content",
    "show comments", "view comments", "view all comments", "leave a comment", "sign up", "menu",
    "add a comment", "report this ad", "continue reading", "read full story", "back to top",
    "sponsored", "sponsored content", "sign up for our newsletter", "subscribe to our newsletter",
    "anzeige", "werbung", "teilen", "drucken", "artikel teilen", "kommentare", "merken", "vorlesen",
    "publicité", "partager", "imprimer", "commenter", "commentaires", "partager cet article",
    "publicidad", "compartir", "imprimir", "comentarios", "comentar", "guardar", "publicidade",
    "compartilhar", "compartilhe", "partilhar", "comentários", "pubblicità", "condividi", "stampa",
    "commenti", "advertentie", "delen", "dela", "annons", "annonse", "annonce", "mainos", "jaa",
    "del",
    "reklama", "udostępnij", "drukuj", "komentarze", "реклама", "поделиться", "комментарии",
    "печать",
    "reklam", "paylaş", "iklan", "bagikan", "إعلان", "مشاركة", "广告", "分享", "広告", "シェア", "공유",
  ]
}
