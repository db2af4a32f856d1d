// SPDX-License-Identifier: Apache-2.0

import Storage

/// The lists of pairs that a segment of a merge has, by the frequent words of the result.
private struct MergedPairs {
  private let lists: [TermPostings]
  /// For each pair of the result's words the place of its list; -1 for none.
  private var places: [Int32]
  /// Words of the result that this segment has and does not list.
  private(set) var unlisted: Set<Int> = []

  init(_ lane: MergedTerms.Lane, _ words: PairWords) throws(CorruptionError) {
    let pairs = lane.input.segment.pairs
    var own: [Int: Int] = [:]
    for (number, word) in words.words.enumerated() {
      guard let rank = lane.rank(of: word.ordinal) else { continue }
      if let place = try pairs.number(ofWord: UInt32(rank)) {
        own[place] = number
      } else {
        unlisted.insert(number)
      }
    }
    let all = try pairs.all()
    lists = all.map(\.list)
    places = Array(repeating: -1, count: words.count * words.count)
    for (place, pair) in all.enumerated() {
      guard let first = own[pair.first], let second = own[pair.second] else { continue }
      places[first * words.count + second] = Int32(place)
    }
  }

  /// The list of the pair at a place of the result's table.
  @inline(__always)
  func list(_ pair: Int) -> TermPostings? {
    places[pair] >= 0 ? lists[Int(places[pair])] : nil
  }
}

extension MergedTerms {
  /// Lists the pairs of frequent words of the result, after all else is written.
  ///
  /// From the lists of the segments, where they have them. A word that is just frequent in all
  /// together and not in one of them goes without; if a word far more frequent does, as in merging
  /// small segments or those of different times, all pairs are found anew from positions.
  func writePairs(
    _ boundaries: borrowing BoundariesWriter,
    to writer: inout SegmentWriter
  ) throws(StorageError) {
    let words = writer.pairWords()
    let pairs = try asStorageError { () throws(CorruptionError) in try self.pairs(of: words) }
    let unlisted = pairs.reduce(into: Set<Int>()) { $0.formUnion($1.unlisted) }
    if unlisted.contains(where: { words.isFarAbove(words.words[$0]) }) {
      var join = PairJoin(words: words.count, boundaries: boundaries)
      try asStorageError { () throws(CorruptionError) in
        for lane in lanes { try lane.place(words, in: &join) }
      }
      try writer.append(&join.collector, of: words)
    } else {
      try writer.append(pairs, of: words, without: unlisted, lanes)
    }
  }

  private func pairs(of words: PairWords) throws(CorruptionError) -> [MergedPairs] {
    var pairs: [MergedPairs] = []
    for lane in lanes { pairs.append(try MergedPairs(lane, words)) }
    return pairs
  }
}

extension SegmentWriter {
  /// Writes the lists of all pairs of some words, one after the other from each segment.
  fileprivate mutating func append(
    _ pairs: [MergedPairs],
    of words: PairWords,
    without unlisted: Set<Int>,
    _ lanes: [MergedTerms.Lane]
  ) throws(StorageError) {
    let numbers = (0..<words.count).filter { !unlisted.contains($0) }
    var listed = words
    listed.remove(unlisted)
    var lists = PairWriter(listed, listsFrom: postings.offset)
    for first in numbers {
      lists.beginWord()
      for (place, second) in numbers.enumerated() {
        let pair = first * words.count + second
        postings.begin(hasPositions: false)
        for (number, lane) in lanes.enumerated() {
          guard let list = pairs[number].list(pair) else { continue }
          try asStorageError { () throws(CorruptionError) in
            try lane.list.open(list)
            try append(&lane.list, of: lane.input)
          }
        }
        if postings.hasPostings { lists.append(place, postings.finish()) }
        try drainIfLarge()
      }
    }
    self.pairs = lists
  }
}

extension MergedTerms.Lane {
  /// Puts the frequent words of the result where they stand in this segment's documents.
  fileprivate func place(_ words: PairWords, in join: inout PairJoin) throws(CorruptionError) {
    let arena = CursorArena(try input.segment.source)
    var cursors: [(word: Int, cursor: UnsafeMutablePointer<PostingsCursor>)] = []
    for (number, word) in words.words.enumerated() {
      guard let own = rank(of: word.ordinal), try cursor.seek(ordinal: own) else { continue }
      cursors.append((number, arena.cursor(for: try cursor.entry().postings)))
    }
    var buffer = PositionBuffer()
    defer { buffer.deallocate() }
    let limit = join.documents.upperBound + UInt32(input.documentCount)
    while join.begin(before: limit) {
      for (word, cursor) in cursors { place(word, cursor, &buffer, in: join) }
      try arena.check()
      if join.isDamaged {
        throw CorruptionError(.outOfRange("boundaries"), in: input.segment.file.entry.place)
      }
      join.end()
    }
  }

  @inline(__always)
  private func place(
    _ word: Int,
    _ cursor: UnsafeMutablePointer<PostingsCursor>,
    _ buffer: inout PositionBuffer,
    in join: borrowing PairJoin
  ) {
    let limit = join.documents.upperBound
    while cursor.pointee.document != PostingsFormat.noDocument {
      if let document = input.newNumber(of: cursor.pointee.document) {
        if document >= limit { return }
        let row = join.row(of: document)
        let count = cursor.pointee.readPositions(into: &buffer)
        for index in 0..<count { row.put(word, at: buffer.numbers[index]) }
      }
      cursor.pointee.next()
    }
  }
}
