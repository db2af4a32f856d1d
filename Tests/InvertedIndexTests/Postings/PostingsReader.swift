// SPDX-License-Identifier: Apache-2.0

@testable import InvertedIndex
import Storage

/// Reads one list from its first posting to its last, as a merge or a check does.
///
/// Costs about 15 ns a posting with positions. The source's memory must outlive the reader.
struct PostingsReader: ~Copyable {
  private let arena: CursorArena
  private let cursor: UnsafeMutablePointer<PostingsCursor>
  private let hasPositions: Bool
  private var isFirst = true
  private var buffer = PositionBuffer()
  private var positionCount = 0

  /// The posting read last.
  private(set) var document: UInt32 = 0
  private(set) var frequency: UInt32 = 0
  private(set) var extra: UInt32 = 0

  /// A reader before the first posting of a list.
  init(_ term: TermPostings, in source: PostingsSource) {
    arena = CursorArena(source, isSmall: true)
    cursor = arena.cursor(for: term)
    hasPositions = term.hasPositions
  }

  deinit {
    buffer.deallocate()
  }

  /// The positions of the posting read last; valid until the next is read.
  var positions: UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: buffer.numbers, count: positionCount)
  }

  /// Reads the next posting; false after the last.
  ///
  /// - Throws: ``CorruptionError`` for damage in what was read so far.
  mutating func next() throws(CorruptionError) -> Bool {
    if !isFirst { cursor.pointee.next() }
    isFirst = false
    let index = cursor.pointee.index
    document = cursor.pointee.document
    guard document != PostingsFormat.noDocument else {
      try arena.check()
      return false
    }
    frequency = cursor.pointee.frequencies()[index]
    extra = cursor.pointee.weights()[index] &- frequency
    if hasPositions { positionCount = cursor.pointee.readPositions(into: &buffer) }
    try arena.check()
    return true
  }
}
