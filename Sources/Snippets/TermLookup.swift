// SPDX-License-Identifier: Apache-2.0

import TextAnalysis

/// Tells for each token of a text what it stands for in the query.
///
/// A small open-addressing table by the hash that tokens arrive with: one load for a token that is
/// not looked for.
struct TermLookup {
  /// What a matching token is.
  enum Use: Hashable {
    /// A match of a term by itself.
    case whole(term: Int)
    /// A piece of a phrase.
    case part(phrase: Int, part: Int)
  }

  private struct Entry {
    let hash: UInt64
    let bytes: [UInt8]
    var uses: [Use]
  }

  private var slots: [Int32]
  private var hashes: [UInt64]
  private var entries: [Entry] = []
  private let mask: Int
  private let prefixes: [(bytes: [UInt8], term: Int)]
  /// Whether any prefix begins with a byte.
  private let startsPrefix: [Bool]
  private let patterns: [(pattern: TermPattern, term: Int)]

  init(_ terms: [SnippetTerm]) {
    var uses: [(bytes: [UInt8], use: Use)] = []
    var prefixes: [(bytes: [UInt8], term: Int)] = []
    var patterns: [(pattern: TermPattern, term: Int)] = []
    for (index, term) in terms.enumerated() {
      switch term.match {
      case .terms(let list):
        uses += list.map { ($0, .whole(term: index)) }
      case .prefix(let bytes):
        prefixes.append((bytes, index))
      case .pattern(let bytes):
        patterns.append((TermPattern(bytes), index))
      case .phrase(let parts):
        uses += parts.enumerated().map { ($1.term, .part(phrase: index, part: $0)) }
      }
    }
    var capacity = 16
    while capacity < 4 * uses.count { capacity *= 2 }
    mask = capacity - 1
    slots = Array(repeating: -1, count: capacity)
    hashes = Array(repeating: 0, count: capacity)
    self.prefixes = prefixes
    self.patterns = patterns
    var startsPrefix = Array(repeating: false, count: 256)
    for prefix in prefixes { if let first = prefix.bytes.first { startsPrefix[Int(first)] = true } }
    self.startsPrefix = startsPrefix
    for (bytes, use) in uses { insert(bytes, use) }
  }

  private mutating func insert(_ bytes: [UInt8], _ use: Use) {
    let hash = TermHash.hash(bytes)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if entries[index].bytes == bytes {
        if !entries[index].uses.contains(use) { entries[index].uses.append(use) }
        return
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(entries.count)
    hashes[slot] = hash
    entries.append(Entry(hash: hash, bytes: bytes, uses: [use]))
  }

  /// Calls `body` with each use of the token at `index` of a batch.
  @inline(__always)
  func forEachUse(of index: Int, in batch: borrowing TokenBatch, _ body: (Use) -> Void) {
    let hash = unsafe batch.hash[index]
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      if hashes[slot] == hash {
        let entry = entries[Int(slots[slot])]
        if unsafe batch.term(index).elementsEqual(entry.bytes) {
          for use in entry.uses { body(use) }
          break
        }
      }
      slot = (slot + 1) & mask
    }
    if prefixes.isEmpty && patterns.isEmpty { return }
    let term = unsafe batch.term(index)
    for pattern in patterns where unsafe pattern.pattern.matches(term) {
      body(.whole(term: pattern.term))
    }
    guard let first = unsafe term.first, startsPrefix[Int(first)] else { return }
    for prefix in prefixes where unsafe term.starts(with: prefix.bytes) {
      body(.whole(term: prefix.term))
    }
  }
}
