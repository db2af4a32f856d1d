// SPDX-License-Identifier: Apache-2.0

import Storage

/// Writes sorted terms as front-coded blocks and an index of the blocks.
///
/// Both are kept in memory until they are written: about a twentieth of a segment.
struct TermDictionaryWriter: ~Copyable {
  private struct Pending {
    var postings: TermPostings
    var languages: LanguageMask
    var surface: [UInt8]
  }

  /// The section `TERM`.
  private(set) var terms = GrowingArray<UInt8>(capacity: 1 << 16)
  private(set) var count = 0
  private var tops = GrowingArray<UInt64>()
  private var offsets = GrowingArray<UInt64>()
  private var keys = GrowingArray<UInt8>(capacity: 1 << 10)
  private var pending: [Pending] = []
  private var record = ByteWriter()
  private var previous = GrowingArray<UInt8>(capacity: 512)

  init() {
    pending.reserveCapacity(TermDictionaryFormat.blockSize)
  }

  /// Adds a term; its key comes after all before it.
  mutating func append(
    key: UnsafeBufferPointer<UInt8>,
    postings: TermPostings,
    languages: LanguageMask,
    surface: UnsafeBufferPointer<UInt8>
  ) {
    if pending.isEmpty {
      tops.append(key.leadingWord)
      keys.appendVarint(UInt64(key.count))
      keys.append(contentsOf: key)
    } else {
      let shared = key.commonPrefix(with: previous.values)
      keys.appendVarint(UInt64(shared))
      keys.appendVarint(UInt64(key.count - shared))
      keys.append(contentsOf: UnsafeBufferPointer(rebasing: key[shared...]))
    }
    previous.truncate(to: 0)
    previous.append(contentsOf: key)
    pending.append(Pending(postings: postings, languages: languages, surface: Array(surface)))
    count += 1
    if pending.count == TermDictionaryFormat.blockSize { endBlock() }
  }

  private mutating func endBlock() {
    offsets.append(UInt64(terms.count))
    let base = PostingsBase(leastOf: pending.lazy.map(\.postings))
    terms.appendVarint(base.postings)
    terms.appendVarint(base.positions)
    terms.appendVarint(UInt64(keys.count))
    terms.append(contentsOf: keys.values)
    for term in pending {
      record.removeAll()
      term.postings.encode(into: &record, relativeTo: base)
      record.varint64(term.languages.rawValue)
      if !term.surface.isEmpty { record.bytes(term.surface) }
      terms.appendVarint(UInt64(record.bytes.count))
      terms.append(contentsOf: record.bytes)
    }
    keys.truncate(to: 0)
    pending.removeAll(keepingCapacity: true)
  }

  /// Ends the last block and gives the section `TIDX`.
  ///
  /// Nothing may be added after it.
  mutating func finish() -> GrowingArray<UInt64> {
    if !pending.isEmpty { endBlock() }
    var index = GrowingArray<UInt64>(capacity: tops.count * 2 + 1)
    for top in tops.values { index.append(top.littleEndian) }
    for offset in offsets.values { index.append(offset.littleEndian) }
    index.append(UInt64(terms.count).littleEndian)
    return index
  }

  var memoryInUse: Int {
    terms.memoryInUse + tops.memoryInUse + offsets.memoryInUse
  }
}

extension PostingsBase {
  /// The least offsets of a block's terms; what a term holds itself has no offset.
  init(leastOf terms: some Sequence<TermPostings>) {
    var postings: UInt64?
    var positions: UInt64?
    for term in terms {
      if !term.isInline { postings = min(postings ?? .max, term.postings) }
      if term.hasPositions, !term.hasInlinePosition {
        positions = min(positions ?? .max, term.positions)
      }
    }
    self.init(postings: postings ?? 0, positions: positions ?? 0)
  }
}
