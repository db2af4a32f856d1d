// SPDX-License-Identifier: Apache-2.0

import NewsArchive
import Storage

/// Text of any length for standard output, through a pager if a terminal is too low for it.
///
/// Holds back what fits on the screen, so that a short text needs no pager; a long one is shown
/// while more of it is being made.
final class PagedOutput {
  private let console: Console
  private var waiting = ""
  private var waitingLines = 0
  private var place = Place.undecided

  private enum Place {
    case undecided, plain
    case pager(Pager)
  }

  /// The line that a reader wants to see first, counted from 0.
  private let start: Int

  init(_ console: Console, from start: Int = 0) {
    self.console = console
    self.start = start
  }

  /// Whether nobody reads any more.
  var isClosed: Bool {
    if case .pager(let pager) = place { pager.isClosed } else { console.isClosed }
  }

  func write(_ text: String) throws(ArchiveError) {
    switch place {
    case .plain: try console.write(text)
    case .pager(let pager):
      pager.write(text)
      if pager.isClosed { try end(pager) }
    case .undecided: try hold(text)
    }
  }

  /// Waits for a pager's end, and writes what a pager that could not be started was given.
  private func end(_ pager: Pager) throws(ArchiveError) {
    guard let unread = pager.finish() else { return }
    place = .plain
    console.complain(["warning: the pager could not be started; --no-pager does without one"])
    try console.write(unread)
  }

  private func hold(_ text: String) throws(ArchiveError) {
    waiting += text
    waitingLines += text.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    guard let rows = console.rows else { return try flush(to: .plain) }
    guard waitingLines >= rows else { return }
    try flush(to: Pager(from: start).map { .pager($0) } ?? .plain)
  }

  private func flush(to chosen: Place) throws(ArchiveError) {
    place = chosen
    let text = waiting
    waiting = ""
    try write(text)
  }

  /// Writes out what was held back, and waits until a reader has had enough.
  func finish() throws(ArchiveError) {
    switch place {
    case .undecided: try flush(to: .plain)
    case .pager(let pager): try end(pager)
    case .plain: break
    }
  }
}
