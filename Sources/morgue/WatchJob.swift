// SPDX-License-Identifier: Apache-2.0

import Glibc
import Ingestion
import NewsArchive
import Rendering
import Storage
import SystemPackage

/// Files and folders to be filed as they are, and then as they change.
struct WatchJob {
  var archive = ArchiveChoice()
  /// As they were typed.
  var paths: [String]
  /// Seconds to wait while another process writes; for ever if nil.
  var wait: Int?
  /// Whether the archive may lie on a network's file system.
  var allowsNetwork = false
  var json = false
  var quiet = false
  /// How files are read.
  var options = IndexOptions()
  /// How changes are waited for; which files are taken, ``options`` say.
  var watching = FolderWatcher.Options()

  init(paths: [String]) {
    self.paths = paths
  }

  private static var isStopped: Bool { ProcessSignals.stopRequested != nil }

  /// Watches until it is told to stop, and returns the status to exit with.
  func run() throws(ArchiveError) -> Int32 {
    try Console.status(archive.color) { (console) throws(ArchiveError) in
      let place = archive.locator.forWriting()
      let roots = paths.map { FilePath($0) }
      try ArchiveWriter.checkInputs(roots)
      ProcessSignals.noteStops()
      var watching = watching
      watching.scanner = options.scanner
      let watcher = FolderWatcher(roots, for: place, options: watching)
      // The first round makes the archive if need be, and watching begins before anything is read.
      let seconds = watching.every
      if !quiet {
        watcher.onPolling = {
          console.complain(["looking at everything every \(seconds) s: \($0)"])
        }
      }
      guard try file(roots, nil, at: place, console, before: watcher.begin) else { return .stopped }
      while !console.isClosed, let paths = try watcher.next(isStopped: { Self.isStopped }) {
        guard try file(roots, ChosenPaths(paths), at: place, console) else { break }
      }
      return console.isClosed ? .done : .stopped
    }
  }

  /// Files what is new below the roots, or only some of it, and says so; whether to go on.
  private func file(
    _ roots: [FilePath],
    _ only: ChosenPaths?,
    at place: FilePath,
    _ console: Console,
    before: () -> Void = {}
  ) throws(ArchiveError) -> Bool {
    guard let writer = try writer(at: place, console) else { return false }
    before()
    var options = options
    options.scanner.only = only
    options.isolate()
    let bar = ProgressBar(isShown: only == nil && !quiet && !json)
    let report = try writer.index(
      roots,
      options: options,
      isStopped: { Self.isStopped },
      progress: bar.show
    )
    bar.clear()
    if only == nil || report.hasNews {
      try console.write(json ? IndexReportRenderer.json(report) : IndexReportRenderer.line(report))
      try console.flush()
      if !quiet { console.complain(IndexReportRenderer.complaints(report)) }
    }
    if report.wasStopped {
      console.complain(["stopped; generation \(report.generation) is kept"])
    }
    returnFreedMemory()
    return !report.wasStopped
  }

  /// The archive, as soon as nobody else writes to it; nil if it is to stop before that.
  private func writer(
    at place: FilePath,
    _ console: Console
  ) throws(ArchiveError) -> ArchiveWriter? {
    let start = ContinuousClock.now
    while !Self.isStopped {
      do throws(ArchiveError) {
        return try ArchiveWriter(
          at: place,
          creating: true,
          allowingNetwork: allowsNetwork,
          onCreation: {
            console.complain(["Making a new archive in \(TerminalText.escape(place))"])
          }
        )
      } catch {
        let isPatient = wait.map { ContinuousClock.now - start < .seconds($0) } ?? true
        guard error.code == .busy, isPatient else { throw error }
        usleep(100_000)
      }
    }
    return nil
  }
}

extension IndexReport {
  /// Whether anything became of what was looked at.
  fileprivate var hasNews: Bool { added + changed + copies + skipped > 0 || wasStopped }
}
