// SPDX-License-Identifier: Apache-2.0

package import Articles

/// What an article is known by: its text, its addresses, and the ids these give.
///
/// Made from the article alone, so that threads which read files can make it; about 20 µs for a
/// usual article.
package struct ArticleIdentity: Hashable, Sendable {
  /// Of title, deck and paragraphs; names, dates and addresses take no part.
  package let fingerprint: TextFingerprint
  /// Whether the text is long enough that two articles do not share it by chance.
  package let isSubstantial: Bool
  /// The key of the page's own address, if it has one that names an article.
  let ownURL: TextFingerprint?
  /// Whether only the page itself says that it is at that address: then the texts must agree.
  let isURLClaimed: Bool
  /// The key of a canonical link that may be believed if the texts agree.
  let canonicalURL: TextFingerprint?
  /// The key made of source and text, for articles without an address.
  let text: TextFingerprint

  /// The shortest normalised text, in bytes of UTF-8, that says by itself which article it is.
  static let substantialLength = 256

  /// Where a page says things about itself; templates repeat them on other pages by mistake.
  private static let claims: Set<Origin> = [.meta, .openGraph, .jsonLD, .microdata]

  package init(of article: Article) {
    let text = Self.normalizedText(of: article)
    fingerprint = Self.key("fingerprint", text)
    isSubstantial = text.count >= Self.substantialLength
    let own = article.url.flatMap { IdentityURL($0.value) }
    let canonical = article.canonicalURL.flatMap { IdentityURL($0.value) }
    isURLClaimed = article.url.map { Self.claims.contains($0.origin) } ?? false
    ownURL = own.flatMap { $0.isFrontPage ? nil : Self.key("url", Array($0.text.utf8)) }
    let believable = canonical.flatMap { $0.mayBeCanonical(of: own) ? $0 : nil }
    let key = believable.map { Self.key("url", Array($0.text.utf8)) }
    canonicalURL = key == ownURL ? nil : key
    self.text = Self.key("text", Array((article.source?.value ?? "").utf8) + [0x0A] + text)
  }

  /// The id a new article gets if no other article has it.
  package static func id(of article: Article) -> ArticleID {
    ArticleIdentity(of: article).candidates[0]
  }

  /// An address reduced to what names the page; nil for anything but a web address.
  package static func identityURL(_ address: String) -> String? {
    IdentityURL(address)?.text
  }

  package static func textFingerprint(of article: Article) -> TextFingerprint {
    key("fingerprint", normalizedText(of: article))
  }
}

extension ArticleIdentity {
  /// Whether the article is known by an address.
  var hasURL: Bool { ownURL != nil || canonicalURL != nil }

  /// Ids for a new article, best first; never empty.
  var candidates: [ArticleID] {
    [canonicalURL, ownURL, text].compactMap { $0?.articleID }
  }

  /// An id made from the text and a number, for the case that all candidates are taken.
  func spareID(_ number: UInt32) -> ArticleID {
    let seed = "\(text.high) \(text.low) \(number)"
    return Self.key("spare", Array(seed.utf8)).articleID
  }

  static func normalizedText(of article: Article) -> [UInt8] {
    var text = NormalizedText()
    text.append(article.title?.value ?? "")
    text.append(article.deck?.value ?? "")
    for paragraph in article.paragraphs { text.append(paragraph.text) }
    return text.bytes
  }

  /// The first 128 bits of the SHA-256 of `kind`, a colon and `bytes`.
  private static func key(_ kind: String, _ bytes: [UInt8]) -> TextFingerprint {
    let words = SHA256.hash(Array(kind.utf8) + [UInt8(ascii: ":")] + bytes).words
    return TextFingerprint(high: words.0.byteSwapped, low: words.1.byteSwapped)
  }
}

extension TextFingerprint {
  /// The first 64 bits as an id.
  var articleID: ArticleID { ArticleID(rawValue: high) }
}

extension IdentityURL {
  /// Whether a page at `own` may name this address as the one it is known by.
  ///
  /// Sites name their front page, a section or another outlet's page by mistake, and believing
  /// that would make different articles versions of one another. So the host must be the page's,
  /// and the address must look like an article's; whether the texts agree is asked later.
  func mayBeCanonical(of own: IdentityURL?) -> Bool {
    guard !isFrontPage, looksLikeArticle else { return false }
    guard let own else { return true }
    return host == own.host && !isSection(of: own)
  }

  /// Whether the address is a folder in which the page at `own` lies, other than as one of its forms.
  private func isSection(of own: IdentityURL) -> Bool {
    guard own.path.hasPrefix(path + "/") else { return false }
    let rest = own.path.dropFirst(path.count + 1)
    return !["amp", "print", "full", "single", "index.amp"].contains(rest)
  }

  /// Whether the address has anything that section pages lack: a number, a date or a long name.
  var looksLikeArticle: Bool {
    let last = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
    let joints = last.count { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    let digits = (path + query).utf8.count { (0x30...0x39).contains($0) }
    return joints >= 2 || digits >= 3 || last.count >= 24
  }
}
