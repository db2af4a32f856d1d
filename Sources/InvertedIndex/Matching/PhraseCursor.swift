// SPDX-License-Identifier: Apache-2.0

/// A walk over the documents that hold all terms of a phrase, counting the phrase in each.
///
/// Positions are read only for a document that holds every term, term by term from the one that
/// occurs least, and no further once none is left.
final class PhraseCursor {
  let terms: Int
  let cursors: UnsafeMutablePointer<PostingsCursor>

  /// For each cursor, what added to a position gives the same sum all along a phrase.
  private let shifts: [UInt32]
  private var starts = PositionBuffer()
  private var others = PositionBuffer()

  /// The rarest term first.
  init(_ phrase: [PhraseTerm], in arena: CursorArena) {
    let sorted = phrase.sorted {
      ($0.postings.documentFrequency, $0.postings.totalFrequency, $0.offset)
        < ($1.postings.documentFrequency, $1.postings.totalFrequency, $1.offset)
    }
    let furthest = phrase.reduce(0) { max($0, $1.offset) }
    terms = sorted.count
    shifts = sorted.map { furthest - $0.offset }
    cursors = arena.cursors(for: sorted.map(\.postings))
  }

  deinit {
    starts.deallocate()
    others.deallocate()
  }

  /// The first document from `target` on that holds all terms, to which all cursors move.
  func firstDocument(from target: UInt32) -> UInt32 {
    guard terms > 0 else { return PostingsFormat.noDocument }
    cursors[0].advance(to: target)
    var index = 1
    while index < terms {
      let wanted = cursors[0].document
      cursors[index].advance(to: wanted)
      let found = cursors[index].document
      if found == wanted {
        index += 1
      } else {
        cursors[0].advance(to: found)
        index = 1
      }
    }
    return cursors[0].document
  }

  /// Whether `document` holds all terms, to which then all cursors move.
  ///
  /// Documents must be asked for in ascending order.
  @inline(__always)
  func holdsAllTerms(of document: UInt32) -> Bool {
    for index in 0..<terms {
      cursors[index].advance(to: document)
      if cursors[index].document != document { return false }
    }
    return true
  }

  /// The least of the terms' frequencies in the document all cursors stand on.
  @inline(__always)
  func leastFrequency() -> UInt32 {
    var least = UInt32.max
    for index in 0..<terms {
      least = min(least, cursors[index].frequencies()[cursors[index].index])
    }
    return least
  }

  /// Whether the phrase occurs in the document all cursors stand on.
  func occurs() -> Bool {
    frequency() > 0
  }

  /// How often the phrase occurs in the document all cursors stand on.
  func frequency() -> UInt32 {
    var count = cursors[0].readPositions(into: &starts)
    shift(starts.numbers, count: count, by: shifts[0])
    var index = 1
    while index < terms && count > 0 {
      let other = cursors[index].readPositions(into: &others)
      shift(others.numbers, count: other, by: shifts[index])
      count = intersect(count, other)
      index += 1
    }
    return UInt32(truncatingIfNeeded: count)
  }

  private func shift(_ positions: UnsafeMutablePointer<UInt32>, count: Int, by shift: UInt32) {
    if shift == 0 { return }
    for index in 0..<count { positions[index] &+= shift }
  }

  /// Keeps of the starts those that are also in the other buffer, and returns how many.
  private func intersect(_ count: Int, _ otherCount: Int) -> Int {
    let (left, right) = (starts.numbers, others.numbers)
    var (from, with, kept) = (0, 0, 0)
    while from < count && with < otherCount {
      let (one, other) = (left[from], right[with])
      left[kept] = one
      kept &+= one == other ? 1 : 0
      from &+= one <= other ? 1 : 0
      with &+= other <= one ? 1 : 0
    }
    return kept
  }
}
