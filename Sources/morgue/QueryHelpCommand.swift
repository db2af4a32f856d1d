// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Rendering

/// `morgue help query`: the query language on two screens.
struct QueryHelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "The query language (`morgue help query`).",
    usage: """
      morgue search 'la mesilla "armed vehicles"'
      morgue search 'title:cartel (police OR army) -football pub:2024..'
      """,
    discussion: QueryHelp.text
  )

  func run() throws {
    throw CleanExit.helpRequest(Self.self)
  }
}
