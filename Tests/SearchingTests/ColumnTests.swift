// SPDX-License-Identifier: Apache-2.0

import Articles
import InvertedIndex
import Searching
import TestSupport
import Testing
import TextAnalysis

/// What columns answer, against looking at each document.
@Suite struct ColumnTests {
  private static let outlets = ["Harbour Tribune", "El Faro", "Der Bote"]

  /// Documents of two words, over several windows, some without a date, some hidden.
  private static func documents(
    _ count: Int,
    seed: UInt64,
    isInOrder: Bool
  ) -> [BruteForceSearcher.Document] {
    var numbers = Seeded(seed: seed)
    return (0..<count).map { index in
      var fields: [(number: UInt8, weight: UInt32, paragraphs: [String])] = []
      let people = ["Ada Orr", "Ben Yu"].filter { _ in Bool.random(using: &numbers) }
      if !people.isEmpty { fields.append((IndexedField.byline.rawValue, 1, people)) }
      if let outlet = (outlets + [nil]).randomElement(using: &numbers) ?? nil {
        fields.append((IndexedField.source.rawValue, 1, [outlet]))
      }
      let words = Int.random(in: 0..<20, using: &numbers) == 0 ? "rare common" : "common"
      fields.append((IndexedField.body.rawValue, 1, [words]))
      let day = isInOrder ? index / 4 : Int.random(in: 0..<count / 3, using: &numbers)
      let hasDate = Int.random(in: 0..<9, using: &numbers) > 0
      return BruteForceSearcher.Document(
        fields: fields,
        language: Language(code: ["en", "de", ""][index % 3]) ?? .unknown,
        published: hasDate ? Int64(day * 86_400) : nil,
        isHidden: Int.random(in: 0..<10, using: &numbers) == 0
      )
    }
  }

  private struct Case: CustomTestStringConvertible, Sendable {
    var sizes: [Int]
    var isInOrder: Bool
    var testDescription: String { "\(sizes) \(isInOrder)" }
  }

  private static let cases = [
    Case(sizes: [], isInOrder: true), Case(sizes: [], isInOrder: false),
    Case(sizes: [5000, 10], isInOrder: true), Case(sizes: [100, 4096, 4097], isInOrder: false),
  ]

  private func matching(
    _ word: String,
    _ documents: [BruteForceSearcher.Document]
  ) -> [Int] {
    documents.indices.filter { index in
      !documents[index].isHidden
        && documents[index].paragraphs(of: .body)[0].split(separator: " ").contains { $0 == word }
    }
  }

  @Test(arguments: cases)
  private func `sorting by date gives what sorting everything gives`(world: Case) throws {
    let documents = Self.documents(14_000, seed: 7, isInOrder: world.isInOrder)
    let index = try SearchSegments(documents, sizes: world.sizes)
    let searcher = try Searcher(index.readers)
    for word in ["common", "rare"] {
      let matches = matching(word, documents)
      for order in [SearchOrder.newestFirst, .oldestFirst] {
        let sorted = matches.sorted { left, right in
          func key(_ place: Int) -> (Int64, Int) {
            let time = documents[place].published
            return (time.map { order == .newestFirst ? -$0 : $0 } ?? .max, place)
          }
          return key(left) < key(right)
        }
        for (offset, limit) in [(0, 1), (0, 10), (37, 25), (300, nil), (sorted.count - 3, 10)] {
          let results = try searcher.search(
            SearchRequest(Query(.word(word)), order: order, offset: offset, limit: limit)
          )
          #expect(results.total == matches.count)
          let wanted = sorted.dropFirst(offset).prefix(limit ?? .max)
          #expect(results.hits.map { index.place($0) } == Array(wanted))
        }
      }
    }
  }

  @Test(arguments: cases)
  private func `facets count what looking at each article counts`(world: Case) throws {
    let documents = Self.documents(11_000, seed: 3, isInOrder: world.isInOrder)
    let searcher = try Searcher(SearchSegments(documents, sizes: world.sizes).readers)
    for word in ["common", "rare"] {
      let matches = matching(word, documents).map { documents[$0] }
      for field in FacetField.allCases {
        let results = try searcher.facet(SearchRequest(Query(.word(word))), by: field)
        var expected: [String: Int] = [:]
        var without = 0
        for document in matches {
          let names = names(field, of: document)
          for name in names { expected[name, default: 0] += 1 }
          without += names.isEmpty ? 1 : 0
        }
        #expect(results.total == matches.count)
        #expect(results.facet.without == without)
        let found = results.facet.values.filter { $0.count > 0 }
        let byName = Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0.count) })
        #expect(byName == expected)
        let names = results.facet.values.map(\.name)
        let counts = results.facet.values.map(\.count)
        #expect(field.isDate ? names == names.sorted() : counts == counts.sorted(by: >))
      }
    }
  }

  private func names(
    _ field: FacetField,
    of document: BruteForceSearcher.Document
  ) -> [String] {
    switch field {
    case .source: return document.paragraphs(of: .source)
    case .section: return document.paragraphs(of: .section)
    case .author: return document.paragraphs(of: .byline)
    case .language: return document.language == .unknown ? [] : [document.language.code]
    case .year, .month, .day:
      guard let seconds = document.published else { return [] }
      let day = CivilDay(daysSince1970: Int(seconds / 86_400)).description
      let length = field == .year ? 4 : field == .month ? 7 : seconds % 7 == 0 ? 7 : 10
      return [String(day.prefix(length))]
    case .tag: return []
    }
  }

  @Test func `months without articles are given, and those that are not known come first`() throws {
    let days = [
      CivilDay(year: 2023, month: 11, day: 5), CivilDay(year: 2024, month: 2, day: 29),
      CivilDay(year: 2024, month: 2, day: 1),
    ]
    let documents = days.map { day in
      BruteForceSearcher.Document(
        fields: [(IndexedField.body.rawValue, 1, ["flood"])],
        language: .unknown,
        published: day.map { Int64($0.daysSince1970) * 86_400 + 1 }
      )
    }
    let searcher = try Searcher(SearchSegments(documents, sizes: []).readers)
    let facet = try searcher.facet(SearchRequest(Query(.everything)), by: .month).facet
    let counts = facet.values.map { "\($0.name) \($0.count)" }
    #expect(counts == ["2023-11 1", "2023-12 0", "2024-01 0", "2024-02 2"])
    let years = try searcher.facet(SearchRequest(Query(.everything)), by: .year).facet
    #expect(years.values.map { "\($0.name) \($0.count)" } == ["2023 1", "2024 2"])
  }
}
