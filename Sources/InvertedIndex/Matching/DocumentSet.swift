// SPDX-License-Identifier: Apache-2.0

/// A set of documents of one segment: a bit for each, or an interval.
///
/// Immutable and shared by reference; copying costs a retain.
package struct DocumentSet: Sendable {
  private enum Members: Sendable {
    case interval(Range<UInt32>)
    case bits(DocumentBits)
  }

  private let members: Members

  /// The documents of an interval.
  package init(_ interval: Range<UInt32>) {
    members = .interval(interval)
  }

  /// The documents listed, in any order, out of `documentCount`.
  package init(_ documents: some Sequence<UInt32>, documentCount: UInt32) {
    self.init(documentCount: documentCount) { words in
      for document in documents where document < documentCount {
        words[Int(document >> 6)] |= 1 << UInt64(document & 63)
      }
    }
  }

  /// The documents whose bits `fill` sets, out of `documentCount`.
  ///
  /// Bit d % 64 of word d / 64 stands for document d. The words are zero at first, and there is a
  /// whole number of windows of them; bits past the last document are cleared afterwards.
  package init(documentCount: UInt32, fill: (UnsafeMutableBufferPointer<UInt64>) -> Void) {
    members = .bits(DocumentBits(documentCount: documentCount, fill: fill))
  }

  /// A bitmap as stored: little-endian words, or bytes, with bit d % 8 of byte d / 8 for document d.
  package init(bitmap: UnsafeRawBufferPointer, documentCount: UInt32) {
    self.init(documentCount: documentCount) { words in
      let target = UnsafeMutableRawBufferPointer(words)
      let count = min(target.count, bitmap.count)
      target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bitmap[..<count]))
    }
  }

  /// Whether the set holds `document`.
  package func contains(_ document: UInt32) -> Bool {
    switch members {
    case .interval(let range): range.contains(document)
    case .bits(let bits): bits.contains(document)
    }
  }

  /// How much memory it takes, about.
  package var bytes: Int {
    switch members {
    case .interval: 0
    case .bits(let bits): bits.words.count * MemoryLayout<UInt64>.stride
    }
  }

  /// The number of documents.
  ///
  /// Constant time.
  package var count: Int {
    switch members {
    case .interval(let range): range.count
    case .bits(let bits): bits.members
    }
  }

  package var isEmpty: Bool { count == 0 }

  /// The least interval that holds every document of the set.
  package var bounds: Range<UInt32> {
    switch members {
    case .interval(let range): range
    case .bits(let bits): bits.bounds
    }
  }

  /// Calls `body` with each document in ascending order.
  ///
  /// About 1 ns a document.
  package func forEach(_ body: (UInt32) throws -> Void) rethrows {
    switch members {
    case .interval(let range):
      for document in range { try body(document) }
    case .bits(let bits):
      for word in 0..<bits.words.count {
        var rest = bits.words[word]
        while rest != 0 {
          try body(UInt32(word << 6 + rest.trailingZeroBitCount))
          rest &= rest &- 1
        }
      }
    }
  }

  /// The documents in ascending order.
  package var documents: [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(count)
    forEach { result.append($0) }
    return result
  }

  /// The documents of both sets.
  package func intersection(_ other: DocumentSet, documentCount: UInt32) -> DocumentSet {
    if case .interval(let left) = members, case .interval(let right) = other.members {
      return DocumentSet(left.clamped(to: right))
    }
    return combined(with: other, documentCount: documentCount) { $0 & $1 }
  }

  /// The documents of either set.
  package func union(_ other: DocumentSet, documentCount: UInt32) -> DocumentSet {
    combined(with: other, documentCount: documentCount) { $0 | $1 }
  }

  /// The documents of this set and not of the other.
  package func subtracting(_ other: DocumentSet, documentCount: UInt32) -> DocumentSet {
    combined(with: other, documentCount: documentCount) { $0 & ~$1 }
  }

  private func combined(
    with other: DocumentSet,
    documentCount: UInt32,
    _ operation: (UInt64, UInt64) -> UInt64
  ) -> DocumentSet {
    DocumentSet(documentCount: documentCount) { words in
      for index in 0..<words.count {
        words[index] = operation(word(index), other.word(index))
      }
    }
  }

  /// The 64 bits from document `64 · index` on.
  @inline(__always)
  func word(_ index: Int) -> UInt64 {
    switch members {
    case .interval(let range): Self.word(index, of: range)
    case .bits(let bits): index < bits.words.count ? bits.words[index] : 0
    }
  }

  private static func word(_ index: Int, of range: Range<UInt32>) -> UInt64 {
    let first = index << 6
    let low = max(Int(range.lowerBound) - first, 0)
    let high = min(Int(range.upperBound) - first, 64)
    guard low < high else { return 0 }
    return (UInt64.max >> UInt64(64 - (high - low))) << UInt64(low)
  }
}

/// The words of a document set; never changed once made.
private final class DocumentBits {
  let words: UnsafeBufferPointer<UInt64>
  let members: Int
  let documentCount: UInt32

  init(documentCount: UInt32, fill: (UnsafeMutableBufferPointer<UInt64>) -> Void) {
    let windows = (Int(documentCount) + Window.size - 1) / Window.size
    let words = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: windows * Window.words)
    words.initialize(repeating: 0)
    fill(words)
    let used = Int(documentCount >> 6)
    if used < words.count {
      words[used] &= (1 << UInt64(documentCount & 63)) - 1
      for index in used + 1..<words.count { words[index] = 0 }
    }
    self.words = UnsafeBufferPointer(words)
    self.documentCount = documentCount
    members = words.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  deinit {
    words.deallocate()
  }

  func contains(_ document: UInt32) -> Bool {
    document < documentCount && words[Int(document >> 6)] >> UInt64(document & 63) & 1 == 1
  }

  var bounds: Range<UInt32> {
    guard let first = words.firstIndex(where: { $0 != 0 }),
      let last = words.lastIndex(where: { $0 != 0 })
    else { return 0..<0 }
    let low = first << 6 + words[first].trailingZeroBitCount
    let high = last << 6 + 64 - words[last].leadingZeroBitCount
    return UInt32(low)..<UInt32(high)
  }
}

// The words are written before `init` returns and freed in `deinit`; in between they are only read.
extension DocumentBits: @unchecked Sendable {}
