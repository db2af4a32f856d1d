// SPDX-License-Identifier: Apache-2.0

/// The constants of `index/FORMAT.md`, "The term dictionary".
enum TermDictionaryFormat {
  /// Terms per front-coded block: a lookup reads half of that on average, and the index beside it
  /// costs 16 bytes a block.
  static let blockSize = 32
  /// Bytes of a key: 255 of the term and 2 of the namespace.
  static let longestKey = 257

  /// How many blocks hold so many terms.
  static func blocks(terms: Int) -> Int {
    (terms + blockSize - 1) / blockSize
  }

  /// The size of the section `TIDX`: a leading word per block, an offset per block and the end.
  static func indexSize(terms: Int) -> Int {
    blocks(terms: terms) * 16 + 8
  }
}
