// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import TextAnalysis

/// The segments that a search looks at, by their places among all.
struct SegmentSet {
  /// Nil in the place of one that is damaged.
  let readers: [SegmentReader?]
  /// All documents, whatever their state.
  let documentCount: UInt64
  let averageLength: Float
  /// The languages that have a stemmer, in order.
  let stemmedLanguages: [Language]
  /// Where to see how words are written; nil if nobody has the texts.
  let texts: (any WrittenForms)?
  let budget: SearchBudget?

  init(
    _ readers: [SegmentReader?],
    texts: (any WrittenForms)? = nil,
    budget: SearchBudget? = nil
  ) {
    self.readers = readers
    self.texts = texts
    self.budget = budget
    var documents: UInt64 = 0
    var length: UInt64 = 0
    var languages: [Language] = []
    for case let reader? in readers {
      documents += UInt64(reader.statistics.documents)
      length += reader.statistics.weightedLength
      for language in reader.languages where !languages.contains(language) {
        languages.append(language)
      }
    }
    documentCount = documents
    averageLength = documents > 0 && length > 0 ? Float(length) / Float(documents) : 1
    stemmedLanguages = languages.filter(Stemmer.supports).sorted()
  }

  /// Ends the search if it has taken what it may.
  func requireBudget(_ query: Query) throws(SearchFailure) {
    guard let budget, !budget.mayGoOn(), let excess = budget.excess else { return }
    throw .query(QueryError(excess, of: query))
  }

  /// The texts of a segment's documents, if they are needed.
  func texts(of reader: SegmentReader, for matcher: Matcher) -> SegmentTexts? {
    guard let texts, matcher.needsTexts,
      let segment = readers.firstIndex(where: { $0 === reader })
    else { return nil }
    return SegmentTexts(texts, segment: segment)
  }

  /// The results of `body` for each segment; `missing` stands for those that are damaged.
  func map<Value>(
    missing: Value,
    _ body: (Int, SegmentReader) throws(CorruptionError) -> Value
  ) throws(SearchFailure) -> [Value] {
    var values: [Value] = []
    for (index, reader) in readers.enumerated() {
      guard let reader else {
        values.append(missing)
        continue
      }
      do throws(CorruptionError) {
        values.append(try body(index, reader))
      } catch {
        throw .damage(segment: index, error)
      }
    }
    return values
  }

  /// What each segment's dictionary says about a key.
  func entries(of key: [UInt8]) throws(SearchFailure) -> [TermEntry?] {
    try map(missing: nil) { (_, reader) throws(CorruptionError) in try reader.term(key) }
  }
}

extension [TermEntry?] {
  /// The documents of all segments that have a term.
  var documents: UInt64 {
    reduce(0) { $0 + UInt64($1?.postings.documentFrequency ?? 0) }
  }
}
