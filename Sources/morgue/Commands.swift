// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering
import Storage

/// The names of the commands, and what somebody may have meant by another.
enum Commands {
  /// Makes sure that a command has this name.
  ///
  /// - Throws: ``ArchiveError`` of usage with the nearest name.
  static func require(_ name: String) throws(ArchiveError) {
    let names = all
    guard !names.contains(name) else { return }
    throw .unknownCommand(name, near: nearestName(to: name, among: names))
  }

  /// Makes sure that no `-word` of a query is read as a heap of short options: `-hurricane` would
  /// show help.
  ///
  /// - Throws: ``ArchiveError`` of usage that says how it is typed.
  static func requireNoBareNegation(in arguments: [String]) throws(ArchiveError) {
    guard let command = arguments.first, ["search", "list", "explain"].contains(command) else {
      return
    }
    var before = command
    for word in arguments.dropFirst() {
      if word == "--" { return }
      // After an option it may be meant as its value, about which the parser says more.
      if !before.hasPrefix("--"), looksLikeNegation(word) { throw .bareNegation(word) }
      before = word
    }
  }

  /// Whether a word begins with one dash and is nothing the parser knows better: `-n5`, `-help`.
  private static func looksLikeNegation(_ word: String) -> Bool {
    let rest = word.utf8.dropFirst()
    guard word.utf8.first == UInt8(ascii: "-"), rest.count > 1, rest.first != UInt8(ascii: "-")
    else { return false }
    return word != "-help" && rest.contains { !"nh=0123456789".utf8.contains($0) }
  }

  private static var all: [String] {
    let commands = Morgue.configuration.subcommands.flatMap { command in
      [command.configuration.commandName].compactMap(\.self) + command.configuration.aliases
    }
    return ["help"] + commands
  }
}
