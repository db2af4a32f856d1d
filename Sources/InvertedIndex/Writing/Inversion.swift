// SPDX-License-Identifier: Apache-2.0

import Storage
import TextAnalysis

/// Turns the stream of tokens into postings, term by term in byte order.
///
/// A counting sort: count each term's tokens, lay the terms one after another in byte order, put
/// every token's place (its position when all documents are laid end to end) into its term's
/// part. Places ascend within a term, because the stream does. About 15 ns a token.
struct Inversion: ~Copyable {
  /// The terms' numbers in byte order.
  let ranking: [UInt32]
  /// Where each rank's places begin, and the end.
  private let starts: GrowingArray<UInt32>
  private let places: UnsafeMutablePointer<UInt32>
  /// The document that holds the first place of each run of 64.
  private let firstDocuments: GrowingArray<UInt32>
  private var positions = GrowingArray<UInt32>(capacity: 1 << 10)

  init(_ inverter: borrowing Inverter) {
    let counts = Self.count(inverter.stream, terms: inverter.table.count)
    ranking = Self.rank(inverter.table, counts: counts)
    var starts = GrowingArray<UInt32>(capacity: ranking.count + 1)
    let next = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, counts.count))
    defer { next.deallocate() }
    var total: UInt32 = 0
    for number in ranking {
      starts.append(total)
      next[Int(number)] = total
      total += counts[Int(number)]
    }
    starts.append(total)
    places = .allocate(capacity: max(1, Int(total)))
    Self.scatter(inverter.stream, to: places, next: next)
    self.starts = starts
    firstDocuments = Self.firstDocuments(inverter)
  }

  deinit {
    places.deallocate()
  }

  /// The numbers of the terms that occur, in byte order.
  ///
  /// Some may not: those of documents that were given up.
  private static func rank(
    _ table: borrowing TermTable,
    counts: borrowing GrowingArray<UInt32>
  ) -> [UInt32] {
    struct Ranked {
      var word: UInt64
      var number: UInt32
    }
    var ranked: [Ranked] = []
    ranked.reserveCapacity(table.count)
    for number in 0..<table.count where counts[number] > 0 {
      ranked.append(Ranked(word: table.term(number).leadingWord, number: UInt32(number)))
    }
    ranked.sort { left, right in
      if left.word != right.word { return left.word < right.word }
      return table.term(Int(left.number)).precedes(table.term(Int(right.number)))
    }
    return ranked.map(\.number)
  }

  private static func count(_ stream: borrowing TokenStream, terms: Int) -> GrowingArray<UInt32> {
    var counts = GrowingArray<UInt32>(capacity: max(1, terms))
    counts.append(repeating: 0, count: terms)
    let base = counts.base
    stream.forEachChunk { entries in
      for entry in entries where entry < TokenStream.jump {
        base[Int(entry & TokenStream.numberMask)] &+= 1
      }
    }
    return counts
  }

  private static func scatter(
    _ stream: borrowing TokenStream,
    to places: UnsafeMutablePointer<UInt32>,
    next: UnsafeMutablePointer<UInt32>
  ) {
    var place: UInt32 = 0
    stream.forEachChunk { entries in
      var here = place
      for entry in entries {
        if entry >= TokenStream.jump {
          here = entry & TokenStream.positionMask
          continue
        }
        let number = Int(entry & TokenStream.numberMask)
        places[Int(next[number])] = here
        next[number] &+= 1
        here &+= entry & TokenStream.stay == 0 ? 1 : 0
      }
      place = here
    }
  }

  private static func firstDocuments(_ inverter: borrowing Inverter) -> GrowingArray<UInt32> {
    var first = GrowingArray<UInt32>()
    let bases = inverter.bases.values
    for (document, base) in bases.enumerated() {
      // Of documents with the same base only the last can have places.
      while UInt32(first.count) << 6 < base { first.append(UInt32(max(0, document - 1))) }
    }
    let end = UInt32(max(0, bases.count - 1))
    // Places after the last base belong to the last document.
    first.append(end)
    return first
  }

  /// Calls `body` with each posting of a rank: document, frequency, extra, positions.
  @inline(__always)
  mutating func forEachPosting(
    ofRank rank: Int,
    in inverter: borrowing Inverter,
    _ body: (UInt32, UInt32, UInt32, UnsafePointer<UInt32>) -> Void
  ) {
    var next = Int(starts[rank])
    let end = Int(starts[rank + 1])
    let bases = inverter.bases.values
    let isText = inverter.table.term(Int(ranking[rank])).first ?? 0 >= IndexedField.firstTextByte
    while next < end {
      let document = document(of: places[next], bases)
      let base = bases[document]
      let limit = document + 1 < bases.count ? bases[document + 1] : UInt32.max
      positions.truncate(to: 0)
      while next < end, places[next] < limit {
        positions.append(places[next] &- base)
        next &+= 1
      }
      let extra = isText ? self.extra(of: document, in: inverter) : 0
      body(UInt32(document), UInt32(positions.count), extra, positions.base)
    }
  }

  @inline(__always)
  private func document(of place: UInt32, _ bases: UnsafeBufferPointer<UInt32>) -> Int {
    let run = min(Int(place >> 6), firstDocuments.count - 1)
    var document = Int(firstDocuments[run])
    while document + 1 < bases.count, bases[document + 1] <= place { document &+= 1 }
    return document
  }

  /// What heavy fields add to the frequency of the positions at hand.
  @inline(__always)
  private func extra(of document: Int, in inverter: borrowing Inverter) -> UInt32 {
    var extra: UInt32 = 0
    let fields = Int(inverter.heavyStarts[document])..<Int(inverter.heavyStarts[document + 1])
    for field in fields {
      let heavy = inverter.heavyFields[field]
      guard positions[0] < heavy.end else { continue }
      for index in 0..<positions.count {
        let position = positions[index]
        if position >= heavy.end { break }
        if position >= heavy.start { extra &+= heavy.extra }
      }
    }
    return extra
  }
}

