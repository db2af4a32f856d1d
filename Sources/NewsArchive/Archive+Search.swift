// SPDX-License-Identifier: Apache-2.0

import Articles
import ArticleStore
import Glibc
import Searching
import Snippets
import Storage

extension Archive {
  /// Searches, or lists where nothing is ranked.
  ///
  /// - Throws: ``ArchiveError`` for a query or a filter that cannot be read, with its place.
  package func search(_ options: SearchOptions) throws(ArchiveError) -> ResultPage {
    let start = ContinuousClock.now
    let (request, notes) = try request(for: options)
    let results = try answer(request, to: options)
    var page = ResultPage()
    page.total = results.total
    page.offset = min(options.offset, results.total)
    page.undated = results.undated
    page.damaged = view.damaged + results.damaged.map { "\($0.error)" }
    page.hints = (notes + results.notes).map(\.message)
    if results.total == 0, page.damaged.isEmpty { page.advice = try advice(request, options) }
    page.hits = try translated { try found(results, options) }
    page.elapsed = ContinuousClock.now - start
    return page
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
    let searcher = try translated { try Searcher(view.segments) }
    do throws(QueryError) {
      return try body(searcher)
    } catch {
      throw ArchiveError(error, in: query)
    }
  }
}

extension Archive {
  /// What is typed, as the searcher takes it.
  func request(
    for options: SearchOptions
  ) throws(ArchiveError) -> (SearchRequest, [QueryNote]) {
    let today = Int(time(nil) / 86_400)
    var request = SearchRequest(Query(.everything))
    var notes: [QueryNote] = []
    if !options.query.allSatisfy(\.isWhitespace) {
      do throws(QueryError) {
        let parser = QueryParser(today: today, joining: options.matchesAny ? .any : .all)
        let parsed = try parser.parse(options.query)
        (request.query, notes) = (parsed.query, parsed.notes)
      } catch {
        throw ArchiveError(error, in: options.query)
      }
    }
    request.filters = try Self.filters(options.filters, today: today)
    request.includesAllVersions = options.filters.allVersions
    request.offset = options.offset
    request.limit = options.limit == Int.max ? nil : options.limit
    switch options.order {
    case .relevance: request.order = .relevance
    case .date: request.order = .oldestFirst
    case .newestFirst: request.order = .newestFirst
    case .title:
      request.order = .newestFirst
      request.offset = 0
      request.limit = nil
    }
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
    filters.languages = words.language.map { [$0.lowercased()] } ?? []
    return filters
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
        "\(option) `\(TerminalText.escape(text))`: \(error.message)",
        hint: "as in 2025, 2025-06, 2025-06-08, yesterday, last-week or 7d"
      )
    }
  }
}

extension Archive {
  /// The articles of the hits, cut and marked.
  private func found(
    _ results: Searching.SearchResults,
    _ options: SearchOptions
  ) throws(CorruptionError) -> [FoundArticle] {
    let inText = results.highlights.filter { $0.field == nil }
    let inTitle = results.highlights.filter { $0.field == nil || $0.field == .title }
    var maker = SnippetMaker(
      terms: inText.map(SnippetTerm.init),
      width: options.snippetLength ?? 0
    )
    var marker = SnippetMaker(terms: inTitle.map(SnippetTerm.init))
    var found: [FoundArticle] = []
    for hit in results.hits {
      let id = ArticleID(rawValue: hit.article)
      guard let stored = try view.store.article(id, version: hit.version) else { continue }
      found.append(
        FoundArticle(
          id: id,
          version: hit.version,
          score: hit.score,
          article: stored.article,
          path: options.needsPaths ? try view.store.firstPath(of: id) : [],
          titleMarks: [],
          fragments: []
        )
      )
      guard options.snippetLength != nil else { continue }
      let article = stored.article
      let title = article.title?.value
      found[found.count - 1].titleMarks = title.map { marker.marks(in: $0) } ?? []
      found[found.count - 1].fragments = Self.fragments(of: article, with: &maker)
    }
    guard options.order == .title else { return found }
    let sorted = found.sorted { ($0.sortingTitle, $0.id) < ($1.sortingTitle, $1.id) }
    return Array(sorted.dropFirst(options.offset).prefix(options.limit))
  }

  private static func fragments(
    of article: Article,
    with maker: inout SnippetMaker
  ) -> [HitFragment] {
    let paragraphs = article.paragraphs.map { block in
      SnippetParagraph(block.text, isBody: block.kind != .heading && block.kind != .caption)
    }
    return maker.snippet(of: paragraphs).fragments.map { fragment in
      HitFragment(
        text: fragment.text,
        marks: fragment.marks,
        isCutBefore: fragment.isCutAtStart,
        isCutAfter: fragment.isCutAtEnd
      )
    }
  }
}

extension FoundArticle {
  fileprivate var sortingTitle: String { article.title?.value.lowercased() ?? "" }
}

extension ArticleStoreReader {
  /// Where an article was first seen; empty if nobody knows.
  func firstPath(of id: ArticleID) throws(CorruptionError) -> [UInt8] {
    try sightings(of: id).first?.sighting.path ?? []
  }
}

extension SnippetTerm {
  fileprivate init(_ highlight: Highlight) {
    let match: Match =
      switch highlight.match {
      case .terms(let terms): .terms(terms)
      case .prefix(let prefix): .prefix(prefix)
      case .phrase(let parts):
        .phrase(parts.map { PhrasePart(term: $0.term, offset: $0.offset) })
      }
    self.init(match, weight: highlight.weight)
  }
}

extension ArchiveError {
  /// A query that could not be read.
  init(_ error: QueryError, in query: String) {
    self.init(
      .usage,
      TerminalText.escape(error.message),
      hint: error.repair.map { "perhaps: \(TerminalText.escape($0))" },
      place: QueryPlace(query: query, offset: error.range.lowerBound)
    )
  }
}
