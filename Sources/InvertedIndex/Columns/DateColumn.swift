// SPDX-License-Identifier: Apache-2.0

package import Storage

/// The moments of publication of some neighbouring documents.
package struct DateColumn {
  private let times: NumberColumn
  /// Kept alive, so that the numbers stay where they are.
  private let section: SealedSection
  private let documents: Range<Int>

  init(_ section: SealedSection, documents: Range<Int>, of count: Int) throws(CorruptionError) {
    times = try NumberColumn(section, documents: count)
    self.section = section
    self.documents = documents.clamped(to: 0..<count)
    guard let last = self.documents.last else { return }
    let start = times.place(of: self.documents.lowerBound).lowerBound
    try section.check(start..<times.place(of: last).upperBound)
  }

  /// When a document was published, in seconds since 1970; nil if unknown, or for another document.
  ///
  /// About a nanosecond.
  @inline(__always)
  package func seconds(of document: UInt32) -> Int64? {
    guard documents.contains(Int(document)) else { return nil }
    let time = PublicationTime(code: times.number(Int(document)) ?? 0)
    return time.isKnown ? time.seconds : nil
  }
}

extension SegmentReader {
  /// The moments of publication of documents, checked for those only.
  package func dates(of documents: Range<Int>) throws(CorruptionError) -> DateColumn {
    try DateColumn(published, documents: documents, of: documentCount)
  }

  /// What is known of the dates in each window of documents, the unit in which searches go.
  package func datedWindows() throws(CorruptionError) -> [PublishedRun] {
    let runs = try datedRuns()
    let perWindow = Window.size / SegmentFormat.publishedRun
    return stride(from: 0, to: runs.count, by: perWindow).map { first in
      runs[first..<min(first + perWindow, runs.count)].reduce(into: PublishedRun()) { $0.add($1) }
    }
  }
}
