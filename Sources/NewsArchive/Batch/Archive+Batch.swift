// SPDX-License-Identifier: Apache-2.0

package import Articles
import InvertedIndex
import Searching
import Storage

/// What one query of a list found.
package struct BatchAnswer: Sendable {
  package let query: BatchQuery
  /// How many articles match, exactly.
  package var total = 0
  /// The days of the first and the last of them, as exactly as is known; nil if none has a date.
  package var first: ArticleDate?
  package var last: ArticleDate?
  /// Articles that match but for having no date, left out by a date filter.
  package var undated = 0
  /// The hits, if any were asked for.
  package var hits: [FoundArticle] = []
  /// Why there is no answer; nil if there is one.
  package var error: ArchiveError?
  /// What the query's reader may want to know.
  package var hints: [String] = []
  /// Parts of the index that could not be read.
  package var damaged: [String] = []
  /// Everything that matches, by segment.
  var documents: [DocumentSet] = []

  /// The same without what takes room: which articles they are.
  package var withoutArticles: BatchAnswer {
    var answer = self
    answer.documents = []
    answer.hits = []
    return answer
  }
}

/// How a list of queries is answered.
package struct BatchOptions: Sendable {
  /// What holds for every query: filters, how words are joined, order and number of the hits.
  package var search: SearchOptions
  /// Whether the articles themselves are wanted, beside their number.
  package var needsHits: Bool

  package init(search: SearchOptions, needsHits: Bool) {
    self.search = search
    self.needsHits = needsHits
  }
}

extension Archive {
  /// Answers a list of queries, in its order, on all processors.
  ///
  /// The archive and its names are read once. A query costs finding its matches and a few nanoseconds
  /// for each of them; hits cost some 50 µs each besides, and their names are held in memory of as
  /// many queries at a time as there are processors.
  ///
  /// - Parameters:
  ///   - queries: the list.
  ///   - options: what holds for all of them.
  ///   - body: called with each answer, also with those of queries that cannot be read.
  /// - Throws: ``ArchiveError`` for filters and names that cannot be read, and whatever `body` throws.
  package func answer(
    _ queries: [BatchQuery],
    _ options: BatchOptions,
    _ body: (BatchAnswer) throws(ArchiveError) -> Void
  ) throws(ArchiveError) {
    let names = try names(options.search.names)
    var everything = options.search
    everything.query = ""
    _ = try request(for: everything, names: names)
    let threads = processorCount()
    let size = options.needsHits ? max(threads, 1) : Self.batchRound
    for start in stride(from: 0, to: queries.count, by: size) {
      let round = queries[start..<min(start + size, queries.count)]
      for answer in answers(Array(round), options, names, threads) { try body(answer) }
    }
  }

  /// Queries between two calls with their answers, where only numbers are wanted.
  private static let batchRound = 64

  private func answers(
    _ queries: [BatchQuery],
    _ options: BatchOptions,
    _ names: KnownNames,
    _ threads: Int
  ) -> [BatchAnswer] {
    let results = TaskResults<BatchAnswer>(count: queries.count)
    inParallel(count: min(threads, queries.count)) { _ in
      while let next = results.next() {
        results.set(self.answer(queries[next], options, names), at: next)
      }
    }
    return results.outcomes
  }

  private func answer(
    _ query: BatchQuery,
    _ options: BatchOptions,
    _ names: KnownNames
  ) -> BatchAnswer {
    var answer = BatchAnswer(query: query)
    var search = options.search
    search.query = query.text
    search.snippetLength = nil
    do throws(ArchiveError) {
      let (request, notes) = try request(for: search, names: names)
      let matches = try searching(query.text) { (searcher) throws(QueryError) in
        try searcher.matches(request)
      }
      answer.documents = matches.documents
      answer.total = matches.documents.reduce(0) { $0 + $1.count }
      answer.undated = matches.undated
      answer.hints = (notes + matches.notes).map(\.message).filter { !names.hints.contains($0) }
      answer.damaged = view.damaged + matches.damaged.map { "\($0.error)" }
      try addDates(to: &answer)
      if options.needsHits, answer.total > 0, search.limit > 0 {
        let found = try hits(search, names)
        answer.hits = found.hits
        for damage in found.damaged where !answer.damaged.contains(damage) {
          answer.damaged.append(damage)
        }
      }
    } catch {
      answer.error = error
    }
    return answer
  }

  /// The hits of a search without their texts, which nobody shows and of many take much room.
  private func hits(
    _ search: SearchOptions,
    _ names: KnownNames
  ) throws(ArchiveError) -> (hits: [FoundArticle], damaged: [String]) {
    let results = try results(search, names: names)
    var hits: [FoundArticle] = []
    while var hit = try results.next() {
      hit.article.paragraphs = []
      hits.append(hit)
    }
    return (hits, results.page.damaged)
  }

  /// Finds the first and the last day of what was found, from the column of dates.
  private func addDates(to answer: inout BatchAnswer) throws(ArchiveError) {
    let documents = answer.documents
    let days = try translated {
      var days: [DateCounts.Key] = []
      for (segment, documents) in zip(view.segments, documents) where !documents.isEmpty {
        let counted = try segment.dateCounts(among: documents).days.map(\.key)
        let ordered = counted.sorted { ($0.day, $0.precision) < ($1.day, $1.precision) }
        days += [ordered.first, ordered.last].compactMap(\.self)
      }
      return days.sorted { ($0.day, $0.precision) < ($1.day, $1.precision) }
    }
    answer.first = days.first.map(ArticleDate.init)
    answer.last = days.last.map(ArticleDate.init)
  }
}

extension ArticleDate {
  fileprivate init(_ key: DateCounts.Key) {
    let precision: Precision =
      switch key.precision {
      case .year: .year
      case .month: .month
      default: .day
      }
    self.init(seconds: Int64(key.day) * 86_400, precision: precision)
  }
}
