// SPDX-License-Identifier: Apache-2.0

import Searching

/// What the articles of a result can be counted by.
public enum CountedField: String, Hashable, Sendable, CaseIterable {
  case year
  case month
  case day
  case source
  case section
  case author
  /// The language.
  case lang
  /// Readers' labels.
  case tag

  /// Whether the values are periods of time.
  package var isDate: Bool { facet.isDate }

  var facet: FacetField {
    switch self {
    case .year: .year
    case .month: .month
    case .day: .day
    case .source: .source
    case .section: .section
    case .author: .author
    case .lang: .language
    case .tag: .tag
    }
  }
}

/// The order of counted values.
package enum CountOrder: Sendable {
  /// The most frequent names first, the earliest periods first.
  case usual
  /// By the letters of names, folded; periods as usual.
  case name
  /// The latest periods first; names as usual.
  case latestFirst
}

/// The articles that match a query, counted by a field.
public struct ArticleCounts: Sendable {
  /// A value of the field and the number of articles that have it.
  public struct Value: Hashable, Sendable {
    /// As it was filed; a period as `2025`, `2025-06` or `2025-06-08`, a language as its code.
    ///
    /// Escape it before showing it.
    public let name: String

    /// How many of the matching articles have it.
    public let articles: Int
  }

  /// What was counted by.
  public let field: CountedField
  /// How many articles match, exactly.
  public var total: Int { page.total }
  /// Names, the most frequent first; periods in the order of time, also those without articles
  /// where they are not too many.
  public internal(set) var values: [Value]
  /// How many values there are in all, those without articles not among them.
  public let distinct: Int
  /// How many articles have no value: no date, no source.
  public let without: Int
  /// Whether a damaged part of the index had to be left out.
  public var isIncomplete: Bool { !page.damaged.isEmpty }
  /// What a search says besides its hits.
  package let page: ResultPage

  package init(
    field: CountedField,
    values: [Value],
    distinct: Int,
    without: Int,
    page: ResultPage
  ) {
    self.field = field
    self.values = values
    self.distinct = distinct
    self.without = without
    self.page = page
  }
}

extension Archive {
  /// Counts the articles that match a query by a field, from the index alone.
  ///
  /// Costs finding the matches, then a load and an addition for each, then a name for each value. An
  /// article with several authors counts for each of them.
  ///
  /// - Parameters:
  ///   - query: in the query language; empty means every article.
  ///   - field: what to count by.
  ///   - limit: the most values that are wanted: the most frequent names, the latest periods.
  /// - Returns: the values and how many articles have each, and how many have none.
  /// - Throws: ``ArchiveError`` for a query that cannot be read, and for damage.
  public func counts(
    of query: String,
    by field: CountedField,
    limit: Int = .max
  ) throws(ArchiveError) -> ArticleCounts {
    var options = SearchOptions(query: query)
    options.limit = max(0, limit)
    return try counts(options, by: field)
  }

  /// Counts what a search would find; its order and offset do not matter.
  package func counts(
    _ options: SearchOptions,
    by field: CountedField,
    order: CountOrder = .usual
  ) throws(ArchiveError) -> ArticleCounts {
    let start = ContinuousClock.now
    var options = options
    options.wantsLabels = field == .tag
    let (request, notes) = try request(for: options)
    let results = try searching(options.query) { (searcher) throws(QueryError) in
      try searcher.facet(request, by: field.facet)
    }
    var page = ResultPage()
    page.total = results.total
    page.undated = results.undated
    page.damaged = view.damaged + results.damaged.map { "\($0.error)" }
    page.hints = (notes + results.notes).map(\.message)
    if results.total == 0, page.damaged.isEmpty { page.advice = try advice(request, options) }
    page.elapsed = ContinuousClock.now - start
    let all = results.facet.values.map { ArticleCounts.Value(name: $0.name, articles: $0.count) }
    return ArticleCounts(
      field: field,
      values: Self.page(of: all, options.limit, field, order),
      distinct: all.filter { $0.articles > 0 }.count,
      without: results.facet.without,
      page: page
    )
  }

  /// The values that are wanted, in their order: always the most frequent names and the latest
  /// periods.
  private static func page(
    of all: [ArticleCounts.Value],
    _ limit: Int,
    _ field: CountedField,
    _ order: CountOrder
  ) -> [ArticleCounts.Value] {
    let chosen = field.isDate ? all.suffix(limit) : all.prefix(limit)
    switch order {
    case .latestFirst where field.isDate: return chosen.reversed()
    case .name where !field.isDate:
      let named = chosen.map { (name: $0.name.lowercased(), value: $0) }
      return named.sorted { ($0.name, $0.value.name) < ($1.name, $1.value.name) }.map(\.value)
    default: return Array(chosen)
    }
  }
}
