// SPDX-License-Identifier: Apache-2.0

package import Storage

// Looking terms up. Whatever entry is handed out, its postings were checked against the file's sums.

extension SegmentReader {
  /// A walk along all terms in byte order; see also ``entry(at:)``.
  package func terms() -> TermCursor {
    TermCursor(dictionary)
  }

  /// What the dictionary says about a key; nil if it is not there.
  ///
  /// Some 200 ns, and for the first look the sums of the chunks that hold the list.
  package func term(_ key: [UInt8]) throws(CorruptionError) -> TermEntry? {
    try key.span.withUnsafeBufferPointer { (key) throws(CorruptionError) in
      if let block = try dictionary.onlyBlock(holding: key) { return try term(key, in: block) }
      var cursor = terms()
      guard !key.isEmpty, try cursor.seek(key), !key.precedes(cursor.key) else { return nil }
      return try checkedEntry(at: &cursor)
    }
  }

  private func term(
    _ key: UnsafeBufferPointer<UInt8>,
    in number: Int
  ) throws(CorruptionError) -> TermEntry? {
    let block = try TermBlock(dictionary.block(number), of: dictionary.place)
    guard let place = try block.find(key) else { return nil }
    var records = try block.records(from: place)
    guard let record = try records.next() else { return nil }
    let ordinal = number * TermDictionaryFormat.blockSize + place
    if !record.postings.isInline {
      let end = try postingsEnd(after: ordinal, followedBy: &records)
      try check(postings, from: record.postings.postings, to: end)
    }
    return record.entry(ordinal: ordinal)
  }

  /// Where the postings of a term end, whose block has `records` behind it.
  func postingsEnd(
    after ordinal: Int,
    followedBy records: inout TermBlock.Records
  ) throws(CorruptionError) -> UInt64 {
    while let next = try records.next() {
      if !next.postings.isInline { return next.postings.postings }
    }
    let size = TermDictionaryFormat.blockSize
    var cursor = terms()
    _ = try cursor.seek(ordinal: min((ordinal / size + 1) * size, termCount) - 1)
    return try postingsEnd(after: &cursor)
  }

  /// A term by its rank.
  package func term(
    at ordinal: Int
  ) throws(CorruptionError) -> (key: [UInt8], entry: TermEntry)? {
    var cursor = terms()
    guard try cursor.seek(ordinal: ordinal) else { return nil }
    let key = Array(cursor.key)
    return (key, try checkedEntry(at: &cursor))
  }

  /// Calls `body` with each key that begins with `prefix`, in byte order, until it returns false.
  ///
  /// The key is valid during the call. The postings of all terms handed out are checked in the end,
  /// in one go, since they lie next to each other.
  package func forEachTerm(
    withPrefix prefix: [UInt8],
    _ body: (UnsafeBufferPointer<UInt8>, TermEntry) -> Bool
  ) throws(CorruptionError) {
    try prefix.span.withUnsafeBufferPointer { (prefix) throws(CorruptionError) in
      var cursor = terms()
      guard try cursor.seek(prefix) else { return }
      var start: UInt64?
      var end: UInt64?
      while end == nil, cursor.key.commonPrefix(with: prefix) == prefix.count {
        let entry = try cursor.entry()
        if start == nil, !entry.postings.isInline { start = entry.postings.postings }
        let goesOn = body(cursor.key, entry)
        if !goesOn { end = try postingsEnd(after: &cursor) } else if try !cursor.next() { break }
      }
      guard let start else { return }
      if end == nil { end = try postingsEnd(from: &cursor) }
      try check(postings, from: start, to: end ?? start)
    }
  }

  /// All keys that begin with `prefix`, in byte order; at most `limit` of them.
  package func terms(
    withPrefix prefix: [UInt8],
    limit: Int = .max
  ) throws(CorruptionError) -> [(key: [UInt8], entry: TermEntry)] {
    var found: [(key: [UInt8], entry: TermEntry)] = []
    guard limit > 0 else { return [] }
    try forEachTerm(withPrefix: prefix) { key, entry in
      found.append((Array(key), entry))
      return found.count < limit
    }
    return found
  }

  /// Checks the positions of a term.
  ///
  /// Only phrases read them, and they are most of a segment: so this is left to whoever plans one.
  package func checkPositions(of term: TermEntry) throws(CorruptionError) {
    guard term.postings.hasPositions, !term.postings.hasInlinePosition else { return }
    var cursor = terms()
    guard try cursor.seek(ordinal: Int(term.ordinal)) else { return }
    var end: UInt64?
    while end == nil, try cursor.next() {
      let next = try cursor.entry().postings
      if !next.hasInlinePosition { end = next.positions }
    }
    try check(positions, from: term.postings.positions, to: end ?? UInt64(positions.bytes.count))
  }

  /// The entry a cursor stands on, its postings checked; the cursor moves on.
  private func checkedEntry(at cursor: inout TermCursor) throws(CorruptionError) -> TermEntry {
    let entry = try cursor.entry()
    if !entry.postings.isInline {
      let end = try postingsEnd(after: &cursor)
      try check(postings, from: entry.postings.postings, to: end)
    }
    return entry
  }

  /// Where the postings of the term end that the cursor stands on, which moves on.
  private func postingsEnd(after cursor: inout TermCursor) throws(CorruptionError) -> UInt64 {
    try cursor.next() ? try postingsEnd(from: &cursor) : try stems.firstList(before: pairs.start)
  }

  /// Where the first postings begin from the cursor's term on.
  private func postingsEnd(from cursor: inout TermCursor) throws(CorruptionError) -> UInt64 {
    guard cursor.ordinal < termCount else { return try stems.firstList(before: pairs.start) }
    repeat {
      let next = try cursor.entry().postings
      if !next.isInline { return next.postings }
    } while try cursor.next()
    return try stems.firstList(before: pairs.start)
  }

  /// Checks part of a section against the file's sums.
  func check(
    _ section: SealedSection,
    from start: UInt64,
    to end: UInt64
  ) throws(CorruptionError) {
    guard start <= end, end <= UInt64(section.bytes.count) else {
      throw CorruptionError(.outOfRange("place of a list"), in: file.entry.place, at: start)
    }
    try section.check(Int(start)..<Int(end))
  }
}
