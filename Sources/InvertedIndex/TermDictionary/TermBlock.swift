// SPDX-License-Identifier: Apache-2.0

import Storage

/// A block of a dictionary in which one key is looked for.
///
/// Keys are not put together: as they share beginnings and ascend, it is enough to know how many
/// bytes of the wanted key the last one had. About 2 ns a term. See `index/FORMAT.md`, "The term
/// dictionary".
struct TermBlock {
  /// What the records' offsets are relative to.
  let base: PostingsBase
  /// Each key as the number of bytes it shares with the one before, of those that follow, and these.
  let keys: CheckedBytes
  private let records: CheckedBytes
  private let place: String

  /// Takes the bytes of a block, which were checked against the file's sums.
  init(_ bytes: UnsafeRawBufferPointer, of place: String) throws(CorruptionError) {
    var header = CheckedBytes(bytes)
    base = PostingsBase(postings: header.varint(), positions: header.varint())
    let keyBytes = header.bytes(header.varint(upTo: header.remaining))
    guard !header.isDamaged else { throw CorruptionError(.outOfRange("term block"), in: place) }
    keys = CheckedBytes(UnsafeRawBufferPointer(keyBytes))
    records = CheckedBytes(UnsafeRawBufferPointer(rebasing: bytes[header.offset...]))
    self.place = place
  }

  /// Where among the block's terms a key is; nil if it is not there.
  func find(_ wanted: UnsafeBufferPointer<UInt8>) throws(CorruptionError) -> Int? {
    var keys = keys
    var (length, matched, number) = (0, 0, 0)
    while keys.remaining > 0 {
      let shared = number == 0 ? 0 : keys.varint(upTo: length)
      let count = keys.varint(upTo: TermDictionaryFormat.longestKey - shared)
      let rest = keys.bytes(count)
      guard !keys.isDamaged, shared + count > 0 else { throw damage("term key") }
      length = shared + count
      // With more in common with the last key than that had with the wanted one, it stands before
      // the wanted one for the same byte; with less, it stands behind.
      if shared < matched { return nil }
      if shared == matched {
        matched += Self.commonPrefix(of: rest, and: wanted, from: matched)
        if matched == length, matched == wanted.count { return number }
        let isBehind =
          matched < length
          && (matched == wanted.count || rest[matched - shared] > wanted[matched])
        if isBehind { return nil }
      }
      number += 1
    }
    return nil
  }

  @inline(__always)
  private static func commonPrefix(
    of rest: UnsafeBufferPointer<UInt8>,
    and wanted: UnsafeBufferPointer<UInt8>,
    from start: Int
  ) -> Int {
    let limit = min(rest.count, wanted.count &- start)
    var index = 0
    while index < limit, rest[index] == wanted[start &+ index] { index &+= 1 }
    return index
  }

  /// A walk along the records from that of the `number`th term on.
  func records(from number: Int) throws(CorruptionError) -> Records {
    var records = Records(rest: records, base: base, place: place)
    try records.skip(number)
    return records
  }

  private func damage(_ what: String) -> CorruptionError {
    CorruptionError(.outOfRange(what), in: place)
  }
}

extension TermBlock {
  /// Records of a block, one after another.
  struct Records {
    fileprivate var rest: CheckedBytes
    fileprivate let base: PostingsBase
    /// What errors call the file.
    let place: String

    /// Passes over some records.
    mutating func skip(_ count: Int) throws(CorruptionError) {
      for _ in 0..<count { _ = rest.bytes(rest.varint(upTo: rest.remaining)) }
      guard !rest.isDamaged else {
        throw CorruptionError(.outOfRange("term record"), in: place)
      }
    }

    /// The next record without its term's rank; nil after the last.
    mutating func next() throws(CorruptionError) -> Record? {
      guard rest.remaining > 0 else { return nil }
      let bytes = rest.bytes(rest.varint(upTo: rest.remaining))
      guard !rest.isDamaged else {
        throw CorruptionError(.outOfRange("term record"), in: place)
      }
      return try Record(UnsafeRawBufferPointer(bytes), base: base, place: place)
    }
  }

  /// What a record says.
  struct Record {
    let postings: TermPostings
    let languages: LanguageMask
    private let surface: UnsafeRawBufferPointer

    init(
      _ bytes: UnsafeRawBufferPointer,
      base: PostingsBase,
      place: String
    ) throws(CorruptionError) {
      var reader = CheckedBytes(bytes)
      postings = TermPostings(from: &reader, relativeTo: base)
      languages = LanguageMask(rawValue: reader.varint())
      guard !reader.isDamaged, postings.documentFrequency > 0 else {
        throw CorruptionError(.outOfRange("term record"), in: place)
      }
      surface = UnsafeRawBufferPointer(rebasing: bytes[reader.offset...])
    }

    /// The entry of the term of this rank.
    func entry(ordinal: Int) -> TermEntry {
      TermEntry(
        ordinal: UInt32(ordinal),
        postings: postings,
        languages: languages,
        surface: surface.isEmpty ? nil : Array(surface)
      )
    }
  }
}
