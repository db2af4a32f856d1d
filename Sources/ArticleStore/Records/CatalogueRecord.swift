// SPDX-License-Identifier: Apache-2.0

import Articles
import Storage

/// What a catalogue keeps, in one of its tables.
///
/// A record is found by its key. Several may share one; those whose payloads begin with the same
/// `identityLength` bytes are states of one thing, of which the newest holds.
protocol CatalogueRecord {
  static var table: CatalogueTable { get }
  var key: UInt64 { get }
  func encode(into writer: inout ByteWriter)
  init(key: UInt64, from reader: inout ByteReader) throws(CorruptionError)
}

extension CatalogueRecord {
  /// The payload.
  func encoded() -> [UInt8] {
    var writer = ByteWriter()
    encode(into: &writer)
    return writer.bytes
  }
}

/// The tables of a catalogue.
///
/// The raw values are their numbers on disk.
enum CatalogueTable: UInt8, CaseIterable, Sendable {
  case files = 0
  case versions = 1
  case keys = 2
  case sightings = 3
  case states = 4
  case lines = 5
  case sites = 6
  case searches = 7

  /// How many bytes of a payload tell records with one key apart.
  var identityLength: Int {
    switch self {
    case .files: 8
    case .versions: 4
    case .keys: 8
    case .sightings: 40
    case .states, .lines, .sites, .searches: 0
    }
  }
}

/// The two hashes that stand for a path.
struct PathHash: Hashable, Sendable {
  let key: UInt64
  let identity: UInt64

  init(of path: [UInt8]) {
    key = XXH64.hash(path)
    identity = XXH64.hash(path, seed: 1)
  }
}

extension FileRecord: CatalogueRecord {
  static var table: CatalogueTable { .files }

  var key: UInt64 { PathHash(of: path).key }

  func encode(into writer: inout ByteWriter) {
    writer.u64(PathHash(of: path).identity)
    writer.varint64(stat.size)
    writer.signed(stat.modified)
    writer.varint64(stat.device)
    writer.varint64(stat.inode)
    writer.digest(digest)
    writer.signed(seen)
    writer.sequence(path)
    writer.varint64(UInt64(articles.count))
    for article in articles { writer.u64(article.rawValue) }
    writer.varint64(UInt64(problems.count))
    for problem in problems {
      writer.u16(problem.code)
      writer.text(problem.detail)
      writer.varint64(problem.count)
    }
  }

  init(key: UInt64, from reader: inout ByteReader) throws(CorruptionError) {
    try self.init(headFrom: &reader)
    for _ in 0..<(try reader.count()) { articles.append(try reader.id()) }
    for _ in 0..<(try reader.count()) {
      problems.append(
        FileProblem(
          code: try reader.u16(),
          detail: try reader.text(),
          count: try reader.tally()
        )
      )
    }
  }
}

extension FileRecord {
  /// The record without its articles and problems, of which a file of many has thousands.
  init(headFrom reader: inout ByteReader) throws(CorruptionError) {
    try reader.skip(8)
    let stat = FileStat(
      size: try reader.varint64(),
      modified: try reader.signed(),
      device: try reader.varint64(),
      inode: try reader.varint64()
    )
    let digest = try reader.digest()
    let seen = try reader.moment()
    self.init(path: try reader.sequence(), stat: stat, digest: digest, seen: seen)
  }
}

extension ArticleVersion: CatalogueRecord {
  static var table: CatalogueTable { .versions }

  var key: UInt64 { article.rawValue }

  func encode(into writer: inout ByteWriter) {
    writer.u32(version)
    writer.u64(fingerprint.high)
    writer.u64(fingerprint.low)
    writer.digest(original)
    writer.signed(filed)
    writer.varint64(revision)
    writer.u8(hasURL ? 1 : 0)
  }

  init(key: UInt64, from reader: inout ByteReader) throws(CorruptionError) {
    let version = try reader.u32()
    guard version < .max else { throw reader.corruption(.outOfRange("version")) }
    self.init(
      article: ArticleID(rawValue: key),
      version: version,
      fingerprint: TextFingerprint(high: try reader.u64(), low: try reader.u64()),
      original: try reader.digest(),
      filed: try reader.moment(),
      revision: try reader.varint64(),
      hasURL: try reader.u8() == 1
    )
  }
}

