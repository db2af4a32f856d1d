// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Storage
import TestSupport
import Testing

@Suite struct DigestTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `gives the published digests`(text: String, expected: String) {
    #expect(SHA256.hash(Array(text.utf8)).description == expected)
    #expect(SHA256.portableHash(Array(text.utf8)).description == expected)
  }

  @Test func `the library and the portable code agree at every length`() {
    // So much that the library is worth loading.
    let long = [UInt8](repeating: 7, count: 1 << 17)
    #expect(SHA256.hash(long) == SHA256.portableHash(long))
    var random = SplitMix(seed: 1)
    var bytes: [UInt8] = []
    for _ in 0..<300 {
      #expect(SHA256.hash(bytes) == SHA256.portableHash(bytes))
      bytes.append(UInt8(truncatingIfNeeded: random.next()))
    }
  }

  @Test func `a mapped file has the digest of its bytes`() throws {
    let folder = try TemporaryDirectory()
    var random = SplitMix(seed: 2)
    let bytes = (0..<(4 << 20) + 100).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    for count in [0, 1, 55, 56, 63, 64, 65, 4 << 20, (4 << 20) + 1, bytes.count] {
      let path = folder.appending("\(count)")
      try TemporaryDirectory.write(Array(bytes[..<count]), to: path)
      let file = try MappedFile(path)
      let expected = SHA256.portableHash(Array(bytes[..<count]))
      #expect(SHA256.hash(file) == expected)
      #expect(SHA256.hash(file, isPortable: true) == expected)
    }
  }

  @Test func `a digest is its 32 bytes`() {
    let digest = SHA256.hash(Array("morgue".utf8))
    #expect(digest.bytes.withUnsafeBytes { Digest($0) } == digest)
    #expect(digest.bytes.dropLast().withUnsafeBytes { Digest($0) } == nil)
  }
}
