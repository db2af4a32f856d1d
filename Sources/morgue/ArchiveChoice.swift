// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import SystemPackage

/// Which archive a command works on and how it looks, however the arguments were read.
struct ArchiveChoice: Equatable {
  /// The folder given with `--archive`.
  var folder: String?
  var color = ColorChoice.auto

  var locator: ArchiveLocator {
    ArchiveLocator(
      named: folder.map { FilePath($0) },
      environment: environmentValue("MORGUE_ARCHIVE").map { FilePath($0) },
      workingDirectory: Process.workingDirectory
    )
  }

  /// The archive, open for reading.
  func open() throws(ArchiveError) -> Archive {
    try Archive(at: locator.existing())
  }
}

extension ArchiveChoice {
  init(_ plain: QuickArguments) throws(QuickArguments.NotPlain) {
    folder = plain.value("--archive")
    color = try plain.value("--color", as: ColorChoice.init(rawValue:)) ?? .auto
  }
}

/// When to write colours.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}
