// SPDX-License-Identifier: Apache-2.0

import Articles

/// Where and when a page was saved, as the browser or its extension noted in a comment.
struct SavedPage: Hashable {
  var url: String
  var saved: ArticleDate?

  init(url: String, saved: ArticleDate?) {
    self.url = url
    self.saved = saved
  }

  /// Reads `saved from url=(0042)https://...` of browsers and the comment of SingleFile.
  init?(_ comment: ByteSpan) {
    guard comment.count <= 4096 else { return nil }
    let text = comment.string
    if let rest = Self.rest(of: text, after: "saved from url=") {
      let address = rest.drop { $0 != ")" }.dropFirst().prefix { !$0.isWhitespace }
      guard address.hasPrefix("http") else { return nil }
      url = String(address)
      return
    }
    guard text.holds("SingleFile"), let rest = Self.rest(of: text, after: "url:") else {
      return nil
    }
    let address = rest.drop { $0 == " " }.prefix { !$0.isWhitespace }
    guard address.hasPrefix("http") else { return nil }
    url = String(address)
    saved = Self.rest(of: text, after: "saved date:").flatMap { line in
      DateReading.date(in: String(line.prefix { !$0.isNewline }))
    }
  }

  private static func rest(of text: String, after label: String) -> Substring? {
    let wanted = Array(label.utf8)
    let bytes = Array(text.utf8)
    guard bytes.count >= wanted.count,
      let start = (0...bytes.count - wanted.count).first(where: {
        bytes[$0...].starts(with: wanted)
      })
    else { return nil }
    return text[text.utf8.index(text.startIndex, offsetBy: start + wanted.count)...]
  }
}
