// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Storage

/// `morgue note ID TEXT`: a reader's own note on an article.
struct NoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Keep a note of your own on an article.",
    usage: """
      morgue note 7f3a 'The harbour master denies this; call back on Monday.'
      morgue note 7f3a
      morgue note 7f3a - < remarks.txt
      morgue note 7f3a --delete
      morgue search 'note:harbour'
      """,
    discussion: """
      There is one note for an article; a new one takes its place. It stays through new versions \
      and reindexing. Queries find its words with case and accents folded, as they are: \
      note:(harbour master), note:"call back". Without a text, the note is shown.
      """
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var writing: WritingOptions

  @Argument(help: "The article's id, or its beginning.", completion: ArchiveValues.ids)
  var id: String

  @Argument(help: "The note; several arguments are joined by blanks. `-` reads standard input.")
  var text: [String] = []

  @Flag(name: .long, help: "Take the note away.")
  var delete = false

  func validate() throws {
    guard !delete || text.isEmpty else { throw ValidationError("--delete takes no text") }
  }

  func run() throws {
    try Console.run(archive.color) { console in
      let opened = try archive.open()
      let reference = try opened.reference(id)
      guard delete || !text.isEmpty else {
        let note = try opened.article(reference).note
        for line in note.split(separator: "\n", omittingEmptySubsequences: false) where note != "" {
          try console.write(TerminalText.escape(String(line)) + "\n")
        }
        return note.isEmpty ? .nothingFound : .done
      }
      let note = try delete ? "" : typed().asNote()
      guard delete || !note.isEmpty else {
        throw ValidationError("the note is empty; say --delete")
      }
      let writer = try writing.open(archive)
      let isChanged = try writer.setNote(note, of: reference.id)
      let done = delete ? "note taken away" : "note kept"
      try console.write("\(reference.id) \(isChanged ? done : "unchanged")\n")
      return .done
    }
  }

  private func typed() throws(ArchiveError) -> String {
    guard text == ["-"] else { return text.joined(separator: " ") }
    return String(decoding: try Process.standardInput(limit: 1 << 20), as: UTF8.self)
  }
}
