// SPDX-License-Identifier: Apache-2.0

/// Up to 256 tokens as columns, handed from the analyzer to whatever inverts them.
///
/// Owned by the caller and reused, about 25 KB. Terms lie in ``arena``, each at a multiple of
/// eight and followed by zeros up to the next one, so that a term of up to eight bytes can be
/// loaded as one integer. ``arena`` may be read eight bytes past any term.
package struct TokenBatch: ~Copyable {
  package static let capacity = 256
  private static let arenaCapacity = 16_384
  /// The most one token takes: a term and a surface of 255 bytes each, padded, and what stores of
  /// whole words write beyond them.
  private static let largestToken = 640
  /// The most that a compound adds after its first word: words and joined forms, in tokens and bytes.
  private static let mostTokens = 12
  private static let largestCompound = 7 * largestToken + largestToken * 3

  package internal(set) var count = 0
  package let arena: UnsafeMutablePointer<UInt8>
  /// Where each term begins in ``arena``.
  package let offset: UnsafeMutablePointer<UInt32>
  package let length: UnsafeMutablePointer<UInt16>
  /// ``TermHash`` of each term.
  package let hash: UnsafeMutablePointer<UInt64>
  package let position: UnsafeMutablePointer<UInt32>
  /// The first byte of each token in the source text.
  package let start: UnsafeMutablePointer<UInt32>
  /// The byte after each token in the source text.
  package let end: UnsafeMutablePointer<UInt32>
  /// ``TokenFlags`` of each token.
  package let flags: UnsafeMutablePointer<UInt8>
  /// Where the surface begins in ``arena``; meaningful with ``TokenFlags/hasSurface`` only.
  package let surfaceOffset: UnsafeMutablePointer<UInt32>
  package let surfaceLength: UnsafeMutablePointer<UInt16>
  private let block: UnsafeMutableRawPointer
  var arenaUsed = 0

  package init() {
    let tokens = Self.capacity
    let bytes = Self.arenaCapacity + tokens * (8 + 5 * 4 + 2 * 2 + 1)
    block = .allocate(byteCount: bytes, alignment: 64)
    block.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    var next = block
    func column<Value>(_ type: Value.Type, _ count: Int) -> UnsafeMutablePointer<Value> {
      defer { next += count * MemoryLayout<Value>.stride }
      return next.bindMemory(to: type, capacity: count)
    }
    arena = column(UInt8.self, Self.arenaCapacity)
    hash = column(UInt64.self, tokens)
    offset = column(UInt32.self, tokens)
    position = column(UInt32.self, tokens)
    start = column(UInt32.self, tokens)
    end = column(UInt32.self, tokens)
    surfaceOffset = column(UInt32.self, tokens)
    length = column(UInt16.self, tokens)
    surfaceLength = column(UInt16.self, tokens)
    flags = column(UInt8.self, tokens)
  }

  deinit {
    block.deallocate()
  }

  /// The bytes of a token's term; valid until the batch is filled again.
  package func term(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: arena + Int(offset[index]), count: Int(length[index]))
  }

  /// The bytes of a token's lower-cased form with its accents: the term itself where they agree.
  package func surface(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    guard flags[index] & TokenFlags.hasSurface.rawValue != 0 else { return term(index) }
    return UnsafeBufferPointer(
      start: arena + Int(surfaceOffset[index]),
      count: Int(surfaceLength[index])
    )
  }

  /// A copy of one token.
  package func token(_ index: Int) -> Token {
    Token(
      term: Array(term(index)),
      surface: Array(surface(index)),
      position: position[index],
      range: Int(start[index])..<Int(end[index]),
      flags: TokenFlags(rawValue: flags[index])
    )
  }

  /// Whether the largest possible compound still fits.
  var hasRoom: Bool {
    count < Self.capacity - Self.mostTokens
      && arenaUsed <= Self.arenaCapacity - Self.largestToken - Self.largestCompound
  }

  mutating func removeAll() {
    count = 0
    arenaUsed = 0
  }
}
