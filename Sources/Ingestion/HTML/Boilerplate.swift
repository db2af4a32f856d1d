// SPDX-License-Identifier: Apache-2.0

/// Texts that pages put among the paragraphs of an article and that are not of it.
enum Boilerplate {
  /// Whether a block is one, judged by its words: only short blocks, and openings that leave no
  /// doubt.
  static func isBoilerplate(_ text: String, _ block: PageBlock) -> Bool {
    guard block.kind != .caption, text.utf8.count <= 300 else { return false }
    let lower = text.lowercased()
    if whole.contains(trimmed(lower)) { return true }
    if openings.contains(where: { lower.hasPrefix($0) }) { return true }
    if text.utf8.count <= 160, lower.hasPrefix("©") || lower.holds("all rights reserved") {
      return true
    }
    guard text.utf8.count <= 120, !block.endsSentence else { return false }
    return isDateLine(text) || isByline(text)
  }

  private static func trimmed(_ text: String) -> String {
    let end = text.lastIndex { $0.isLetter || $0.isNumber }
    return end.map { String(text[...$0]) } ?? ""
  }

  private static func isDateLine(_ text: String) -> Bool {
    guard text.utf8.contains(where: \.isDigit) else { return false }
    return DateReading.find(in: text)?.isWhole ?? false
  }

  private static func isByline(_ text: String) -> Bool {
    guard let lead = PersonNames.lead(of: text[...]) else { return false }
    let names = String(text.dropFirst(lead))
    return names.split(separator: " ").count <= 8 && DetailLines.isCapitalised(names)
  }

  private static let whole: Set<String> = [
    "", "advertisement", "advertisements", "ad", "share", "share this", "share this article",
    "share this story", "tweet", "print", "email", "comments", "related", "related articles",
    "related stories", "related content", "related topics", "read more", "more", "more stories",
    "most read", "most popular", "loading", "subscribe", "sign up", "follow us", "listen",
    "continue reading", "story continues below advertisement", "story continues below",
    "article continues below advertisement", "article continues after advertisement",
    "advertisement - scroll to continue", "this article is more than", "play video", "watch",
    "getty images", "image source, getty images", "image caption", "skip advertisement", "source",
    "anzeige", "werbung", "publicidad", "publicidade", "publicité", "pubblicità", "annonce",
    "reklama", "реклама", "mehr zum thema", "lesen sie auch", "lire aussi", "lea también",
    "lee también", "leia também", "leggi anche", "tags", "topics", "sources", "see also",
    "reuse this content", "copy link", "copied", "save", "gallery", "photo", "video",
  ]

  private static let openings = [
    "read more:", "read also:", "also read:", "see also:", "related:", "read next:", "more:",
    "recommended:", "watch:", "listen:", "click here to", "sign up for", "sign up to",
    "subscribe to",
    "follow us on", "follow @", "like us on", "download our app", "share on ", "share via",
    "don't miss", "join our", "get the latest", "get our", "you may also like", "you might also",
    "more from", "published:", "updated:", "last updated", "first published", "copyright ©",
    "photo:", "photos:", "image:", "foto:", "fotos:", "photo by", "image credit", "picture:",
    "photograph:", "lesen sie auch", "mehr zum thema", "lire aussi", "à lire aussi", "lea también",
    "lee también", "le puede interesar", "leia também", "leia mais", "veja também", "leggi anche",
    "lees ook", "läs mer", "läs också", "les også", "læs også", "czytaj także", "czytaj też",
    "zobacz także", "читайте также", "читайте також", "thank you for reading", "thanks for reading",
    "have a tip", "got a tip", "this post was originally", "filed under", "tagged with",
    "posted in",
    "leave a comment", "comments are closed", "you must be logged in", "log in to", "© ",
  ]
}
