// SPDX-License-Identifier: Apache-2.0

/// A part of an article that is searched.
///
/// The raw values are on disk, in the keys of short fields and in the boundaries of each document;
/// they never change meaning. A document's fields are added in the order of these numbers.
package enum IndexedField: UInt8, Hashable, Sendable, CaseIterable {
  case title = 1
  case deck = 2
  case byline = 3
  case dateline = 4
  case section = 5
  case source = 6
  case agency = 7
  case body = 8
  case caption = 9
  /// The words of the article's addresses, which are no part of its text.
  case url = 10

  /// Whether the field has postings of its own besides those of the whole text.
  ///
  /// Short fields do, so that `title:flood` reads a short list; the body's would be nearly those
  /// of the text.
  package var isShort: Bool {
    rawValue <= Self.agency.rawValue || isApart
  }

  /// Whether only the field's own lists have its words: bare words do not find them, and they make no
  /// article longer.
  package var isApart: Bool { self == .url }

  /// The dictionary key of a term in this field, for short fields.
  ///
  /// Keys of text begin at byte 0x30; this one begins with 0x01 and the field's number.
  package func key(of term: [UInt8]) -> [UInt8] {
    [Self.namespace, rawValue] + term
  }

  /// The first byte of every short field's keys.
  package static let namespace: UInt8 = 0x01
  /// No term of the text begins with a smaller byte.
  package static let firstTextByte: UInt8 = 0x30
}

/// How much an occurrence counts in each field.
///
/// A document's weighted length and a term's weighted frequency are sums of these over
/// occurrences. They are written into each segment, and a segment with other weights than these is
/// of another index version.
package struct FieldWeights: Hashable, Sendable {
  /// The weight of each field, at the field's number; the first is unused.
  let weights: [UInt8]

  /// Title 3, deck 2, all other text 1.
  package static let standard = FieldWeights(weights: [0, 3, 2, 1, 1, 1, 1, 1, 1, 1])

  /// The weight of an occurrence in `field`: at least 1, and 0 in a field apart from the text.
  package subscript(field field: IndexedField) -> UInt32 {
    field.isApart ? 0 : UInt32(weights[Int(field.rawValue)])
  }
}
