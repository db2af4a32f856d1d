// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Help that is laid out by hand: tables and lists, which the argument parser would break anywhere.
struct HelpPage {
  private let command: any ParsableCommand.Type

  private static let pages: [any ParsableCommand.Type] = [
    QueryHelpCommand.self, JSONHelpCommand.self, RankingHelpCommand.self,
  ]

  /// The page that the arguments ask for, as `help query`, `query` or `query --help`; nil for others.
  init?(_ arguments: [String]) {
    let names = arguments.filter { !["help", "--help", "-h"].contains($0) }
    let found = Self.pages.first { $0.configuration.commandName == names.first }
    guard names.count == 1, let found else { return nil }
    command = found
  }

  /// The page without any line broken.
  var text: String { Morgue.helpMessage(for: command, columns: 100_000) }
}
