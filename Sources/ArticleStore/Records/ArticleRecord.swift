// SPDX-License-Identifier: Apache-2.0

import Articles
import Storage

// An article as bytes: format 1, the fields that are known, the paragraphs.
//
//     format      u8      1
//     id          u64
//     version     varint
//     original    32 bytes
//     fields      varint count, then each: field u8, origin u8, shape u8, value
//     paragraphs  varint count, then each: kind u8, text

extension StoredArticle {
  private static let format: UInt8 = 1

  /// The record, which says by itself what it is.
  func encoded() -> [UInt8] {
    var writer = ByteWriter(
      reservingCapacity: 256 + article.paragraphs.reduce(0) { $0 + $1.text.utf8.count + 4 }
    )
    writer.u8(Self.format)
    writer.u64(id.rawValue)
    writer.varint32(version)
    writer.digest(original)
    let fields = ArticleField.allCases.compactMap { field in article[field].map { (field, $0) } }
    writer.varint64(UInt64(fields.count))
    for (field, sourced) in fields {
      writer.u8(field.rawValue)
      writer.u8(sourced.origin.rawValue)
      writer.value(sourced.value)
    }
    writer.varint64(UInt64(article.paragraphs.count))
    for paragraph in article.paragraphs {
      writer.u8(paragraph.kind.rawValue)
      writer.text(paragraph.text)
    }
    return writer.bytes
  }

  /// Reads what ``encoded()`` wrote.
  init(from reader: inout ByteReader) throws(CorruptionError) {
    let format = try reader.u8()
    guard format == Self.format else {
      throw reader.corruption(
        .unsupportedVersion(found: UInt32(format), supported: UInt32(Self.format))
      )
    }
    let id = try reader.id()
    let version = try reader.version()
    let original = try reader.digest()
    var article = Article()
    for _ in 0..<(try reader.count()) { try reader.field(of: &article) }
    let count = try reader.count()
    article.paragraphs.reserveCapacity(count)
    for _ in 0..<count { article.paragraphs.append(try reader.paragraph()) }
    self.init(id: id, version: version, original: original, article: article)
  }
}

extension ByteWriter {
  /// A shape byte and the value.
  mutating func value(_ value: FieldValue) {
    switch value {
    case .text(let text):
      u8(1)
      self.text(text)
    case .list(let list):
      u8(2)
      varint64(UInt64(list.count))
      for text in list { self.text(text) }
    case .date(let date):
      u8(3)
      self.date(date)
    }
  }
}

extension ByteReader {
  @_lifetime(self: copy self)
  mutating func value() throws(CorruptionError) -> FieldValue {
    guard let value = try optionalValue() else { throw corruption(.outOfRange("shape of a field")) }
    return value
  }

  /// Nil for shape 0.
  @_lifetime(self: copy self)
  mutating func optionalValue() throws(CorruptionError) -> FieldValue? {
    switch try u8() {
    case 0: return nil
    case 1: return .text(try text())
    case 2:
      var list: [String] = []
      for _ in 0..<(try count()) { list.append(try text()) }
      return .list(list)
    case 3: return .date(try date())
    default: throw corruption(.outOfRange("shape of a field"))
    }
  }

  @_lifetime(self: copy self)
  mutating func articleField() throws(CorruptionError) -> ArticleField {
    guard let field = ArticleField(rawValue: try u8()) else {
      throw corruption(.outOfRange("field"))
    }
    return field
  }

  @_lifetime(self: copy self)
  mutating func field(of article: inout Article) throws(CorruptionError) {
    let field = try articleField()
    guard let origin = Origin(rawValue: try u8()) else { throw corruption(.outOfRange("origin")) }
    article[field] = Sourced(try value(), origin)
  }

  @_lifetime(self: copy self)
  mutating func paragraph() throws(CorruptionError) -> Paragraph {
    guard let kind = Paragraph.Kind(rawValue: try u8()) else {
      throw corruption(.outOfRange("kind of paragraph"))
    }
    return Paragraph(try text(), kind: kind)
  }
}
