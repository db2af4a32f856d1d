// SPDX-License-Identifier: Apache-2.0

package import Storage

/// A search of the segments of an index.
///
/// One collector goes through all segments, the largest first, so that the threshold is high where
/// most of the others begin. What should take long on one thread is cut into pieces, segments or
/// parts of them, that two threads share; each has a collector, and they tell each other their
/// thresholds. Scores are integers and ties have an order, so the answer is the same to the bit.
package struct IndexSearch: Sendable {
  /// One segment's part of a search.
  package struct Part {
    /// The number by which hits and errors name the segment; it breaks ties.
    package let segment: Int
    var search: SegmentSearch
    let matcher: Matcher

    package init(segment: Int, _ search: SegmentSearch, _ matcher: Matcher) {
      self.segment = segment
      self.search = search
      self.matcher = matcher
    }
  }

  private let parts: [Part]
  private let mayShare: Bool

  /// Nanoseconds of work below which nothing is shared.
  ///
  /// Waking a thread and beginning a piece cost some ten thousand each; and whoever searches much at
  /// once has other work for the second processor.
  static let leastShared = 300_000

  /// About how many nanoseconds a piece should take; tests make it small.
  var pieceWork = 100_000

  private static let hasSecondProcessor = processorCount() > 1

  /// Prepares to search; with `mayShare`, heavy searches use a second thread.
  ///
  /// The memory behind the searches must outlive it.
  package init(_ parts: [Part], mayShare: Bool = false) {
    self.parts = parts
    self.mayShare = mayShare
  }

  /// The number of documents of each part that match.
  ///
  /// - Throws: ``SegmentDamage`` for damage in a list that had to be read.
  package func counts() throws(SegmentDamage) -> [Int] {
    if let pieces = pieces(isCount: true) { return try sharedCounts(pieces) }
    var counts: [Int] = []
    for part in parts { counts.append(try part.count()) }
    return counts
  }

  /// Offers the best documents to a collector.
  ///
  /// - Throws: ``SegmentDamage`` for damage in a list that had to be read.
  package func top(into top: inout TopDocuments) throws(SegmentDamage) {
    if let pieces = pieces(isCount: false) { return try sharedTop(pieces, into: &top) }
    if parts.count == 1 { return try parts[0].top(into: &top) }
    for part in parts.sorted(by: { $0.documentCount > $1.documentCount }) {
      try part.top(into: &top)
    }
  }
}

// Pointers of a search are into files that are never written; any number of threads may read them.
extension IndexSearch.Part: @unchecked Sendable {}

/// Damage that a search of several segments met.
package struct SegmentDamage: Error, Sendable {
  /// The number the search had for the segment.
  package let segment: Int
  package let error: CorruptionError
}

extension IndexSearch.Part {
  var documentCount: UInt32 { search.source.documentCount }

  func count() throws(SegmentDamage) -> Int {
    if case .nothing = matcher { return 0 }
    do throws(CorruptionError) {
      return try search.count(matcher)
    } catch {
      throw SegmentDamage(segment: segment, error: error)
    }
  }

  func top(into top: inout TopDocuments) throws(SegmentDamage) {
    if case .nothing = matcher { return }
    do throws(CorruptionError) {
      try search.top(matcher, into: &top, segment: UInt32(segment))
    } catch {
      throw SegmentDamage(segment: segment, error: error)
    }
  }

  /// The same for some of the documents, in so many runs of whole windows.
  func cut(into wanted: Int) -> [IndexSearch.Part] {
    let windows = (Int(documentCount) + Window.size - 1) / Window.size
    let count = max(1, min(wanted, windows))
    return (0..<count).map { number in
      var part = self
      let end = min((number + 1) * windows / count * Window.size, Int(documentCount))
      part.search.documents = UInt32(number * windows / count * Window.size)..<UInt32(end)
      return part
    }
  }
}

// MARK: - Sharing

extension IndexSearch {
  /// A piece of the work, and to which part it belongs.
  private typealias Piece = (part: Part, place: Int)

  /// What threads would share; nil if that does not pay.
  private func pieces(isCount: Bool) -> [Piece]? {
    guard mayShare, Self.hasSecondProcessor else { return nil }
    let work = parts.map { $0.matcher.work(isCount: isCount, documents: Int($0.documentCount)) }
    guard work.reduce(0, +) >= min(Self.leastShared, pieceWork * 3) else { return nil }
    var pieces: [Piece] = []
    for (place, part) in parts.enumerated() {
      let wanted = min(8, work[place] / pieceWork)
      for piece in part.cut(into: wanted) { pieces.append((piece, place)) }
    }
    return pieces.count > 1 ? pieces : nil
  }

  private func sharedCounts(_ pieces: [Piece]) throws(SegmentDamage) -> [Int] {
    let workers = [CountWorker(parts.count), CountWorker(parts.count)]
    SecondThread.shared.share(pieces.count) { worker, piece in
      workers[worker].take(pieces[piece].part, at: pieces[piece].place)
    }
    for case let damage? in workers.map(\.damage) { throw damage }
    return zip(workers[0].counts, workers[1].counts).map { $0 + $1 }
  }

  private func sharedTop(
    _ pieces: [Piece],
    into top: inout TopDocuments
  ) throws(SegmentDamage) {
    let threshold = SharedThreshold()
    let workers = (0..<2).map { _ in TopWorker(capacity: top.capacity, threshold) }
    SecondThread.shared.share(pieces.count) { worker, piece in
      workers[worker].take(pieces[piece].part)
    }
    for case let damage? in workers.map(\.damage) { throw damage }
    for worker in workers {
      for hit in worker.top.sorted() {
        top.insert(score: hit.score, segment: hit.segment, document: hit.document)
      }
    }
  }
}

/// What one thread has counted.
///
/// Whoever shares work gives each thread its own, and looks at them when all is done.
private final class CountWorker: @unchecked Sendable {
  private(set) var counts: [Int]
  private(set) var damage: SegmentDamage?

  init(_ parts: Int) {
    counts = Array(repeating: 0, count: parts)
  }

  func take(_ part: IndexSearch.Part, at place: Int) {
    do throws(SegmentDamage) {
      counts[place] += try part.count()
    } catch {
      damage = error
    }
  }
}

/// The best documents that one thread has found.
///
/// Whoever shares work gives each thread its own, and looks at them when all is done.
private final class TopWorker: @unchecked Sendable {
  private(set) var top: TopDocuments
  private(set) var damage: SegmentDamage?

  init(capacity: Int, _ threshold: SharedThreshold) {
    top = TopDocuments(capacity: capacity, sharing: threshold)
  }

  func take(_ part: IndexSearch.Part) {
    do throws(SegmentDamage) {
      try part.top(into: &top)
    } catch {
      damage = error
    }
  }
}
