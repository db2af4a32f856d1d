// SPDX-License-Identifier: Apache-2.0

private import Glibc
private import Synchronization
internal import SystemPackage

/// Which files are being read at this moment, written down so that after a sudden end the next
/// writer can tell over what it came.
///
/// A file in `tmp` of slots of 8 KiB: first what is kept from one process to the next, then a slot for
/// each reading thread. A thread writes its slot before it reads, with one call, and waits for no
/// disk: only a process can end here, not the machine. Nothing depends on this file. What cannot be
/// written is not known later, and what is damaged is ignored.
package final class WorkJournal: Sendable {
  /// What the file is called in the folder of drafts.
  package static let name = "reading"
  private static let slotSize = 8192
  private static let mostSlots = 1024

  /// What the processes before have left: entries that they kept, and what they had in work.
  package let found: [WorkEntry]
  private let file: OpenFile
  private let path: FilePath
  /// How many slots come before those of the threads.
  private let kept = Atomic<Int>(0)

  /// Takes up the journal of the archive at `paths`, or begins one.
  package init(in paths: ArchivePaths) throws(FileError) {
    path = paths.drafts.appending(Self.name)
    let old = try? RegularFile.read(path, limit: UInt64(Self.slotSize * Self.mostSlots))
    found = old.map { Self.entries(in: $0.bytes) } ?? []
    file = try FileSystem.openOrCreate(path)
    kept.store(min(Self.mostSlots / 2, (old?.bytes.count ?? 0) / Self.slotSize), ordering: .relaxed)
  }

  private static func entries(in bytes: [UInt8]) -> [WorkEntry] {
    stride(from: 0, to: bytes.count, by: slotSize).compactMap { start in
      WorkEntry(decoding: bytes[start..<min(start + slotSize, bytes.count)])
    }
  }

  /// Keeps these entries, and none of those before, for a process that comes after a sudden end.
  ///
  /// To be called when no thread has anything in work.
  package func keep(_ entries: [WorkEntry]) throws(FileError) {
    let entries = entries.suffix(Self.mostSlots / 2)
    for (slot, entry) in entries.enumerated() { try write(entry, at: slot) }
    kept.store(entries.count, ordering: .relaxed)
    try clear()
  }

  /// Notes what thread `thread` is about to read.
  package func begin(_ entry: WorkEntry, thread: Int) throws(FileError) {
    try write(entry, at: kept.load(ordering: .relaxed) + thread)
  }

  private func write(_ entry: WorkEntry, at slot: Int) throws(FileError) {
    let bytes = entry.encoded
    guard bytes.count <= Self.slotSize else { return }
    try file.write(bytes, at: slot * Self.slotSize)
  }

  /// Notes that no thread has anything in work.
  package func clear() throws(FileError) {
    try file.truncate(to: kept.load(ordering: .relaxed) * Self.slotSize)
  }

  /// Takes the journal away, at the good end of a run.
  package func remove() {
    _ = try? FileSystem.unlink(path)
  }
}

/// A file that is being read, or a part of one, or what is known of it since a process ended there.
package struct WorkEntry: Hashable, Sendable {
  /// The raw values are on disk and never change meaning.
  package enum State: UInt8, Hashable, Sendable {
    /// A thread was at it.
    case inWork = 1
    /// A process ended while a thread was at it.
    case suspected = 2
    /// It was read since without harm.
    case cleared = 3
    /// It does harm.
    case condemned = 4
  }

  package var path: [UInt8]
  /// In bytes; another size or time means other bytes.
  package var size: UInt64
  /// Last modification, in nanoseconds since 1970.
  package var modified: Int64
  /// Which part of a collection, counted from 0; nil for a file as a whole.
  package var part: UInt32?
  package var state = State.inWork
  /// How many processes have ended over it.
  package var deaths: UInt32 = 0
  /// Of what is condemned: why, as the catalogue has it.
  package var code: UInt16 = 0
  /// The number that goes with the reason.
  package var detail: Int64 = 0
  /// Of a condemned part: the numbers of its pieces that do harm; empty for all.
  package var pieces: [UInt32] = []

  /// Something to be read.
  package init(path: [UInt8], size: UInt64, modified: Int64, part: UInt32? = nil) {
    self.path = path
    self.size = size
    self.modified = modified
    self.part = part
  }

  /// Whether both are about the same bytes.
  package func isAboutSame(as other: WorkEntry) -> Bool {
    part == other.part && size == other.size && modified == other.modified && path == other.path
  }
}

extension WorkEntry {
  private static let seed: UInt64 = 0x7265_6164_696E_6731

  /// A checksum, the length of what follows, and that.
  var encoded: [UInt8] {
    var body = ByteWriter(reservingCapacity: 64 + path.count)
    body.u32(UInt32(state.rawValue))
    body.u32(deaths)
    body.u32(UInt32(code))
    body.u32(part.map { $0 &+ 1 } ?? 0)
    body.i64(detail)
    body.u64(size)
    body.i64(modified)
    body.u32(UInt32(pieces.count))
    for piece in pieces { body.u32(piece) }
    body.u32(UInt32(path.count))
    body.bytes(path)
    var whole = ByteWriter(reservingCapacity: body.bytes.count + 16)
    whole.u64(XXH64.hash(body.bytes, seed: Self.seed))
    whole.u64(UInt64(body.bytes.count))
    whole.bytes(body.bytes)
    return whole.bytes
  }

  /// Nil for anything but an entry that is whole.
  package init?(decoding slot: ArraySlice<UInt8>) {
    let bytes = Array(slot)
    var reader = ByteReader(bytes.span.bytes)
    do throws(CorruptionError) {
      let checksum = try reader.u64()
      let length = try reader.u64()
      guard length <= UInt64(bytes.count - 16) else { return nil }
      let body = Array(bytes[16..<16 + Int(length)])
      guard XXH64.hash(body, seed: Self.seed) == checksum else { return nil }
      guard let state = State(rawValue: UInt8(truncatingIfNeeded: try reader.u32())) else {
        return nil
      }
      let deaths = try reader.u32()
      let code = UInt16(truncatingIfNeeded: try reader.u32())
      let part = try reader.u32()
      let detail = try reader.i64()
      self.init(path: [], size: try reader.u64(), modified: try reader.i64())
      self.part = part == 0 ? nil : part - 1
      (self.state, self.deaths, self.code, self.detail) = (state, deaths, code, detail)
      let pieceCount = try reader.u32()
      guard UInt64(pieceCount) * 4 <= length else { return nil }
      for _ in 0..<pieceCount { pieces.append(try reader.u32()) }
      let pathLength = try reader.u32()
      guard UInt64(pathLength) <= length else { return nil }
      path = try reader.array(Int(pathLength))
    } catch {
      return nil
    }
  }
}
