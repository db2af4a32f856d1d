// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering
import Storage

/// Runs the command that the arguments name and says, once and in one place, what went wrong.
enum Program {
  /// The status to exit with.
  static func run(_ given: [String]) -> Int32 {
    let arguments = withDefaults(given)
    do {
      if let status = try plainly(arguments) { return status }
      var command = try parsed(arguments)
      try command.run()
      return ExitStatus.done.rawValue
    } catch let error as ArchiveError {
      complain(error)
      return error.code.rawValue
    } catch {
      return end(with: error, page: HelpPage(arguments))
    }
  }

  /// The arguments with the values that options have if they are named without one.
  private static func withDefaults(_ arguments: [String]) -> [String] {
    guard arguments.contains("--recent") else { return arguments }
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    return arguments.enumerated().map { place, word in
      word == "--recent" && place < end ? "--recent=30d" : word
    }
  }

  /// Does what is asked for if that is plain without the argument parser, which takes longer to
  /// learn its options than a search takes; nil if it is not.
  private static func plainly(_ arguments: [String]) throws(ArchiveError) -> Int32? {
    switch arguments.first {
    case "search": try SearchJob(plain: arguments.dropFirst())?.run()
    case "index", "add": try IndexJob(plain: arguments.dropFirst())?.run()
    case "--version" where arguments.count == 1:
      try Console.status(.never) { (console) throws(ArchiveError) in
        try console.write(Morgue.version + "\n")
        return .done
      }
    default: nil
    }
  }

  /// The command that the arguments name.
  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    let names = arguments.drop { $0 == "help" }
    if let name = names.first, !name.hasPrefix("-") { try Commands.require(name) }
    let arguments = Commands.withNegations(arguments)
    try Commands.requireNoBareNegation(in: arguments)
    let isTagging = arguments.first == "tag"
    return try Morgue.parseAsRoot(isTagging ? TagCommand.plain(arguments) : arguments)
  }

  private static func complain(_ error: ArchiveError) {
    writeError("morgue: error: \(error.description)\n")
    if let place = error.place { writeError(QueryErrorRenderer.caret(place)) }
    if let hint = error.hint { writeError("  \(hint)\n") }
  }

  /// Help and version to standard output, mistakes in the arguments to standard error.
  private static func end(with error: any Error, page: HelpPage?) -> Int32 {
    let status = Morgue.exitCode(for: error).rawValue
    let message = Morgue.fullMessage(for: error)
    guard !message.isEmpty else { return status }
    guard status == 0 else {
      writeError("morgue: error: \(mistake(in: message))\n")
      return ExitStatus.usage.rawValue
    }
    var output = OutputStream.standardOutput()
    do throws(OutputStream.Failure) {
      let columns = Console.columns(of: output)
      let text = page?.text ?? message
      let help = withExamplesFirst(text)
      try output.write((page == nil ? help : FittedText.text(help, columns: columns)) + "\n")
      try output.flush()
      return status
    } catch {
      guard case .file(let failure) = error else { return status }
      complain(ArchiveError(failure, at: "standard output"))
      return ExitStatus.outputFailed.rawValue
    }
  }
}

/// What the parser says is wrong and where help is, without its list of usages.
private func mistake(in message: String) -> String {
  let text = message.hasPrefix("Error: ") ? message.dropFirst(7) : message[...]
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let said = lines.prefix { !$0.hasPrefix("Usage:") && !$0.hasPrefix("Help:") }
  let hint = said.count < lines.count ? lines.last { $0.hasPrefix("  See ") } : nil
  return (said + [hint].compactMap(\.self)).map { TerminalText.escape($0) }
    .joined(separator: "\n")
}

/// The parser's help with the examples, which it calls usage, before everything else.
private func withExamplesFirst(_ help: String) -> String {
  let sections = help.split(separator: "\n\n", omittingEmptySubsequences: false)
  guard sections.first?.hasPrefix("OVERVIEW: ") == true,
    let place = sections.firstIndex(where: { $0.hasPrefix("USAGE: ") })
  else { return help }
  let examples = sections[place].dropFirst(7).split(separator: "\n").map { line in
    "  " + line.drop { $0 == " " }
  }
  let rest = sections[..<place] + sections[(place + 1)...]
  return (["EXAMPLES:\n" + examples.joined(separator: "\n")] + rest.map(String.init))
    .joined(separator: "\n\n")
}
