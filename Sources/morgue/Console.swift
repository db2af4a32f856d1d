// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import NewsArchive
import Rendering
import Storage

/// Where a command's words go: results to standard output, everything else to standard error.
final class Console {
  let style: TextStyle
  private var output = OutputStream.standardOutput()
  /// Whoever reads has stopped; nothing more needs to be written.
  private var isClosed = false

  private init(color: ColorChoice) {
    let isTerminal = output.isTerminal
    let isDumb = environmentValue("TERM").map { $0.isEmpty || $0 == "dumb" } ?? true
    let isPlain = environmentValue("NO_COLOR").map { !$0.isEmpty } ?? false
    let hasColor =
      switch color {
      case .always: true
      case .never: false
      case .auto: isTerminal && !isDumb && !isPlain
      }
    let named = environmentValue("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    let width = named ?? output.terminalSize?.columns ?? 80
    style = TextStyle(
      width: min(max(width, 20), 200),
      hasColor: hasColor,
      hasHyperlinks: hasColor && isTerminal
    )
  }

  /// Runs a command's body and ends the program with the status it returns.
  ///
  /// - Throws: `ExitCode`, which the argument parser turns into the process's status, and whatever
  ///   the body throws.
  static func run(_ color: ColorChoice, _ body: (Console) throws -> ExitStatus) throws {
    let console = Console(color: color)
    throw ExitCode(try console.end(with: try body(console)))
  }

  /// Runs a command's body, writes everything out, and gives the status to exit with.
  static func status(
    _ color: ColorChoice,
    _ body: (Console) throws(ArchiveError) -> ExitStatus
  ) throws(ArchiveError) -> Int32 {
    let console = Console(color: color)
    return try console.end(with: try body(console))
  }

  /// Writes out what is left; a reader who has gone makes any end a good one.
  private func end(with status: ExitStatus) throws(ArchiveError) -> Int32 {
    try checked { (output) throws(OutputStream.Failure) in try output.flush() }
    return isClosed ? ExitStatus.done.rawValue : status.rawValue
  }

  func write(_ text: String) throws(ArchiveError) {
    try checked { (output) throws(OutputStream.Failure) in try output.write(text) }
  }

  func write(bytes: [UInt8]) throws(ArchiveError) {
    try checked { (output) throws(OutputStream.Failure) in try output.write(bytes) }
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
      case .file(let error): throw ArchiveError(error, at: "standard output")
      }
    }
  }

  /// Writes through a pager if standard output is a terminal too low for the text.
  func writePaged(_ text: String) throws(ArchiveError) {
    let pages = PagedOutput(self)
    try pages.write(text)
    try pages.finish()
  }

  /// Lines of the screen; nil if standard output is no terminal.
  var rows: Int? { output.terminalSize?.rows }

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

/// Writes to standard error at once; there is nobody left to tell if that fails.
func writeError(_ text: String) {
  var stream = OutputStream.standardError()
  try? stream.write(text)
  try? stream.flush()
}

/// `less`, showing what is written to it.
final class Pager {
  private let child: ChildProcess
  private var pipe: OutputStream

  /// Nil if there is no pager, or none is wanted (`PAGER` empty or `cat`).
  init?() {
    let named = environmentValue("PAGER")
    if named == "" || named == "cat" { return nil }
    guard let child = ChildProcess(["less", "-FRX"], hasInput: true) else { return nil }
    self.child = child
    pipe = OutputStream(descriptor: child.input, name: "less")
  }

  /// A reader who leaves early closes the pipe; that is no error.
  func write(_ text: String) {
    try? pipe.write(text)
    try? pipe.flush()
  }

  /// Returns when the reader has had enough.
  func finish() {
    try? pipe.flush()
    close(child.input)
    _ = child.wait()
  }
}
