// SPDX-License-Identifier: Apache-2.0

import SystemPackage
import TestSupport
import Testing

/// What `names` prints, and that what it prints can be used.
struct NamesCommandTests {
  private let room: Newsroom

  init() throws {
    room = try Newsroom()
    try room.write(
      "Harbour police\n\nThe Port Safety Authority (PSA) closed the harbour. Nobody left.\n",
      to: "one.txt"
    )
    try room.write(
      "A fine\n\nOn Friday the Port Safety Authority (PSA) asked for a fine.\n",
      to: "two.txt"
    )
    try room.write("No word\n\nThe PSA said nothing about the bridge.\n", to: "three.txt")
    _ = try room.run("index", "one.txt", "two.txt", "three.txt")
  }

  @Test func `suggestions are lines for the file of names`() throws {
    let run = try room.run("names", "suggest")
    #expect(run.status == 0)
    #expect(
      run.text == """
        # From 5 articles; put what means one thing on one line.
        PSA = Port Safety Authority  # 2 articles

        """
    )
    #expect(run.errors == "")
    #expect(try room.run("search", "\"port safety authority\"", "--count").text == "2\n")
    try room.write(run.text, to: "index/names.txt")
    #expect(try room.run("search", "\"port safety authority\"", "--count").text == "3\n")
    #expect(try room.run("search", "psa", "--count", "--no-names").text == "3\n")
    let again = try room.run("names", "suggest")
    #expect(again.status == 1 && again.text == "")
    #expect(again.errors == "morgue: 1 that the file of names has is left out\n")
  }

  @Test func `the groups that there are can be listed`() throws {
    let none = try room.run("names")
    #expect(none.status == 1 && none.text == "")
    let place = "\(room.path)/index/names.txt"
    #expect(
      none.errors
        == "morgue: there are no names in \(place); `morgue names suggest` finds some\n"
    )
    #expect(try room.run("names", "--path").text == place + "\n")
    try room.write(
      "PSA = Port Safety Authority\nnonsense\nbridge = crossing # really\n",
      to: "n.txt"
    )
    let run = try room.run("names", "--names", "n.txt")
    #expect(
      run.text == """
        PSA = Port Safety Authority
        bridge = crossing

        2 groups in n.txt

        """
    )
    #expect(run.errors == "morgue: hint: n.txt line 2 has no `=` between two names\n")
  }

  @Test func `names of another file hold for one search, list or explanation`() throws {
    try room.write("PSA = Port Safety Authority\n", to: "n.txt")
    for command in ["search", "list"] {
      let run = try room.run(command, "\"port safety authority\"", "--names", "n.txt", "--count")
      #expect(run.text == "3\n")
    }
    let explained = try room.run("explain", "psa", "--names", "n.txt")
    #expect(
      explained.text.hasPrefix(
        """
        read as (psa OR "Port Safety Authority")
        note psa stands for Port Safety Authority, too: names of one thing (n.txt, line 1).

        """
      )
    )
    let missing = try room.run("search", "psa", "--names", "nowhere.txt")
    #expect(missing.status == 66)
    #expect(missing.errors == "morgue: error: there is no file nowhere.txt\n")
  }
}
