// SPDX-License-Identifier: Apache-2.0

/// A page of the manual: one command, or the whole program.
package struct ManualPage: Sendable {
  /// An option, an argument or a command, with what it does.
  package struct Entry: Sendable {
    /// As it is typed: `-n, --limit <limit>`.
    package var term: String
    package var text: String

    package init(_ term: String, _ text: String) {
      self.term = term
      self.text = text
    }
  }

  /// Entries under a heading.
  package struct EntrySection: Sendable {
    package var title: String
    package var entries: [Entry]

    package init(_ title: String, _ entries: [Entry]) {
      self.title = title
      self.entries = entries
    }
  }

  /// `morgue-search`.
  package var name: String
  /// The section of the manual: 1 for commands, 7 for what is no command.
  package var section: Int
  /// What it is, in one sentence.
  package var abstract: String
  /// How it is called, a line each; empty for a page that is no command.
  package var synopsis: [String]
  package var examples: [String]
  /// Paragraphs, with blank lines between; lines that begin with blanks stay as they are.
  package var description: String
  package var entries: [EntrySection]
  /// Other pages, as in `morgue-list(1)`.
  package var seeAlso: [String]

  package init(name: String, section: Int, abstract: String) {
    self.name = name
    self.section = section
    self.abstract = abstract
    synopsis = []
    examples = []
    description = ""
    entries = []
    seeAlso = []
  }

  /// The name of its file: `morgue-search.1`.
  package var fileName: String { "\(name).\(section)" }
}
