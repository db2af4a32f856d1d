// SPDX-License-Identifier: Apache-2.0

import Articles
import InvertedIndex
@testable import NewsArchive
import Searching
import Storage
import TextAnalysis

/// The first byte says in which language the others are a query, and how words are joined.
final class QueryProbe: Probe {
  private let searcher: Searcher
  private let names: NameTable
  private let article: Article

  init() throws {
    let folder = try SealedFolder()
    var segments: [SegmentReader] = []
    for (count, seed) in [(2, UInt64(11)), (40, 12)] {
      let (entry, deletions) = try folder.segment(of: count, seed: seed)
      segments.append(try SegmentReader(folder.open(entry), deletions: folder.open(deletions)))
    }
    searcher = try Searcher(segments)
    names = NameTable(Array("CJNG = Jalisco Cartel = x\nflood = high water = 河水\n".utf8))
    var article = SampleStore.article(
      "Flood at the O’Brien bridge",
      "The river rose — 河水上涨, said the mayor.\nÉlections: “the flood” of U.S. COVID-19 news.\nx"
    )
    article.source = Sourced("El Faro", .meta)
    self.article = article
  }

  var seeds: [[UInt8]] {
    let own =
      ProbeQueries.all + [
        "=\"the flood\" caps:Ferry allcaps:FERRY", "tag:border note:*", "a NOT w/5 b pre/3 c",
        "((flood OR (river -x)))", "first50:(a NEAR/2 b)^2.5", "pub:..yesterday", "-lang:de *",
        "“curly” ‘x’ «y»", "words:100..200", "flood ~2", "CJNG", "不 河水*", "سلام",
        "https://a.b/c?d=e",
      ]
    let lexis = [
      "flood w/5 river and not bridge", "atl3(flood) pre/2 \"high water\"", "flood! or riv*r",
      "headline(flood) and date geq 1/1/2024", "allcaps(ferry) /s x", "hlead(flood) or by(mora)",
    ]
    return own.map { [0] + Array($0.utf8) } + own.map { [1] + Array($0.utf8) }
      + lexis.map { [2] + Array($0.utf8) }
  }

  func run(_ input: [UInt8]) throws(BrokenPromise) {
    let text = String(decoding: input.dropFirst(), as: UTF8.self)
    let mode = (input.first ?? 0) % 3
    let parser = QueryParser(
      today: 20_000,
      joining: mode == 1 ? .any : .all,
      syntax: mode == 2 ? .lexis : .morgue
    )
    let read: QueryParser.Result
    do throws(QueryError) {
      read = try parser.parse(text)
    } catch {
      return try check(error, in: text, parser)
    }
    for note in read.notes { try check(note.range, in: text, "a note") }
    try check(read.query, in: text)
    try search(read.query, in: text)
  }

  // MARK: Reading

  private func check(
    _ error: QueryError,
    in text: String,
    _ parser: QueryParser
  ) throws(BrokenPromise) {
    try check(error.range, in: text, "an error")
    try promise(!error.message.isEmpty, "an error without a sentence")
    guard let repair = error.repair else { return }
    do throws(QueryError) {
      _ = try parser.parse(repair)
    } catch {
      throw BrokenPromise("a repair that cannot be read: \(repair)")
    }
  }

  private func check(
    _ range: Range<Int>,
    in text: String,
    _ what: String
  ) throws(BrokenPromise) {
    try promise(
      range.lowerBound >= 0 && range.upperBound <= text.utf8.count,
      "\(what) outside of the text: \(range)"
    )
  }

  /// What was read can be written, and is then read as the same.
  private func check(_ query: Query, in text: String) throws(BrokenPromise) {
    try check(query.range, in: text, "a clause")
    do throws(QueryError) {
      try query.check()
    } catch {
      throw BrokenPromise("a query that is none: \(error.message)")
    }
    let written = query.text
    let again = try? QueryParser(today: 20_000).parse(written).query.text
    try promise(again == written, "\(written), read and written again, is \(again ?? "nothing")")
  }

  // MARK: Searching

  private func search(_ query: Query, in text: String) throws(BrokenPromise) {
    let named = names.applied(to: query, in: text)
    for use in named.uses { try check(use.range, in: text, "a name") }
    var request = SearchRequest(named.query, order: .relevance, limit: nil)
    let results: SearchResults
    do throws(QueryError) {
      results = try searcher.search(request)
    } catch {
      return try promise(!error.message.isEmpty, "an error without a sentence")
    }
    try promise(results.damaged.isEmpty, "damage where there is none")
    try promise(results.hits.count == results.total, "\(results.total) are not all hits")
    request.limit = 3
    request.order = .bm25
    let top = try? searcher.search(request)
    try promise(top?.total == results.total, "another count for the best three")
    sink(try? searcher.explain(request))
    if results.total == 0 { sink(try? searcher.explainZeroHits(request)) }
    sink(try? searcher.suggestions(request))
    sink(try? searcher.facet(request, by: .source))
    try show(results.highlights)
  }

  /// Marks and fragments lie in the texts, in order and apart.
  private func show(_ highlights: [Highlight]) throws(BrokenPromise) {
    let cutter = HitCutter(highlights, width: 60)
    let shown = cutter.cut(article)
    try check(shown.titleMarks, of: article.title?.value ?? "")
    for fragment in shown.fragments { try check(fragment.marks, of: fragment.text) }
    let marks = cutter.marks(in: article)
    for (paragraph, ranges) in zip(article.paragraphs, marks.paragraphs) {
      try check(ranges, of: paragraph.text)
    }
  }

  private func check(_ marks: [Range<Int>], of text: String) throws(BrokenPromise) {
    var end = -1
    for mark in marks {
      try promise(mark.lowerBound > end && !mark.isEmpty, "marks that are not apart")
      end = mark.upperBound
      let utf8 = text.utf8
      guard mark.upperBound <= utf8.count else { throw BrokenPromise("a mark outside") }
      for place in [mark.lowerBound, mark.upperBound] {
        let index = utf8.index(utf8.startIndex, offsetBy: place)
        try promise(index.samePosition(in: text.unicodeScalars) != nil, "a mark within a letter")
      }
    }
  }
}
