// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
package import Storage
package import SystemPackage

/// The sentences for what can go wrong below: made here and nowhere else.
extension ArchiveError {
  package init(_ error: StorageError) {
    switch error {
    case .file(let error): self.init(error)
    case .corruption(let error): self.init(error)
    case .busy(let pid, let since): self = .busyArchive(pid: pid, since: since)
    case .lockLost:
      self.init(
        .busy,
        "the archive's file LOCK was replaced or removed while this process was writing",
        consequence: .nothingChanged,
        hint: "run the command again, and leave that file alone"
      )
    case .notAnArchive(let path):
      self.init(
        .noArchive,
        "\(TerminalText.escape(path)) is not an archive",
        hint: "`morgue index --archive DIR PATH...` makes one"
      )
    case .alreadyExists(let path):
      self.init(
        .cannotCreate,
        "\(TerminalText.escape(path)): no archive can be made here, the folder is not empty"
      )
    case .networkFileSystem(let path):
      self.init(
        .cannotCreate,
        "\(TerminalText.escape(path)) is on a network file system, where locks fail",
        hint: "keep the archive on a local disk; --allow-network, if nobody else ever writes to it"
      )
    case .newerFormat(let found, let supported):
      self.init(
        .damaged,
        "the archive has format \(found), this program reads up to \(supported)",
        hint: "use a newer morgue; nothing was changed"
      )
    case .olderFormat(let found, let supported):
      let major = found.prefix { $0 != "." }
      let isReleased = UInt32(major).map { $0 >= FormatVersion.firstReleased } ?? false
      self.init(
        .damaged,
        "the archive has format \(found), this program reads \(supported)",
        hint: isReleased
          ? "`morgue reindex` makes it one of \(supported) from its originals; nothing was changed"
          : "formats 1 to 5 were never released: file its articles into a new archive"
      )
    case .noSpace(let needed, let available):
      self.init(
        .inputOutput,
        "not enough room on the disk: \(needed) bytes are needed and \(available) are free",
        consequence: .nothingChanged
      )
    case .unconfirmed(let generation, let error):
      self.init(
        .inputOutput,
        "generation \(generation) is visible, but the disk did not confirm it: \(Self.text(error))"
      )
    case .refused(let path, let refusal): self.init(refusal, at: path)
    case .stopped: self.init(.inputOutput, "stopped", consequence: .nothingChanged)
    }
  }

  /// A call to the system that failed while the archive was read or written.
  package init(_ error: FileError) {
    self.init(Self.code(error.errno), Self.text(error), consequence: .nothingChanged)
  }

  /// A call that failed on something other than the archive, which is named by `place`.
  package init(_ error: FileError, at place: String) {
    self.init(Self.code(error.errno), "\(place): \(error.errno)")
  }

  package init(_ error: CorruptionError) {
    if case .unsupportedVersion = error.kind {
      self = .otherVersion(error)
      return
    }
    let isManifest = error.file.hasPrefix("MANIFEST")
    self.init(
      .damaged,
      "\(TerminalText.escape(error.file)) is damaged: \(error.kind.sentence)",
      hint: isManifest
        ? "`morgue repair` makes it anew from the stored originals"
        : "`morgue repair` mends what can be mended; `morgue verify --full` looks at everything"
    )
  }

  /// An archive that nothing can be added to, because a part is damaged by which one tells what is new.
  static func unwritable(_ damage: String) -> ArchiveError {
    ArchiveError(
      .damaged,
      TerminalText.escape(damage),
      consequence: .nothingChanged,
      hint: "`morgue repair` mends what can be mended; searching goes on"
    )
  }

  init(_ error: AnalyzerMismatch) {
    self.init(
      .damaged,
      "the index was made by another analyzer (\(error.found), now \(error.expected))",
      hint: "`morgue reindex` makes it anew from the stored originals"
    )
  }

