// SPDX-License-Identifier: Apache-2.0

import Storage
package import SystemPackage

/// What can be wrong with how results are asked for.
extension ArchiveError {
  /// A field that results do not have.
  package static func unknownField(
    _ name: String,
    near: String?,
    known: [String]
  ) -> ArchiveError {
    ArchiveError(
      .usage,
      "--format: there is no field {\(TerminalText.escape(name))}",
      hint: near.map { "did you mean {\($0)}?" }
        ?? "fields are \(known.joined(separator: ", "))"
    )
  }

  /// A field's name that does not end.
  package static func openBrace(in template: String) -> ArchiveError {
    ArchiveError(
      .usage,
      "--format: `\(TerminalText.escape(template))` has a { without a }",
      hint: #"a brace itself is typed \{"#
    )
  }

  /// A file that is in the way of one that is to be written.
  package static func existing(_ path: FilePath) -> ArchiveError {
    ArchiveError(
      .cannotCreate,
      "\(TerminalText.escape(path)) is there already; nothing was written",
      hint: "--force replaces it"
    )
  }

  /// Something in the place of a folder that is to be made.
  package static func folderExists(_ path: FilePath) -> ArchiveError {
    ArchiveError(
      .cannotCreate,
      "\(TerminalText.escape(path)) is there already; nothing was written",
      hint: "name a folder that is to be made"
    )
  }

  /// Something that is not a file in the place of one.
  package static func notReplaceable(_ path: FilePath) -> ArchiveError {
    ArchiveError(.cannotCreate, "\(TerminalText.escape(path)) is not a file")
  }

  /// A paragraph that is asked for by something that is no number.
  package static func notAParagraph(_ text: String) -> ArchiveError {
    ArchiveError(
      .usage,
      "`\(TerminalText.escape(text))`: after :p comes the number of a paragraph, from 1 on"
    )
  }
}
