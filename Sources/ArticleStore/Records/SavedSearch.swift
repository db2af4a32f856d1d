// SPDX-License-Identifier: Apache-2.0

import Storage

/// A search that a reader keeps under a name, to be asked again.
package struct SavedSearch: Hashable, Sendable {
  /// An option of the search, such as a filter, by its name.
  package struct Setting: Hashable, Sendable {
    package var name: String
    /// As it was typed; empty for one that is only there or not.
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Under what it is kept; there is one for each name.
  package var name: String
  /// As it was typed.
  package var query: String
  /// The language it was typed in.
  package var syntax: String
  /// The version of that language's grammar.
  package var grammar: UInt32
  package var settings: [Setting]
  /// When it was kept, in seconds since 1970.
  package var saved: Int64
  /// What was filed by later commits than this has not been seen.
  package var seen: UInt64
  /// Given up: the name is free.
  package var isDeleted: Bool

  package init(
    name: String,
    query: String,
    syntax: String,
    grammar: UInt32,
    settings: [Setting] = [],
    saved: Int64,
    seen: UInt64,
    isDeleted: Bool = false
  ) {
    self.name = name
    self.query = query
    self.syntax = syntax
    self.grammar = grammar
    self.settings = settings
    self.saved = saved
    self.seen = seen
    self.isDeleted = isDeleted
  }

  /// Whether both were kept at one time as the same search.
  package func isSame(as other: SavedSearch) -> Bool {
    var other = other
    other.seen = seen
    return self == other
  }
}

extension SavedSearch: CatalogueRecord {
  static var table: CatalogueTable { .searches }

  var key: UInt64 { Self.key(of: name) }

  /// What stands for a name.
  static func key(of name: String) -> UInt64 { XXH64.hash(Array(name.utf8)) }

  func encode(into writer: inout ByteWriter) {
    writer.u8(isDeleted ? 1 : 0)
    writer.text(name)
    writer.text(syntax)
    writer.varint32(grammar)
    writer.text(query)
    writer.varint64(UInt64(settings.count))
    for setting in settings {
      writer.text(setting.name)
      writer.text(setting.value)
    }
    writer.signed(saved)
    writer.varint64(seen)
  }

  init(key: UInt64, from reader: inout ByteReader) throws(CorruptionError) {
    try self.init(from: &reader)
  }

  /// Reads what ``encode(into:)`` wrote.
  init(from reader: inout ByteReader) throws(CorruptionError) {
    isDeleted = try reader.u8() == 1
    name = try reader.text()
    syntax = try reader.text()
    grammar = try reader.varint32()
    query = try reader.text()
    settings = []
    for _ in 0..<(try reader.count()) {
      settings.append(Setting(try reader.text(), try reader.text()))
    }
    saved = try reader.moment()
    seen = try reader.varint64()
  }
}
