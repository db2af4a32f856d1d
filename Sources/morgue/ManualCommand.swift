// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import NewsArchive
import Rendering
import SystemPackage

/// `morgue man [DIR]`: the manual.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man",
    abstract: "Write the manual's pages into a folder, or one of them to standard output.",
    usage: """
      morgue man ~/.local/share/man
      morgue man --page search | man -l -
      """,
    discussion: """
      Pages go into the folders man1 and man7 of DIR, which are made if they are not there; pages \
      of the same names are replaced.
      """
  )

  @Argument(help: "The folder; without it a page is printed.")
  var dir: String?

  @Option(name: .long, help: "The page to print: morgue, query or the name of a command.")
  var page: String = "morgue"

  func run() throws {
    let pages = CommandManual.pages
    if let dir {
      for section in ["man1", "man7"] { try makeFolder(FilePath(dir).appending(section)) }
      for page in pages { try write(page, into: FilePath(dir)) }
      return
    }
    let names = [page, "morgue-\(page)"]
    guard let found = pages.first(where: { names.contains($0.name) }) else {
      throw ArchiveError.noManualPage(page)
    }
    try Console.run(.never) { (console) throws(ArchiveError) in
      try console.write(ManualPageRenderer.text(found, version: Morgue.version))
      return .done
    }
  }

  private func write(_ page: ManualPage, into folder: FilePath) throws(ArchiveError) {
    let file = folder.appending("man\(page.section)").appending(page.fileName)
    let place = OutputChoice(file: file.string, replaces: true, mayPage: false)
    _ = try Console.status(.never, output: place) { (console) throws(ArchiveError) in
      try console.write(ManualPageRenderer.text(page, version: Morgue.version))
      return .done
    }
  }

  /// Makes a folder and those above it, where they are not there yet.
  private func makeFolder(_ path: FilePath) throws(ArchiveError) {
    guard unsafe mkdir(path.string, 0o777) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, !path.removingLastComponent().isEmpty else {
      throw .creating(path, errno: errno)
    }
    try makeFolder(path.removingLastComponent())
    guard unsafe mkdir(path.string, 0o777) != 0, errno != EEXIST else { return }
    throw .creating(path, errno: errno)
  }
}
