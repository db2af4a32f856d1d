// SPDX-License-Identifier: Apache-2.0

/// A walk over the documents that hold all terms of a phrase, counting the phrase in each.
///
/// Positions are read only for a document that holds every term, term by term from the one that
/// occurs least, and no further once none is left.
final class PhraseCursor {
  let terms: Int

  /// The rarest term first.
  let cursors: UnsafeMutablePointer<PostingsCursor>

  /// For each cursor, what added to a position gives the same sum all along a phrase.
  private let shifts: UnsafeMutablePointer<UInt32>

  /// Where the phrase may begin, and the positions of the term looked at.
  private let starts: UnsafeMutablePointer<PositionBuffer>
  private let others: UnsafeMutablePointer<PositionBuffer>

  init(_ phrase: [PhraseTerm], in arena: CursorArena) {
    let sorted = phrase.sorted {
      ($0.postings.documentFrequency, $0.postings.totalFrequency, $0.offset)
        < ($1.postings.documentFrequency, $1.postings.totalFrequency, $1.offset)
    }
    let furthest = phrase.reduce(0) { max($0, $1.offset) }
    terms = sorted.count
    cursors = arena.cursors(for: sorted.map(\.postings))
    shifts = arena.allocate(UInt32.self, count: sorted.count, repeating: 0)
    for (index, term) in sorted.enumerated() { shifts[index] = furthest - term.offset }
    starts = .allocate(capacity: 2)
    others = starts + 1
    starts.initialize(to: PositionBuffer())
    others.initialize(to: PositionBuffer())
  }

  deinit {
    starts.pointee.deallocate()
    others.pointee.deallocate()
    starts.deallocate()
  }

  /// The first document from `target` on that holds all terms, to which all cursors move.
  func firstDocument(from target: UInt32) -> UInt32 {
    if terms == 0 { return PostingsFormat.noDocument }
    cursors[0].advance(to: target)
    var wanted = cursors[0].document
    var index = 1
    while index < terms {
      cursors[index].advance(to: wanted)
      let found = cursors[index].document
      index &+= 1
      if found != wanted {
        cursors[0].advance(to: found)
        wanted = cursors[0].document
        index = 1
      }
    }
    return wanted
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

  /// How often the phrase occurs in the document all cursors stand on, up to `enough`.
  func frequency(upTo enough: Int = .max) -> UInt32 {
    var count = cursors[0].readPositions(adding: shifts[0], into: &starts.pointee)
    var index = 1
    while index < terms && count > 0 {
      let other = cursors[index].readPositions(adding: shifts[index], into: &others.pointee)
      // Only the last term decides, so only there may one stop early.
      let wanted = index == terms &- 1 ? enough : Int.max
      count = intersect(count, other, upTo: wanted)
      index &+= 1
    }
    return UInt32(truncatingIfNeeded: count)
  }

  /// Keeps of the starts those that are also in the other buffer, and returns how many.
  @inline(__always)
  private func intersect(_ count: Int, _ otherCount: Int, upTo enough: Int) -> Int {
    let (left, right) = (starts.pointee.numbers, others.pointee.numbers)
    var (from, with, kept) = (0, 0, 0)
    while from < count && with < otherCount && kept < enough {
      let (one, other) = (left[from], right[with])
      left[kept] = one
      kept &+= one == other ? 1 : 0
      from &+= one <= other ? 1 : 0
      with &+= other <= one ? 1 : 0
    }
    return kept
  }
}
