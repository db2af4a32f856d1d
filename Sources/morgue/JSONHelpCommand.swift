// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Rendering

/// `morgue help json`: what JSON holds.
struct JSONHelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "json",
    abstract: "What the commands' JSON holds (`morgue help json`).",
    usage: """
      morgue search cartel -n 0 --json | jq -r '[.id, .title] | @tsv'
      morgue list --by source --json
      """,
    discussion: """
      One object a line, in UTF-8 (JSON Lines). Within version 1 keys are added, but none changes \
      its meaning or goes: ignore what you do not know. Keys with ? are left out where nothing is \
      known. Ranges are in bytes of UTF-8.

      \(JSONShape.help)
      """
  )

  func run() throws {
    throw CleanExit.helpRequest(Self.self)
  }
}
