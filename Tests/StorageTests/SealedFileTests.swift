// SPDX-License-Identifier: Apache-2.0

import Storage
import SystemPackage
import TestSupport
import Testing

/// A folder with the layout of an archive, and sealed files in it.
struct SealedWorld {
  let directory: TemporaryDirectory
  let paths: ArchivePaths

  init() throws {
    directory = try TemporaryDirectory()
    paths = ArchivePaths(directory.path)
    for name in ["segments", "originals", "articles", "catalogue", "tmp"] {
      try FileSystem.makeFolder(directory.appending(name))
    }
  }

  /// Seals a segment of these sections, each written in parts of `part` bytes.
  func seal(_ sections: [(SectionTag, [UInt8])], part: Int = 1000) throws -> ManifestEntry {
    var writer = try SealedFileWriter(.segment, generation: 7, in: paths)
    for (tag, bytes) in sections {
      try writer.beginSection(tag)
      for start in stride(from: 0, to: bytes.count, by: part) {
        #expect(writer.sectionOffset == UInt64(start))
        try writer.write(Array(bytes[start..<min(start + part, bytes.count)]))
      }
      writer.endSection()
    }
    return try writer.seal().entry(attributes: [3])
  }

  func open(_ entry: ManifestEntry) throws(StorageError) -> SealedFile {
    try SealedFile(paths.file(entry), entry: entry)
  }
}

func pattern(_ count: Int, seed: Int = 1) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 31 &+ seed) ^ ($0 >> 8)) }
}

struct SealedFileTests {
  @Test(arguments: [1, 7, 16384, 100_000])
  func `gives back every section as it was written`(part: Int) throws {
    let world = try SealedWorld()
    let sizes = [0, 1, 63, 64, 65, 4095, 4096, 4097, 50000, 0, 5_000_000]
    let letters: [SectionTag] = [
      "AAAA", "BBBB", "CCCC", "DDDD", "EEEE", "FFFF", "GGGG", "HHHH", "IIII", "JJJJ", "KKKK",
    ]
    let usable = part < 100 ? 8 : sizes.count
    let sections = zip(letters, sizes).prefix(usable).map { ($0, pattern($1, seed: $1)) }
    let entry = try world.seal(sections, part: part)
    let file = try world.open(entry)
    try file.verify()
    #expect(file.tags == sections.map(\.0))
    for (tag, bytes) in sections {
      let section = try #require(file.section(tag))
      #expect(Array(section) == bytes)
      #expect(UInt(bitPattern: section.baseAddress) % 64 == 0)
      #expect(try Array(file.checked(tag)) == bytes)
    }
    #expect(file.section("NONE") == nil)
    #expect(throws: CorruptionError.self) { try file.checked("NONE") }
  }

  @Test
  func `is named after generation, id and kind`() throws {
    let world = try SealedWorld()
    let entry = try world.seal([])
    #expect(entry.name.hasPrefix("00000007-"))
    #expect(entry.name.hasSuffix(".segment"))
    let name = try #require(SealedFileName(entry.name))
    #expect(name == SealedFileName(generation: 7, id: entry.id, kind: .segment))
    #expect(SealedFileName("7-0000000000000000.segment") == nil)
    #expect(SealedFileName("00000007-000000000000000G.segment") == nil)
    #expect(SealedFileName(".DS_Store") == nil)
  }

  @Test
  func `leaves nothing behind when it is not sealed`() throws {
    let world = try SealedWorld()
    do {
      var writer = try SealedFileWriter(.articles, generation: 1, in: world.paths)
      try writer.beginSection("ABCD")
      try writer.write(pattern(600_000))
    }
    #expect(try Folder(world.directory.appending("tmp")).entries().isEmpty)
    #expect(try Folder(world.directory.appending("articles")).entries().isEmpty)
  }

  /// A section of two full groups of chunks and a part of a third: what is read by way of a damaged
  /// sum is refused, and nothing else.
  @Test(arguments: [
    (0, [false, true, true]), (8 * 700, [true, false, true]), (8 * 1220, [true, true, false]),
    (8 * 1221, [false, false, false]), (8 * 1223, [false, false, false]),
  ])
  func `believes a sum only by the sum above it`(place: Int, expected: [Bool]) throws {
    let world = try SealedWorld()
    let length = 5_000_000
    let entry = try world.seal([("AAAA", pattern(length))], part: 100_000)
    var bytes = try TemporaryDirectory.read(world.paths.file(entry))
    // Header and section end at a multiple of 64: there are 1,221 sums of chunks, then 3 of groups.
    bytes[64 + length + place] ^= 1
    try TemporaryDirectory.write(bytes, to: world.paths.file(entry))
    let file = try world.open(entry)
    let section = try #require(file.checkable("AAAA"))
    let sound = [10_000, 2_500_000, length - 1].map { start in
      (try? section.check(start..<start + 1)) != nil
    }
    #expect(sound == expected)
    #expect(throws: CorruptionError.self) { try file.verify() }
  }

