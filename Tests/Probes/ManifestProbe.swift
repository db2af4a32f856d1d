// SPDX-License-Identifier: Apache-2.0

@testable import Storage
import SystemPackage
import TestSupport

/// The first byte says what the others are: a manifest as it is, changes to a sound one with a sum
/// that fits, a line of `FORMAT`, the text of `LOCK`, lines of `VERIFIED` with a sum that fits.
struct ManifestProbe: Probe {
  private let folder: TemporaryDirectory
  private let archive: ArchiveDirectory
  private let sound: [UInt8]

  init() throws {
    folder = try TemporaryDirectory()
    archive = try ArchiveDirectory.create(at: folder.appending("archive"))
    let owner = FileID(high: 3, low: 4)
    let segment = ManifestEntry(
      kind: .segment,
      generation: 4,
      id: owner,
      length: 1000,
      checksum: 9,
      attributes: [1, 2]
    )
    let deletions = ManifestEntry(
      kind: .deletions,
      generation: 5,
      id: FileID(high: 5, low: 6),
      length: 200,
      checksum: 8,
      owner: owner
    )
    sound =
      Manifest(
        generation: 5,
        archive: archive.id,
        previousChecksum: 77,
        entries: [segment, deletions],
        attributes: [6]
      ).encoded
  }

  var seeds: [[UInt8]] {
    [
      [0] + sound, [1, 0, 3, 48, 0, 12], [2] + FormatLine(archive: archive.id).encoded,
      [3] + Array("pid 12 since 2026-01-02T03:04:05Z\n".utf8), [4, 0, 4, 80, 0, 15],
      [5] + Array("full 1750000000 12 0\noriginals 1 2 3\nother\n".utf8),
    ]
  }

  func run(_ input: [UInt8]) throws(BrokenPromise) {
    let rest = Array(input.dropFirst())
    switch (input.first ?? 0) % 6 {
    case 0: try decode(rest)
    case 1: try decode(changed(rest))
    case 2: try decodeFormat(rest)
    case 3: try readLock(rest)
    case 5: try decodeNote(rest)
    default: try open(changed(rest))
    }
  }

  /// A sound manifest, changed, with a sum that fits.
  private func changed(_ program: [UInt8]) -> [UInt8] {
    var edits = Edits(program)
    var parts = [Array(sound.dropLast(8))]
    edits.apply(to: &parts)
    var writer = ByteWriter()
    writer.bytes(parts[0])
    writer.u64(XXH64.hash(parts[0]))
    return writer.bytes
  }

  private func decode(_ bytes: [UInt8]) throws(BrokenPromise) {
    let read = try damageOrValue(in: ["MANIFEST"]) { try Manifest(decoding: bytes, archive: nil) }
    guard let manifest = read else { return }
    let again = try damageOrValue(in: []) { try Manifest(decoding: manifest.encoded, archive: nil) }
    try promise(again == manifest, "a manifest that is written otherwise than it was read")
    for entry in manifest.entries { sink(entry.place) }
  }

  private func decodeFormat(_ bytes: [UInt8]) throws(BrokenPromise) {
    let read = try damageOrValue(in: ["FORMAT"]) { try FormatLine(decoding: bytes) }
    guard let line = read, line.version == .current else { return }
    try promise(line.encoded == bytes, "a line of FORMAT that is written otherwise")
  }

  /// Whatever was noted can be written again, and its times are dates.
  private func decodeNote(_ lines: [UInt8]) throws(BrokenPromise) {
    let body = Array("\(VerificationNote.prefix)\(archive.id)\n".utf8) + lines
    let digits = String(XXH64.hash(body), radix: 16)
    let sum = String(repeating: "0", count: 16 - digits.count) + digits
    let bytes = body + Array("\(sum)\n".utf8)
    let read = try damageOrValue(in: [VerificationNote.name]) {
      try VerificationNote(decoding: bytes, archive: archive.id)
    }
    guard let note = read else { return }
    let again = try damageOrValue(in: []) {
      try VerificationNote(decoding: note.encoded(for: archive.id), archive: archive.id)
    }
    try promise(again == note, "a note that is written otherwise than it was read")
    for look in [note.full, note.originals].compactMap(\.self) {
      try promise(abs(look.time) < 1 << 40, "a look in no year that can be written")
    }
  }

  /// Whatever the text says, the lock is free and can be taken.
  private func readLock(_ bytes: [UInt8]) throws(BrokenPromise) {
    do {
      try TemporaryDirectory.write(bytes, to: archive.paths.lock)
      let held = try ArchiveLock.acquire(archive)
      var refusal: StorageError?
      do throws(StorageError) { _ = try ArchiveLock.acquire(archive) } catch { refusal = error }
      guard case .busy = refusal else { throw BrokenPromise("a held lock can be taken") }
      sink(held)
    } catch let error as BrokenPromise {
      throw error
    } catch {
      throw BrokenPromise("the text of LOCK: \(error)")
    }
  }

  /// None of the files is there: all of them are damaged, and nothing else is.
  private func open(_ manifest: [UInt8]) throws(BrokenPromise) {
    _ = try damageOrValue(in: ["MANIFEST"]) {
      try TemporaryDirectory.write(manifest, to: archive.paths.manifest)
      let snapshot = try archive.snapshot()
      try promise(
        snapshot.damaged.count == snapshot.manifest.entries.count,
        "files that are not there were opened"
      )
    }
    _ = try damageOrValue(in: ["MANIFEST", "MANIFEST.prev"]) {
      try archive.verifyHistory(of: try archive.readManifest())
    }
  }
}
