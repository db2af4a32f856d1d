// SPDX-License-Identifier: Apache-2.0

import Testing

/// What shells complete, and the pages of the manual.
struct CompletionTests {
  private let room: Newsroom

  init() throws {
    room = try Newsroom()
    try room.write(
      """
      {"title":"Puerto cerrado","source":"El País","section":"World","language":"es",\
      "text":"El puerto quedó cerrado el lunes por la tarde, dijo la capitanía del puerto."}
      {"title":"Harbour shut","source":"Harbour Times","section":"World news",\
      "text":"The harbour was shut on Monday afternoon, the captain of the port said."}

      """,
      to: "more.jsonl"
    )
    #expect(try room.run("index", "more.jsonl").status == 0)
  }

  /// What bash offers in place of the last word.
  private func completed(_ words: String..., before: String = "") throws -> [String] {
    let list = words.map { "'\($0)'" }.joined(separator: " ")
    let run = try room.bash(
      """
      eval "$(morgue completions bash)"
      \(before)
      COMP_WORDS=(morgue \(list)); COMP_CWORD=\(words.count)
      COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
      _morgue morgue "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    )
    #expect(run.errors == "")
    return run.lines
  }

  @Test func `bash completes commands and options`() throws {
    #expect(try completed("sea") == ["search"])
    #expect(try completed("search", "--syn") == ["--syntax"])
    #expect(try completed("search", "--syntax", "l") == ["lexis"])
    #expect(try completed("completions", "z") == ["zsh"])
  }

  @Test func `bash completes values from the archive`() throws {
    #expect(try completed("search", "--source", "Har") == ["Harbour Times"])
    #expect(try completed("search", "--source", "El").first?.hasPrefix("El") == true)
    #expect(try completed("list", "--lang", "e").contains("es"))
    #expect(Set(try completed("search", "--section", "W")) == ["World", "World news"])
    let id = try #require(try room.run("search", "puerto", "--ids").lines.first)
    #expect(try completed("show", String(id.prefix(5))) == [id])
  }

  @Test func `bash runs nothing of what an outlet calls itself`() throws {
    // As JSON writes it.
    let name = #"It's $(touch owned) `touch owned` ~ {a,b} \\ | > \" Times"#
    try room.write(
      """
      {"title":"Ferry shut","source":"\(name)",\
      "text":"The ferry was shut on Monday afternoon, the captain of the port said."}

      """,
      to: "hostile.jsonl"
    )
    #expect(try room.run("index", "hostile.jsonl").status == 0)
    #expect(
      try completed("search", "--source", "It")
        == [#"It's $(touch owned) `touch owned` ~ {a,b} \ | > " Times"#]
    )
    #expect(try completed("search", "--source", "").count == 3)
    #expect(!(try room.names()).contains("owned"))
  }

  @Test func `bash completes from the archive that the line names, and from none in silence`()
    throws
  {
    let path = "\(room.path)/index"
    #expect(
      try completed("search", "--archive", path, "--source", "Har", before: "cd /")
        == ["Harbour Times"]
    )
    #expect(try completed("search", "--source", "Har", before: "cd /") == [])
  }

  @Test(arguments: ["zsh", "fish"])
  func `other shells have scripts that name every command`(shell: String) throws {
    let run = try room.run("completions", shell)
    #expect(run.status == 0)
    for command in ["index", "search", "show", "list", "explain", "completions", "man"] {
      #expect(run.text.contains(command), "\(command)")
    }
    #expect(run.text.contains("---completion"))
  }

  @Test(arguments: ["zsh", "fish"])
  func `other shells can read their scripts, where they are installed`(shell: String) throws {
    let run = try room.bash(
      """
      command -v \(shell) > /dev/null || exit 0
      morgue completions \(shell) > script && \(shell) -n script
      """
    )
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func `an unknown shell is refused with the names of the known`() throws {
    let run = try room.run("completions", "tcsh")
    #expect(run.status == 64)
    #expect(run.errors.contains("bash"))
  }

  @Test func `the manual has a page for each command, and man reads them`() throws {
    #expect(try room.run("man", "manual").status == 0)
    let names = try room.bash("ls manual/man1 manual/man7").lines
    for name in ["morgue.1", "morgue-search.1", "morgue-completions.1", "morgue-query.7"] {
      #expect(names.contains(name), "\(name)")
    }
    let run = try room.bash(
      """
      command -v man > /dev/null && command -v groff > /dev/null || exit 0
      for page in manual/man*/*; do
        MANWIDTH=80 man --warnings -E UTF-8 -l "$page" > shown || exit 1
        grep -q NAME shown || exit 1
      done
      """
    )
    #expect(run.status == 0)
    #expect(run.errors == "")
    // Again, over the pages that are there.
    #expect(try room.run("man", "manual").status == 0)
  }

  @Test func `a page of the manual says what its command takes`() throws {
    let page = try room.run("man", "--page", "search").text
    #expect(page.hasPrefix(".TH \"MORGUE-SEARCH\" \"1\""))
    #expect(page.contains("\\fB\\-n, \\-\\-limit <count>\\fR"))
    #expect(page.contains("morgue search \\(aqla mesilla \"armed vehicles\"\\(aq"))
    let missing = try room.run("man", "--page", "zebra")
    #expect(missing.status == 64)
    #expect(missing.errors.contains("no page `zebra`"))
  }
}
