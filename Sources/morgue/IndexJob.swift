// SPDX-License-Identifier: Apache-2.0

import Ingestion
import NewsArchive
import Rendering
import Storage
import SystemPackage

/// Files and folders to be filed, however the arguments were read.
struct IndexJob {
  var archive = ArchiveChoice()
  /// As they were typed; `-` is standard input.
  var paths: [String]
  /// Seconds to wait while another process writes.
  var wait = 0
  /// Whether the archive may lie on a network's file system.
  var allowsNetwork = false
  /// The file name of what comes on standard input.
  var name: String?
  var json = false
  var quiet = false
  /// The greatest size of one page.
  var megabytes = 32
  /// What else is chosen; sizes aside.
  var options = IndexOptions()

  init(paths: [String]) {
    self.paths = paths
  }

  /// Files what there is, prints the report and returns the status to exit with.
  func run() throws(ArchiveError) -> Int32 {
    try Console.status(archive.color) { (console) throws(ArchiveError) in
      let report = try index(console)
      try console.write(
        json ? IndexReportRenderer.json(report) : IndexReportRenderer.line(report)
      )
      if !quiet { console.complain(IndexReportRenderer.complaints(report)) }
      if report.wasStopped {
        console.complain(["stopped; generation \(report.generation) is kept"])
        return .stopped
      }
      return report.skipped > 0 ? .someSkipped : .done
    }
  }

  private func index(_ console: Console) throws(ArchiveError) -> IndexReport {
    let place = archive.locator.forWriting()
    let roots = paths.filter { $0 != "-" }.map { FilePath($0) }
    try ArchiveWriter.checkInputs(roots)
    let writer = try ArchiveWriter(
      at: place,
      creating: true,
      // Who took the lock while this program started anew will not have it for long.
      waiting: SelfRestart.previous == nil ? wait : max(wait, 60),
      allowingNetwork: allowsNetwork,
      onCreation: { console.complain(["Making a new archive in \(TerminalText.escape(place))"]) }
    )
    let bar = ProgressBar(isShown: !quiet && !json)
    defer { bar.clear() }
    var input: [UInt8]?
    if paths.contains("-") { input = try Process.standardInput(limit: megabytes << 20) }
    // Not before: whoever interrupts the waiting for input has nothing to lose.
    ProcessSignals.noteStops()
    var options = options
    options.scanner.maximumSize = Int64(megabytes) << 20
    options.isolate()
    return try writer.index(
      roots,
      standardInput: input.map { ($0, name) },
      options: options,
      isStopped: { ProcessSignals.stopRequested != nil },
      progress: bar.show
    )
  }
}

extension IndexOptions {
  /// Lets what kills, hangs or exhausts its reader cost itself alone, and says what is suspected of it.
  mutating func isolate() {
    isIsolated = true
    onSuspicion = { paths in
      writeError("morgue: \(IndexReportRenderer.suspicion(of: paths))\n")
    }
  }
}

extension IndexJob {
  private static let names = QuickArguments.Names(
    options: ["--archive", "--color", "--wait", "--name"],
    flags: ["--json", "-q", "--quiet", "--allow-network"]
  )

  /// The work that the arguments after `index` plainly ask for; nil leaves them to the parser.
  init?(plain arguments: ArraySlice<String>) {
    guard let plain = QuickArguments(arguments, names: Self.names), !plain.words.isEmpty
    else { return nil }
    self.init(paths: plain.words)
    do throws(QuickArguments.NotPlain) {
      archive = try ArchiveChoice(plain)
      wait = try plain.value("--wait", as: WritingOptions.seconds) ?? 0
    } catch {
      return nil
    }
    name = plain.value("--name")
    allowsNetwork = plain.has("--allow-network")
    json = plain.has("--json")
    quiet = plain.has("-q", "--quiet")
  }
}
