// SPDX-License-Identifier: Apache-2.0

/// Bytes of the archive that are not what the format says they must be.
///
/// Damage is never a trap and never silent: whoever decodes bytes throws this, with the place.
package struct CorruptionError: Error, Sendable, Equatable {
  /// What is wrong with the bytes.
  package enum Kind: Sendable, Equatable {
    /// A value of `needed` bytes begins where only `available` are left.
    case truncated(needed: Int, available: Int)
    /// The file does not begin or end as its kind must.
    case badMagic
    /// The bytes are not those that were written.
    case badChecksum
    /// A sound file, but not the one that belongs in this place.
    case wrongFile
    /// The file is not as long as it was when it was sealed.
    case wrongLength
    /// Written by a program that knows a later format.
    case unsupportedVersion(found: UInt32, supported: UInt32)
    /// A number or name that the format does not allow; the text says which.
    case outOfRange(String)
    /// The file is not there.
    case missing
    /// The operating system could not read the file; the text is its reason.
    case unreadable(String)
  }

  package let kind: Kind
  /// The file's name within the archive.
  package let file: String
  /// Where in the file, in bytes from its beginning.
  package let offset: UInt64

  package init(_ kind: Kind, in file: String, at offset: UInt64 = 0) {
    self.kind = kind
    self.file = file
    self.offset = offset
  }
}

extension CorruptionError: CustomStringConvertible {
  /// One line, not yet made safe for a terminal.
  package var description: String {
    "\(file): \(kind.sentence) (at byte \(offset))"
  }
}

extension CorruptionError.Kind {
  /// What is wrong, as the end of a sentence that begins with the file's name.
  package var sentence: String {
    switch self {
    case .truncated(let needed, let available):
      "cut short, \(needed) bytes are needed and \(available) are left"
    case .badMagic: "not a file of this kind"
    case .badChecksum: "the checksum does not match"
    case .wrongFile: "a file that belongs elsewhere"
    case .wrongLength: "not as long as it was written"
    case .unsupportedVersion(let found, let supported):
      "format \(found), this program reads \(supported)"
    case .outOfRange(let what): "impossible \(what)"
    case .missing: "missing"
    case .unreadable(let reason): "cannot be read: \(reason)"
    }
  }
}
