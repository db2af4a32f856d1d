// SPDX-License-Identifier: Apache-2.0

import Storage

/// The constants of `index/FORMAT.md`, "Pairs".
enum PairFormat {
  /// Threshold, words, pairs, a reserved number, and where the lists begin.
  static let headerSize = 24
  /// Pairs whose records are found together.
  static let group = 16
}

/// Collects the lists of pairs while they are written: the section `PAIR`.
struct PairWriter {
  private let words: PairWords
  private var firsts: [UInt32] = []
  private var seconds: [UInt16] = []
  private var lists: [TermPostings] = []
  /// Where the lists begin in the postings section.
  private let start: UInt64

  init(_ words: PairWords, listsFrom start: UInt64) {
    self.words = words
    self.start = start
  }

  /// Begins the pairs of the next first word.
  mutating func beginWord() {
    firsts.append(UInt32(seconds.count))
  }

  /// Adds a pair of the word begun last; second words ascend.
  mutating func append(_ second: Int, _ list: TermPostings) {
    seconds.append(UInt16(truncatingIfNeeded: second))
    lists.append(list)
  }

  /// The section.
  func encode() -> [UInt8] {
    var out = ByteWriter(reservingCapacity: PairFormat.headerSize + lists.count * 8)
    out.u32(words.threshold)
    out.u32(UInt32(words.count))
    out.u32(UInt32(lists.count))
    out.u32(0)
    out.u64(start)
    for word in words.words { out.u32(word.ordinal) }
    for first in firsts { out.u32(first) }
    if words.count > 0 { out.u32(UInt32(seconds.count)) }
    for second in seconds { out.u16(second) }
    var records = ByteWriter()
    for group in stride(from: 0, to: lists.count, by: PairFormat.group) {
      out.u32(UInt32(records.bytes.count))
      encode(lists[group..<min(group + PairFormat.group, lists.count)], into: &records)
    }
    out.bytes(records.bytes)
    return out.bytes
  }

  /// Writes the records of a group, with offsets from the first that has one.
  private func encode(_ lists: ArraySlice<TermPostings>, into records: inout ByteWriter) {
    let base = lists.first { !$0.isInline }?.postings ?? start
    records.varint64(base - start)
    for list in lists {
      list.encode(into: &records, relativeTo: PostingsBase(postings: base))
    }
  }
}
