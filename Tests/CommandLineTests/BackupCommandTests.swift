// SPDX-License-Identifier: Apache-2.0

import Testing

/// What `backup` and `restore --from` print and refuse.
struct BackupCommandTests {
  private let room: Newsroom

  init() throws { room = try Newsroom() }

  @Test func `a backup is made, brought up to date, searched and restored`() throws {
    let first = try room.run("backup", "copy", "--copy")
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.text.hasPrefix("generation 1 in copy: "))
    #expect(first.text.contains(" copied (") && !first.text.contains(" linked ("))
    #expect(first.text.hasSuffix("), all checked\n"))
    try room.write("Storm takes roof\n\nThe roof landed in the market.\n", to: "storm.txt")
    #expect(try room.run("index", "storm.txt").status == 0)
    #expect(try room.run("search", "roof", "--count", "--archive", "copy").text == "0\n")
    let second = try room.run("backup", "copy")
    #expect(second.text.contains(" as before (") && second.text.contains(" linked ("))
    #expect(try room.run("search", "roof", "--count", "--archive", "copy").text == "1\n")
    #expect(try room.run("backup", "copy", "--no-verify").text.hasSuffix("), not checked\n"))
    let dump = try room.run("dump", "harbour").text
    #expect(try room.run("dump", "harbour", "--archive", "copy").text == dump)
    let restored = try room.run("restore", "--from", "copy", "--archive", "anew")
    #expect(restored.text.hasPrefix("generation 2 in anew: "))
    #expect(restored.text.contains(" copied (") && !restored.text.contains(" linked ("))
    #expect(try room.run("dump", "harbour", "--archive", "anew").text == dump)
    try room.makeFolder("elsewhere")
    let here = try room.run("restore", "--from", "../copy", folder: "elsewhere")
    #expect(here.text.contains(" in \(room.path)/elsewhere/index: "), "\(here.errors)")
  }

  @Test func `places that will not do are refused with the reason`() throws {
    try room.makeFolder("full")
    try room.write("x", to: "full/letter.txt")
    try room.makeFolder("other")
    #expect(try room.run("index", "ferry.txt", "--archive", "other").status == 0)
    for (place, reason) in [
      ("index", "index is the very archive that is to be copied"),
      ("index/copy", "index/copy lies inside the archive that is to be copied"),
      ("full", "full is not an empty folder and no backup of this archive"),
      ("ferry.txt", "ferry.txt is not an empty folder and no backup of this archive"),
      ("other", "other belongs to another archive"),
      ("a/b", "a/b cannot be made: the folder it would lie in is not there"),
    ] {
      let run = try room.run("backup", place)
      #expect(run.status == 73)
      #expect(
        run.errors.split(separator: "\n").first.map(String.init) == "morgue: error: \(reason)"
      )
      #expect(run.text.isEmpty)
    }
    let again = try room.run("restore", "--from", "other")
    #expect(again.status == 73)
    #expect(
      again.errors == """
        morgue: error: \(room.path)/index is an archive already
          move it away first; `morgue repair --from BACKUP` takes only what is damaged from a backup

        """
    )
    #expect(try room.run("restore", "--from", "full", "--archive", "x").status == 66)
    #expect(try room.run("restore", "--from", "other", "7f3a").status == 64)
    #expect(try room.run("restore").status == 64)
    #expect(try room.run("backup").status == 64)
  }
}
