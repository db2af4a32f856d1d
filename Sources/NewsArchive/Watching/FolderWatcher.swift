// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Glibc
package import Ingestion
import Storage
package import SystemPackage

/// Waits for files below some paths to arrive or change, and says which are to be read.
///
/// The system tells of changes where it can; elsewhere, and when it has told of too many at once,
/// everything is looked at, and compared with what the archive knows. The lock is never needed for it.
package final class FolderWatcher {
  /// How to watch.
  package struct Options: Sendable {
    /// Which files are taken, by the rules of ``SourceScanner``.
    package var scanner = SourceScanner.Options()
    /// Milliseconds that a file must have rested before it is read, so that none is read half written.
    package var rest: Int64 = 2_000
    /// Seconds between two looks at everything, where the system tells nothing.
    package var every: Int64 = 30
    /// Whether to look at everything now and then even where the system would tell of changes.
    package var polls = false

    package init() {}
  }

  private let roots: [FilePath]
  private let archive: FilePath
  /// The archive's folder as paths below the roots have it, known once it is there.
  private var ownFolder: FilePath
  private let options: Options
  private var arriving: ArrivingFiles
  /// What the system tells; nil if it tells nothing.
  private var changes: FolderChanges?
  /// Why everything is looked at now and then; nil if the system tells of changes.
  package private(set) var pollingReason: String?
  /// When everything is to be looked at again; nil if that is not needed.
  private var nextLook: Int64?
  /// Is told why everything is looked at now and then, as soon as that begins.
  package var onPolling: ((String) -> Void)?
  /// Folders that could not be watched, by the error.
  private var refusal: FileError?

  /// Prepares to watch files and folders for an archive.
  package init(_ roots: [FilePath], for archive: FilePath, options: Options = Options()) {
    self.roots = roots.map { ArchiveWriter.absolute($0) }
    self.archive = archive
    ownFolder = archive
    self.options = options
    arriving = ArrivingFiles(rest: options.rest, patience: max(30, options.every) * 1_000)
  }

  /// Begins to watch; what happens from now on is not missed.
  ///
  /// Costs a walk along all folders.
  package func begin() {
    ownFolder = archive.resolved
    if options.polls { return poll(because: "--poll") }
    if let root = roots.first(where: { (try? Volume.isNetwork($0)) ?? false }) {
      return poll(because: "\(TerminalText.escape(root)) is on a network file system")
    }
    do throws(FileError) {
      changes = try FolderChanges()
      for root in roots { try watch(root) }
    } catch {
      poll(because: Self.sentence(error))
    }
  }

  /// Waits until there is something to be read, and answers what; nil if it is to stop.
  ///
  /// - Throws: ``ArchiveError`` if the archive cannot be asked what it knows.
  package func next(isStopped: () -> Bool) throws(ArchiveError) -> [FilePath]? {
    while !isStopped() {
      let now = Self.now
      if let look = nextLook, look <= now {
        let unread = try self.unread(nil)
        nextLook = changes == nil ? Self.now + options.every * 1_000 : nil
        if !unread.isEmpty { return unread }
      }
      let ready = arriving.ready(at: now)
      if !ready.isEmpty {
        let unread = try self.unread(ChosenPaths(ready))
        if !unread.isEmpty { return unread }
      }
      wait()
    }
    return nil
  }

  private static var now: Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }

  // MARK: What the system tells

  /// Waits for what happens next, or for the time of something that waits, but no longer than a
  /// reader who wants it to stop would.
  private func wait() {
    let now = Self.now
    let times = [arriving.timeLeft(at: now), nextLook.map { max(0, $0 - now) }].compactMap(\.self)
    let longest = Int32(clamping: min(times.min() ?? .max, 500))
    guard changes != nil else {
      usleep(UInt32(max(1, longest)) * 1_000)
      return
    }
    do throws(FileError) {
      let events = try changes?.wait(milliseconds: longest) ?? []
      for event in events { try take(event) }
    } catch {
      poll(because: Self.sentence(error))
    }
  }

  private func take(_ event: FolderChanges.Event) throws(FileError) {
    switch event {
    case .made(let path):
      // A second name of a file that is whole is all that will be told of it.
      let links = try FileSystem.status(of: path)?.links ?? 0
      note(path, isGrowing: links < 2)
    case .growing(let path): note(path, isGrowing: true)
    case .complete(let path): note(path, isGrowing: false)
    case .folder(let path): try enter(path)
    case .gone(let path) where roots.contains(path):
      // Whatever takes its place will tell nothing.
      poll(because: "\(TerminalText.escape(path)) was moved away or removed")
      lookAtAll()
    case .gone: break
    case .lost:
      for root in roots { try watch(root) }
      lookAtAll()
    }
  }

  private func note(_ path: FilePath, isGrowing: Bool) {
    guard isBelowRoot(path) else { return }
    if path.lastComponent?.string == ".morgueignore" {
      // What it no longer lists is to be read.
      if !isGrowing { arriving.note(path.removingLastComponent(), isGrowing: false, at: Self.now) }
      return
    }
    arriving.note(path, isGrowing: isGrowing, at: Self.now)
  }

  /// Whether something is named by a root; of a file's folder, only the file is.
  private func isBelowRoot(_ path: FilePath) -> Bool {
    !path.starts(with: ownFolder) && roots.contains { path.starts(with: $0) }
  }

  /// Watches a folder that has appeared, and takes what is in it already.
  private func enter(_ folder: FilePath) throws(FileError) {
    guard isBelowRoot(folder) else { return }
    var scanner = options.scanner
    scanner.only = ChosenPaths([folder])
    for root in roots where folder.starts(with: root) {
      let found = files(below: root, scanner)
      if let refusal { throw refusal }
      for file in found { arriving.note(file.path, isGrowing: false, at: Self.now) }
    }
  }

  private func watch(_ root: FilePath) throws(FileError) {
    if try FileSystem.status(of: root)?.kind != .folder {
      try changes?.watch(root.removingLastComponent())
      return
    }
    _ = files(below: root, options.scanner)
    if let refusal { throw refusal }
  }

  /// The files that a scanner finds, while all folders on the way are watched.
  private func files(below root: FilePath, _ scanner: SourceScanner.Options) -> [SourceFile] {
    var files: [SourceFile] = []
    let isKept = scanner.only != nil
    SourceScanner(options: scanner).scan(root, onFolder: addWatch) { findings in
      guard isKept else { return }
      for case .file(let file) in findings { files.append(file) }
    }
    return files
  }

  private func addWatch(_ folder: FilePath) {
    do throws(FileError) {
      try changes?.watch(folder)
    } catch {
      // One that is gone again, or may not be read, has nothing to tell.
      let isOurs = ![.noSuchFileOrDirectory, .notDirectory, .permissionDenied].contains(error.errno)
      if isOurs { refusal = error }
    }
  }

  // MARK: Looking at everything

  private func lookAtAll() { nextLook = Self.now + options.rest }

  /// Gives up being told, and looks at everything now and then instead.
  private func poll(because reason: String) {
    changes = nil
    pollingReason = reason
    onPolling?(reason)
    nextLook = Self.now + options.every * 1_000
  }

  private static func sentence(_ error: FileError) -> String {
    error.errno == .noSpace
      ? "the system watches no more folders (fs.inotify.max_user_watches)"
      : "\(error.operation): \(error.errno)"
  }

  /// The files that the archive does not know as they are; of all, or of some.
  ///
  /// Where the system told nothing of a file, one that was written just now is left for the next time.
  private func unread(_ only: ChosenPaths?) throws(ArchiveError) -> [FilePath] {
    let archive = try Archive(at: archive)
    var scanner = options.scanner
    scanner.only = only
    var unread: [FilePath] = []
    let isTold = only != nil || changes != nil
    let now = Int64(time(nil)) * 1_000_000_000
    for root in roots where (try? FileSystem.status(of: root)) != nil {
      try SourceScanner(options: scanner).scan(root) { (findings) throws(ArchiveError) in
        for case .file(let file) in findings {
          let age = now - file.modified
          if !isTold, age >= 0, age < options.rest * 1_000_000 { continue }
          if try !archive.knows(file) { unread.append(file.path) }
        }
      }
    }
    return unread
  }
}

extension Archive {
  /// Whether a file is as it was when it was read last.
  fileprivate func knows(_ file: SourceFile) throws(ArchiveError) -> Bool {
    let known = try translated { try view.store.file(atPath: file.path.bytes) }
    return known.map { file.stat.describesSameBytes(as: $0.stat) } ?? false
  }
}
