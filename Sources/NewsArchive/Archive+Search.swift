// SPDX-License-Identifier: Apache-2.0

import Articles
import ArticleStore
import Glibc
import InvertedIndex
import Searching
import Storage
import TextAnalysis

extension Archive {
  /// Searches, or lists where nothing is ranked.
  ///
  /// Holds all hits in memory; ``results(_:)`` does not.
  ///
  /// - Throws: ``ArchiveError`` for a query or a filter that cannot be read, with its place.
  package func search(_ options: SearchOptions) throws(ArchiveError) -> ResultPage {
    try search(options, names: nil)
  }

  /// The same with names that were read before.
  func search(_ options: SearchOptions, names: KnownNames?) throws(ArchiveError) -> ResultPage {
    let results = try results(options, names: names)
    var hits: [FoundArticle] = []
    while let hit = try results.next() { hits.append(hit) }
    var page = results.page
    page.hits = hits
    return page
  }

  /// The same, with the hits to be taken one by one: an article is read when it is asked for.
  ///
  /// - Throws: ``ArchiveError`` for a query or a filter that cannot be read, with its place.
  package func results(_ options: SearchOptions) throws(ArchiveError) -> ResultStream {
    try results(options, names: nil)
  }

  func results(
    _ options: SearchOptions,
    names: KnownNames?
  ) throws(ArchiveError) -> ResultStream {
    let start = ContinuousClock.now
    let (whole, notes) = try request(for: options, names: names)
    var request = whole
    // Of a list without an end the first hits are looked for by themselves, so that it begins at once.
    let isEndless = whole.limit == nil && options.order != .title
    if isEndless { request.limit = ResultStream.firstHits }
    let results = try answer(request, to: options)
    var page = ResultPage()
    page.total = results.total
    page.offset = min(options.offset, results.total)
    page.undated = results.undated
    page.damaged = view.damaged + results.damaged.map { "\($0.error)" }
    page.hints = (notes + results.notes).map(\.message)
    if results.total == 0, page.damaged.isEmpty {
      page.advice =
        try unlessTooCostly { () throws(ArchiveError) in
          try advice(aside(request, options), options)
        } ?? []
    }
    if (1...3).contains(results.total) {
      page.hints +=
        try unlessTooCostly { () throws(ArchiveError) in
          try suggestions(aside(request, options), options)
        } ?? []
    }
    let hits =
      options.order == .title
      ? try translated { try inOrderOfTitle(results.hits, options) } : results.hits
    page.elapsed = ContinuousClock.now - start
    let stream = ResultStream(page, hits, results.highlights, options, from: view.store)
    stream.limit(by: request.budget, isEndless: whole.limit == nil)
    if isEndless, hits.count == ResultStream.firstHits {
      request.offset += hits.count
      request.limit = nil
      let rest = request
      stream.more = { () throws(ArchiveError) in
        do throws(ArchiveError) {
          return try self.answer(rest, to: options)
        } catch {
          throw error.cuttingList
        }
      }
    }
    return stream
  }

  /// The same request for what would be nice to know, which has a few seconds of its own.
  private func aside(_ request: SearchRequest, _ options: SearchOptions) -> SearchRequest {
    var (request, brief) = (request, options)
    brief.timeout = options.timeout == 0 ? 5 : min(5, options.timeout)
    request.budget = brief.budget
    return request
  }

  /// What would be nice to know; nil where it takes more than a search may.
  private func unlessTooCostly<Result>(
    _ body: () throws(ArchiveError) -> Result
  ) throws(ArchiveError) -> Result? {
    do throws(ArchiveError) {
      return try body()
    } catch {
      guard error.isOverBudget else { throw error }
      return nil
    }
  }

  private func answer(
    _ request: SearchRequest,
    to options: SearchOptions
  ) throws(ArchiveError) -> SearchResults {
    try searching(options.query) { (searcher) throws(QueryError) in try searcher.search(request) }
  }

  /// Runs a search and gives its errors their sentences.
  func searching<Result>(
    _ query: String,
    _ body: (Searcher) throws(QueryError) -> Result
  ) throws(ArchiveError) -> Result {
    let searcher = try translated {
      try Searcher(view.segments, texts: StoredTexts(view.store, view.segments))
    }
    do throws(QueryError) {
      return try body(searcher)
    } catch {
      throw ArchiveError(error, in: query)
    }
  }
}

