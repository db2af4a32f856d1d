// SPDX-License-Identifier: Apache-2.0

/// The files of a ZIP archive, found through its directory at the end.
///
/// After PKWARE's APPNOTE 6.3; files stored or deflated, no encryption, no ZIP64. Nothing is
/// unpacked but what is asked for, and of all that is asked for no more than ``budget`` bytes.
struct ZipArchive {
  struct Entry {
    var name: String
    var method: UInt16
    var isEncrypted: Bool
    var packedSize: Int
    var size: Int
    var headerOffset: Int
  }

  let bytes: [UInt8]
  private(set) var entries: [Entry] = []
  private var places: [String: Int] = [:]
  /// Bytes that may still be unpacked.
  private(set) var budget = 96 << 20
  /// Whether something asked for was damaged or too large.
  private(set) var isDamaged = false
  /// Whether something asked for was too large.
  private(set) var isTooLarge = false

  private static let mostEntries = 20_000
  /// The most bytes of one file.
  static let largestEntry = 32 << 20

  /// Reads the directory; nil if there is none.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard let end = Self.directoryEnd(bytes.span), readDirectory(end) else { return nil }
  }

  /// Whether a file of this name is in the archive.
  func holds(_ name: String) -> Bool { places[name] != nil }

  /// The unpacked bytes of a file; nil if it is missing, damaged, encrypted or too large.
  mutating func read(_ name: String) -> [UInt8]? {
    guard let place = places[name] else { return nil }
    let content = content(of: entries[place])
    guard let content else {
      isDamaged = true
      return nil
    }
    budget -= content.count
    return content
  }

  private mutating func content(of entry: Entry) -> [UInt8]? {
    let limit = min(Self.largestEntry, budget)
    guard !entry.isEncrypted, let range = dataRange(entry) else { return nil }
    guard entry.size <= limit else {
      isTooLarge = true
      return nil
    }
    switch entry.method {
    case 0: return range.count == entry.size ? Array(bytes[range]) : nil
    case 8:
      let result = Inflate.unpack(bytes.span.part(range), .none, limit: limit)
      if result.isTooLarge { isTooLarge = true }
      return result.isWhole && result.bytes.count == entry.size ? result.bytes : nil
    default: return nil
    }
  }

  /// Where the packed bytes are, behind the header that the file has of its own.
  private func dataRange(_ entry: Entry) -> Range<Int>? {
    let span = bytes.span
    guard span.number(entry.headerOffset, 4) == 0x0403_4B50,
      let nameLength = span.number(entry.headerOffset + 26, 2),
      let extraLength = span.number(entry.headerOffset + 28, 2)
    else { return nil }
    let start = entry.headerOffset + 30 + nameLength + extraLength
    guard start + entry.packedSize <= bytes.count else { return nil }
    return start..<start + entry.packedSize
  }

  // MARK: Directory

  /// The record at the end of the archive, before a comment of up to 65,535 bytes.
  private static func directoryEnd(_ span: ByteSpan) -> Int? {
    guard span.count >= 22 else { return nil }
    var place = span.count - 22
    while place >= max(0, span.count - 22 - 65_535) {
      if span[place] == 0x50, span.number(place, 4) == 0x0605_4B50 { return place }
      place -= 1
    }
    return nil
  }

  private mutating func readDirectory(_ end: Int) -> Bool {
    let archive = bytes
    let span = archive.span
    guard let count = span.number(end + 10, 2), var place = span.number(end + 16, 4) else {
      return false
    }
    for _ in 0..<min(count, Self.mostEntries) {
      guard let (entry, next) = Self.entry(at: place, in: span) else { return !entries.isEmpty }
      if places[entry.name] == nil { places[entry.name] = entries.count }
      entries.append(entry)
      place = next
    }
    return !entries.isEmpty
  }

  private static func entry(at place: Int, in span: ByteSpan) -> (Entry, next: Int)? {
    guard span.number(place, 4) == 0x0201_4B50, let flags = span.number(place + 8, 2),
      let method = span.number(place + 10, 2), let packed = span.number(place + 20, 4),
      let size = span.number(place + 24, 4), let nameLength = span.number(place + 28, 2),
      let extraLength = span.number(place + 30, 2), let commentLength = span.number(place + 32, 2),
      let offset = span.number(place + 42, 4)
    else { return nil }
    let nameStart = place + 46
    guard nameStart + nameLength <= span.count else { return nil }
    let entry = Entry(
      name: span.part(nameStart..<nameStart + nameLength).string,
      method: UInt16(truncatingIfNeeded: method),
      isEncrypted: flags & 1 != 0,
      packedSize: packed,
      size: size,
      headerOffset: offset
    )
    return (entry, nameStart + nameLength + extraLength + commentLength)
  }
}

extension Span where Element == UInt8 {
  /// A little-endian number of `size` bytes; nil where there are fewer.
  fileprivate func number(_ offset: Int, _ size: Int) -> Int? {
    guard offset >= 0, offset <= count - size else { return nil }
    var value = 0
    for index in 0..<size { value |= Int(self[offset + index]) << (8 * index) }
    return value
  }
}
