// SPDX-License-Identifier: Apache-2.0

import Storage

/// The first byte says whether changes are made to a file that keeps its sums, or to header, table of
/// contents and footer of one whose sums are made to fit.
struct SealedProbe: Probe {
  private let folder: SealedFolder
  private let entry: ManifestEntry
  private let sound: [UInt8]
  private let contents: [Section]

  init() throws {
    folder = try SealedFolder()
    contents = [
      Section(tag: SectionTag("AAAA"), bytes: Array("what stands in the first section".utf8)),
      Section(tag: SectionTag("BBBB"), bytes: (0..<9000).map { UInt8(truncatingIfNeeded: $0 / 3) }),
      Section(tag: SectionTag("CCCC"), bytes: []),
      Section(tag: SectionTag("DDDD"), bytes: [7]),
    ]
    entry = try folder.seal(contents, as: .articles)
    sound = try folder.bytes(of: entry)
  }

  var seeds: [[UInt8]] {
    let tail = Int(sound.count)
    return [1, 8, 24, 56, 64, 128, 192].flatMap { back -> [[UInt8]] in
      let place = tail - back
      let bytes = [UInt8(truncatingIfNeeded: place), UInt8(truncatingIfNeeded: place >> 8)]
      return [[0, 0, 4] + bytes + [16], [1, 0, 3] + bytes + [13]]
    }
  }

  func run(_ input: [UInt8]) throws(BrokenPromise) {
    var edits = Edits(input)
    let isForged = edits.byte() & 1 == 1
    var parts = [sound]
    edits.apply(to: &parts)
    if isForged { try open(forged(parts[0])) } else { try open(parts[0], as: entry, isSound: true) }
  }

  private func open(_ forged: (bytes: [UInt8], entry: ManifestEntry)?) throws(BrokenPromise) {
    if let forged { try open(forged.bytes, as: forged.entry, isSound: false) }
  }

  private func open(
    _ bytes: [UInt8],
    as entry: ManifestEntry,
    isSound: Bool
  ) throws(BrokenPromise) {
    let file = try damageOrValue(in: [entry.place]) { try folder.open(bytes, as: entry) }
    guard let file else { return }
    for (number, tag) in file.tags.enumerated() {
      let section = try damageOrValue(in: [entry.place]) { Array(try file.checked(tag)) }
      guard isSound, let section else { continue }
      try promise(section == contents[number].bytes, "a section that differs silently")
    }
    for tag in file.tags {
      guard let section = file.checkable(tag) else { continue }
      for range in [0..<1, -1..<0, 4095..<4097, 0..<Int.max, section.bytes.count..<Int.max] {
        _ = try damageOrValue(in: [entry.place]) { try section.check(range) }
      }
    }
    let whole: Void? = try damageOrValue(in: [entry.place]) { try file.verify() }
    try promise(!isSound || whole == nil || bytes == sound, "a changed file that verifies")
  }

  /// Makes the sums of header and footer fit, and an entry that means this file.
  private func forged(_ changed: [UInt8]) -> (bytes: [UInt8], entry: ManifestEntry)? {
    var bytes = changed
    guard bytes.count >= 128 else { return nil }
    put(XXH64.hash(Array(bytes[..<56])), at: 56, of: &bytes)
    let end = bytes.count - 64
    put(UInt64(bytes.count), at: end + 40, of: &bytes)
    let contents = number(at: end + 8, of: bytes)
    let start = contents < UInt64(end) ? Int(contents) : end
    let sum = XXH64.hash(Array(bytes[..<64] + bytes[start..<end + 48]))
    put(sum, at: end + 48, of: &bytes)
    let forged = ManifestEntry(
      kind: entry.kind,
      generation: entry.generation,
      id: entry.id,
      length: UInt64(bytes.count),
      checksum: sum
    )
    return (bytes, forged)
  }

  private func put(_ value: UInt64, at place: Int, of bytes: inout [UInt8]) {
    for index in 0..<8 {
      bytes[place + index] = UInt8(truncatingIfNeeded: value >> UInt64(index * 8))
    }
  }

  private func number(at place: Int, of bytes: [UInt8]) -> UInt64 {
    (0..<8).reduce(0) { $0 | UInt64(bytes[place + $1]) << UInt64($1 * 8) }
  }
}
