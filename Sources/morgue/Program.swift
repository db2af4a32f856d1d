// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering
import Storage

/// Runs the command that the arguments name and says, once and in one place, what went wrong.
enum Program {
  /// The status to exit with.
  static func run(_ arguments: [String]) -> Int32 {
    do {
      var command = try parsed(arguments)
      try command.run()
      return ExitStatus.done.rawValue
    } catch let error as ArchiveError {
      complain(error)
      return error.code.rawValue
    } catch {
      return end(with: error)
    }
  }

  /// The command that the arguments name.
  ///
  /// A search is read without building the descriptions of all other commands, which takes longer
  /// than the search; whatever is wrong with it is then found again, and said, by the whole parser.
  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    if arguments.first == "search",
      let search = try? SearchCommand.parse(Array(arguments.dropFirst()))
    {
      return search
    }
    return try Morgue.parseAsRoot(arguments)
  }

  private static func complain(_ error: ArchiveError) {
    writeError("morgue: error: \(error.description)\n")
    if let place = error.place { writeError(QueryErrorRenderer.caret(place)) }
    if let hint = error.hint { writeError("  \(hint)\n") }
  }

  /// Help and version to standard output, mistakes in the arguments to standard error.
  private static func end(with error: any Error) -> Int32 {
    let status = Morgue.exitCode(for: error).rawValue
    let message = Morgue.fullMessage(for: error)
    guard !message.isEmpty else { return status }
    guard status == 0 else {
      let text = message.hasPrefix("Error: ") ? String(message.dropFirst(7)) : message
      writeError("morgue: error: \(escapedLines(text))\n")
      return ExitStatus.usage.rawValue
    }
    var output = OutputStream.standardOutput()
    do throws(OutputStream.Failure) {
      try output.write(message + "\n")
      try output.flush()
      return status
    } catch {
      guard case .file(let failure) = error else { return status }
      complain(ArchiveError(failure, at: "standard output"))
      return ExitStatus.outputFailed.rawValue
    }
  }
}

/// The text safe for a terminal, its lines kept.
private func escapedLines(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false)
    .map { TerminalText.escape($0) }.joined(separator: "\n")
}
