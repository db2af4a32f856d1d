// SPDX-License-Identifier: Apache-2.0

import Glibc
import Storage

/// The reader's pager, showing what is written to it.
///
/// `MORGUE_PAGER`, else `PAGER`, both read by the shell, else `less -FRX`; an empty name or `cat` means
/// none. As git does, `LESS=FRX` is set for a pager that is asked for by name, if nothing is.
final class Pager {
  private let child: ChildProcess
  private var pipe: OutputStream
  /// Whether the reader has left.
  private(set) var isClosed = false
  private var isFinished = false
  /// All that was written while the pipe could hold it, so that it may be that nobody has read any of
  /// it; nil as soon as somebody has.
  private var unread: String? = ""
  private var unreadBytes = 0
  /// Bytes; no pipe holds more unless it is asked to.
  private static let mostInPipe = 1 << 20

  /// What the reader has named.
  private static var name: String? {
    environmentValue("MORGUE_PAGER") ?? environmentValue("PAGER")
  }

  /// Whether the reader has said which pager.
  static var isNamed: Bool { name != nil }

  /// Nil if there is no pager, or none is wanted.
  ///
  /// - Parameter line: the line to begin at, counted from 0; only `less` is told.
  init?(from line: Int) {
    let named = Self.name
    if let named, named.allSatisfy({ $0 == " " }) || named == "cat" { return nil }
    let start = line > 0 ? ["+\(line + 1)"] : []
    var words = ["less", "-FRX"] + start
    if let named {
      unsafe setenv("LESS", "FRX", 0)
      let isLess = named.split(separator: " ").first?.split(separator: "/").last == "less"
      words = ["sh", "-c", isLess ? ([named] + start).joined(separator: " ") : named]
    }
    guard let child = ChildProcess(words, hasInput: true) else { return nil }
    self.child = child
    pipe = OutputStream(descriptor: child.input, name: words[0])
  }

  /// A reader who leaves early closes the pipe; that is no error.
  func write(_ text: String) {
    guard !isClosed else { return }
    unread?.append(text)
    do throws(OutputStream.Failure) {
      try pipe.write(text)
      try pipe.flush()
    } catch {
      isClosed = true
      return
    }
    unreadBytes += text.utf8.count
    if unreadBytes > Self.mostInPipe { unread = nil }
  }

  /// Returns when the reader has had enough.
  ///
  /// - Returns: what nobody has seen, if the shell says that the pager could not be started.
  func finish() -> String? {
    guard !isFinished else { return nil }
    isFinished = true
    close(child.input)
    return (126...127).contains(child.wait()) ? unread : nil
  }
}
