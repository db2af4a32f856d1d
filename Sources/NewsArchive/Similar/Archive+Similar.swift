// SPDX-License-Identifier: Apache-2.0

import Articles
import ArticleStore
import InvertedIndex
import Searching
import Storage
import TextAnalysis

/// How articles like one are looked for.
package struct SimilarityExplanation: Sendable {
  /// A term of the article, and what it is worth.
  package struct Term: Hashable, Sendable {
    /// In lower case; of words with one stem the form that the article has most often.
    package let term: String
    /// Occurrences, each weighted by its field.
    package let frequency: Int
    /// Articles of the archive that have it in any form.
    package let articles: Int
    /// How many times it counts in the query.
    package let factor: Double
  }

  /// The terms, the best first.
  package var terms: [Term]
  /// The query that they make, as it would be typed.
  package var query: String
}

extension Archive {
  /// Articles like one, the most similar first; itself and its versions are not among them.
  ///
  /// Its characteristic terms are the query: see ``explainSimilar(_:)``.
  ///
  /// - Parameters:
  ///   - reference: the article, or a version of it.
  ///   - options: filters, and how many are wanted; its query and order do not matter.
  /// - Returns: the articles, to be taken one by one, and how many there are.
  /// - Throws: ``ArchiveError`` for filters that cannot be read, and for damage.
  package func similar(
    to reference: ArticleReference,
    _ options: SearchOptions
  ) throws(ArchiveError) -> ResultStream {
    let start = ContinuousClock.now
    let own = try similarQuery(for: reference)
    guard let query = own.query else {
      var page = ResultPage()
      page.advice = ["the article has no telling words that other articles have"]
      return ResultStream(page)
    }
    var (request, _) = try request(for: options)
    request.query = query
    request.order = .relevance
    let places = try versions(of: reference.id, isSeen: request.includesAllVersions)
    // Its own versions may be among the hits, so that many more are fetched and then left out.
    request.offset = 0
    request.limit = request.limit.map { options.offset + $0 + places.count }
    let found = try searching("") { (searcher) throws(QueryError) in
      var results = try searcher.search(request)
      for place in places
      where try searcher.explainScore(of: place.document, in: place.segment, request) != nil {
        results.total -= 1
      }
      results.hits.removeAll { $0.article == reference.id.rawValue }
      results.hits = Array(results.hits.dropFirst(options.offset).prefix(options.limit))
      return results
    }
    var page = ResultPage()
    page.total = max(0, found.total)
    page.offset = min(options.offset, page.total)
    page.undated = found.undated
    page.damaged = view.damaged + found.damaged.map { "\($0.error)" }
    if page.total == 0, page.damaged.isEmpty { page.advice = ["no other article is like it"] }
    page.elapsed = ContinuousClock.now - start
    return ResultStream(page, found.hits, found.highlights, options, from: view.store)
  }

  /// What is looked for to find articles like one.
  package func explainSimilar(
    _ reference: ArticleReference
  ) throws(ArchiveError) -> SimilarityExplanation {
    let own = try similarQuery(for: reference)
    let terms = try searching("") { (searcher) throws(QueryError) in
      var terms: [SimilarityExplanation.Term] = []
      for term in own.terms {
        terms.append(
          SimilarityExplanation.Term(
            term: term.term,
            frequency: term.frequency,
            articles: try searcher.articles(having: term),
            factor: term.factor
          )
        )
      }
      return terms
    }
    return SimilarityExplanation(terms: terms, query: own.query?.text ?? "")
  }

  private func similarQuery(
    for reference: ArticleReference
  ) throws(ArchiveError) -> (terms: [CharacteristicTerm], query: Query?) {
    let terms = try translated {
      guard let stored = try view.store.article(reference.id, version: reference.version) else {
        throw Self.missing(reference)
      }
      let language = stored.article.language.flatMap { Language(code: $0.value) } ?? .unknown
      let texts = Self.texts(of: stored.article)
      return try Searcher(view.segments).characteristicTerms(of: texts, in: language)
    }
    return (terms, SimilarQuery.query(for: terms))
  }

  /// What an article says; not who says it, which would find the outlet rather than the matter.
  private static func texts(of article: Article) -> [FieldText] {
    let head = [
      article.title.map { FieldText(.title, $0.value) },
      article.deck.map { FieldText(.deck, $0.value) },
      article.dateline.map { FieldText(.dateline, $0.value) },
    ]
    let body = article.paragraphs.map { paragraph in
      FieldText(paragraph.kind == .caption ? .caption : .body, paragraph.text)
    }
    return head.compactMap(\.self) + body
  }

  /// Where the index has an article's versions, those that a search sees.
  private func versions(
    of id: ArticleID,
    isSeen includesAllVersions: Bool
  ) throws(ArchiveError) -> [(segment: Int, document: UInt32)] {
    try translated {
      var places: [(segment: Int, document: UInt32)] = []
      for (number, segment) in view.segments.enumerated() {
        for document in 0..<UInt32(segment.documentCount)
        where try segment.articleID(of: document) == id.rawValue {
          let isRemoved = segment.hidden?.contains(document) ?? false
          let isSeen = includesAllVersions ? !isRemoved : segment.isVisible(document)
          if isSeen { places.append((number, document)) }
        }
      }
      return places
    }
  }
}