  /// A sound file that another version of the program wrote.
  private static func otherVersion(_ error: CorruptionError) -> ArchiveError {
    ArchiveError(
      .damaged,
      "\(TerminalText.escape(error.file)) has \(error.kind.sentence)",
      hint: "`morgue reindex` makes it anew from the stored originals"
    )
  }

  private static func busyArchive(pid: Int32?, since: String?) -> ArchiveError {
    let holder = [pid.map { "pid \($0)" }, since.map { "since \($0)" }].compactMap { $0 }
    let details = holder.isEmpty ? "" : " (\(holder.joined(separator: ", ")))"
    return ArchiveError(
      .busy,
      "another process\(details) is writing to this archive",
      hint: "--wait SECONDS waits for it"
    )
  }

  private static func text(_ error: FileError) -> String {
    "\(error.operation) \(TerminalText.escape(error.path)): \(error.errno)"
  }

  private static func code(_ errno: Errno) -> Code {
    switch errno {
    case .permissionDenied, .notPermitted, .readOnlyFileSystem: .permission
    default: .inputOutput
    }
  }
}

/// Errors that the programs make themselves.
extension ArchiveError {
  /// A list of queries that has none.
  package static func noQueries(in place: String) -> ArchiveError {
    ArchiveError(
      .usage,
      "there are no queries in \(place)",
      hint: "one a line, or the first cell of each row of a .csv file"
    )
  }

  package static func reading(_ place: String, errno: Int32) -> ArchiveError {
    ArchiveError(.inputOutput, "\(place): \(Errno(rawValue: errno))")
  }

  package static func creating(_ path: FilePath, errno: Int32) -> ArchiveError {
    ArchiveError(
      .cannotCreate,
      "\(TerminalText.escape(path)): \(Errno(rawValue: errno))"
    )
  }

  package static func tooLarge(_ place: String, limit: Int) -> ArchiveError {
    ArchiveError(.inputOutput, "\(place): more than \(limit) bytes", hint: "--max-size raises it")
  }

  package static func unknownCommand(_ name: String, near: String?) -> ArchiveError {
    ArchiveError(
      .usage,
      "there is no command `\(TerminalText.escape(name))`",
      hint: near.map { "did you mean `\($0)`?" } ?? "`morgue --help` lists the commands"
    )
  }

  /// A word to be left out that stands where options are read, and the word of the query before it.
  package static func bareNegation(_ word: String, after before: String?) -> ArchiveError {
    let quoted = before.map { "the whole query in one pair of quotes, '\($0) \(word)', or " } ?? ""
    let advice = "type NOT \(word.dropFirst()), or \(quoted)-- before the query"
    return ArchiveError(
      .usage,
      "`\(TerminalText.escape(word))` is read as options here",
      hint: TerminalText.escape(advice)
    )
  }

  /// A page that the manual has not.
  package static func noManualPage(_ name: String) -> ArchiveError {
    ArchiveError(
      .usage,
      "there is no page `\(TerminalText.escape(name))`",
      hint: "pages are morgue, query, and one for each command"
    )
  }

  package static func missingProgram(_ name: String) -> ArchiveError {
    ArchiveError(.noArchive, "\(TerminalText.escape(name)) could not be started")
  }

  package static func noParagraph(_ number: Int, of count: Int) -> ArchiveError {
    ArchiveError(.noArchive, "there is no paragraph \(number); the article has \(count)")
  }

  static func bug(_ what: String) -> ArchiveError {
    ArchiveError(.bug, "\(what); this is a mistake in morgue")
  }
}

/// Runs what throws the errors of the layers below and gives them their sentences.
func translated<Result: ~Copyable>(_ body: () throws -> Result) throws(ArchiveError) -> Result {
  do {
    return try body()
  } catch let error as ArchiveError {
    throw error
  } catch let error as StorageError {
    throw ArchiveError(error)
  } catch let error as CorruptionError {
    throw ArchiveError(error)
  } catch let error as FileError {
    throw ArchiveError(error)
  } catch let error as AnalyzerMismatch {
    throw ArchiveError(error)
  } catch {
    throw .bug("\(error)")
  }
}
