// SPDX-License-Identifier: Apache-2.0

package import Storage
package import TextAnalysis

/// Turns articles into a segment: one per thread.
///
/// For each document ``begin()``, ``add(field:text:)`` for its parts in the order of
/// ``IndexedField``, ``finish(_:)``; then ``seal(into:)``. Documents are numbered in the order in
/// which they are finished, or in that of their publication.
package struct SegmentBuilder: ~Copyable {
  /// How text becomes terms.
  package enum Analysis: Sendable {
    /// As ``Analyzer`` does.
    case standard
    /// At blanks, unchanged: for corpora that are cut into words already.
    case blanks
  }

  /// Which pairs of words get a list.
  package var pairRule = PairRule.standard
  /// Whether the segment's documents are numbered in the order of publication, those without a
  /// date last and equal ones as they came, and not as they were finished.
  package var isInOrderOfTime = false

  private let analysis: Analysis
  private var analyzer = Analyzer()
  private var batch = TokenBatch()
  /// On the heap, so that the analyzer's callback may change it while `self` is in use.
  private let inverter: UnsafeMutablePointer<Inverter>

  package init(analysis: Analysis = .standard) {
    self.analysis = analysis
    inverter = .allocate(capacity: 1)
    inverter.initialize(to: Inverter(weights: .standard))
  }

  deinit {
    inverter.deinitialize(count: 1)
    inverter.deallocate()
  }

  /// Documents finished so far.
  package var documentCount: Int { inverter.pointee.columns.count }

  /// Bytes held for the documents so far, with those that sealing will need.
  ///
  /// About fourteen per token, so somewhat over twice the text. A batch ends when this reaches the budget.
  package var memoryInUse: Int { inverter.pointee.memoryInUse }

  /// Whether the segment must be sealed before another document: after a thousand million words.
  package var isFull: Bool { inverter.pointee.isFull }

  /// Begins a document; one that was begun and not finished is given up.
  package mutating func begin() {
    inverter.pointee.begin()
  }

  /// Adds a paragraph of the document begun last, in UTF-8.
  ///
  /// Paragraphs of the same field in a row are one text, over which phrases may run.
  package mutating func add(field: IndexedField, text: UnsafeBufferPointer<UInt8>) {
    let inverter = inverter
    let start = inverter.pointee.startText(in: field)
    var end = start
    switch analysis {
    case .standard:
      end = analyzer.analyze(text, from: start, batch: &batch) { batch in
        inverter.pointee.take(batch)
      }
    case .blanks:
      end = addWords(text, from: start)
    }
    // Every position has a word; what is joined stands beside them and makes no text longer.
    inverter.pointee.endText(from: start, to: end)
  }

  /// Adds a paragraph, as ``add(field:text:)-(_,UnsafeBufferPointer<UInt8>)`` does.
  package mutating func add(field: IndexedField, text: String) {
    var text = text
    text.withUTF8 { add(field: field, text: $0) }
  }

  /// What the documents added so far hold, in the order in which they were added; for few of them.
  package func digests() -> [DocumentDigest] {
    inverter.pointee.digests()
  }

  /// Ends the document.
  package mutating func finish(_ document: DocumentMetadata) {
    inverter.pointee.finish(document)
  }

  /// Writes everything as a segment.
  ///
  /// Sorts the terms, inverts, and streams the sections; about half the time of adding.
  package consuming func seal(
    into file: consuming SealedFileWriter
  ) throws(StorageError) -> SealedFileReceipt {
    let identity = analysis == .standard ? Analyzer.identity : Self.blanksIdentity
    return try Inversion.seal(
      &inverter.pointee,
      analyzer: identity,
      pairs: pairRule,
      isInOrderOfTime: isInOrderOfTime,
      into: file
    )
  }

  /// The identity of segments made without analysis.
  package static let blanksIdentity = AnalyzerIdentity(name: "blanks", version: 1, tables: 0)
}

extension SegmentBuilder {
  /// Takes what stands between blanks as words.
  private mutating func addWords(
    _ text: UnsafeBufferPointer<UInt8>,
    from start: UInt32
  ) -> UInt32 {
    var words = WordBatch()
    var position = start
    var next = 0
    while next < text.count {
      words.fill(from: text, next: &next)
      inverter.pointee.take(words, from: position)
      position += UInt32(words.count)
    }
    return position
  }
}

// A builder has one owner, and what it points to is its own: it may move to another thread.
extension SegmentBuilder: @unchecked Sendable {}
