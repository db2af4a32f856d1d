// SPDX-License-Identifier: Apache-2.0

/// The one line of `FORMAT`, which makes a folder an archive.
///
/// `morgue archive 6.0 <archive id> <XXH64 of the line before this>`: for people as much as for
/// programs. Its shape never changes, so that any version can say which one it meets.
struct FormatLine: Equatable {
  static let name = "FORMAT"
  static let prefix = "morgue archive "
  static let sizeLimit: UInt64 = 256

  let version: FormatVersion
  let archive: FileID

  /// The line of an archive.
  init(archive: FileID, version: FormatVersion = .current) {
    self.version = version
    self.archive = archive
  }

  private var text: String { "\(Self.prefix)\(version) \(archive) " }

  /// The bytes of the file.
  var encoded: [UInt8] {
    let body = Array(text.utf8)
    return body + Array("\(hexadecimal(XXH64.hash(body), digits: 16))\n".utf8)
  }

  /// Reads the bytes of the file.
  ///
  /// By bytes, as this is the first thing every search does.
  init(decoding bytes: [UInt8]) throws(CorruptionError) {
    guard bytes.starts(with: Self.prefix.utf8) else {
      throw CorruptionError(.badMagic, in: Self.name)
    }
    var fields = FieldReader(bytes, at: Self.prefix.utf8.count)
    guard let major = fields.decimal(), fields.take("."), let minor = fields.decimal(),
      fields.take(" "), let high = fields.hexadecimal(), let low = fields.hexadecimal(),
      fields.take(" ")
    else { throw CorruptionError(.badChecksum, in: Self.name) }
    let sum = bytes.withUnsafeBytes {
      XXH64.hash(UnsafeRawBufferPointer(rebasing: $0[..<fields.place]))
    }
    guard fields.hexadecimal() == sum, fields.take("\n"), fields.isAtEnd else {
      throw CorruptionError(.badChecksum, in: Self.name)
    }
    version = FormatVersion(major: major, minor: minor)
    archive = FileID(high: high, low: low)
  }
}

/// Reads the numbers of a line of ASCII, in no other form than they are written in.
private struct FieldReader {
  private let bytes: [UInt8]
  private(set) var place: Int

  init(_ bytes: [UInt8], at place: Int) {
    self.bytes = bytes
    self.place = place
  }

  var isAtEnd: Bool { place == bytes.count }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  /// Up to nine digits, without leading zeros.
  mutating func decimal() -> UInt32? {
    let start = place
    var value: UInt32 = 0
    while let byte = next, byte >= 0x30, byte <= 0x39, place - start < 9 {
      value = value * 10 + UInt32(byte - 0x30)
      place += 1
    }
    let isPlain = place == start + 1 || place > start && bytes[start] != 0x30
    return isPlain ? value : nil
  }

  /// Sixteen digits, in lower case.
  mutating func hexadecimal() -> UInt64? {
    var value: UInt64 = 0
    for _ in 0..<16 {
      guard let digit = next.flatMap(Self.digit) else { return nil }
      value = value << 4 | UInt64(digit)
      place += 1
    }
    return value
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
