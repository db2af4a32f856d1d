// SPDX-License-Identifier: Apache-2.0

import Ingestion
import Storage
import SystemPackage

/// Something that a process of its own reads before the run that files it dares to.
///
/// The program is started once more with ``command`` and the rest of ``arguments``; it reads the same
/// way and keeps nothing.
package struct ApartReading: Hashable, Sendable {
  /// How much is read.
  enum Extent: Hashable {
    /// A file of one page, or a small collection.
    case whole
    /// A collection is cut into its parts, and these are not read.
    case cuts
    /// One part of a collection, piece by piece, without some of the pieces.
    case part(UInt32, without: [UInt32])
  }

  /// The word that tells the program to do this.
  package static let command = "read-apart"

  var path: FilePath
  var extent: Extent
  var limits: ReadingLimits

  init(_ path: FilePath, _ extent: Extent, _ limits: ReadingLimits) {
    self.path = path
    self.extent = extent
    self.limits = limits
  }

  /// The program's arguments, its own name first.
  var arguments: [[UInt8]] {
    let extent =
      switch extent {
      case .whole: "whole"
      case .cuts: "cuts"
      case .part(let number, let without):
        "\(number)" + without.map { ",\($0)" }.joined()
      }
    let words = ["morgue", Self.command, "\(limits.seconds)", "\(limits.megabytes)"]
    return (words + ["\(limits.bytes)", extent]).map { Array($0.utf8) } + [path.bytes]
  }

  /// The words after the program's name; nil unless they are what ``arguments`` gives.
  package init?(arguments words: [[UInt8]]) {
    guard words.count == 6, words[0] == Array(Self.command.utf8) else { return nil }
    let fields = words[1...4].map { String(decoding: $0, as: UTF8.self) }
    guard let seconds = Int(fields[0]), let megabytes = Int(fields[1]),
      let bytes = Int64(fields[2]),
      (1...1 << 20).contains(seconds), (1...1 << 20).contains(megabytes), bytes >= 0,
      let extent = Extent(fields[3])
    else { return nil }
    self.init(
      FilePath(bytes: words[5]),
      extent,
      ReadingLimits(seconds: seconds, megabytes: megabytes, bytes: bytes)
    )
  }
}

extension ApartReading.Extent {
  /// As ``ApartReading/arguments`` has it.
  init?(_ text: String) {
    switch text {
    case "whole": self = .whole
    case "cuts": self = .cuts
    default:
      let numbers = text.split(separator: ",").map { UInt32($0) }
      guard let part = numbers.first.flatMap(\.self), !numbers.contains(nil) else { return nil }
      self = .part(part, without: numbers.dropFirst().compactMap(\.self))
    }
  }
}

// MARK: In the process of its own

extension ApartReading {
  /// Reads it, within its limits.
  package func perform() {
    WorkerProcess.limit(memory: UInt64(limits.megabytes) << 20, seconds: UInt64(limits.seconds))
    expectEnd()
    guard let status = try? FileSystem.status(of: path) else { return }
    let file = SourceFile(
      path: path,
      size: Int64(clamping: status.size),
      modified: status.modified,
      device: status.device,
      inode: status.inode
    )
    var reading = FileReading()
    if extent == .whole {
      _ = reading.outcome(
        of: ReadingTask(file: file, known: nil, content: .unread, limit: limits.bytes)
      )
    } else if let map = try? MappedFile(path) {
      readParts(of: map, file, &reading)
    }
  }

  /// Much more than the processor's time, as others may want the processor, too.
  private func expectEnd() {
    WorkerProcess.expectEnd(within: 2 * limits.seconds + 1)
  }

  private func readParts(of map: MappedFile, _ file: SourceFile, _ reading: inout FileReading) {
    var parts = SourceParts(of: map, file)
    var number: UInt32 = 0
    var released = 0
    while let part = unsafe parts.next(in: map.buffer) {
      expectEnd()
      if case .part(number, let without) = extent {
        return read(part, of: map, file, without: without, &reading)
      }
      map.release(released..<max(released, part.place.lowerBound))
      released = max(released, part.place.lowerBound)
      number += 1
    }
  }

  private func read(
    _ part: SourcePart,
    of map: MappedFile,
    _ file: SourceFile,
    without: [UInt32],
    _ reading: inout FileReading
  ) {
    for (number, piece) in unsafe part.pieces(in: map.buffer).enumerated() {
      guard let number = UInt32(exactly: number), !without.contains(number) else { continue }
      WorkerProcess.say((0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) })
      _ = reading.outcome(
        of: ReadingTask(file: file, known: nil, content: .part(map, piece), limit: .max)
      )
    }
  }
}

// MARK: In the process that waits

extension ApartReading {
  /// What came of it.
  enum Outcome: Equatable {
    case harmless
    /// The process ended for this reason; of a part, at this piece.
    case harmful(SkipReason, piece: UInt32?)
    /// Nobody wanted to wait any longer.
    case stopped
    /// No process could be had.
    case unknown
  }

  /// Starts the process and waits for it; `isStopped` is asked some times a second.
  func outcome(unless isStopped: () -> Bool) -> Outcome {
    guard let outcome = WorkerProcess.run(arguments, unless: isStopped) else { return .unknown }
    switch outcome.end {
    case nil: return .stopped
    case .exit(let status): return status == 0 ? .harmless : .unknown
    case .signal(let number):
      let isOfTime = number == ProcessSignals.alarm || number == ProcessSignals.processorTime
      let isOfMemory = outcome.memory >> 20 > limits.megabytes * 3 / 4
      let cause: SelfRestart.Cause =
        isOfTime ? .tooSlow : isOfMemory ? .tooMuchMemory : .signal(number)
      return .harmful(limits.reason(cause), piece: Self.lastNumber(outcome.output))
    }
  }

  private static func lastNumber(_ bytes: [UInt8]) -> UInt32? {
    let end = bytes.count / 4 * 4
    guard end >= 4 else { return nil }
    return (0..<4).reduce(0) { $0 | UInt32(bytes[end - 4 + $1]) << (8 * UInt32($1)) }
  }
}
