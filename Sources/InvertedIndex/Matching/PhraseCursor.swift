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

  /// How far the last term is from the first, in positions.
  let reach: UInt32

  /// Those of ``readers`` that stand between two listed pairs, if the pairs cover the phrase from
  /// end to end.
  private let inner: UnsafeMutablePointer<Int>
  private let innerTerms: Int

  /// Where phrases that may be there end.
  private let found: UnsafeMutablePointer<PositionBuffer>

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
    reach = phrase.reduce(0) { max($0, $1.offset) }
    for (index, term) in plan.terms.enumerated() {
      shifts[index] = reach - term.offset
      readers[index] = term.isCovered ? covered + term.place : cursors + term.place
    }
    innerTerms = plan.inner.count
    inner = arena.allocate(Int.self, count: innerTerms, repeating: 0)
    for (index, term) in plan.inner.enumerated() { inner[index] = term }
    found = .allocate(capacity: 1)
    found.initialize(to: PositionBuffer())
  }

  deinit {
    found.pointee.deallocate()
    found.deallocate()
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
  ///
  /// Reads no positions where the pairs' frequencies leave no choice; ``ends`` is then stale.
  @inline(__always)
  func count(upTo enough: Int = .max) -> UInt32 {
    if innerTerms > 0, let known = settledCount(upTo: enough) { return known }
    return frequency(upTo: enough)
  }

  /// The same where all words are in listed pairs, if these settle it.
  ///
  /// The phrase is there no more often than its rarest pair. And of the places of an inner word, so
  /// many begin the pair after it and so many end what is before it: what these have in common
  /// cannot be less than their sum without the word's own frequency.
  private func settledCount(upTo enough: Int) -> UInt32? {
    let document = cursors.pointee.document
    var (least, sum) = (Int.max, 0)
    for index in 0..<lists {
      let frequency = Int(cursors[index].frequencies()[cursors[index].index])
      least = min(least, frequency)
      sum &+= frequency
    }
    let wanted = min(least, enough)
    for index in 0..<innerTerms {
      guard let reader = reader(of: inner[index], in: document) else { return 0 }
      let frequency = reader.pointee.frequencies()[reader.pointee.index]
      // Beyond the limit occurrences are not counted.
      if frequency >= PostingsFormat.frequencyLimit &- 1 { return nil }
      sum &-= Int(frequency)
      if sum < wanted { return nil }
    }
    return UInt32(truncatingIfNeeded: wanted)
  }

  /// How often the phrase occurs in the document all cursors stand on, up to `enough`, with
  /// ``ends``.
  func frequency(upTo enough: Int = .max) -> UInt32 {
    let document = cursors.pointee.document
    guard let rarest = reader(of: 0, in: document) else { return 0 }
    var count = rarest.pointee.readPositions(adding: shifts[0], into: &found.pointee)
    var index = 1
    while index < terms && count > 0 {
      guard let reader = reader(of: index, in: document) else { return 0 }
      count = reader.pointee.keepPositions(
        of: found.pointee.numbers,
        count: count,
        adding: shifts[index],
        // Only the last term decides, so only there may one stop early.
        upTo: index == terms &- 1 ? enough : .max
      )
      index &+= 1
    }
    return UInt32(truncatingIfNeeded: count)
  }

  /// Where the phrases end that were counted last, ascending.
  var ends: UnsafePointer<UInt32> { UnsafePointer(found.pointee.numbers) }

  /// The cursor of a term, moved to a document.
  @inline(__always)
  private func reader(of term: Int, in document: UInt32) -> UnsafeMutablePointer<PostingsCursor>? {
    let reader = readers[term]
    reader.pointee.advance(to: document)
    // A pair's document that its words do not have is damage that no sum shows.
    return reader.pointee.document == document ? reader : nil
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
  /// Those of ``terms`` between two pairs, where pairs join all of the phrase.
  private(set) var inner: [Int] = []

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
    if pairs + 1 == phrase.count {
      inner = ranked.indices.filter { ranked[$0] > 0 && ranked[$0] + 1 < phrase.count }
    }
  }
}

extension TermPostings {
  /// Whether this list is better looked at before the other.
  fileprivate func isRarer(than other: TermPostings) -> Bool {
    (documentFrequency, totalFrequency) < (other.documentFrequency, other.totalFrequency)
  }
}
