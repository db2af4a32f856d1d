// SPDX-License-Identifier: Apache-2.0

private import CDigest
package import Storage

/// The SHA-256 of an original: its name, whatever file it came from.
package struct Digest: Hashable, Comparable, Sendable {
  /// The 32 bytes in order, as four little-endian numbers.
  package let words: (UInt64, UInt64, UInt64, UInt64)

  package static let byteCount = 32

  package init(words: (UInt64, UInt64, UInt64, UInt64)) {
    self.words = words
  }

  /// Nil unless `bytes` has 32 of them.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.byteCount else { return nil }
    func word(_ place: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self))
    }
    words = (word(0), word(1), word(2), word(3))
  }

  /// The 32 bytes in order.
  package var bytes: [UInt8] {
    [words.0, words.1, words.2, words.3].flatMap { word in
      withUnsafeBytes(of: word.littleEndian) { Array($0) }
    }
  }

  package static func == (left: Digest, right: Digest) -> Bool {
    left.words == right.words
  }

  package static func < (left: Digest, right: Digest) -> Bool {
    left.words < right.words
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
  }
}

extension Digest: CustomStringConvertible {
  /// 64 hexadecimal digits, lower case, as `sha256sum` prints them.
  package var description: String {
    let digits = Array("0123456789abcdef".utf8)
    let letters = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: letters, as: UTF8.self)
  }
}

/// SHA-256 (FIPS 180-4), about 1.5 GB/s where libcrypto and the processor know how.
package enum SHA256 {
  package static func hash(_ bytes: UnsafeRawBufferPointer) -> Digest {
    hash(bytes, with: cdigest_sha256)
  }

  package static func hash(_ bytes: [UInt8]) -> Digest {
    bytes.withUnsafeBytes { hash($0) }
  }

  /// The digest of a mapped file, of which no more than some megabytes are held in memory.
  ///
  /// With `isPortable`, libcrypto is not asked.
  package static func hash(_ file: MappedFile, isPortable: Bool = false) -> Digest {
    hash(file, isPortable: isPortable) {}
  }

  /// The same; nil as soon as `isStopped`, asked every four megabytes, says so.
  package static func hash(_ file: MappedFile, unless isStopped: () -> Bool) -> Digest? {
    struct Stop: Error {}
    return try? hash(file) { () throws(Stop) in if isStopped() { throw Stop() } }
  }

  private static func hash<Failure: Error>(
    _ file: MappedFile,
    isPortable: Bool = false,
    before eachPiece: () throws(Failure) -> Void
  ) throws(Failure) -> Digest {
    var stream = cdigest_stream()
    cdigest_begin(&stream, isPortable ? 1 : 0)
    var place = 0
    while place < file.count {
      if place > 0 { try eachPiece() }
      let range = place..<min(place + (4 << 20), file.count)
      let piece = UnsafeRawBufferPointer(rebasing: file.buffer[range])
      cdigest_update(&stream, piece.baseAddress, piece.count)
      file.release(range)
      place = range.upperBound
    }
    return digest { cdigest_end(&stream, $0) }
  }

  /// The same without libcrypto, for machines that lack it.
  package static func portableHash(_ bytes: [UInt8]) -> Digest {
    bytes.withUnsafeBytes { hash($0, with: cdigest_sha256_portable) }
  }

  private static func hash(
    _ bytes: UnsafeRawBufferPointer,
    with function: (UnsafeRawPointer?, Int, UnsafeMutablePointer<UInt8>?) -> Void
  ) -> Digest {
    digest { function(bytes.baseAddress, bytes.count, $0) }
  }

  /// The digest whose 32 bytes `write` writes.
  private static func digest(_ write: (UnsafeMutablePointer<UInt8>?) -> Void) -> Digest {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &words) { room in
      write(room.baseAddress?.assumingMemoryBound(to: UInt8.self))
    }
    return Digest(
      words: (
        UInt64(littleEndian: words.0), UInt64(littleEndian: words.1),
        UInt64(littleEndian: words.2), UInt64(littleEndian: words.3)
      )
    )
  }
}
