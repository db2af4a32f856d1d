// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Searching
import TestSupport
import Testing

/// Clauses of which the places matter, made without a parser.
@Suite struct PlaceTests {
  private static let flood = Query(.word("flood"))
  private static let mayor = Query(.word("mayor"))
  private static let bridge = Query(.word("bridge"))
  private static let night = Query(.word("night"))
  private static let the = Query(.word("the"))

  private static func near(_ nearness: Nearness, _ left: Query, _ right: Query) -> Query {
    Query(.near(nearness, left, right))
  }

  private static func lead(_ inner: Query) -> Query { Query(.lead(inner)) }

  private static func opening(_ words: Int, _ inner: Query) -> Query {
    Query(.opening(words: words, inner))
  }

  private static func mentions(_ count: Int, _ inner: Query) -> Query {
    Query(.mentions(count, inner))
  }

  private static let either = Query(.any([flood, bridge]))

  private func articles(_ query: Query) throws -> [UInt64] {
    let segments = try SearchSegments(NearnessTests.documents, sizes: [3])
    let results = try Searcher(segments.readers).search(SearchRequest(query))
    #expect(results.total == results.hits.count)
    return results.hits.map(\.article).sorted()
  }

  @Test(
    arguments: [
      (lead(mayor), [0, 1, 2, 3]), (lead(bridge), [0, 1, 4]),
      (lead(Query(.all([mayor, flood]))), [0, 1, 2, 3]),
      (lead(Query(.all([mayor, Query(.not(bridge))]))), [2, 3]),
      (opening(3, flood), [1, 3, 4]), (opening(3, mayor), [0]),
      (opening(5, near(.within(9), flood, mayor)), [0]),
      (near(.within(6), lead(mayor), flood), [0, 1, 2]),
    ] as [(Query, [UInt64])]
  )
  func `finds what stands in a part of an article`(query: Query, found: [UInt64]) throws {
    #expect(try articles(query) == found, "\(query)")
  }

  @Test(
    arguments: [
      (mentions(2, mayor), [3]), (mentions(3, bridge), [4]), (mentions(3, either), [4]),
      (mentions(2, Query(.all([the, mayor]))), [3]),
      (mentions(2, near(.within(9), the, mayor)), [3]),
      (mentions(1, either), [0, 1, 2, 3, 4]),
    ] as [(Query, [UInt64])]
  )
  func `counts mentions`(query: Query, found: [UInt64]) throws {
    #expect(try articles(query) == found, "\(query)")
  }

  @Test(
    arguments: [
      (Query(.notNear(.within(3), flood, bridge)), [0, 2, 3]),
      (Query(.notNear(.inSentence, bridge, flood)), [3, 4]),
      (Query(.notNear(.inParagraph, mayor, flood)), [3]),
      (near(.within(2), near(.inOrder(4), flood, bridge), night), [0]),
      (near(.within(1), near(.inOrder(4), flood, bridge), night), []),
      (near(.inSentence, near(.within(4), flood, bridge), mayor), [1]),
    ] as [(Query, [UInt64])]
  )
  func `finds what is not near, and what is near to something near`(
    query: Query,
    found: [UInt64]
  ) throws {
    #expect(try articles(query) == found, "\(query)")
  }

  @Test func `finds so many of a list`() throws {
    let town = Query(.word("town"))
    #expect(try articles(Query(.some(2, of: [Self.night, town, Self.flood]))) == [0, 1])
    let title = Query(.field(.title, Self.mayor))
    #expect(try articles(Query(.some(3, of: [Self.mayor, Self.flood, title]))) == [2, 3])
    #expect(try articles(Query(.some(4, of: [Self.mayor, Self.flood, title]))) == [])
  }

  @Test func `lets a part count more`() throws {
    let segments = try SearchSegments(NearnessTests.documents, sizes: [3])
    let searcher = try Searcher(segments.readers)
    let plain = try searcher.search(SearchRequest(Self.mayor)).hits
    for inner in [Self.mayor, Self.near(.within(9), Self.mayor, Self.flood)] {
      let once = try searcher.search(SearchRequest(inner)).hits
      let thrice = try searcher.search(SearchRequest(Query(.boosted(inner, by: 3)))).hits
      #expect(once.map(\.article) == thrice.map(\.article))
      for (one, three) in zip(once, thrice) {
        #expect(abs(three.score - 3 * one.score) < 0.001)
      }
    }
    #expect(!plain.isEmpty)
  }
}

extension PlaceTests {
  /// Texts of which one cannot be read.
  private struct TornTexts: WrittenForms {
    func keep(
      _ starts: UnsafeMutableBufferPointer<UInt32>,
      writtenAs form: WrittenForm,
      in document: UInt32,
      of segment: Int
    ) -> Int? {
      segment == 0 && document == 1 ? nil : starts.count
    }
  }

  @Test func `says where a text that must be looked at cannot be read`() throws {
    let segments = try SearchSegments(NearnessTests.documents, sizes: [3])
    let searcher = try Searcher(segments.readers, texts: TornTexts())
    let results = try searcher.search(SearchRequest(Query(.capitals(.any, "mayor"))))
    #expect(results.damaged.map(\.segment) == [0])
    #expect(results.hits.map(\.article) == [3])
    // Where nothing else is in doubt, texts are left alone.
    let rare = Query(.all([Query(.capitals(.any, "mayor")), Query(.word("spoke"))]))
    let unharmed = try searcher.search(SearchRequest(rare))
    #expect(unharmed.damaged.isEmpty && unharmed.hits.map(\.article) == [0])
  }
}
