// SPDX-License-Identifier: Apache-2.0

package import Storage
import TextAnalysis

/// What an index says of one document's words in two numbers: each term with how often and where it
/// stands, whatever the order in which terms are added.
///
/// Equal digests mean equal postings; that different ones agree by chance is as likely as that a
/// checksum does.
package struct DocumentDigest: Hashable, Sendable {
  /// How many different keys the document has, short fields' own included.
  package private(set) var terms = 0
  private var sum: UInt64 = 0

  package init() {}

  /// Adds a term with its positions, which ascend.
  mutating func add(
    _ key: UnsafeBufferPointer<UInt8>,
    frequency: UInt32,
    extra: UInt32,
    positions: [UInt32]
  ) {
    var writer = ByteWriter(reservingCapacity: key.count + positions.count * 4 + 16)
    writer.bytes(Array(key))
    writer.u32(frequency)
    writer.u32(extra)
    for position in positions { writer.u32(position) }
    terms += 1
    sum &+= XXH64.hash(writer.bytes)
  }
}

extension Inverter {
  /// A term of the document that is looked at.
  private struct Occurrences {
    var positions: [UInt32] = []
    var extra: UInt32 = 0
  }

  /// What each document holds; for few documents, as it looks terms up one by one.
  borrowing func digests() -> [DocumentDigest] {
    var found = [[Int: Occurrences]](repeating: [:], count: columns.count)
    var walk = DocumentWalk(self)
    forEachStretch(in: [], &walk) { entries, walk in
      for entry in entries {
        guard entry & TokenStream.jump == 0 else {
          walk.jump(to: entry & TokenStream.positionMask)
          continue
        }
        let number = Int(entry & TokenStream.numberMask)
        let extra = walk.extra()
        found[Int(walk.document)][number, default: Occurrences()].positions.append(walk.position)
        found[Int(walk.document)][number, default: Occurrences()].extra += extra
        walk.step(entry)
      }
    }
    return found.map { document in
      var digest = DocumentDigest()
      for (number, occurrences) in document {
        let key = table.term(number)
        let isText = key.first ?? 0 >= IndexedField.firstTextByte
        digest.add(
          key,
          frequency: UInt32(occurrences.positions.count),
          extra: isText ? occurrences.extra : 0,
          positions: occurrences.positions
        )
      }
      return digest
    }
  }
}

extension SegmentReader {
  /// What the segment holds of some documents, in the order given, each of which is there once.
  ///
  /// Reads the lists of all terms, about 2 ns a posting.
  package func digests(of documents: [UInt32]) throws(CorruptionError) -> [DocumentDigest] {
    var digests = [DocumentDigest](repeating: DocumentDigest(), count: documents.count)
    guard !documents.isEmpty else { return [] }
    var places = [Int32](repeating: -1, count: documentCount)
    for (place, document) in documents.enumerated() where document < meta.documents {
      places[Int(document)] = Int32(place)
    }
    var cursor = terms()
    var reader = PostingsListReader(try source)
    while try cursor.next() {
      let postings = try cursor.entry().postings
      try reader.open(postings)
      let found = try reader.postings(of: places)
      guard !found.isEmpty else { continue }
      let isText = cursor.key.first ?? 0 >= IndexedField.firstTextByte
      let positions = try postings.hasPositions ? reader.positions(of: found) : []
      for (number, posting) in found.enumerated() {
        digests[posting.place].add(
          cursor.key,
          frequency: posting.frequency,
          extra: isText ? posting.extra : 0,
          positions: postings.hasPositions ? positions[number] : []
        )
      }
    }
    return digests
  }

  /// Whether a document is what this says.
  package func isDescribed(
    _ document: UInt32,
    by metadata: DocumentMetadata
  ) throws(CorruptionError) -> Bool {
    guard try articleID(of: document) == metadata.articleID,
      try version(of: document) == metadata.version,
      try revision(of: document) == metadata.revision
    else { return false }
    let time = PublicationTime(seconds: metadata.published, precision: metadata.precision)
    let known = try publication(of: document)
    guard known?.seconds == (time.isKnown ? time.seconds : nil),
      known?.precision == (time.isKnown ? time.precision : nil)
    else { return false }
    let filed = FilingTime.seconds(of: FilingTime.code(of: metadata.filed))
    guard try self.filed(of: document) == filed else { return false }
    let language = try language(of: document)
    return language == metadata.language || language == .unknown
  }
}

/// A posting of a document that is looked for.
private struct SoughtPosting {
  let place: Int
  let frequency: UInt32
  let extra: UInt32
  /// How many positions of other documents lie before its first.
  let start: UInt64
}

extension PostingsListReader {
  /// The postings of those documents that have a place, of the list that was opened.
  fileprivate mutating func postings(
    of places: [Int32]
  ) throws(CorruptionError) -> [SoughtPosting] {
    var found: [SoughtPosting] = []
    var start: UInt64 = 0
    while try nextBlock() {
      for index in 0..<count {
        let place = places[Int(block.documents[index])]
        if place >= 0 {
          let posting = SoughtPosting(
            place: Int(place),
            frequency: block.frequencies[index],
            extra: block.extras[index],
            start: start
          )
          found.append(posting)
        }
        start &+= UInt64(block.frequencies[index])
      }
    }
    return found
  }

  /// The positions of the postings, which ascend.
  fileprivate mutating func positions(
    of postings: [SoughtPosting]
  ) throws(CorruptionError) -> [[UInt32]] {
    var result: [[UInt32]] = []
    var passed: UInt64 = 0
    for posting in postings {
      try pass(posting.start &- passed)
      var positions: [UInt32] = []
      var position: UInt32 = 0
      while positions.count < Int(posting.frequency), try nextNumbers() {
        let taken = min(numberCount, Int(posting.frequency) - positions.count)
        for index in 0..<taken {
          position &+= numbers[index]
          positions.append(position)
        }
        skip(taken)
      }
      passed = posting.start &+ UInt64(posting.frequency)
      result.append(positions)
    }
    return result
  }

  private mutating func pass(_ count: UInt64) throws(CorruptionError) {
    var left = count
    while left > 0, try nextNumbers() {
      let taken = min(numberCount, Int(clamping: left))
      skip(taken)
      left -= UInt64(taken)
    }
  }
}
