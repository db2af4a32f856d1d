// SPDX-License-Identifier: Apache-2.0

import Searching
import TestSupport
import Testing
import TextAnalysis

/// What a word stands for besides itself: hyphens, compounds, articles and what is written in one with it.
@Suite struct MeaningTests {
  /// The places of the texts that a query finds, in one segment and in several; these agree.
  private func found(_ query: String, _ texts: [String], _ language: String = "en") throws -> [Int]
  {
    let documents = texts.map { SearcherTests.document($0, language: language) }
    let parsed = try QueryParser(today: SearcherTests.today).parse(query).query
    let answers = try [[documents.count], [1], [2, 1]].map { sizes in
      let segments = try SearchSegments(documents, sizes: sizes)
      let results = try Searcher(segments.readers).search(SearchRequest(parsed))
      return results.hits.sorted { $0.article < $1.article }.map { ($0.article, $0.score) }
    }
    for answer in answers {
      #expect(answer.map(\.0) == answers[0].map(\.0), "\(query)")
      #expect(answer.map(\.1) == answers[0].map(\.1), "\(query)")
    }
    return answers[0].map { Int($0.0) }
  }

  private static let mails = [
    "An e-mail address was found.", "An email address was found.", "An e mail address.",
    "Many e-mails came.", "Many emails came.", "The mail came.",
  ]

  @Test(arguments: [
    ("email", [0, 1, 3, 4]), ("e-mail", [0, 1, 2, 3, 4]), ("emails", [0, 1, 3, 4]),
    ("\"email\"", [0, 1]), ("\"e-mail\"", [0, 1, 2]), ("\"e mail\"", [0, 2]), ("=email", [1]),
    ("\"email address\"", [0, 1]), ("\"e-mail address\"", [0, 1, 2]),
    ("\"an email address was\"", [0, 1]),
    ("email w/1 address", [0, 1]), ("e-mail w/1 address", [0, 1, 2]),
    ("email PRE/1 address", [0, 1]),
    ("email -address", [3, 4]), ("mail", [0, 2, 3, 5]),
  ])
  func `a hyphen parts no word from itself`(query: String, expected: [Int]) throws {
    #expect(try found(query, Self.mails) == expected)
  }

  @Test func `words in the title are found so, too`() throws {
    let documents = ["E-mail rules", "Email rules", "Rules"].map {
      SearcherTests.document(title: $0, "Nothing.")
    }
    let segments = try SearchSegments(documents, sizes: [3])
    for query in ["title:email", "title:e-mail", "title:\"email rules\"", "title:\"e-mail rules\""]
    {
      let parsed = try QueryParser(today: SearcherTests.today).parse(query).query
      let hits = try Searcher(segments.readers).search(SearchRequest(parsed)).hits
      #expect(Set(hits.map(\.article)) == [0, 1], "\(query)")
    }
  }

  private static let names = [
    "Mr O'Brien spoke.", "Mr O’Brien spoke.", "Mr OBrien spoke.", "Brien is a town.",
    "Il habite d'une ville.", "Dune is a film.", "We'll go.", "A well.",
  ]

  @Test(arguments: [
    ("O'Brien", [0, 1, 2]), ("obrien", [0, 1, 2]), ("brien", [0, 1, 3]),
    ("\"mr obrien spoke\"", [0, 1, 2]),
    ("dune", [5]), ("well", [7]), ("we'll", [6]),
  ])
  func `an apostrophe parts no name from itself, and makes no other word`(
    query: String,
    expected: [Int]
  ) throws {
    #expect(try found(query, Self.names) == expected)
  }

  private static let german = [
    "Die Versicherung zahlt. Ein Auto. Die Haftpflicht.", "Die Autoversicherung zahlt nicht.",
    "Die Kfz-Versicherung zahlt.", "Die Flutkatastrophe im Tal.",
    "Die Flut kam. Eine Katastrophe, Katastrophe.",
    "Deutschland ist ein Land. Das Land ist deutsch.", "Die Partei und die Art.",
    "Haftpflichtversicherungen sind teuer.", "Das Schulhaus an der Schule. Ein Haus.",
    "Die Regierungsbildung dauert. Die Regierung, die Bildung.",
    "Sie unternehmen und nehmen unter.",
  ]

  @Test(arguments: [
    ("Versicherung", [0, 1, 2, 7]), ("Versicherungen", [0, 1, 2, 7]), ("\"Versicherung\"", [0, 2]),
    ("Flut", [3, 4]), ("Katastrophe", [3, 4]), ("Land", [5]), ("Art", [6]), ("Schule", [8]),
    ("Regierung", [9]), ("Bildung", [9]), ("Auto", [0, 1]), ("unter", [10]), ("schaden", []),
    ("title:Flut", []), ("Flut w/5 Tal", [3]),
  ])
  func `a German word is found in its compounds`(query: String, expected: [Int]) throws {
    #expect(try found(query, Self.german, "de") == expected)
  }

  @Test func `compounds are those of German articles only`() throws {
    #expect(try found("Flut", Self.german, "en") == [4])
  }

  private static let hebrew = [
    "הממשלה החליטה היום", "ממשלה חדשה הוקמה", "ראש הממשלה אמר כי בממשלה יש רוב", "והממשלה הבאה",
    "מדינה אחת", "דינה הלכה", "מדינה שתיים ומדינה",
  ]

  @Test(arguments: [
    ("ממשלה", [0, 1, 2, 3]), ("הממשלה", [0, 1, 2, 3]), ("\"ממשלה\"", [1]), ("מדינה", [4, 6]),
    ("בממשלה", [0, 1, 2, 3]),
  ])
  func `Hebrew prefixes part no word from itself`(query: String, expected: [Int]) throws {
    #expect(try found(query, Self.hebrew, "he") == expected)
  }

  private static let arabic = [
    "أعلنت الحكومة القرار", "حكومة جديدة", "والحكومة السابقة", "للحكومة الجديدة", "وحكومة الوحدة",
    "الوزير زار بيروت", "وزير الخارجية", "المدرسة",
  ]

  @Test(arguments: [
    ("حكومة", [0, 1, 2, 3, 4]), ("الحكومة", [0, 1, 2, 3, 4]), ("\"حكومة\"", [1]), ("وزير", [5, 6]),
    ("الوزير", [5, 6]), ("مدرسة", [7]), ("بيروت", [5]), ("والحكومة", [0, 1, 2, 3, 4]),
  ])
  func `the Arabic article parts no word from itself`(query: String, expected: [Int]) throws {
    #expect(try found(query, Self.arabic, "ar") == expected)
  }

  @Test(arguments: [
    ("서울", [0]), ("서", [0]), ("대통령", [1]), ("手机", [2]), ("iPhone手机", [2]), ("机", [2]),
    ("トランプ", [3]), ("ドナルドトランプ", [3]), ("東京", [4]), ("京大", []), ("ไทย", [5]),
  ])
  func `scripts without blanks are searched by any of their characters`(
    query: String,
    expected: [Int]
  ) throws {
    let texts = [
      "서울에서 열린", "대통령은 말했다", "新款iPhone手机发布", "ドナルド・トランプ氏", "東京・大阪", "ประเทศไทย",
    ]
    #expect(try found(query, texts, "ja") == expected)
  }
}
