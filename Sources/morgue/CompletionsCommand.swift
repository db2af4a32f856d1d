// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive

/// `morgue completions SHELL`: a script that completes commands, options and values of the archive.
struct CompletionsCommand: ParsableCommand {
  /// A shell that completes.
  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish

    fileprivate var generator: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print a script that lets a shell complete commands, options and values.",
    usage: """
      morgue completions bash > ~/.local/share/bash-completion/completions/morgue
      morgue completions zsh > ~/.zfunc/_morgue
      morgue completions fish > ~/.config/fish/completions/morgue.fish
      """,
    discussion: """
      Outlets, sections, authors, languages and ids are taken from the archive that the command \
      would work on. For zsh the folder must be in fpath before compinit.
      """
  )

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  func run() throws {
    try Console.run(.never) { (console) throws(ArchiveError) in
      try console.write(Morgue.completionScript(for: shell.generator))
      return .done
    }
  }
}