/// A text or an address that leads to an article.
struct KeyRecord: CatalogueRecord, Hashable, Sendable {
  static var table: CatalogueTable { .keys }

  var fingerprint: TextFingerprint
  var article: ArticleID
  /// The version with this text; 0 if the key is an address.
  var version: UInt32

  var key: UInt64 { fingerprint.high }

  func encode(into writer: inout ByteWriter) {
    writer.u64(fingerprint.low)
    writer.u64(article.rawValue)
    writer.varint32(version)
  }
}

extension KeyRecord {
  init(key: UInt64, from reader: inout ByteReader) throws(CorruptionError) {
    fingerprint = TextFingerprint(high: key, low: try reader.u64())
    article = try reader.id()
    version = try reader.version()
  }
}

/// A sighting without its path's bytes, which the record of the file holds.
struct SightingRecord: CatalogueRecord, Hashable, Sendable {
  static var table: CatalogueTable { .sightings }

  /// With an empty path.
  var filed: FiledSighting
  /// Of the path; 0 if there is none.
  var pathKey: UInt64

  var key: UInt64 { filed.article.rawValue }

  init(_ filed: FiledSighting) {
    pathKey = Self.pathKey(of: filed.sighting.path)
    self.filed = filed
    self.filed.sighting.path = []
  }

  /// What stands for a path; 0 for none.
  static func pathKey(of path: [UInt8]) -> UInt64 {
    path.isEmpty ? 0 : PathHash(of: path).key
  }

  func encode(into writer: inout ByteWriter) {
    writer.digest(filed.sighting.original)
    writer.u64(pathKey)
    writer.varint32(filed.version)
    writer.details(of: filed.sighting)
  }

  init(key: UInt64, from reader: inout ByteReader) throws(CorruptionError) {
    let original = try reader.digest()
    pathKey = try reader.u64()
    let version = try reader.version()
    let sighting = try reader.sighting(path: [], original: original)
    filed = FiledSighting(article: ArticleID(rawValue: key), version: version, sighting: sighting)
  }
}

extension ArticleState: CatalogueRecord {
  static var table: CatalogueTable { .states }

  var key: UInt64 { article.rawValue }

  func encode(into writer: inout ByteWriter) {
    writer.u8(isRemoved ? 1 : 0)
    writer.varint64(UInt64(edits.count))
    for edit in edits {
      writer.u8(edit.field.rawValue)
      if let value = edit.value { writer.value(value) } else { writer.u8(0) }
    }
    writer.varint64(UInt64(tags.count))
    for tag in tags { writer.text(tag) }
    writer.text(note)
  }

  init(key: UInt64, from reader: inout ByteReader) throws(CorruptionError) {
    self.init(article: ArticleID(rawValue: key), isRemoved: try reader.u8() == 1)
    for _ in 0..<(try reader.count()) {
      let field = try reader.articleField()
      edits.append(FieldEdit(field, try reader.optionalValue()))
    }
    for _ in 0..<(try reader.count()) { tags.append(try reader.text()) }
    note = try reader.text()
  }
}

extension ByteWriter {
  /// Everything of a sighting but path and original.
  mutating func details(of sighting: Sighting) {
    varint64(sighting.range.lowerBound)
    varint64(sighting.range.upperBound - sighting.range.lowerBound)
    varint64(sighting.size)
    varint32(sighting.ordinal)
    text(sighting.mediaType)
    text(sighting.url ?? "")
    signed(sighting.fileModified)
    signed(sighting.seen)
    varint64(sighting.revision)
  }
}

extension ByteReader {
  @_lifetime(self: copy self)
  mutating func sighting(path: [UInt8], original: Digest) throws(CorruptionError) -> Sighting {
    let start = try varint64()
    let count = try varint64()
    let end = start.addingReportingOverflow(count)
    guard !end.overflow else { throw corruption(.outOfRange("range of an original")) }
    let size = try varint64()
    let ordinal = try varint32()
    let mediaType = try text()
    let url = try text()
    return Sighting(
      path: path,
      range: start..<end.partialValue,
      size: size,
      ordinal: ordinal,
      original: original,
      mediaType: mediaType,
      url: url.isEmpty ? nil : url,
      fileModified: try signed(),
      seen: try moment(),
      revision: try varint64()
    )
  }
}
