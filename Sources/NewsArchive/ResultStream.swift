// SPDX-License-Identifier: Apache-2.0

import Articles
import ArticleStore
import InvertedIndex
import Searching

/// The hits of a search, to be taken one by one.
///
/// An article is read, and its fragments are cut, when it is asked for, so that a list of any length
/// begins at once and takes no more memory than one article and the names of the others.
package final class ResultStream {
  /// All that is known besides the hits; ``ResultPage/elapsed`` grows while hits are taken.
  package internal(set) var page: ResultPage
  private var hits: ArraySlice<SearchHit> = []
  private var ready: ArraySlice<FoundArticle> = []
  private let source: Source?
  /// Looks for the hits after those that are there, if there are more.
  var more: (() throws(ArchiveError) -> SearchResults)?
  private var budget: SearchBudget?
  private var isEndless = false
  /// Since when nobody has asked for a hit, by the budget's clock.
  private var pause: Int64 = 0

  /// How many hits of a list without an end are looked for before all others.
  static let firstHits = 256

  /// How hits become articles.
  fileprivate struct Source {
    let store: ArticleStoreReader
    let cutter: HitCutter?
    let needsPaths: Bool
    let needsArticles: Bool
  }

  /// A page that is there already.
  package init(_ page: ResultPage) {
    self.page = page
    ready = page.hits[...]
    source = nil
  }

  init(
    _ page: ResultPage,
    _ hits: [SearchHit],
    _ highlights: [Highlight],
    _ options: SearchOptions,
    from store: ArticleStoreReader
  ) {
    self.page = page
    self.hits = hits[...]
    source = Source(
      store: store,
      cutter: options.snippetLength.map { HitCutter(highlights, width: $0) },
      needsPaths: options.needsPaths,
      needsArticles: options.needsArticles
    )
  }

  /// Lets the taking of hits count as a part of the search, as long as somebody waits for them.
  ///
  /// Of a list without an end every hit may take as long as the search: whoever wants all of them
  /// wants them however long that takes.
  func limit(by budget: SearchBudget?, isEndless: Bool) {
    self.budget = budget
    self.isEndless = isEndless
    pause = budget?.pause() ?? 0
  }

  /// The next hit; nil after the last.
  ///
  /// Of one whose text is damaged or lost nothing but the name is known, and ``ResultPage/damaged`` says so.
  package func next() throws(ArchiveError) -> FoundArticle? {
    if let hit = ready.popFirst() { return hit }
    guard let source else { return nil }
    let start = ContinuousClock.now
    if isEndless { budget?.beginAnew() } else { budget?.resume(after: pause) }
    defer {
      page.elapsed += ContinuousClock.now - start
      pause = budget?.pause() ?? 0
    }
    guard let hit = try nextHit() else { return nil }
    if let budget, !budget.mayGoOn(), let excess = budget.excess { throw .overBudget(excess) }
    do throws(ArchiveError) {
      if let found = try translated({ try source.article(of: hit) }) { return found }
      note("\(ArticleID(rawValue: hit.article)): its text is missing")
    } catch {
      guard error.code == .damaged else { throw error }
      note(error.description)
    }
    return source.bare(hit)
  }

  /// Notes something that could not be read, once.
  private func note(_ damage: String) {
    if !page.damaged.contains(damage) { page.damaged.append(damage) }
  }

  private func nextHit() throws(ArchiveError) -> SearchHit? {
    if hits.isEmpty, let more {
      self.more = nil
      let rest = try more()
      hits = rest.hits[...]
      for damage in rest.damaged { note("\(damage.error)") }
    }
    return hits.popFirst()
  }
}

extension ResultStream.Source {
  /// A hit as it is shown; nil if the store has lost it.
  fileprivate func article(of hit: SearchHit) throws -> FoundArticle? {
    let id = ArticleID(rawValue: hit.article)
    guard needsArticles else { return try name(of: hit, id) }
    guard var stored = try store.articleAsFiled(id, version: hit.version) else { return nil }
    let state = try store.state(of: id)
    stored.article = state.applied(to: stored.article)
    let cut = cutter?.cut(stored.article)
    return FoundArticle(
      id: id,
      version: hit.version,
      score: hit.score,
      article: stored.article,
      tags: state.tags,
      path: needsPaths ? try store.firstPath(of: id) : [],
      titleMarks: cut?.titleMarks ?? [],
      fragments: cut?.fragments ?? []
    )
  }

  /// A hit of which nothing but its name can be read.
  fileprivate func bare(_ hit: SearchHit) -> FoundArticle {
    FoundArticle(
      id: ArticleID(rawValue: hit.article),
      version: hit.version,
      score: hit.score,
      article: Article(),
      path: [],
      titleMarks: [],
      fragments: []
    )
  }

  /// A hit of which only the names are wanted.
  private func name(of hit: SearchHit, _ id: ArticleID) throws -> FoundArticle {
    FoundArticle(
      id: id,
      version: hit.version,
      score: hit.score,
      article: Article(),
      path: needsPaths ? try store.firstPath(of: id) : [],
      titleMarks: [],
      fragments: []
    )
  }
}
