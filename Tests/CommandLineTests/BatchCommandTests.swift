// SPDX-License-Identifier: Apache-2.0

import Testing

/// `search --queries` and `similar` as they are typed.
struct BatchCommandTests {
  private let room: Newsroom

  init() throws { room = try Newsroom() }

  @Test func `a list of queries gives a table, rows, objects, counts or a matrix`() throws {
    try room.write("harbour,port\n\"\"\"ferry stayed\"\"\"\nzebra\n", to: "names.csv")
    let table = try room.run("search", "--queries", "names.csv")
    #expect(table.status == 0 && table.errors == "")
    #expect(
      table.lines.dropLast() == [
        "query           articles  first       last",
        "port                   2                          ██████████████████████████████",
        "\"ferry stayed\"         1                          ███████████████",
        "zebra                  0",
      ]
    )
    #expect(
      table.lines.last?.hasPrefix("3 queries, 2 found something; 2 articles in all (") == true
    )
    let rows = try room.run("search", "--queries", "names.csv", "--csv").text
    #expect(rows.split(separator: "\r\n").count == 5)
    #expect(
      try room.run("search", "--queries", "names.csv", "--csv", "-n", "1").text.split(
        separator: "\r\n"
      ).count == 4
    )
    #expect(
      try room.run("search", "--queries", "names.csv", "--count").text
        == "2\tport\n1\t\"ferry stayed\"\n0\tzebra\n"
    )
    let objects = try room.run("search", "--queries", "names.csv", "--json", "-n", "1").lines
    #expect(objects.count == 3 && objects[0].contains("\"total\":2,\"hits\":[{\"id\":"))
    let matrix = try room.run("search", "--queries", "names.csv", "--matrix").text
    #expect(matrix.split(separator: "\r\n").count == 3)
    #expect(matrix.hasPrefix("id,date,source,title,port,\"\"\"ferry stayed\"\"\",zebra\r\n"))
  }

  @Test func `headings of a list are named on standard error`() throws {
    try room.write("Name,Label\nharbour,port\n", to: "names.csv")
    let run = try room.run("search", "--queries", "names.csv", "--count")
    #expect(run.status == 0 && run.text == "2\tport\n")
    #expect(
      run.errors == "morgue: names.csv line 1 is read as headings; as a query it would be (name)\n"
    )
  }

  @Test func `a list comes from standard input, too, and may find nothing`() throws {
    let run = try room.run("search", "--queries", "-", "--count", input: "zebra\nlion\tcat\n")
    #expect(run.text == "0\tzebra\n0\tcat\n" && run.status == 1)
  }

  @Test func `a query that cannot be read is shown with its place, and the rest is answered`()
    throws
  {
    try room.write("harbour\n(early\n", to: "list.txt")
    let run = try room.run("search", "--queries", "list.txt", "--count")
    #expect(run.status == 3)
    #expect(run.text == "2\tharbour\n-\t(early\n")
    #expect(run.errors.hasPrefix("morgue: list.txt line 2: "))
    #expect(run.errors.contains("  (early\n  ^\n"))
    try room.write("(early\n", to: "bad.txt")
    #expect(try room.run("search", "--queries", "bad.txt", "--count").status == 64)
    try room.write("# nothing\n", to: "none.txt")
    let none = try room.run("search", "--queries", "none.txt")
    #expect(none.status == 64)
    #expect(none.errors.hasPrefix("morgue: error: there are no queries in none.txt\n"))
    #expect(try room.run("search", "--queries", "nowhere.txt").status == 66)
  }

  @Test func `what does not go together is said`() throws {
    for arguments in [["harbour"], ["--by", "year"], ["--ids"], ["--csv", "--json"]] {
      try room.write("harbour\n", to: "list.txt")
      let all = ["search", "--queries", "list.txt"] + arguments
      let run = try room.result(of: room.start(all, input: "/dev/null"))
      #expect(run.status == 64, "\(arguments)")
    }
    #expect(try room.run("search", "harbour", "--matrix").status == 64)
    #expect(try room.run("search").status == 64)
  }

  @Test func `articles like one are printed as results are`() throws {
    try room.write(
      "Ferry leaves harbour\n\nThe ferry that stayed in harbour left on Monday.\n",
      to: "three.txt"
    )
    _ = try room.run("index", "three.txt")
    let id = try #require(try room.run("search", "title:stays", "--ids").lines.first)
    let other = try #require(try room.run("search", "title:leaves", "--ids").lines.first)
    #expect(try room.run("similar", id, "--ids").lines == [other])
    let text = try room.run("similar", id)
    #expect(text.status == 0 && text.lines.first == "Ferry leaves harbour")
    #expect(text.lines.last?.hasPrefix("1 article (") == true)
    let terms = try room.run("similar", id, "--explain").text
    #expect(terms.contains("counts") && terms.contains("read as"))
    #expect(try room.run("similar").status == 64)
  }
}
