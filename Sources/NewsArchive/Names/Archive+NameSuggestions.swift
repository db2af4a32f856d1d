// SPDX-License-Identifier: Apache-2.0

import Articles
import ArticleStore
import InvertedIndex
import Searching
import Storage
import TextAnalysis

/// What was found by looking for names through an archive.
package struct NameSuggestions: Sendable {
  /// Grouped by abbreviation, the most frequent first.
  package var suggestions: [NameSuggestion] = []
  /// How many articles were read.
  package var articles = 0
  /// Pairs that the file of names has already.
  package var known = 0
  /// What was left out or could not be read, a sentence each.
  package var problems: [String] = []
}

extension Archive {
  /// Looks for names and their abbreviations in the articles that a search finds.
  ///
  /// Reads every such article, some 50 µs each and processor; memory is bounded.
  ///
  /// - Parameters:
  ///   - options: which articles; an empty query means all of them.
  ///   - least: how many articles must have a pair.
  ///   - onProgress: called now and then with the articles read and those to be read.
  /// - Returns: the pairs that the file of names does not have.
  /// - Throws: ``ArchiveError`` for a query or filters that cannot be read, and for damage.
  package func suggestNames(
    _ options: SearchOptions,
    atLeast least: Int,
    onProgress: (Int, Int) -> Void = { _, _ in }
  ) throws(ArchiveError) -> NameSuggestions {
    let (request, _) = try request(for: options)
    let matches = try searching(options.query) { (searcher) throws(QueryError) in
      try searcher.matches(request)
    }
    var result = NameSuggestions()
    result.problems = view.damaged + matches.damaged.map { "\($0.error)" }
    var tally = NameTally()
    let total = matches.documents.reduce(0) { $0 + $1.count }
    for (segment, documents) in matches.documents.enumerated() {
      let documents = documents.documents
      for start in stride(from: 0, to: documents.count, by: Self.roundSize) {
        let round = documents[start..<min(start + Self.roundSize, documents.count)]
        for outcome in pairs(of: round, in: segment) {
          for pairs in outcome.pairs { tally.add(pairs) }
          result.problems += outcome.problems
        }
        result.articles += round.count
        onProgress(result.articles, total)
      }
    }
    if tally.hasForgotten {
      result.problems.append("of more than \(NameTally.mostPairs) pairs, rare ones were left out")
    }
    let known = try names(options.names)
    let all = tally.suggestions(atLeast: least)
    result.suggestions = all.filter { !known.hold($0) }
    result.known = all.count - result.suggestions.count
    return result
  }

  /// Articles between two counts.
  private static let roundSize = 4096
  /// Articles that a thread takes at a time.
  private static let taskSize = 64

  private struct Outcome: Sendable {
    var pairs: [[NamePair]] = []
    var problems: [String] = []
  }

  /// The pairs of each article that has any, found by all processors.
  private func pairs(of documents: ArraySlice<UInt32>, in segment: Int) -> [Outcome] {
    let documents = Array(documents)
    let count = (documents.count + Self.taskSize - 1) / Self.taskSize
    let results = TaskResults<Outcome>(count: count)
    inParallel(count: min(processorCount(), count)) { _ in
      var finder = NamePairFinder()
      while let task = results.next() {
        let start = task * Self.taskSize
        var outcome = Outcome()
        for document in documents[start..<min(start + Self.taskSize, documents.count)] {
          self.collect(document, segment, &finder, &outcome)
        }
        results.set(outcome, at: task)
      }
    }
    return results.outcomes
  }

  private func collect(
    _ document: UInt32,
    _ segment: Int,
    _ finder: inout NamePairFinder,
    _ outcome: inout Outcome
  ) {
    do throws(CorruptionError) {
      let reader = view.segments[segment]
      let id = ArticleID(rawValue: try reader.articleID(of: document))
      let version = try reader.version(of: document)
      guard let stored = try view.store.article(id, version: version) else { return }
      let texts = [stored.article.deck?.value] + stored.article.paragraphs.map(\.text)
      let pairs = texts.compactMap(\.self).flatMap { finder.pairs(in: $0) }
      if !pairs.isEmpty { outcome.pairs.append(pairs) }
    } catch {
      outcome.problems.append("\(error)")
    }
  }
}

extension KnownNames {
  /// Whether a group has both names of a pair.
  func hold(_ pair: NameSuggestion) -> Bool {
    table.holds(pair.short, pair.long)
  }
}
