// SPDX-License-Identifier: Apache-2.0

import Storage

/// What went wrong, in one line for people, and what kind of thing it was for programs.
public struct ArchiveError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of failure; each has an exit status of its own in the command line program.
  public enum Code: Int32, Sendable {
    /// A request or a query that makes no sense.
    case usage = 64
    /// The archive is damaged, or of a version that this program does not read.
    case damaged = 65
    /// There is no such archive, article or input.
    case noArchive = 66
    /// A mistake in this program.
    case bug = 70
    /// Something cannot be created where it was asked for.
    case cannotCreate = 73
    /// Reading or writing failed; a full disk, for instance.
    case inputOutput = 74
    /// Another process is writing to the archive.
    case busy = 75
    /// The permission is missing.
    case permission = 77
  }

  /// The kind of failure.
  public let code: Code
  /// What failed, where, and why: one line, safe for a terminal.
  public var description: String {
    consequence.map { "\(failure); \($0.sentence)" } ?? failure
  }
  /// What to do about it, or nil.
  public let hint: String?
  /// For a query: the byte where the mistake is, and the query.
  package let place: QueryPlace?
  /// ``description`` without what it means for the archive.
  private let failure: String
  private var consequence: Consequence?

  /// What a failure has left of the work.
  enum Consequence: Hashable, Sendable {
    case nothingChanged
    /// Commits of the same run, up to this one, were made before.
    case kept(generation: UInt64)
    /// A search took too much, and gives nothing.
    case tooCostly
    /// It did so when part of what it found had been given.
    case tooCostlyForAll

    fileprivate var sentence: String {
      switch self {
      case .nothingChanged: "nothing was changed"
      case .kept(let generation): "generation \(generation), committed before that, is kept"
      case .tooCostly: "nothing of it is shown"
      case .tooCostlyForAll: "what was shown is incomplete"
      }
    }
  }

  init(
    _ code: Code,
    _ failure: String,
    consequence: Consequence? = nil,
    hint: String? = nil,
    place: QueryPlace? = nil
  ) {
    self.code = code
    self.failure = failure
    self.consequence = consequence
    self.hint = hint
    self.place = place
  }

  /// The same failure with other advice.
  func withHint(_ hint: String) -> ArchiveError {
    ArchiveError(code, failure, consequence: consequence, hint: hint, place: place)
  }

  /// The same mistake in a search that is kept under a name.
  func inSearch(named name: String) -> ArchiveError {
    ArchiveError(
      code,
      "the search `\(name)` cannot be asked any more: \(failure)",
      hint: hint ?? "`morgue save \(name) --force` keeps it anew",
      place: place
    )
  }

  /// The same about a word in the place of an id that was perhaps meant as a label.
  package func perhapsLabel(_ word: String) -> ArchiveError {
    ArchiveError(
      code,
      failure,
      consequence: consequence,
      hint: "a label is put on with a plus: +\(TerminalText.escape(word))",
      place: place
    )
  }

  /// Whether a search took more than it may.
  package var isOverBudget: Bool {
    consequence == .tooCostly || consequence == .tooCostlyForAll
  }

  /// The same failure when part of the results had been given.
  var cuttingList: ArchiveError {
    guard consequence == .tooCostly else { return self }
    var error = self
    error.consequence = .tooCostlyForAll
    return error
  }

  /// The same failure in a run that had made commits before.
  func keeping(generation: UInt64) -> ArchiveError {
    guard consequence == .nothingChanged else { return self }
    var error = self
    error.consequence = .kept(generation: generation)
    return error
  }
}

/// A place in a query that did not parse.
package struct QueryPlace: Hashable, Sendable {
  /// The query as it was typed.
  package let query: String
  /// UTF-8 offset of the mistake, at most the length of the query.
  package let offset: Int
}
