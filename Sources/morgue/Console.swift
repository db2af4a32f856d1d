// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import NewsArchive
import Rendering
import Storage

/// Where a command's words go: results to standard output or a file, everything else to standard
/// error.
final class Console {
  let style: TextStyle
  /// Whether long results may go through a pager.
  let mayPage: Bool
  private var output: OutputStream
  private let file: OutputFile?
  /// Whoever reads has stopped; nothing more needs to be written.
  private(set) var isClosed = false

  private init(color: ColorChoice, output choice: OutputChoice) throws(ArchiveError) {
    file = try choice.file.map { (name) throws(ArchiveError) in
      try OutputFile(name, replaces: choice.replaces)
    }
    output =
      file.map { OutputStream(descriptor: $0.descriptor, name: choice.file ?? "") }
      ?? OutputStream.standardOutput()
    let isTerminal = output.isTerminal
    let isDumb = environmentValue("TERM").map { $0.isEmpty || $0 == "dumb" } ?? true
    // `less` asks for a key first where the terminal can do nothing; whoever names a pager wants it.
    let isPageable = !isDumb || Pager.isNamed
    mayPage = choice.mayPage && file == nil && isPageable
    let isPlain = environmentValue("NO_COLOR").map { !$0.isEmpty } ?? false
    let hasColor =
      switch color {
      case .always: true
      case .never: false
      case .auto: isTerminal && !isDumb && !isPlain
      }
    style = TextStyle(
      width: Self.columns(of: output),
      hasColor: hasColor,
      hasHyperlinks: hasColor && isTerminal,
      isUnicode: Self.isUnicode
    )
  }

  /// How many columns lines may have, from 20 to 200.
  static func columns(of output: borrowing OutputStream) -> Int {
    let named = environmentValue("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    return min(max(named ?? output.terminalSize?.columns ?? 80, 20), 200)
  }

  /// Whether the locale's characters are Unicode's; where none is named, they are believed to be.
  static var isUnicode: Bool {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      guard let locale = environmentValue(name)?.lowercased(), !locale.isEmpty else { continue }
      return locale.hasSuffix("utf-8") || locale.hasSuffix("utf8") || locale.contains("utf-8@")
        || locale.contains("utf8@")
    }
    return true
  }

  /// Runs a command's body and ends the program with the status it returns.
  ///
  /// - Throws: `ExitCode`, which the argument parser turns into the process's status, and whatever
  ///   the body throws.
  static func run(
    _ color: ColorChoice,
    output: OutputChoice = OutputChoice(),
    _ body: (Console) throws -> ExitStatus
  ) throws {
    let console = try Console(color: color, output: output)
    do {
      throw ExitCode(try console.end(with: try body(console)))
    } catch {
      console.giveUp(error)
      throw error
    }
  }

  /// Runs a command's body, writes everything out, and gives the status to exit with.
  static func status(
    _ color: ColorChoice,
    output: OutputChoice = OutputChoice(),
    _ body: (Console) throws(ArchiveError) -> ExitStatus
  ) throws(ArchiveError) -> Int32 {
    let console = try Console(color: color, output: output)
    do throws(ArchiveError) {
      return try console.end(with: try body(console))
    } catch {
      console.giveUp(error)
      throw error
    }
  }

  /// Writes out what is left; a reader who has gone makes any end a good one.
  private func end(with status: ExitStatus) throws(ArchiveError) -> Int32 {
    try checked { (output) throws(OutputStream.Failure) in try output.flush() }
    try file?.keep()
    isKept = true
    return isClosed ? ExitStatus.done.rawValue : status.rawValue
  }

  /// Whether a file that was asked for has got its name.
  private var isKept = false

  /// Leaves nothing of a file that did not become whole.
  private func giveUp(_ error: any Error) {
    if !isKept { file?.discard() }
  }

  func write(_ text: String) throws(ArchiveError) {
    try checked { (output) throws(OutputStream.Failure) in try output.write(text) }
  }

  func write(bytes: [UInt8]) throws(ArchiveError) {
    try checked { (output) throws(OutputStream.Failure) in try output.write(bytes) }
  }

  /// Hands over everything so far.
  func flush() throws(ArchiveError) {
    try checked { (output) throws(OutputStream.Failure) in try output.flush() }
  }

  /// A reader who has gone is no error; a full disk is.
  private func checked(
    _ body: (inout OutputStream) throws(OutputStream.Failure) -> Void
  ) throws(ArchiveError) {
    guard !isClosed else { return }
    do throws(OutputStream.Failure) {
      try body(&output)
    } catch {
      switch error {
      case .closed: isClosed = true
      case .file(let error):
        throw ArchiveError(error, at: file?.name ?? "standard output")
      }
    }
  }

  /// Writes through a pager if standard output is a terminal too low for the text; `line`, counted
  /// from 0, is what a reader wants to see first.
  func writePaged(_ text: String, from line: Int = 0) throws(ArchiveError) {
    let pages = PagedOutput(self, from: line)
    try pages.write(text)
    try pages.finish()
  }

  /// Lines of the screen; nil if nobody looks at one, or no pager is wanted.
  var rows: Int? { mayPage ? output.terminalSize?.rows : nil }

  /// Lines for the person at the terminal, on standard error.
  func complain(_ lines: [String]) {
    for line in lines { writeError("morgue: \(line)\n") }
  }

  /// Asks on standard error; true for an answer that begins with y.
  func asks(_ question: String) -> Bool {
    writeError(question)
    return readLine()?.lowercased().hasPrefix("y") ?? false
  }
}

/// Writes to standard error at once, the longest words cut; there is nobody left to tell if that fails.
func writeError(_ text: String) {
  var stream = OutputStream.standardError()
  try? stream.write(LongWords.cut(text))
  try? stream.flush()
}
