// SPDX-License-Identifier: Apache-2.0

import TextAnalysis

/// What is known of each document of a segment being written, a column per property.
struct DocumentColumns: ~Copyable {
  private(set) var articles = GrowingArray<UInt64>()
  private(set) var versions = GrowingArray<UInt32>()
  private(set) var published = GrowingArray<Int64>()
  private(set) var languages = GrowingArray<UInt8>()
  private(set) var lengths = GrowingArray<UInt32>()
  /// The languages in order of first sight.
  private(set) var languageTable: [Language] = []
  private(set) var weightedLength: UInt64 = 0
  private var lastLanguage: (Language, UInt8)?

  var count: Int { articles.count }

  mutating func append(_ document: DocumentMetadata, weightedLength length: UInt32) {
    articles.append(document.articleID.littleEndian)
    versions.append(document.version.littleEndian)
    // The smallest number means unknown; nothing was published then.
    let time = document.published.map { max($0, SegmentFormat.unknownTime + 1) }
    published.append((time ?? SegmentFormat.unknownTime).littleEndian)
    languages.append(number(of: document.language))
    lengths.append(length.littleEndian)
    weightedLength += UInt64(length)
  }

  /// The number of a language, a new one if it was not seen before.
  ///
  /// A segment names 255 languages; documents of any more count as of an unknown one.
  private mutating func number(of language: Language) -> UInt8 {
    if let lastLanguage, lastLanguage.0 == language { return lastLanguage.1 }
    let known = languageTable.firstIndex(of: language)
    if known == nil, languageTable.count == 254, language.rawValue != 0 {
      return number(of: Language(rawValue: 0))
    }
    let number = UInt8(known ?? languageTable.count)
    if known == nil { languageTable.append(language) }
    lastLanguage = (language, number)
    return number
  }

  /// The norm of each document.
  func norms() -> GrowingArray<UInt8> {
    var norms = GrowingArray<UInt8>(capacity: count + SegmentFormat.padding)
    for length in lengths.values { norms.append(LengthNorm.encode(UInt32(littleEndian: length))) }
    return norms
  }

  /// The earliest and latest known publication of each run of documents: `PRUN`.
  ///
  /// A run without any has an earliest after its latest.
  func publishedRuns() -> GrowingArray<Int64> {
    var runs = GrowingArray<Int64>()
    var start = 0
    while start < count {
      var earliest = Int64.max
      var latest = Int64.min
      for index in start..<min(count, start + SegmentFormat.publishedRun) {
        let time = Int64(littleEndian: published[index])
        guard time != SegmentFormat.unknownTime else { continue }
        earliest = min(earliest, time)
        latest = max(latest, time)
      }
      runs.append(earliest.littleEndian)
      runs.append(latest.littleEndian)
      start += SegmentFormat.publishedRun
    }
    return runs
  }

  var memoryInUse: Int {
    articles.memoryInUse + versions.memoryInUse + published.memoryInUse + languages.memoryInUse
      + lengths.memoryInUse
  }
}
