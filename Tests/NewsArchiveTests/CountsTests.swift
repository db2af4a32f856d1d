// SPDX-License-Identifier: Apache-2.0

import Articles
import NewsArchive
import Testing

/// Counts by field, and what decisions about articles do to them.
@Suite struct CountsTests {
  private func line(_ number: Int, _ source: String?, _ date: String?, by authors: [String])
    -> String
  {
    let names = authors.map { "\"\($0)\"" }.joined(separator: ",")
    let outlet = source.map { ",\"source\":\"\($0)\"" } ?? ""
    let day = date.map { ",\"date\":\"\($0)\"" } ?? ""
    return
      "{\"title\":\"Report \(number)\",\"body\":\"The harbour of town \(number) was shut for the "
      + "winter.\"\(outlet)\(day),\"authors\":[\(names)],\"section\":\"Local\"}\n"
  }

  private func archive() throws -> SampleArchive {
    let archive = try SampleArchive()
    let lines = [
      line(1, "El Faro", "2024-03-02", by: ["Ada Orr", "Ben Yu"]),
      line(2, "El Faro", "2024-05-09T10:00:00Z", by: ["Ben Yu"]),
      line(3, "Tribune", "2024-05", by: []),
      line(4, nil, nil, by: ["Ben Yu"]),
    ]
    try archive.write(lines.joined(), to: "clips.jsonl")
    try archive.index()
    return archive
  }

  private func counts(_ archive: SampleArchive, _ query: String, by field: CountedField) throws
    -> [String]
  {
    let counts = try archive.open().counts(of: query, by: field)
    return counts.values.map { "\($0.name) \($0.articles)" }
      + (counts.without > 0 ? ["- \(counts.without)"] : [])
  }

  @Test func `counts the articles that match by each field`() throws {
    let archive = try archive()
    #expect(try counts(archive, "harbour", by: .source) == ["El Faro 2", "Tribune 1", "- 1"])
    #expect(try counts(archive, "", by: .author) == ["Ben Yu 3", "Ada Orr 1", "- 1"])
    #expect(try counts(archive, "", by: .section) == ["Local 4"])
    #expect(
      try counts(archive, "", by: .month) == ["2024-03 1", "2024-04 0", "2024-05 2", "- 1"]
    )
    #expect(try counts(archive, "\"town 2\"", by: .day) == ["2024-05-09 1"])
    #expect(try counts(archive, "\"town 3\"", by: .day) == ["2024-05 1"])
    #expect(try counts(archive, "nothing", by: .year) == [])
    let top = try archive.open().counts(of: "", by: .author, limit: 1)
    #expect(top.values.map(\.name) == ["Ben Yu"] && top.distinct == 2 && top.total == 4)
  }

  @Test func `corrections count, what is removed does not, and merging changes nothing`() throws {
    let archive = try archive()
    let second = try archive.id("\"town 2\"")
    let third = try archive.id("\"town 3\"")
    try archive.writer().edit(second, [Correction(assignment: "source=Tribune")])
    try archive.writer().edit(second, [Correction(assignment: "published=2023-05-09")])
    _ = try archive.writer().remove([third])
    func check() throws {
      #expect(try counts(archive, "", by: .source) == ["El Faro 1", "Tribune 1", "- 1"])
      #expect(try counts(archive, "", by: .year) == ["2023 1", "2024 1", "- 1"])
      let status = try archive.open().status()
      #expect(status.sources.map(\.name) == ["El Faro", "Tribune"])
      #expect(status.sources.map(\.count) == [1, 1])
      #expect(status.undated == 1)
      #expect(status.firstDate?.iso8601 == "2023-05-09" && status.lastDate?.iso8601 == "2024-03-02")
    }
    try check()
    _ = try archive.writer().merge(full: true)
    try check()
    _ = try archive.writer().restore([third])
    #expect(try counts(archive, "", by: .source) == ["Tribune 2", "El Faro 1", "- 1"])
    _ = try archive.writer(rebuilding: true).reindex()
    #expect(try counts(archive, "", by: .source) == ["Tribune 2", "El Faro 1", "- 1"])
  }
}
