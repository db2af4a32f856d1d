// SPDX-License-Identifier: Apache-2.0

private import Glibc
internal import SystemPackage

/// The file `VERIFIED`: when everything was last looked at, and what came of it.
///
/// A note for people, no part of the manifest: losing it loses nothing else. Only a whole look is
/// noted, one at all of the index, one at all originals.
package struct VerificationNote: Sendable, Equatable {
  /// One finished look.
  package struct Look: Sendable, Equatable {
    /// When it ended, in seconds since 1970.
    package var time: Int64
    /// The generation that was looked at.
    package var generation: UInt64
    /// How many things were not as they were written.
    package var damage: UInt64

    package init(time: Int64, generation: UInt64, damage: UInt64) {
      self.time = time
      self.generation = generation
      self.damage = damage
    }
  }

  /// At every checksum of the index, the articles and the catalogue; nil if there was none.
  package var full: Look?
  /// At the SHA-256 of every original; nil if there was none.
  package var originals: Look?

  package init(full: Look? = nil, originals: Look? = nil) {
    self.full = full
    self.originals = originals
  }

  /// The greatest generation that was looked at; nil without any look.
  package var generation: UInt64? {
    [full?.generation, originals?.generation].compactMap(\.self).max()
  }

  static let name = "VERIFIED"
  static let prefix = "morgue verified 1 "
  static let sizeLimit: UInt64 = 1024
}

extension VerificationNote {
  /// The bytes of the file of an archive.
  func encoded(for archive: FileID) -> [UInt8] {
    var text = "\(Self.prefix)\(archive)\n"
    for (name, look) in [("full", full), ("originals", originals)] {
      if let look { text += "\(name) \(look.time) \(look.generation) \(look.damage)\n" }
    }
    let body = Array(text.utf8)
    return body + Array("\(hexadecimal(XXH64.hash(body), digits: 16))\n".utf8)
  }

  /// Reads the bytes of the file of an archive.
  init(decoding bytes: [UInt8], archive: FileID) throws(CorruptionError) {
    let sumLength = 17
    guard bytes.count > sumLength else { throw CorruptionError(.badMagic, in: Self.name) }
    let body = Array(bytes.dropLast(sumLength))
    let sum = "\(hexadecimal(XXH64.hash(body), digits: 16))\n"
    guard bytes.suffix(sumLength).elementsEqual(sum.utf8) else {
      throw CorruptionError(.badChecksum, in: Self.name)
    }
    let lines = String(decoding: body, as: UTF8.self).split(separator: "\n")
    guard lines.first?.hasPrefix(Self.prefix) == true else {
      throw CorruptionError(.badMagic, in: Self.name)
    }
    guard lines.first?.dropFirst(Self.prefix.count) == "\(archive)" else {
      throw CorruptionError(.wrongFile, in: Self.name)
    }
    for line in lines.dropFirst() {
      switch line.prefix(while: { $0 != " " }) {
      case "full": full = try Look(line)
      case "originals": originals = try Look(line)
      default: continue
      }
    }
  }
}

extension VerificationNote.Look {
  /// Reads a line.
  fileprivate init(_ line: Substring) throws(CorruptionError) {
    let words = line.split(separator: " ")
    guard words.count == 4, let time = Int64(words[1]), let generation = UInt64(words[2]),
      let damage = UInt64(words[3]), Self.years.contains(time),
      generation < ManifestFormat.generationLimit
    else { throw CorruptionError(.outOfRange("look"), in: VerificationNote.name) }
    self.init(time: time, generation: generation, damage: damage)
  }

  /// The seconds of the years 0 to 10,000.
  private static var years: ClosedRange<Int64> { -62_200_000_000...253_500_000_000 }
}

extension ArchiveDirectory {
  /// What `VERIFIED` says; nil if there is none.
  ///
  /// - Throws: ``StorageError/corruption(_:)`` if it is damaged or another archive's.
  package func readVerificationNote() throws(StorageError) -> VerificationNote? {
    do {
      let file = try RegularFile.read(paths.verified, limit: VerificationNote.sizeLimit)
      return try VerificationNote(decoding: file.bytes, archive: id)
    } catch let error as CorruptionError {
      throw .corruption(error)
    } catch let failure as RegularFile.Failure {
      let error = StorageError(failure, reading: VerificationNote.name)
      if case .corruption(let damage) = error, damage.kind == .missing { return nil }
      throw error
    } catch {
      throw .corruption(CorruptionError(.wrongFile, in: VerificationNote.name))
    }
  }

  /// Replaces what `VERIFIED` says.
  ///
  /// Takes the lock, as the draft lies where writers clear away.
  package func write(_ note: VerificationNote) throws(StorageError) {
    let lock = try ArchiveLock.acquire(self)
    try asStorageError { () throws(FileError) in
      try FileSystem.replace(
        paths.verified,
        with: note.encoded(for: id),
        draft: paths.drafts.appending(VerificationNote.name)
      )
      try FileSystem.synchronizeFolder(path)
    }
    withExtendedLifetime(lock) {}
  }
}

extension VerificationNote.Look {
  /// A look that ends now.
  package static func now(at generation: UInt64, damage: Int) -> Self {
    Self(time: Int64(Glibc.time(nil)), generation: generation, damage: UInt64(damage))
  }
}
