// SPDX-License-Identifier: Apache-2.0

import NewsArchive
import Testing

/// What is shown of an article for a nearness is where its sides really stand near each other.
struct NearnessFragmentTests {
  private static let apart =
    "The police said on Monday that nobody knew where the soldiers left the harbour."
  private static let together = "At dawn some police officers and soldiers came."
  private static let turned = "In the evening the soldiers asked two police officers to leave."
  private static let twice = "Harbour after harbour stood empty."

  private static func archive() throws -> SampleArchive {
    let archive = try SampleArchive()
    let paragraphs = [
      "A quiet day", apart, "Shops stayed shut.", "Nothing moved at all.", together, turned, twice,
    ]
    try archive.write(paragraphs.joined(separator: "\n\n") + "\n", to: "day.txt")
    try archive.index()
    return archive
  }

  @Test(
    arguments: [
      ("police soldiers", apart, ["police", "soldiers"]),
      ("police NEAR/3 soldiers", together, ["police", "soldiers"]),
      ("soldiers NEAR/3 police", together, ["police", "soldiers"]),
      ("police PRE/3 soldiers", together, ["police", "soldiers"]),
      ("soldiers PRE/3 police", turned, ["soldiers", "police"]),
      ("polic* NEAR/3 soldiers", together, ["police", "soldiers"]),
      ("soldiers PRE/3 \"police officers\"", turned, ["soldiers", "police officers"]),
      ("(market OR soldiers) PRE/3 police", turned, ["soldiers", "police"]),
      ("harbour NEAR/2 harbour", twice, ["Harbour", "harbour"]),
      ("lead:(police w/s soldiers)", apart, ["police", "soldiers"]),
    ]
  )
  func `shows the sentence where both are near`(
    _ query: String,
    _ sentence: String,
    _ marked: [String]
  ) throws {
    let hits = try Self.archive().open().search(SearchOptions(query: query)).hits
    let fragments = hits.flatMap(\.fragments)
    #expect(fragments.map(\.text) == [sentence], "\(query)")
    let marks = fragments.flatMap { fragment in
      fragment.marks.map { String(decoding: Array(fragment.text.utf8)[$0], as: UTF8.self) }
    }
    #expect(marks == marked, "\(query)")
  }
}
