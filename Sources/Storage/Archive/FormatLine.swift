// SPDX-License-Identifier: Apache-2.0

/// The one line of `FORMAT`, which makes a folder an archive.
///
/// `morgue archive 1.0 <archive id> <XXH64 of the line before this>`: for people as much as for
/// programs. Its shape never changes, so that any version can say which one it meets.
struct FormatLine: Equatable {
  static let name = "FORMAT"
  static let prefix = "morgue archive "
  /// The version of the archive's layout that this program writes.
  static let current = (major: UInt32(1), minor: UInt32(0))
  static let sizeLimit: UInt64 = 256

  let major: UInt32
  let minor: UInt32
  let archive: FileID

  /// The line of a new archive.
  init(archive: FileID) {
    (major, minor) = Self.current
    self.archive = archive
  }

  private var text: String { "\(Self.prefix)\(major).\(minor) \(archive) " }

  /// The bytes of the file.
  var encoded: [UInt8] {
    let body = Array(text.utf8)
    return body + Array("\(hexadecimal(XXH64.hash(body), digits: 16))\n".utf8)
  }

  /// Reads the bytes of the file.
  init(decoding bytes: [UInt8]) throws(CorruptionError) {
    guard bytes.starts(with: Self.prefix.utf8) else {
      throw CorruptionError(.badMagic, in: Self.name)
    }
    let line = String(decoding: bytes.dropFirst(Self.prefix.utf8.count), as: UTF8.self)
    let fields = line.split(separator: " ", omittingEmptySubsequences: false)
    let version = fields[0].split(separator: ".").map { UInt32($0) }
    guard fields.count == 3, version.count == 2, let major = version[0], let minor = version[1],
      let archive = FileID(hexadecimal: fields[1])
    else { throw CorruptionError(.badChecksum, in: Self.name) }
    self.major = major
    self.minor = minor
    self.archive = archive
    guard encoded == bytes else { throw CorruptionError(.badChecksum, in: Self.name) }
  }
}

extension FileID {
  /// From the 32 digits of ``description``.
  init?(hexadecimal text: some StringProtocol) {
    guard text.utf8.count == 32, let high = UInt64(text.prefix(16), radix: 16),
      let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }
}
