// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemPackage
import Testing
import TestSupport

/// A page that kills, hangs or exhausts its reader costs that page alone.
///
/// The debug program does such things itself at a page with a mark.
struct IsolationTests {
  private let room: Newsroom

  init() throws {
    room = try Newsroom(withArchive: false)
    try room.makeFolder("in")
    for number in 1...8 {
      try room.write(report(number), to: "in/\(number).txt")
    }
  }

  private func report(_ number: Int, mark: String = "") -> String {
    "Report \(number) of the day\n\nThe harbour of town \(number) was closed by the wind. \(mark)\n"
  }

  /// The last line of standard error.
  private func end(_ run: ProgramRun) -> String {
    run.errors.split(separator: "\n").last.map(String.init) ?? ""
  }

  @Test(
    arguments: [
      ("abort", 1, "the program died while reading it (SIGABRT)", "killed the reader"),
      ("abort", 2, "the program died while reading it (SIGABRT)", "killed the reader"),
      ("overflow", 1, "the program died while reading it (SIGSEGV)", "killed the reader"),
      ("overflow", 2, "the program died while reading it (SIGSEGV)", "killed the reader"),
      ("hang", 2, "took longer than 2 s to read (--max-time)", "too slow"),
      ("eat", 1, "needed more than 64 MB to be read (--memory)", "too much memory"),
    ]
  )
  func `one page among many`(kind: String, threads: Int, reason: String, count: String) throws {
    try room.write(report(9, mark: "MARK"), to: "in/5bad.txt")
    let mark = ["MORGUE_TEST_PAGE": "\(kind):MARK"]
    let options = ["index", "in", "--threads", "\(threads)", "--max-time", "2", "--memory", "16"]
    let run = try room.run(list: options, environment: mark)
    #expect(run.status == 3, "\(run.errors)")
    #expect(run.errors.contains("morgue: the last run died while reading \(room.path)/in/"))
    #expect(run.errors.contains("5bad.txt"))
    #expect(end(run) == "morgue: skipped \(room.path)/in/5bad.txt: \(reason)")
    #expect(
      run.text
        == "8 added, 0 changed, 0 unchanged, 0 copies, 1 skipped (1 \(count)); generation 1\n"
    )
    #expect(try room.run("verify").status == 0)
    let again = try room.run(list: options, environment: mark)
    #expect(again.status == 3)
    #expect(!again.errors.contains("the last run died"), "not tried again")
    let status = try room.run("status", "--problems")
    #expect(status.text.contains("/in/5bad.txt: \(reason)\n"))
    let retried = try room.run("index", "in", "--retry-failed")
    #expect(retried.status == 0, "\(retried.errors)")
    #expect(retried.text.hasPrefix("1 added, 0 changed, 8 unchanged"))
    #expect(try !room.names(in: "index/tmp").contains("reading"))
  }

  @Test func `a page that still kills when it is tried again`() throws {
    try room.write(report(9, mark: "MARK"), to: "in/bad.txt")
    let mark = ["MORGUE_TEST_PAGE": "abort:MARK"]
    _ = try room.run("index", "in", environment: mark)
    let run = try room.run("index", "in", "--retry-failed", environment: mark)
    #expect(run.status == 3)
    #expect(run.errors == end(run) + "\n", "no second death: \(run.errors)")
    try room.write(report(9), to: "in/bad.txt")
    let mended = try room.run("index", "in")
    #expect(mended.status == 0)
    #expect(mended.text.hasPrefix("1 added, 0 changed, 8 unchanged"))
  }

  @Test(arguments: [1, 2]) func `two pages that kill`(threads: Int) throws {
    try room.write(report(9, mark: "MARK"), to: "in/3bad.txt")
    try room.write(report(10, mark: "MARK"), to: "in/7bad.txt")
    let run = try room.run(
      "index",
      "in",
      "--threads",
      "\(threads)",
      environment: ["MORGUE_TEST_PAGE": "abort:MARK"]
    )
    #expect(run.status == 3)
    #expect(run.text.hasPrefix("8 added, 0 changed, 0 unchanged, 0 copies, 2 skipped"))
  }

  @Test func `whoever was killed for no reason of the page's is read at the next run`() throws {
    try room.write(report(9, mark: "MARK"), to: "in/bad.txt")
    let killed = try room.run(
      "index",
      "in",
      "--threads",
      "1",
      environment: ["MORGUE_TEST_PAGE": "kill:MARK"]
    )
    #expect(killed.status == 128 + SIGKILL)
    let run = try room.run("index", "in")
    #expect(run.status == 0)
    #expect(
      run.errors
        == "morgue: the last run died while reading \(room.path)/in/bad.txt; reading it apart\n"
    )
    #expect(run.text.hasPrefix("9 added"))
  }

  @Test func `a page that has the program killed is left out at the next run`() throws {
    try room.write(report(9, mark: "MARK"), to: "in/bad.txt")
    let mark = ["MORGUE_TEST_PAGE": "kill:MARK"]
    #expect(try room.run("index", "in", environment: mark).status == 128 + SIGKILL)
    let run = try room.run("index", "in", environment: mark)
    #expect(run.status == 3)
    #expect(run.errors.hasSuffix(": the program died while reading it (SIGKILL)\n"))
    #expect(run.text.hasPrefix("8 added"))
  }

  private func line(_ number: Int) -> String {
    let mark = number == 20 || number == 1777 ? ", \"deck\": \"MARK\"" : ""
    let text = String(repeating: "Boat \(number) lies in the harbour of its town. ", count: 10)
    return "{\"title\": \"Boat \(number)\", \"text\": \"\(text)\"\(mark)}\n"
  }

  @Test(arguments: [(40, 1, 1), (40, 2, 1), (3000, 1, 2), (3000, 2, 2)])
  func `a line of a collection costs that line`(lines: Int, threads: Int, bad: Int) throws {
    try room.write((0..<lines).map(line).joined(), to: "all.jsonl")
    let options = ["index", "all.jsonl", "--threads", "\(threads)"]
    let run = try room.run(list: options, environment: ["MORGUE_TEST_PAGE": "abort:MARK"])
    #expect(run.status == 3)
    #expect(
      run.text
        == "\(lines - bad) added, 0 changed, 0 unchanged, 0 copies, \(bad) skipped "
        + "(\(bad) killed the reader); generation 1\n"
    )
    #expect(try room.run("verify").status == 0)
    let retried = try room.run("index", "all.jsonl", "--retry-failed")
    #expect(retried.status == 0)
    #expect(retried.text.hasPrefix("\(bad) added, 0 changed, \(lines - bad) unchanged"))
  }

  @Test func `a page of a web archive costs that page`() throws {
    let pages = (1...12).map { number in
      let body =
        "<html><head><title>Boat \(number)</title></head><body><article><h1>Boat \(number)</h1>"
        + "<p>Boat \(number) lies in the harbour of its town\(number == 5 ? " MARK" : "").</p>"
        + "</article></body></html>"
      let response = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
      return
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://boats.example/\(number)\r\n"
        + "Content-Type: application/http; msgtype=response\r\n"
        + "Content-Length: \(response.utf8.count)\r\n\r\n\(response)\r\n\r\n"
    }
    try room.write(pages.joined(), to: "boats.warc")
    let run = try room.run(
      "index",
      "boats.warc",
      environment: ["MORGUE_TEST_PAGE": "overflow:MARK"]
    )
    #expect(run.status == 3)
    #expect(run.text.hasPrefix("11 added, 0 changed, 0 unchanged, 0 copies, 1 skipped"))
    #expect(try room.run("search", "--count", "boat").text == "11\n")
  }

  @Test func `what comes on standard input cannot be read again`() throws {
    let run = try room.run(
      "index",
      "-",
      input: report(9, mark: "MARK"),
      environment: ["MORGUE_TEST_PAGE": "abort:MARK"]
    )
    #expect(run.status == 70)
    #expect(
      run.errors.hasSuffix(
        "morgue: error: the program died of a mistake of its own (SIGABRT); what was committed is "
          + "kept\n"
      )
    )
  }

  @Test func `batches are committed, and a killed run is taken up where it was`() throws {
    try room.write(report(9, mark: "MARK"), to: "in/7bad.txt")
    let options = ["index", "in", "--threads", "1", "--batch", "3"]
    let killed = try room.run(list: options, environment: ["MORGUE_TEST_PAGE": "kill:MARK"])
    #expect(killed.status == 128 + SIGKILL)
    #expect(try room.run("list", "--count").text == "6\n")
    let rest = try room.run(list: options)
    #expect(rest.status == 0, "\(rest.errors)")
    #expect(
      rest.text
        == "3 added, 0 changed, 6 unchanged, 0 copies, 0 skipped; generation 3\n"
    )
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func `a run that is stopped waits for no page`(signal: Int32, status: Int32) throws {
    try room.write(report(9, mark: "MARK"), to: "in/5bad.txt")
    let child = try room.start(
      ["index", "in", "--threads", "1"],
      input: "/dev/null",
      environment: ["MORGUE_TEST_PAGE": "hang:MARK"]
    )
    let name = Array("5bad.txt".utf8)
    while true {
      let journal = (try? room.bytes(of: "index/tmp/reading")) ?? []
      if journal.firstRange(of: name) != nil { break }
      usleep(1000)
    }
    kill(child, signal)
    let run = try room.result(of: child)
    #expect(run.status == status, "\(run.errors)")
    #expect(end(run) == "morgue: stopped; generation 1 is kept")
    #expect(
      run.text
        == "5 added, 0 changed, 0 unchanged, 0 copies, 0 skipped; stopped, generation 1\n"
    )
    #expect(try room.run("verify").status == 0)
  }
}
