// SPDX-License-Identifier: Apache-2.0

/// A walk over the documents that may hold a phrase, counting the phrase in each.
///
/// Documents are found in the lists of pairs, and of the terms that are in no pair. Positions are
/// read only for a document that all of these hold, term by term from the one that occurs least,
/// and no further once none is left.
final class PhraseCursor {
  /// How many lists a document must be in.
  let lists: Int

  /// Their cursors, the rarest first.
  let cursors: UnsafeMutablePointer<PostingsCursor>

  /// The terms, the rarest first, and what added to a position gives the same sum all along a
  /// phrase.
  private let terms: Int
  private let readers: UnsafeMutablePointer<UnsafeMutablePointer<PostingsCursor>>
  private let shifts: UnsafeMutablePointer<UInt32>

  /// Where the phrase may begin, and the positions of the term looked at.
  private let starts: UnsafeMutablePointer<PositionBuffer>
  private let others: UnsafeMutablePointer<PositionBuffer>

  init(_ phrase: [PhraseTerm], in arena: CursorArena) {
    let plan = PhraseLists(phrase)
    lists = plan.lists.count
    terms = plan.terms.count
    cursors = arena.cursors(for: plan.lists)
    let covered = arena.cursors(for: plan.covered)
    shifts = arena.allocate(UInt32.self, count: terms, repeating: 0)
    readers = arena.allocate(
      UnsafeMutablePointer<PostingsCursor>.self,
      count: terms,
      repeating: cursors
    )
    let furthest = phrase.reduce(0) { max($0, $1.offset) }
    for (index, term) in plan.terms.enumerated() {
      shifts[index] = furthest - term.offset
      readers[index] = term.isCovered ? covered + term.place : cursors + term.place
    }
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

  /// The first document from `target` on that is in all lists, to which their cursors move.
  func firstDocument(from target: UInt32) -> UInt32 {
    if lists == 0 { return PostingsFormat.noDocument }
    cursors[0].advance(to: target)
    var wanted = cursors[0].document
    var index = 1
    while index < lists {
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

  /// Whether `document` is in all lists, whose cursors then stand on it.
  ///
  /// Documents must be asked for in ascending order.
  @inline(__always)
  func holdsAllTerms(of document: UInt32) -> Bool {
    for index in 0..<lists {
      cursors[index].advance(to: document)
      if cursors[index].document != document { return false }
    }
    return true
  }

  /// The least of the frequencies in the document all cursors stand on.
  @inline(__always)
  func leastFrequency() -> UInt32 {
    var least = UInt32.max
    for index in 0..<lists {
      least = min(least, cursors[index].frequencies()[cursors[index].index])
    }
    return least
  }

  /// How often the phrase occurs in the document all cursors stand on, up to `enough`.
  func frequency(upTo enough: Int = .max) -> UInt32 {
    let document = cursors.pointee.document
    var count = positions(of: 0, in: document, into: &starts.pointee)
    var index = 1
    while index < terms && count > 0 {
      let other = positions(of: index, in: document, into: &others.pointee)
      // Only the last term decides, so only there may one stop early.
      let wanted = index == terms &- 1 ? enough : Int.max
      count = intersect(count, other, upTo: wanted)
      index &+= 1
    }
    return UInt32(truncatingIfNeeded: count)
  }

  /// Reads where the phrase would begin for a term to stand where it does.
  @inline(__always)
  private func positions(
    of term: Int,
    in document: UInt32,
    into buffer: inout PositionBuffer
  ) -> Int {
    let reader = readers[term]
    reader.pointee.advance(to: document)
    // A pair's document that its words do not have is damage that no sum shows.
    guard reader.pointee.document == document else { return 0 }
    return reader.pointee.readPositions(adding: shifts[term], into: &buffer)
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

/// Which lists a document must be in to hold a phrase, and where the terms' own cursors are.
private struct PhraseLists {
  /// A term whose cursor is `place` among the lists, or among those of terms that pairs cover.
  struct Term {
    var offset: UInt32
    var isCovered: Bool
    var place: Int
  }

  /// Pairs, and terms in no pair, the rarest first.
  private(set) var lists: [TermPostings] = []
  private(set) var covered: [TermPostings] = []
  /// The rarest first.
  private(set) var terms: [Term] = []

  init(_ phrase: [PhraseTerm]) {
    let isCovered = phrase.indices.map { index in
      phrase[index].next != nil || index > 0 && phrase[index - 1].next != nil
    }
    let ranked = phrase.indices.sorted { phrase[$0].postings.isRarer(than: phrase[$1].postings) }
    let free = ranked.filter { !isCovered[$0] }
    let all = phrase.compactMap(\.next) + free.map { phrase[$0].postings }
    let order = all.indices.sorted { all[$0].isRarer(than: all[$1]) }
    lists = order.map { all[$0] }
    let pairs = all.count - free.count
    for index in ranked {
      if isCovered[index] {
        terms.append(Term(offset: phrase[index].offset, isCovered: true, place: covered.count))
        covered.append(phrase[index].postings)
      } else {
        let own = pairs + (free.firstIndex(of: index) ?? 0)
        let place = order.firstIndex(of: own) ?? 0
        terms.append(Term(offset: phrase[index].offset, isCovered: false, place: place))
      }
    }
  }
}

extension TermPostings {
  /// Whether this list is better looked at before the other.
  fileprivate func isRarer(than other: TermPostings) -> Bool {
    (documentFrequency, totalFrequency) < (other.documentFrequency, other.totalFrequency)
  }
}
