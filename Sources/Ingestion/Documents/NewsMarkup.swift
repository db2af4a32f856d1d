// SPDX-License-Identifier: Apache-2.0

import Articles

/// XML in which news is delivered, told by its outermost element.
enum NewsMarkup: Hashable, Sendable {
  case rss, atom, nitf, newsItems, newsML, corpus

  /// The most bytes in which the outermost element must begin.
  private static let sampleSize = 1 << 16

  /// The kind of a document in UTF-8; nil if it is no XML, or XML of another kind.
  static func sniff(_ text: ByteSpan) -> NewsMarkup? {
    let sample = text.part(0..<min(text.count, sampleSize))
    guard let tag = firstTag(sample) else { return nil }
    let element = sample.part(tag)
    let name = localName(element)
    switch name {
    case "rss": return .rss
    case "RDF":
      return element.firstRange(of: "purl.org/rss/1.0/") != nil
        || element.firstRange(of: "my.netscape.com/rdf") != nil ? .rss : nil
    case "feed", "entry":
      let isAtom = element.firstRange(of: "w3.org/2005/atom", folding: true) != nil
      return isAtom || element.firstRange(of: "purl.org/atom/ns") != nil ? .atom : nil
    case "nitf": return .nitf
    case "newsItem", "newsMessage", "packageItem":
      return element.firstRange(of: "iptc.org/std/nar") != nil ? .newsItems : nil
    case "NewsML": return .newsML
    case "newsitem": return element.firstRange(of: "itemid=") != nil ? .corpus : nil
    default: return nil
    }
  }

  /// The media type under which such a document is kept.
  var mediaType: String {
    switch self {
    case .rss: "application/rss+xml"
    case .atom: "application/atom+xml"
    case .nitf: "application/nitf+xml"
    case .newsItems, .newsML: "application/vnd.iptc.g2.newsitem+xml"
    case .corpus: "application/xml"
    }
  }

  /// The articles of a document, in its order.
  func articles(in tree: XMLTree) -> [DocumentArticle] {
    guard let root = tree.root else { return [] }
    switch self {
    case .rss: return FeedReader.articles(in: tree, root: root)
    case .atom: return AtomReader.articles(in: tree, root: root)
    case .nitf: return [NITFReader.article(in: tree, root: root)].filter { !$0.isEmpty }
    case .newsItems: return NewsItemReader.articles(in: tree, root: root)
    case .newsML: return OldNewsReader.articles(inNewsML: tree, root: root)
    case .corpus: return [OldNewsReader.article(inCorpus: tree, root: root)].filter { !$0.isEmpty }
    }
  }

  /// Where the first tag of an element is, without its brackets.
  private static func firstTag(_ text: ByteSpan) -> Range<Int>? {
    var index = text.trimmedRange(0..<text.count).lowerBound
    while index < text.count, text[index] == UInt8(ascii: "<") {
      let end: Int?
      if text.has("<!--", at: index) {
        end = text.firstRange(of: "-->", from: index)?.upperBound
      } else if text.has("<?", at: index) {
        end = text.firstRange(of: "?>", from: index)?.upperBound
      } else if text.has("<!", at: index) {
        end = declarationEnd(text, from: index)
      } else {
        let close = text.firstIndex(of: UInt8(ascii: ">"), from: index) ?? text.count
        return index + 1..<max(index + 1, close)
      }
      guard let end else { return nil }
      index = end
      while index < text.count, text[index].isBlank { index += 1 }
    }
    return nil
  }

  /// The place after a declaration, which may hold others in brackets.
  private static func declarationEnd(_ text: ByteSpan, from start: Int) -> Int? {
    guard let close = text.firstIndex(of: UInt8(ascii: ">"), from: start) else { return nil }
    guard let open = text.part(0..<close).firstIndex(of: UInt8(ascii: "["), from: start) else {
      return close + 1
    }
    guard let end = text.firstIndex(of: UInt8(ascii: "]"), from: open) else { return nil }
    return text.firstIndex(of: UInt8(ascii: ">"), from: end).map { $0 + 1 }
  }

  /// The element's name without prefix.
  private static func localName(_ tag: ByteSpan) -> String {
    var end = 0
    var start = 0
    while end < tag.count, !tag[end].isBlank, tag[end] != UInt8(ascii: "/"), end < 64 {
      if tag[end] == UInt8(ascii: ":") { start = end + 1 }
      end += 1
    }
    return tag.part(start..<end).string
  }
}
