// SPDX-License-Identifier: Apache-2.0

/// One of the best documents of a search.
package struct RankedDocument: Hashable, Sendable {
  /// Its score in fixed-point units; see ``ScoringModel/scale``.
  package let score: Int32

  /// The number the search gave its segment.
  package let segment: UInt32

  package let document: UInt32

  package init(score: Int32, segment: UInt32, document: UInt32) {
    self.score = score
    self.segment = segment
    self.document = document
  }
}

/// The best k documents seen so far: by score, then by segment and document in ascending order.
///
/// Keeps twice as many as asked for before it sorts out the better half, so that a document costs
/// under 1 ns on average however large k is; up to ``heapLimit`` it is a heap instead, whose
/// threshold rises with every document.
package struct TopDocuments: ~Copyable {
  /// The largest k kept as a heap.
  static let heapLimit = 200

  /// How many are wanted.
  package let capacity: Int

  private var entries: UnsafeMutablePointer<Entry>
  private var count = 0
  private var isFull = false
  private let isHeap: Bool

  /// The entry to beat, once `capacity` documents are held.
  private var worst = Entry(high: 0, low: 0)

  /// What others have learnt, and are told.
  private let shared: SharedThreshold?

  /// A collector for the best `capacity` documents.
  package init(capacity: Int) {
    self.init(capacity: capacity, sharing: nil)
  }

  /// A collector of a part of the documents, for whose score `shared` holds as well.
  init(capacity: Int, sharing shared: SharedThreshold?) {
    self.capacity = max(0, capacity)
    self.shared = shared
    isHeap = capacity <= Self.heapLimit
    entries = .allocate(capacity: max(1, isHeap ? self.capacity : 2 * self.capacity))
    if capacity <= 0 { isFull = true }
  }

  deinit {
    entries.deallocate()
  }

  /// The least score with which a document of `segment` may still enter.
  ///
  /// Holds for documents that come after those of the same segment inserted before: a tie is then
  /// lost. More than any score when nothing can enter.
  @inline(__always)
  package func threshold(in segment: UInt32) -> Int32 {
    if !isFull { return shared?.value ?? 0 }
    if capacity == 0 { return Int32.max }
    let own = segment < worst.segment ? worst.score : worst.score &+ 1
    return shared.map { max(own, $0.value) } ?? own
  }

  /// The same for documents in any order: a tie may still be won.
  @inline(__always)
  package func thresholdInAnyOrder(in segment: UInt32) -> Int32 {
    if !isFull { return shared?.value ?? 0 }
    if capacity == 0 { return Int32.max }
    let own = segment > worst.segment ? worst.score &+ 1 : worst.score
    return shared.map { max(own, $0.value) } ?? own
  }

  /// Tells those with whom this one shares its threshold of a score that ``capacity`` documents reach.
  func tellOthers(_ least: Int32) {
    shared?.raise(to: least)
  }

  /// Offers a document; scores are not negative.
  @inline(__always)
  package mutating func insert(score: Int32, segment: UInt32, document: UInt32) {
    let entry = Entry(score: score, segment: segment, document: document)
    if isFull && !(worst < entry) { return }
    add(entry)
  }

  /// The documents held, the best first.
  package func sorted() -> [RankedDocument] {
    var ranking = EntryRanking(entries, count: count)
    defer { ranking.deallocate() }
    ranking.select(capacity)
    ranking.sort()
    return ranking.documents
  }
}

extension TopDocuments {
  private mutating func add(_ entry: Entry) {
    if !isHeap { return buffer(entry) }
    if isFull {
      replaceWorst(by: entry)
    } else {
      push(entry)
    }
    if count == capacity {
      isFull = true
      worst = entries[0]
      shared?.raise(to: worst.score)
    }
  }

  /// Puts an entry at the end of the heap, whose root is the worst, and lets it rise.
  private mutating func push(_ entry: Entry) {
    var place = count
    (entries + count).initialize(to: entry)
    count += 1
    while place > 0 {
      let parent = (place - 1) / 2
      if !(entry < entries[parent]) { break }
      entries[place] = entries[parent]
      place = parent
    }
    entries[place] = entry
  }

  /// Puts an entry at the root of the heap and lets it sink.
  private mutating func replaceWorst(by entry: Entry) {
    var place = 0
    while true {
      var child = 2 &* place &+ 1
      if child >= count { break }
      if child &+ 1 < count && entries[child &+ 1] < entries[child] { child &+= 1 }
      if !(entries[child] < entry) { break }
      entries[place] = entries[child]
      place = child
    }
    entries[place] = entry
  }

  private mutating func buffer(_ entry: Entry) {
    (entries + count).initialize(to: entry)
    count += 1
    if count == 2 * capacity { keepBetterHalf() }
  }

  /// Brings the best `capacity` of twice as many to the front and learns the worst of them.
  private mutating func keepBetterHalf() {
    EntryRanking.select(entries, count: count, wanted: capacity)
    count = capacity
    isFull = true
    worst = entries[capacity - 1]
    shared?.raise(to: worst.score)
  }
}
