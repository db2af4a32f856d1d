// SPDX-License-Identifier: Apache-2.0

import Testing

/// Where results go: through pagers that do not start, and to a file named `-`.
struct OutputPlaceTests {
  private let room: Newsroom

  init() throws { room = try Newsroom() }

  /// Runs a command on a terminal of two lines with this pager.
  private func paged(_ command: String, pager: String) throws -> ProgramRun {
    let line = "stty rows 2 cols 80; \(command)"
    return try room.bash("script -qec '\(line)' /dev/null", ["PAGER": pager, "TERM": "xterm"])
  }

  @Test(arguments: ["/nosuch/pager", "nosuchpager -x", "exit 126"])
  func `results are printed where the pager cannot be started`(pager: String) throws {
    let run = try paged("morgue list", pager: pager)
    #expect(run.status == 0)
    #expect(run.text.split(separator: "Ferry stays in harbour").count == 2, "\(run.text)")
    #expect(run.text.split(separator: "Bridge opens").count == 2, "\(run.text)")
    #expect(run.text.split(separator: "the pager could not be started").count == 2, "\(run.text)")
    #expect(run.text.contains("2 articles"))
  }

  @Test func `a pager that was started shows results alone`() throws {
    let run = try paged("morgue list", pager: "sed s/Ferry/Boat/")
    #expect(run.text.contains("Boat stays in harbour"))
    #expect(!run.text.contains("Ferry"))
    #expect(!run.text.contains("could not be started"))
    #expect(try !paged("morgue list", pager: "true").text.contains("Ferry"))
  }

  @Test func `a file named with a dash is standard output`() throws {
    for arguments in [
      ["search", "harbour", "--ids", "-o", "-"], ["search", "harbour", "--ids", "--output=-"],
      ["list", "--ids", "-o", "-"], ["export", "-o", "-"],
      ["export", "--format", "csv", "-o", "-"],
    ] {
      let run = try room.run(list: arguments)
      #expect(run.status == 0, "\(arguments): \(run.errors)")
      #expect(run.text.split(whereSeparator: \.isNewline).count >= 2, "\(arguments)")
    }
    #expect(try !room.names().contains("-"))
    #expect(try room.run("export", "--format", "markdown", "-o", "-").status == 64)
  }
}
