// SPDX-License-Identifier: Apache-2.0

import Articles

/// What a mail's header says of the article in it.
struct MailHead {
  private let subject: String?
  private let sender: String?
  private let date: ArticleDate?
  private let address: String?
  private let organization: String?
  /// Sent to many: the sender's name is that of an outlet and not of a person.
  private let isNewsletter: Bool

  init(_ fields: HeaderFields, _ bytes: ByteSpan) {
    subject = fields.place(of: "subject", in: bytes).map { EncodedWords.decoded(bytes.part($0)) }
    sender = fields.place(of: "from", in: bytes).flatMap { Self.name(bytes.part($0)) }
    date = fields.text(of: "date", in: bytes).flatMap { DateReading.date(in: $0) }
    organization = fields.place(of: "organization", in: bytes)
      .map { EncodedWords.decoded(bytes.part($0)) }
    address = fields.text(of: "archived-at", in: bytes).flatMap(Self.address)
    isNewsletter =
      fields.has("list-id", in: bytes) || fields.has("list-unsubscribe", in: bytes)
      || fields.has("list-post", in: bytes)
  }

  /// Sets what the header knows better than the text.
  func fill(_ article: inout Article) {
    if let subject, !subject.isEmpty { setTitle(subject, of: &article) }
    if let date { article.published = Sourced(date, .record) }
    if let address { article.url = Sourced(address, .record) }
    if let organization, !organization.isEmpty, article.source == nil {
      article.source = Sourced(organization, .record)
    }
    guard let sender else { return }
    if isNewsletter {
      if article.source == nil { article.source = Sourced(sender, .record) }
    } else if article.authors == nil {
      let names = PersonNames.names(in: sender)
      if !names.isEmpty { article.authors = Sourced(names, .record) }
    }
  }

  /// The subject is the title; a headline that the text begins with is a heading then.
  private func setTitle(_ subject: String, of article: inout Article) {
    if let old = article.title, old.origin == .text, old.value != subject {
      article.paragraphs.insert(Paragraph(old.value, kind: .heading), at: 0)
    }
    article.title = Sourced(subject, .record)
  }

  /// The name in `"Border Bell" <news@bell.example>`; nil where there is only an address.
  private static func name(_ value: ByteSpan) -> String? {
    let bracket = value.firstIndex(of: UInt8(ascii: "<")) ?? value.count
    let name = value.part(0..<bracket).trimmed()
    let text = EncodedWords.decoded(name).filter { $0 != "\"" }
    return text.isEmpty || text.contains("@") ? nil : text
  }

  /// The address between `<` and `>`, of the web only (RFC 5064).
  private static func address(_ text: String) -> String? {
    let inner = text.drop { $0 == "<" || $0 == " " }.prefix { $0 != ">" && $0 != " " }
    return inner.hasPrefix("http://") || inner.hasPrefix("https://") ? String(inner) : nil
  }
}
