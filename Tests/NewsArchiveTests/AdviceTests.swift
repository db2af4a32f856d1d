// SPDX-License-Identifier: Apache-2.0

import NewsArchive
import Testing

/// Nothing found is explained in a line or two.
struct AdviceTests {
  private static let articles = [
    "Bridge opens at Marlow\n\nThe bridge at Marlow opened and nobody came.\n",
    "Market closes\n\nThe market at Marlow closed. A harbour opened instead.\n",
    "Storm at sea\n\nThe storm took the harbour wall and two boats.\n",
  ]

  private func advice(_ query: String, _ filters: FilterWords = FilterWords()) throws -> [String] {
    let archive = try SampleArchive()
    for (number, text) in Self.articles.enumerated() {
      try archive.write(text, to: "\(number).txt")
    }
    try archive.index()
    var options = SearchOptions(query: query)
    options.filters = filters
    return try archive.open().search(options).advice
  }

  @Test(
    arguments: [
      ("habrour", ["no article has habrour; near it: harbour (2)"]),
      (
        "harbour/wall/boats",
        ["no article has harbour/wall/boats; with the words apart there is 1 article"]
      ),
      ("o’brienx", ["no article has o’brienx"]),
      ("xe-mailx", ["no article has xe-mailx"]),
      ("NOT the", ["every article has `the`"]),
      ("CJNG", ["no article has CJNG"]),
      ("xylophone", ["no article has xylophone"]),
      ("bridge storm", ["no article has both bridge (1) and storm (1)"]),
      ("marlow opened storm", ["without storm there are 2 articles"]),
      (
        "\"opened bridge\"",
        [
          "no article has \"opened bridge\"; without the quotes there is 1 article"
        ]
      ),
      (
        "closed w/1 opened",
        [
          "no article has closed NEAR/1 opened; however far apart there is 1 article"
        ]
      ),
      ("title:harbour", ["no article has title:harbour; without title: there are 2 articles"]),
    ]
  )
  func `says what is to blame`(_ query: String, _ lines: [String]) throws {
    #expect(try advice(query) == lines)
  }

  @Test func `names filters as they were typed`() throws {
    #expect(
      try advice("bridge", FilterWords(after: "2031")) == [
        "without --after 2031 there is 1 article"
      ]
    )
    #expect(
      try advice("bridge", FilterWords(source: "Reuters", language: "fr"))
        == ["without --source Reuters --lang fr there is 1 article"]
    )
  }
}
