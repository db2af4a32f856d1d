// SPDX-License-Identifier: Apache-2.0

extension ReadResult {
  /// So many different reasons are kept of one source; what comes then is counted with its like.
  private static let mostSkipped = 256

  /// Notes that a part was skipped; parts of one reason are counted together.
  mutating func skip(_ reason: SkipReason, _ range: Range<Int>, count: Int = 1) {
    let isFull = skipped.count >= Self.mostSkipped
    let like = skipped.firstIndex {
      $0.reason == reason || isFull && $0.reason.code == reason.code
    }
    if let like {
      skipped[like].count += count
    } else {
      skipped.append(SkippedPart(reason: reason, range: range, count: count))
    }
  }

  /// Adds what was read from something within a source, whose original is at `place`.
  ///
  /// All of it is read again from that original, so the articles are numbered in their order.
  mutating func add(_ inner: ReadResult, readFrom place: Range<Int>, mediaType: String) {
    for (ordinal, read) in inner.articles.enumerated() {
      var article = read
      article.original = .range(place)
      article.ordinal = ordinal
      article.mediaType = mediaType
      articles.append(article)
    }
    for part in inner.skipped { skip(part.reason, place, count: part.count) }
  }

  /// Adds what was read from another part of the same source; parts skipped for one reason are
  /// counted together.
  package mutating func append(_ other: ReadResult) {
    articles += other.articles
    for part in other.skipped { skip(part.reason, part.range, count: part.count) }
  }

  /// Makes places within a part places in the source.
  mutating func move(by offset: Int) {
    for index in articles.indices {
      let place = articles[index].original.place
      let moved = place.lowerBound + offset..<place.upperBound + offset
      articles[index].original =
        switch articles[index].original {
        case .range: .range(moved)
        case .bytes(let bytes, _): .bytes(bytes, packedIn: moved)
        }
    }
    for index in skipped.indices {
      let range = skipped[index].range
      skipped[index].range = range.lowerBound + offset..<range.upperBound + offset
      if case .notARecord(let place) = skipped[index].reason {
        skipped[index].reason = .notARecord(at: place + offset)
      }
    }
  }

  /// Makes places in what was unpacked originals: the source itself or a member of it where that
  /// holds nothing else, else bytes of their own.
  mutating func pack(_ bytes: [UInt8], _ part: SourcePart, sourceLength: Int) {
    let members = Dictionary(
      part.members.map { ($0.part, $0.source) },
      uniquingKeysWith: { first, _ in first }
    )
    var last: (range: Range<Int>, bytes: [UInt8])?
    for index in articles.indices {
      guard case .range(let range) = articles[index].original else { continue }
      if let member = members[range] ?? wholeSource(range, part, sourceLength) {
        articles[index].original = .range(member)
        articles[index].mediaType = "application/gzip"
      } else {
        let own = last.flatMap { $0.range == range ? $0.bytes : nil } ?? Array(bytes[range])
        last = (range, own)
        articles[index].original = .bytes(own, packedIn: part.place)
      }
    }
    for index in skipped.indices {
      skipped[index].range = part.place
      if case .notARecord = skipped[index].reason {
        skipped[index].reason = .notARecord(at: part.place.lowerBound)
      }
    }
  }

  private func wholeSource(
    _ range: Range<Int>,
    _ part: SourcePart,
    _ sourceLength: Int
  ) -> Range<Int>? {
    part.format == .whole && range == 0..<part.count ? 0..<sourceLength : nil
  }

  /// Numbers articles that have one original in common.
  mutating func numberSharers() {
    for index in articles.indices.dropFirst()
    where articles[index].original == articles[index - 1].original {
      articles[index].ordinal = articles[index - 1].ordinal + 1
    }
  }

  /// Adds a note to every article.
  mutating func note(_ note: ReadNote) {
    for index in articles.indices where !articles[index].notes.contains(note) {
      articles[index].notes.append(note)
    }
  }

  /// Counts the teasers of a feed as something that nobody expected an article in: stored beside
  /// the pages that they are about, they would be versions of these with most of the text gone.
  mutating func forgetTeasers() {
    let count = articles.count
    articles.removeAll { $0.notes.contains(.onlyTeaser) }
    if articles.count < count { skip(.record(.data), 0..<0, count: count - articles.count) }
  }

  /// Counts what turned out not to be text as something that nobody expected an article in.
  mutating func forgetBinaries() {
    for index in skipped.indices {
      if case .binary = skipped[index].reason { skipped[index].reason = .record(.data) }
    }
  }
}
