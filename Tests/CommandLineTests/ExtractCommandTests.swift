// SPDX-License-Identifier: Apache-2.0

import Testing
import TestSupport

/// `morgue extract`: what would be filed, without an archive.
struct ExtractCommandTests {
  private let room: Newsroom

  init() throws { room = try Newsroom(withArchive: false) }

  @Test func `files and folders give articles, and no archive is made`() throws {
    let run = try room.run("extract", "ferry.txt", "bridge.txt")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.text.hasPrefix("ferry.txt\noriginal   text/plain, utf-8, 63 bytes\n"))
    #expect(run.text.contains("\n\n\nbridge.txt\n"))
    let whole = try room.run("extract", "--json", ".")
    #expect(whole.lines.count == 2)
    #expect(whole.lines[0].hasPrefix(#"{"version":1,"path":"./bridge.txt","ordinal":0,"#))
    #expect(try room.run("status").status == 66)
  }

  @Test func `standard input has no path, or the name it is given`() throws {
    let text = "Tower leans\n\nThe tower leans a little more.\n"
    let run = try room.run("extract", "-", input: text)
    #expect(run.text.hasPrefix("standard input\noriginal   text/plain, utf-8, 44 bytes\n"))
    let named = try room.run("extract", "--json", "--name", "tower.txt", "-", input: text)
    #expect(named.text.hasPrefix(#"{"version":1,"path":"tower.txt","#))
  }

  @Test func `what would be skipped is said, and is 3`() throws {
    try room.write("", to: "empty.txt")
    let run = try room.run("extract", "empty.txt", "ferry.txt")
    #expect(run.status == 3)
    #expect(run.errors == "morgue: skipped empty.txt: empty\n")
    #expect(run.text.hasPrefix("ferry.txt\n"))
    let lines = try room.run("extract", "--json", "empty.txt")
    #expect(lines.status == 3)
    #expect(lines.text == #"{"version":1,"path":"empty.txt","skipped":"empty"}"# + "\n")
  }

  @Test func `a file that is not there is 66, nothing named is 64, a full disk is 74`() throws {
    #expect(try room.run("extract", "nowhere.html").status == 66)
    #expect(try room.run("extract").status == 64)
    #expect(try room.run("extract", "--max-size", "0", "ferry.txt").status == 64)
    #expect(try room.run("extract", "ferry.txt", output: .device("/dev/full")).status == 74)
    #expect(try room.run("extract", "ferry.txt", output: .closedPipe).status == 0)
  }

  @Test func `a page that is too large is named`() throws {
    try room.write(String(repeating: "A line of text.\n", count: 70_000), to: "large.txt")
    let run = try room.run("extract", "--max-size", "1", "large.txt")
    #expect(run.status == 3)
    #expect(run.errors == "morgue: skipped large.txt: larger than 1 MB\n")
  }

  private let page = """
    <!DOCTYPE html><html lang="en"><head><title>Bells return to the tower</title></head><body>
    <nav><ul><li><a href="/1">Home</a></li><li><a href="/2">News</a></li></ul></nav>
    <article><h1>Bells return to the tower</h1>
    <p>The four bells that left the tower in March came home on a hay cart on Saturday morning.</p>
    <p>They will be rung again on Sunday, for the first time since the storm took the roof.</p>
    </article></body></html>
    """

  @Test func `what of a page was dropped is told with its reason`() throws {
    try room.write(page, to: "bells.html")
    let lines = try room.run("extract", "--json", "bells.html")
    #expect(lines.text.contains(#""dropped":[{"kind":"#))
    #expect(lines.text.contains(#""reason":"#))
    #expect(lines.text.contains(#""text":"News"}"#))
    let brief = try room.run("extract", "--json", "--no-dropped", "bells.html")
    #expect(brief.text.hasSuffix("\"dropped\":[]}\n"))
    #expect(try room.run("extract", "bells.html").text.contains("\ndropped    "))
    let listed = try room.run("extract", "--dropped", "bells.html")
    #expect(listed.text.contains("\n           News\n"))
  }

  @Test func `what an archive has learned of a site is left out if the archive is named`() throws {
    let notice =
      "<p>Our paper: printed on Thursdays, delivered by bicycle in the old town</p>"
    for number in 1...4 {
      let text =
        page
        .replacing("<head>", with: "<head><link rel=\"canonical\" href=\"\(address(number))\">")
        .replacing("Bells", with: "\(number) bells")
        .replacing("four bells", with: "bells of tower \(number)")
        .replacing("on Sunday", with: "on day \(number) of the month")
        .replacing("</article>", with: notice + "</article>")
      try room.write(text, to: "bells-\(number).html")
    }
    #expect(try room.run("extract", "bells-4.html").text.contains("bicycle"))
    let filed = try room.run("index", "bells-1.html", "bells-2.html", "bells-3.html")
    #expect(
      filed.errors.contains("note: left out 3 paragraphs that other pages of their sites have")
    )
    let known = try room.run("extract", "--json", "--archive", "index", "bells-4.html")
    #expect(
      known.text.contains(
        #""reason":"other pages of the site have it, too","text":"Our paper: printed"#
      )
    )
    #expect(try room.run("extract", "--archive", "nowhere", "bells-4.html").status == 66)
  }

  private func address(_ number: Int) -> String {
    "https://courier.example/2024/bells-return-to-the-tower-\(number)"
  }
}
