// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Ingestion
import Storage
import SystemPackage

extension IndexRun {
  /// Takes a file of many articles, part by part, without holding it in memory.
  ///
  /// With `harm`, it is a file that harmed its reader for this reason; then each part is read by
  /// another process first, and what is no collection is left out.
  func takeCollection(_ file: SourceFile, _ known: FileRecord?, harm: SkipReason? = nil) throws {
    try finishRound()
    let map: MappedFile
    do throws(FileError) {
      map = try MappedFile(file.path)
    } catch {
      return report.skip(file.path, .unreadable(errno: error.errno.rawValue))
    }
    let parts = SourceParts(of: map, file)
    if let harm, !parts.isCollection { return try leaveOut(file, harm) }
    guard parts.isCollection || file.size <= options.scanner.maximumSize else {
      return try skip(file.path, .tooLarge(limit: options.scanner.maximumSize))
    }
    guard let digest = SHA256.hash(map, unless: isStopped) else { return noteStop() }
    var record = FileRecord(path: file.path.bytes, stat: file.stat, digest: digest, seen: now)
    if let known, known.digest == digest, !isWorthRetrying(known) {
      count(known, at: file.path)
      record.articles = known.articles
      record.problems = known.problems
      return try store.record(record)
    }
    collecting = record
    try takeParts(parts, of: map, file, known, isSuspect: harm != nil)
    if !report.wasStopped { try finishCollection() }
    collecting = nil
  }

  private func noteStop() {
    report.wasStopped = true
  }

  private func takeParts(
    _ given: SourceParts,
    of map: MappedFile,
    _ file: SourceFile,
    _ known: FileRecord?,
    isSuspect: Bool
  ) throws {
    var parts = given
    var number: UInt32 = 0
    var released = 0
    while !mustStop, let part = cut(&parts, map, file) {
      let before = report.bytes
      let task = ReadingTask(
        file: file,
        known: known,
        content: .part(map, part),
        limit: .max,
        part: number
      )
      try add(task, part, of: map, isSuspect: isSuspect)
      // Once a round is read, nothing asks for what lies before the next part.
      if report.bytes > before {
        map.release(released..<max(released, part.place.lowerBound))
        released = part.place.lowerBound
      }
      number += 1
    }
    isolation?.desk.clear()
    try finishRound()
  }

  /// The next part; unpacking may take as long as reading.
  private func cut(_ parts: inout SourceParts, _ map: MappedFile, _ file: SourceFile) -> SourcePart?
  {
    guard let isolation else { return unsafe parts.next(in: map.buffer) }
    isolation.desk.begin(WorkEntry(file), thread: isolation.cutter)
    defer { isolation.desk.rest(thread: isolation.cutter) }
    return unsafe parts.next(in: map.buffer)
  }

  private func finishCollection() throws {
    guard var collected = collecting else { return }
    if collected.articles.isEmpty, collected.problems.isEmpty {
      report.skip(FilePath(bytes: collected.path), .noText)
      collected.add(FileProblem(.noText))
    }
    try store.record(collected)
  }
}

extension SourceParts {
  /// Collections are read in parts of about as many bytes.
  private static let partBytes = 1 << 20

  /// The parts of a mapped file.
  init(of map: MappedFile, _ file: SourceFile) {
    unsafe self.init(
      of: map.buffer,
      as: SourceHint(fileName: file.name, modified: file.modified),
      about: Self.partBytes
    )
  }
}

extension SourceFile {
  /// Probably many articles, so many that reading them in parts pays.
  var isLargeCollection: Bool {
    size > 1 << 20 && SourceScanner.isNamedCollection(path)
  }
}
