// SPDX-License-Identifier: Apache-2.0

import Storage
import TextAnalysis

/// What a segment says about itself: the section `META`.
struct SegmentMeta: Hashable, Sendable {
  var documents: UInt32
  var terms: UInt32
  var statistics: SegmentStatistics
  /// Name, version and tables of the analyzer whose terms these are.
  var analyzer: AnalyzerIdentity
  var weights: FieldWeights
  /// The languages of the documents in order of first sight; a document's number points here.
  var languages: [Language]

  func encode() -> [UInt8] {
    var out = ByteWriter()
    out.u16(SegmentFormat.version)
    // Bits that a reader must know to read the segment at all; none so far.
    out.u16(0)
    out.u32(documents)
    out.u32(terms)
    out.u64(statistics.weightedLength)
    out.u64(statistics.tokens)
    out.u64(statistics.postings)
    out.u64(analyzer.tables)
    out.u32(analyzer.version)
    let name = analyzer.name.utf8.prefix(255)
    out.u8(UInt8(name.count))
    out.bytes(name)
    out.u8(UInt8(weights.weights.count))
    out.bytes(weights.weights)
    out.u8(UInt8(languages.count))
    for language in languages { out.u32(language.rawValue) }
    return out.bytes
  }

  init(
    documents: UInt32,
    terms: UInt32,
    statistics: SegmentStatistics,
    analyzer: AnalyzerIdentity,
    weights: FieldWeights,
    languages: [Language]
  ) {
    self.documents = documents
    self.terms = terms
    self.statistics = statistics
    self.analyzer = analyzer
    self.weights = weights
    self.languages = languages
  }

  init(_ bytes: UnsafeRawBufferPointer, of file: String) throws(CorruptionError) {
    var reader = ByteReader(bytes, of: file)
    let version = try reader.u16()
    guard version == SegmentFormat.version else {
      throw reader.corruption(
        .unsupportedVersion(found: UInt32(version), supported: UInt32(SegmentFormat.version))
      )
    }
    guard try reader.u16() == 0 else { throw reader.corruption(.outOfRange("required features")) }
    documents = try reader.u32()
    terms = try reader.u32()
    statistics = SegmentStatistics(
      documents: documents,
      weightedLength: try reader.u64(),
      tokens: try reader.u64(),
      postings: try reader.u64()
    )
    let tables = try reader.u64()
    let analyzerVersion = try reader.u32()
    let name = try reader.array(Int(try reader.u8()))
    analyzer = AnalyzerIdentity(
      name: String(decoding: name, as: UTF8.self),
      version: analyzerVersion,
      tables: tables
    )
    weights = FieldWeights(weights: try reader.array(Int(try reader.u8())))
    let languageCount = try reader.u8()
    var languages: [Language] = []
    for _ in 0..<languageCount { languages.append(Language(rawValue: try reader.u32())) }
    self.languages = languages
    guard documents <= UInt32(Int32.max), terms <= UInt32(Int32.max) else {
      throw reader.corruption(.outOfRange("count"))
    }
  }
}

/// Sums over all documents of a segment, whatever their state, so that scores do not depend on
/// what was merged when.
package struct SegmentStatistics: Hashable, Sendable {
  package var documents: UInt32
  /// The sum of the documents' weighted lengths.
  package var weightedLength: UInt64
  /// How many words the documents have together.
  package var tokens: UInt64
  /// How many postings the terms have together, short fields' own included.
  package var postings: UInt64

  package init(documents: UInt32, weightedLength: UInt64, tokens: UInt64, postings: UInt64) {
    self.documents = documents
    self.weightedLength = weightedLength
    self.tokens = tokens
    self.postings = postings
  }

  /// The average weighted length, 1 for a segment without words.
  package var averageLength: Float {
    guard documents > 0, weightedLength > 0 else { return 1 }
    return Float(weightedLength) / Float(documents)
  }
}
