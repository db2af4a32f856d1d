// SPDX-License-Identifier: Apache-2.0

package import Storage

extension SegmentReader {
  /// A word or phrase as a part of an expression; nil if two of its words are never side by side.
  ///
  /// There is at least one word, in ascending order of where they stand. Only documents of `language`
  /// count, if there is one, a number local to the segment; `form` says how it must be written, if
  /// that matters; `reach` is how many positions a single term takes beyond its own. All positions that may be read are checked against the file's sums.
  package func spanWords(
    _ words: [PhraseWord],
    language: UInt8? = nil,
    writtenAs form: WrittenForm? = nil,
    reach: UInt32 = 0
  ) throws(CorruptionError) -> SpanWords? {
    guard !words.isEmpty, let terms = try terms(of: words) else { return nil }
    for word in words { try checkPositions(of: word.entry) }
    return SpanWords(terms: terms, language: language, form: form, reach: reach)
  }

  /// What to match for an expression: documents that have `least` spans of it or more.
  package func spans(
    _ expression: SpanExpression,
    least: Int = 1,
    weight: Float
  ) throws(CorruptionError) -> Matcher {
    if expression.isEmpty { return .nothing }
    let match = SpanMatch(
      expression: expression,
      least: UInt32(clamping: least),
      boundaries: try BoundariesReader(boundaries, documents: documentCount)
    )
    return .spans(match, weight: weight)
  }
}
