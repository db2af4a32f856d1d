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
    guard let command = arguments.first, queried.contains(command) else { return }
    var (before, earlier) = (command, command)
    for word in arguments.dropFirst() {
      if word == "--" { return }
      // After an option it may be meant as its value, about which the parser says more.
      if !before.hasPrefix("--"), looksLikeNegation(word) {
        let isSecond = before != command && !before.hasPrefix("-") && mayPrecedeQuery(earlier)
        throw .bareNegation(word, after: isSecond ? before : nil)
      }
      (before, earlier) = (word, before)
    }
  }

  /// The arguments, with a blank before those that leave something out and can be no options, so that
  /// the parser of options takes them for what they are.
  static func withNegations(_ arguments: [String]) -> [String] {
    guard let command = arguments.first, queried.contains(command) else { return arguments }
    var before = command
    var isOver = false
    return arguments.map { word in
      defer { before = word }
      if word == "--" { isOver = true }
      return !isOver && isNegation(word) && mayPrecedeQuery(before) ? " " + word : word
    }
  }

  /// Whether what comes after a word is not its value.
  private static func mayPrecedeQuery(_ word: String) -> Bool {
    !word.hasPrefix("-") || word.contains("=") || SearchJob.isFlag(word) || isNegation(word)
  }

  /// Whether a word begins with one dash and holds what no option does: `-police army`, `-(a b)`.
  static func isNegation(_ word: String) -> Bool {
    let rest = word.unicodeScalars.dropFirst()
    guard word.unicodeScalars.first == "-", let first = rest.first, first != "-",
      rest.dropFirst().first != "="
    else { return false }
    return rest.contains { " \t\"“”„«»()（）:".unicodeScalars.contains($0) }
  }

  /// Commands that a query can follow.
  private static let queried = ["search", "list", "explain", "export"]

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
