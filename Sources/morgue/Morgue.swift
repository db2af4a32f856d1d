// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The command line program: one file per command, each parses, calls and renders.
struct Morgue: ParsableCommand {
  /// What `--version` says.
  static let version = "morgue 0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "morgue",
    abstract:
      "Files news articles and finds them again: an archive for one person or one newsroom.",
    usage: """
      morgue index ~/clips
      morgue search 'la mesilla "armed vehicles"'
      morgue show 7f3a
      """,
    discussion: """
      The archive is the folder given with --archive, else $MORGUE_ARCHIVE, else the folder \
      index/ here or in the nearest parent. `morgue index` makes one if there is none.

      Exit status: 0 done; 1 nothing found; 3 done, but some inputs were skipped; 64 usage or \
      query error; 65 archive damaged or of an unknown version; 66 no such input or archive; \
      73 cannot create; 74 input or output failed; 75 busy; 77 no permission.
      """,
    version: version,
    subcommands: [
      IndexCommand.self, SearchCommand.self, ShowCommand.self, OpenCommand.self, ListCommand.self,
      RemoveCommand.self, RestoreCommand.self, EditCommand.self, TagCommand.self, NoteCommand.self,
      SaveCommand.self, WatchCommand.self,
      NewCommand.self, ExportCommand.self,
      StatusCommand.self,
      MergeCommand.self, ExplainCommand.self, ExtractCommand.self, VerifyCommand.self,
      RepairCommand.self, ReindexCommand.self, BackupCommand.self, CompletionsCommand.self,
      ManualCommand.self,
      QueryHelpCommand.self, RankingHelpCommand.self, JSONHelpCommand.self, DumpCommand.self,
      NamesCommand.self, SimilarCommand.self,
    ]
  )
}
