// SPDX-License-Identifier: Apache-2.0

internal import TextAnalysis

/// Where a word or phrase stands.
struct BruteForceSpan: Hashable {
  var start: UInt32
  var end: UInt32
  var field: UInt8
  /// Those of the first word and of the last.
  var sentences: ClosedRange<Int>
  var paragraphs: ClosedRange<Int>

  init(_ first: BruteForceWorld.Word, _ last: BruteForceWorld.Word) {
    start = first.position
    end = last.position
    field = first.field
    sentences = first.sentence...last.sentence
    paragraphs = first.paragraph...last.paragraph
  }

  /// Whether another span is near; `isFirst` says that this one is the left side's.
  func isNear(
    _ other: BruteForceSpan,
    _ distance: BruteForceSearcher.Distance,
    isFirst: Bool
  ) -> Bool {
    guard field == other.field, end < other.start || other.end < start else { return false }
    switch distance {
    case .sentence: return sentences.count == 1 && sentences == other.sentences
    case .paragraph: return paragraphs.count == 1 && paragraphs == other.paragraphs
    case .within(let most, let isOrdered):
      let isAhead = end < other.start
      if isOrdered, isAhead != isFirst { return false }
      return (isAhead ? other.start - end : start - other.end) <= most
    }
  }
}

extension BruteForceWorld {
  /// Where a word or phrase stands in each document, and what it weighs alone.
  func spans(
    of question: BruteForceSearcher.Question
  ) -> (spans: [[BruteForceSpan]], weight: Float) {
    var analyzer = Analyzer()
    switch question {
    case .word(let text, let field), .phrase(let text, let field):
      let tokens = analyzer.tokens(in: text)
      if tokens.count > 1 {
        let weight = phrase(tokens, field, isOpen: false).weight
        return (documents.map { spans(of: tokens, field, in: $0) }, weight)
      }
      guard let token = tokens.first else { return (documents.map { _ in [] }, 0) }
      if case .phrase = question {
        let weight = exact(token.term, field).weight
        return (documents.map { spans(of: tokens, field, in: $0) }, weight)
      }
      return (formSpans(of: token, field), stemmed(token, field).weight)
    default: return (documents.map { _ in [] }, 0)
    }
  }

  /// A word in the forms that count in each document's language.
  private func formSpans(of token: Token, _ field: UInt8?) -> [[BruteForceSpan]] {
    let members = stemMembers(of: token)
    return documents.map { document in
      document.words.filter { word in
        (field == nil || word.field == field)
          && (terms[word.term] == token.term
            || members[document.language]?.contains(word.term) ?? false)
      }.map { BruteForceSpan($0, $0) }
    }
  }

  private func spans(
    of tokens: [Token],
    _ field: UInt8?,
    in document: Parsed
  ) -> [BruteForceSpan] {
    var places: [UInt32: Word] = [:]
    for word in document.words where field == nil || word.field == field {
      places[word.position] = word
    }
    return places.keys.compactMap { start in
      let found = tokens.compactMap { token -> Word? in
        guard let word = places[start + token.position - tokens[0].position],
          terms[word.term] == token.term
        else { return nil }
        return word
      }
      guard found.count == tokens.count, let first = found.first, let last = found.last else {
        return nil
      }
      return BruteForceSpan(first, last)
    }
  }
}
