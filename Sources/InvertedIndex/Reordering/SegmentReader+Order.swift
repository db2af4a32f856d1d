// SPDX-License-Identifier: Apache-2.0

package import Storage

extension SegmentReader {
  /// How documents may be put in order.
  package struct Ordering: Sendable {
    /// Threads to work on.
    package var threads = 1
    /// Bytes that the terms of all documents may take; with less, only more frequent terms count.
    package var budget = 1 << 30
    /// Months with fewer documents share a bucket with the next.
    package var leastBucket = 4096

    package init() {}
  }

  /// An order by month of publication in which, within a month, documents with the same words lie
  /// together; those without a date come last.
  ///
  /// A function of the segment alone. Reads all lists, and then costs about 10 ns a posting and
  /// level of bisection, of which there are log₂(documents / 32).
  package func orderByLikeness(_ ordering: Ordering) throws(CorruptionError) -> DocumentOrder {
    let times = try TimeBuckets(self, leastDocuments: ordering.leastBucket)
    let least = UInt32(clamping: min(4096, max(4, documentCount / 128)))
    let index = try ForwardIndex(self, leastFrequency: least, budget: ordering.budget)
    var old = GraphBisection(index, documents: times.documents).order(
      of: times.buckets,
      threads: max(1, ordering.threads)
    )
    try keepOrder(ofCopiesIn: &old)
    guard let order = DocumentOrder(old) else {
      throw CorruptionError(.outOfRange("document"), in: file.entry.place)
    }
    return order
  }

  /// Documents of one version of an article are told apart by their order, so that is kept.
  private func keepOrder(ofCopiesIn old: inout [UInt32]) throws(CorruptionError) {
    let copies = try copies()
    guard !copies.isEmpty, let order = DocumentOrder(old) else { return }
    for documents in copies {
      let places = documents.map { order.new[Int($0)] }.sorted()
      for (place, document) in zip(places, documents) { old[Int(place)] = document }
    }
  }
}