  @Test
  func `notices a change of any one byte`() throws {
    let world = try SealedWorld()
    let entry = try world.seal([("AAAA", pattern(100)), ("BBBB", pattern(40))])
    let sound = try TemporaryDirectory.read(world.paths.file(entry))
    #expect(sound.count == Int(entry.length))
    for place in sound.indices {
      for bits in [0x01, 0xFF] as [UInt8] {
        var damaged = sound
        damaged[place] ^= bits
        try TemporaryDirectory.write(damaged, to: world.paths.file(entry))
        #expect(throws: (any Error).self, "byte \(place)") {
          let file = try world.open(entry)
          try file.verify()
        }
      }
    }
  }

  @Test
  func `notices every cut and every addition`() throws {
    let world = try SealedWorld()
    let entry = try world.seal([("AAAA", pattern(100)), ("BBBB", pattern(40))])
    let sound = try TemporaryDirectory.read(world.paths.file(entry))
    for length in 0..<sound.count {
      try TemporaryDirectory.write(Array(sound[..<length]), to: world.paths.file(entry))
      #expect(throws: StorageError.self, "\(length) bytes") { try world.open(entry) }
    }
    for extra in [1, 64, 4096] {
      let longer = sound + [UInt8](repeating: 0, count: extra)
      try TemporaryDirectory.write(longer, to: world.paths.file(entry))
      #expect(
        throws: StorageError.corruption(
          CorruptionError(.wrongLength, in: entry.place, at: UInt64(longer.count))
        )
      ) { try world.open(entry) }
    }
  }

  @Test
  func `notices a sound file in the place of another`() throws {
    let world = try SealedWorld()
    let first = try world.seal([("AAAA", pattern(100))])
    let second = try world.seal([("AAAA", pattern(100))])
    #expect(first.length == second.length)
    #expect(first.checksum != second.checksum)
    try FileSystem.rename(world.paths.file(second), to: world.paths.file(first))
    #expect(
      throws: StorageError.corruption(
        CorruptionError(.wrongFile, in: first.place, at: 10)
      )
    ) { try world.open(first) }
  }

  @Test
  func `checks only what is used, and that before it is used`() throws {
    let world = try SealedWorld()
    let entry = try world.seal([("AAAA", pattern(5 << 14))])
    var bytes = try TemporaryDirectory.read(world.paths.file(entry))
    bytes[64 + (2 << 14) + 5] ^= 1
    try TemporaryDirectory.write(bytes, to: world.paths.file(entry))
    let file = try world.open(entry)
    let section = try #require(file.checkable("AAAA"))
    try section.check(0..<(2 << 14))
    try section.check((3 << 14)..<(5 << 14))
    try section.check(100..<100)
    for _ in 0..<2 {
      #expect(throws: CorruptionError(.badChecksum, in: entry.place, at: 64 + (2 << 14))) {
        try section.check(100..<(5 << 14))
      }
    }
    #expect(throws: CorruptionError.self) { try section.check(0..<(5 << 14) + 1) }
    #expect(throws: CorruptionError.self) { try file.checked("AAAA") }
    #expect(throws: CorruptionError.self) { try file.verify() }
  }

  @Test
  func `tells a later format from damage`() throws {
    let world = try SealedWorld()
    let entry = try world.seal([])
    var bytes = try TemporaryDirectory.read(world.paths.file(entry))
    bytes[8] = 3
    var sum = ByteWriter()
    sum.u64(XXH64.hash(Array(bytes[..<56])))
    bytes.replaceSubrange(56..<64, with: sum.bytes)
    try TemporaryDirectory.write(bytes, to: world.paths.file(entry))
    #expect(
      throws: StorageError.corruption(
        CorruptionError(.unsupportedVersion(found: 3, supported: 2), in: entry.place, at: 8)
      )
    ) { try world.open(entry) }
  }
}
