// SPDX-License-Identifier: Apache-2.0

import Searching
import Storage
package import SystemPackage

/// Where a search takes the names from that mean one thing.
package enum NamesChoice: Hashable, Sendable {
  /// The archive's own file, if there is one.
  case ofArchive
  /// A file of the reader's, by its path.
  case file(String)
  /// Nowhere: every name stands for itself.
  case none
}

/// Groups of names as they were read from a file; see ``NameTable``.
package struct KnownNames: Sendable {
  /// What the file is called in sentences.
  package let place: String
  /// Clauses about lines that were passed over, each with its line.
  package let problems: [String]
  let table: NameTable

  /// The most bytes of a file that are read.
  package static let limit = 1 << 20

  init(place: String = "", _ table: NameTable = NameTable(), problems: [String] = []) {
    self.place = place
    self.table = table
    let lines = table.problems.map { "\(place) line \($0.line) \($0.message)" }
    self.problems = problems + lines
  }

  /// The names in a file's bytes, of which only whole lines within the limit count.
  init(place: String, bytes: [UInt8]) {
    guard bytes.count > Self.limit else {
      self.init(place: place, NameTable(bytes))
      return
    }
    let kept = bytes.prefix(Self.limit)
    let end = kept.lastIndex(of: 0x0A) ?? 0
    self.init(
      place: place,
      NameTable(Array(kept[..<end])),
      problems: ["\(place) has more than \(Self.limit) bytes; what is beyond is not looked at"]
    )
  }

  /// Every group with its line, as written, in order.
  package var entries: [(line: Int, names: [String])] { table.entries }

  /// The first of the problems, and how many more there are, in one line; none where all is well.
  package var hints: [String] {
    guard let first = problems.first else { return [] }
    guard problems.count > 1 else { return [first] }
    return ["\(first), and \(problems.count - 1) more: `morgue names` says what"]
  }

  /// A query with its names put in.
  ///
  /// - Returns: the query, a sentence for each name in it, and what must be said of names that are
  ///   not looked for.
  func applied(
    to query: Query,
    in text: String
  ) -> (query: Query, sentences: [QueryNote], notes: [QueryNote]) {
    let named = table.applied(to: query, in: text)
    let sentences = named.uses.map { use in
      let lines = use.lines.map(String.init).joined(separator: ", ")
      let place = "\(place), line\(use.lines.count == 1 ? "" : "s") \(lines)"
      return QueryNote(
        at: use.range,
        "\(use.typed) stands for \(use.others.joined(separator: ", ")), too: "
          + "names of one thing (\(place))."
      )
    }
    return (named.query, sentences, named.notes)
  }
}

extension Archive {
  /// The file of names that belongs to the archive, whether it is there or not.
  ///
  /// It is its readers': nothing writes to it.
  package var namesFile: FilePath { directory.path.appending("names.txt") }

  /// The names that a search goes by: an `open` where there is no file.
  ///
  /// - Throws: ``ArchiveError`` for a file that was asked for and cannot be read; one of the
  ///   archive's that cannot be read is among the problems.
  package func names(_ choice: NamesChoice) throws(ArchiveError) -> KnownNames {
    switch choice {
    case .none: return KnownNames()
    case .file(let name):
      let bytes = try UserFile.read(FilePath(name), limit: KnownNames.limit + 1)
      return KnownNames(place: TerminalText.escape(name), bytes: bytes)
    case .ofArchive:
      guard let file = try? FileSystem.status(of: namesFile, followingLink: true) else {
        return KnownNames()
      }
      let name = "names.txt"
      guard file.kind == .regular else {
        return KnownNames(place: name, problems: ["\(name) is not a file"])
      }
      do {
        return KnownNames(
          place: name,
          bytes: try UserFile.read(namesFile, limit: KnownNames.limit + 1)
        )
      } catch {
        return KnownNames(place: name, problems: [error.description])
      }
    }
  }
}