extension Inversion {
  /// Writes everything an inverter took as a segment.
  static func seal(
    _ inverter: inout Inverter,
    analyzer: AnalyzerIdentity,
    into file: consuming SealedFileWriter
  ) throws(StorageError) -> SealedFileReceipt {
    var inversion = Inversion(inverter)
    inverter.stream = TokenStream()
    var writer = SegmentWriter(file, columns: inverter.columns)
    try writer.begin(.both)
    for rank in inversion.ranking.indices {
      try inversion.write(rank, of: inverter, to: &writer)
    }
    var sums = PostingSums(documents: inverter.columns.count)
    for group in writer.stemGroups() {
      for rank in writer.ordinals(of: group) {
        inversion.add(Int(rank), of: inverter, in: group.language, to: &sums)
      }
      try writer.append(&sums, of: group)
    }
    try writer.endPass()
    return try writer.finish(
      columns: inverter.columns,
      boundaries: inverter.boundaries,
      analyzer: analyzer
    )
  }

  private mutating func write(
    _ rank: Int,
    of inverter: borrowing Inverter,
    to writer: inout SegmentWriter
  ) throws(StorageError) {
    var languages: UInt64 = 0
    let numbers = inverter.columns.languages.values
    writer.beginTerm()
    forEachPosting(ofRank: rank, in: inverter) { document, frequency, extra, positions in
      languages |= LanguageMask(number: numbers[Int(document)]).rawValue
      writer.append(
        document: document,
        frequency: frequency,
        extra: extra,
        positions: positions
      )
    }
    let number = Int(ranking[rank])
    try writer.endTerm(
      key: inverter.table.term(number),
      languages: LanguageMask(rawValue: languages),
      surface: inverter.table.surface(number)
    )
  }

  private mutating func add(
    _ rank: Int,
    of inverter: borrowing Inverter,
    in language: UInt8,
    to sums: inout PostingSums
  ) {
    let numbers = inverter.columns.languages.values
    forEachPosting(ofRank: rank, in: inverter) { document, frequency, extra, _ in
      guard numbers[Int(document)] == language else { return }
      sums.add(document: document, frequency: frequency, extra: extra)
    }
  }
}
