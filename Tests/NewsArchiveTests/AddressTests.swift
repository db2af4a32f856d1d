// SPDX-License-Identifier: Apache-2.0

import NewsArchive
import Testing

@Suite struct AddressTests {
  private func archive() throws -> SampleArchive {
    let archive = try SampleArchive()
    let lines = [
      #"{"title":"Ferry sinks","body":"A ferry sank.","url":"https://www.coast.example/news/2024/ferry-sinks?utm_source=x"}"#,
      #"{"title":"Ferry raised","body":"It was raised.","url":"https://coast.example/news/2024/ferry-sinks/raised"}"#,
      #"{"title":"Harbour","body":"About coast and news.","url":"http://port.example/politics/r%C3%ADo"}"#,
    ]
    try archive.write(lines.joined(separator: "\n") + "\n", to: "articles.jsonl")
    try archive.index()
    return archive
  }

  @Test(
    arguments: [
      ("url:coast", ["Ferry raised", "Ferry sinks"]),
      ("url:coast.example", ["Ferry raised", "Ferry sinks"]),
      ("url:port.example/politics", ["Harbour"]), ("url:RIO", ["Harbour"]),
      ("url:raised ferry", ["Ferry raised"]), ("url:2024 ferry", ["Ferry sinks", "Ferry raised"]),
      ("url:(politics OR raised)", ["Ferry raised", "Harbour"]),
    ] as [(String, [String])]
  )
  func `finds articles by words of their addresses`(query: String, titles: [String]) throws {
    #expect(try archive().titles(query).sorted() == titles.sorted())
  }

  @Test(
    arguments: [
      "https://coast.example/news/2024/ferry-sinks",
      "http://WWW.coast.example/news/2024/ferry-sinks/",
      "coast.example/news/2024/ferry-sinks?fbclid=1#top",
    ]
  )
  func `puts the article first whose address is typed`(address: String) throws {
    #expect(try archive().titles(address) == ["Ferry sinks", "Ferry raised"])
  }

  @Test func `finds no article by words that only its address has`() throws {
    #expect(try archive().titles("politics").isEmpty)
    #expect(try archive().titles("coast") == ["Harbour"])
  }
}
