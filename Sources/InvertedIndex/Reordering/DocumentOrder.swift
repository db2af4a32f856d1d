// SPDX-License-Identifier: Apache-2.0

import Storage

/// A new order of the documents of a segment.
package struct DocumentOrder: Sendable {
  /// For each document in the new order its old number; every number once.
  package let old: [UInt32]
  /// For each document by its old number the new one.
  package let new: [UInt32]

  /// The order in which documents of these numbers follow each other; nil if a number is left out
  /// or stands twice.
  package init?(_ old: [UInt32]) {
    var new = [UInt32](repeating: .max, count: old.count)
    for (place, number) in old.enumerated() {
      guard Int(number) < new.count, new[Int(number)] == .max else { return nil }
      new[Int(number)] = UInt32(place)
    }
    self.old = old
    self.new = new
  }

  /// Whether every document stays where it is.
  package var isUnchanged: Bool { old.enumerated().allSatisfy { $0 == Int($1) } }
}

/// The documents of a segment in the order of time, in buckets of months.
struct TimeBuckets {
  /// Old numbers by time, equal times in their old order, those without a date last.
  let documents: [UInt32]
  /// Neighbours in ``documents`` whose order among themselves is free.
  let buckets: [Range<Int>]

  /// Months with fewer documents than this share a bucket with the next.
  static let leastDocuments = 4096
}

extension TimeBuckets {
  /// Sorts the documents by time: a look at each document's date.
  ///
  /// Of several documents of one version of an article, which are told apart by their order, all
  /// count as published when the last was.
  init(_ segment: SegmentReader, leastDocuments: Int) throws(CorruptionError) {
    let count = segment.documentCount
    let column = try segment.column(segment.published)
    var times = (0..<count).map { column.number($0) ?? 0 }
    for copies in try segment.copies() {
      guard let last = copies.last else { continue }
      for copy in copies { times[Int(copy)] = times[Int(last)] }
    }
    // An unknown time is 0 and belongs at the end.
    let keys = times.map { $0 &- 1 }
    documents = (0..<UInt32(count)).sorted { left, right in
      let keys = (keys[Int(left)], keys[Int(right)])
      return keys.0 != keys.1 ? keys.0 < keys.1 : left < right
    }
    var buckets: [Range<Int>] = []
    var start = 0
    for place in 0..<count {
      let isLast = place + 1 == count
      let month = Self.month(of: times[Int(documents[place])])
      let next = isLast ? month : Self.month(of: times[Int(documents[place + 1])])
      let isEndOfDated = next == nil && month != nil
      let isEndOfBucket = next != month && place + 1 - start >= leastDocuments
      guard isLast || isEndOfDated || isEndOfBucket else { continue }
      buckets.append(start..<place + 1)
      start = place + 1
    }
    self.buckets = buckets
  }

  /// The month of a moment, counted from the year 0; nil for an unknown one.
  private static func month(of code: UInt64) -> Int64? {
    let time = PublicationTime(code: code)
    return time.isKnown ? CivilMonth.number(ofSecond: time.seconds) : nil
  }
}

extension SegmentReader {
  /// Documents of the same version of the same article, where there are several, ascending.
  ///
  /// Only those are looked for that hidden documents may have.
  func copies() throws(CorruptionError) -> [[UInt32]] {
    guard let hidden, !hidden.isEmpty else { return [] }
    let articles = try column(articles)
    let versions = try column(versions)
    struct Name: Hashable {
      let article: UInt64
      let version: UInt64
    }
    func name(_ document: UInt32) -> Name {
      Name(
        article: articles.number(Int(document)) ?? 0,
        version: versions.number(Int(document)) ?? 0
      )
    }
    var places: [Name: [UInt32]] = [:]
    hidden.forEach { if $0 < UInt32(documentCount) { places[name($0)] = [] } }
    for document in 0..<UInt32(documentCount) {
      places[name(document)]?.append(document)
    }
    return places.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }
}