extension Archive {
  /// What is typed, as the searcher takes it, with what should be said of it.
  ///
  /// - Parameters:
  ///   - options: what was asked for.
  ///   - names: the names to go by; those that the options choose if there are none.
  ///   - isExplained: whether it is also said which names stand for others.
  /// - Returns: the request, and what should be said of it.
  /// - Throws: ``ArchiveError`` for a query, filters or names that cannot be read.
  func request(
    for options: SearchOptions,
    names: KnownNames? = nil,
    isExplained: Bool = false
  ) throws(ArchiveError) -> (SearchRequest, [QueryNote]) {
    let today = Int(time(nil) / 86_400)
    var request = SearchRequest(Query(.everything))
    request.budget = options.budget
    var notes: [QueryNote] = []
    if let address = Query(address: options.query) {
      request.query = address
    } else if !options.query.allSatisfy(\.isWhitespace) {
      do throws(QueryError) {
        let parser = Self.parser(
          for: options.query,
          options.syntax,
          matchesAny: options.matchesAny
        )
        let parsed = try parser.parse(options.query)
        (request.query, notes) = (parsed.query.takingAddressesApart(), parsed.notes)
      } catch {
        throw ArchiveError(error, in: options.query)
      }
      let names = if let names { names } else { try self.names(options.names) }
      let named = names.applied(to: request.query, in: options.query)
      request.query = named.query
      notes += names.hints.map { QueryNote(at: 0..<0, $0) }
      notes += named.notes
      if isExplained { notes += named.sentences }
    }
    request.filters = try Self.filters(options.filters, today: today)
    request.filters.filedAfter = options.filedAfter
    let query = request.query
    request.marks = try translated { try readerMarks(for: query, withLabels: options.wantsLabels) }
    request.dayStart = LocalDay.start
    request.includesAllVersions = options.filters.allVersions
    request.offset = options.offset
    request.limit = options.limit == Int.max ? nil : options.limit
    switch options.order {
    case .relevance: request.order = .relevance
    case .bm25: request.order = .bm25
    case .date: request.order = .oldestFirst
    case .newestFirst: request.order = .newestFirst
    case .title:
      request.order = .newestFirst
      request.offset = 0
      request.limit = nil
    }
    try prefer(options, in: &request)
    return (request, notes)
  }

  private static func filters(
    _ words: FilterWords,
    today: Int
  ) throws(ArchiveError) -> Searching.SearchFilters {
    var filters = Searching.SearchFilters()
    let first = try days(words.after, of: "--after", today: today)?.first
    let last = try days(words.before, of: "--before", today: today)?.last
    if first != nil || last != nil { filters.published = DayRange(first: first, last: last) }
    if let first, let last, first > last {
      throw ArchiveError(.usage, "--after names a later day than --before")
    }
    filters.sources = words.source.map { [$0] } ?? []
    filters.authors = words.author.map { [$0] } ?? []
    filters.sections = words.section.map { [$0] } ?? []
    if let name = words.language { filters.languages = [try language(name)] }
    return filters
  }

  private static func language(_ name: String) throws(ArchiveError) -> String {
    let code = name.lowercased()
    if Language(code: code) != nil { return code }
    let better =
      LanguageCode.code(named: name).map { "; perhaps --lang \($0)" } ?? ", as in --lang es"
    throw ArchiveError(
      .usage,
      "--lang `\(TerminalText.escape(name))`: languages are named by their codes of two or three "
        + "letters\(better)"
    )
  }

  private static func days(
    _ text: String?,
    of option: String,
    today: Int
  ) throws(ArchiveError) -> DayRange? {
    guard let text else { return nil }
    do throws(QueryError) {
      return try DayRange(parsing: text, today: today)
    } catch {
      throw ArchiveError(
        .usage,
        "\(option): \(TerminalText.escape(error.message))",
        hint: error.repair.map { "perhaps: \(option) \(TerminalText.escape($0))" }
      )
    }
  }
}

extension Archive {
  /// The hits of a page in the order of titles, equal ones in that of ids.
  ///
  /// Reads every article, as titles are in no column, but holds only the titles.
  func inOrderOfTitle(
    _ hits: [SearchHit],
    _ options: SearchOptions
  ) throws(CorruptionError) -> [SearchHit] {
    var titled: [(title: String, hit: SearchHit)] = []
    titled.reserveCapacity(hits.count)
    for hit in hits {
      let id = ArticleID(rawValue: hit.article)
      // One that cannot be read stands first, and whoever shows it will say so.
      let stored = try? view.store.article(id, version: hit.version)
      titled.append((stored?.article.title?.value.lowercased() ?? "", hit))
    }
    titled.sort { ($0.title, $0.hit.article) < ($1.title, $1.hit.article) }
    return titled.dropFirst(options.offset).prefix(options.limit).map(\.hit)
  }
}

extension ArticleStoreReader {
  /// Where an article was first seen; empty if nobody knows.
  func firstPath(of id: ArticleID) throws(CorruptionError) -> [UInt8] {
    try sightings(of: id).first?.sighting.path ?? []
  }
}

extension ArchiveError {
  /// Over its budget while hits are being taken.
  static func overBudget(_ excess: SearchBudget.Excess) -> ArchiveError {
    ArchiveError(QueryError(excess), in: "").cuttingList
  }

  private static let budgetHint =
    "ask for less, or say --timeout SECONDS (0: no limit) or --memory MB to allow more"

  /// A query that could not be read.
  init(_ error: QueryError, in query: String) {
    guard error.kind != .overBudget else {
      self.init(.usage, error.message, consequence: .tooCostly, hint: Self.budgetHint)
      return
    }
    self.init(
      .usage,
      TerminalText.escape(error.message),
      hint: error.repair.map { "perhaps: \(TerminalText.escape($0))" },
      place: QueryPlace(query: query, offset: error.range.lowerBound)
    )
  }
}
