// SPDX-License-Identifier: Apache-2.0

/// The parts of a gzip file (RFC 1952), unpacked once and in order.
///
/// A collection is often packed record by record, each a member of the file; then the member is the
/// record's original. After damage unpacking goes on with the next member.
struct PackedParts {
  private let hint: SourceHint
  private let size: Int
  private let pieceLimit: Int
  private let inflater: Inflater?
  private var format: CollectionFormat?
  /// What was unpacked and not given away.
  private var buffer: [UInt8] = []
  /// Where in the source unpacking has come.
  private var offset = 0
  /// Where the member that is being unpacked began, in the source and in the buffer.
  private var member = (source: 0, buffer: 0)
  private var members: [SourcePart.Member] = []
  /// Bytes that the member has given.
  private var given = 0
  /// Where the buffer ends as a file would, because of damage.
  private var barrier: Int?
  /// How much is to be dropped, of a record that is too large.
  private var unwanted = 0
  /// Whether everything up to the next boundary is to be dropped.
  private var isLost = false
  private var hasEnded = false
  private var isCutShort = false
  private var skipped: [SkippedPart] = []
  private var line: Int
  /// Bytes of members that were damaged, which are looked through again.
  private var wasted = 0

  /// At least so much is unpacked at a time, and looked at to tell what it is.
  private static let stepSize = 1 << 16
  /// Ratios are looked at from so many bytes on.
  private static let bombSize = 1 << 20
  private static let bombRatio = 1000

  /// Unpacks into parts of about `size` bytes, and of no piece more than `pieceLimit`.
  init(
    as hint: SourceHint,
    about size: Int,
    pieceLimit: Int = CollectionFormat.pieceLimit
  ) {
    self.hint = hint
    self.size = size
    self.pieceLimit = pieceLimit
    line = hint.firstLine
    inflater = Inflater(.gzip)
    hasEnded = inflater == nil
    if inflater == nil { skipped = [SkippedPart(.parserFailed)] }
  }

  /// The next part; nil after the last.
  mutating func next(in bytes: ByteSpan) -> SourcePart? {
    while true {
      dropUnwanted()
      if let part = cut() { return part }
      if barrier != nil {
        passBarrier()
      } else if hasEnded {
        return lastWords()
      } else {
        fill(bytes)
      }
    }
  }

  /// What is still to be said when there is no more to read.
  private mutating func lastWords() -> SourcePart? {
    guard !skipped.isEmpty else { return nil }
    return part(of: 0)
  }
}

// MARK: Unpacking

extension PackedParts {
  private mutating func fill(_ bytes: ByteSpan) {
    guard let inflater else { return }
    let goal = buffer.count + max(size, Self.stepSize, buffer.count / 4)
    while buffer.count < goal, !hasEnded, barrier == nil {
      let before = buffer.count
      let pause = inflater.unpack(bytes, from: &offset, into: &buffer, atMost: goal - before)
      given += buffer.count - before
      if isBomb { return stop(.expandsTooMuch) }
      switch pause {
      case .full: return
      case .ended: endMember(bytes)
      case .starved: stop(.cutShort(at: bytes.count))
      case .damaged: resume(bytes)
      }
    }
  }

  private var isBomb: Bool {
    given > Self.bombSize && given / Self.bombRatio > offset - member.source
  }

  /// Ends for good, with what was unpacked.
  private mutating func stop(_ reason: SkipReason) {
    skipped.append(SkippedPart(reason, member.source..<offset))
    isCutShort = true
    hasEnded = true
  }

  private mutating func endMember(_ bytes: ByteSpan) {
    // A file may hold millions that are empty.
    if member.buffer < buffer.count {
      members.append(
        SourcePart.Member(part: member.buffer..<buffer.count, source: member.source..<offset)
      )
    }
    // Tapes are filled up with zeros.
    while offset < bytes.count, bytes[offset] == 0 { offset += 1 }
    if offset == bytes.count {
      hasEnded = true
    } else if GzipFormat.isMember(bytes, at: offset) {
      begin(at: offset)
    } else {
      // Something was put behind the members; nothing of it belongs to the last.
      member = (offset, buffer.count)
      resume(bytes)
    }
  }

  private mutating func begin(at place: Int) {
    offset = place
    member = (place, buffer.count)
    given = 0
    inflater?.reset()
  }

  /// Goes on with the next member after damage.
  ///
  /// It is looked for from the damaged member's second byte on; as that may be done for the same
  /// bytes again and again, the file is given up when as much was wasted as it is long.
  private mutating func resume(_ bytes: ByteSpan) {
    let start = min(offset, member.source + 1)
    skipped.append(SkippedPart(.damagedCompression(at: offset), offset..<offset))
    wasted += offset - start
    let next = GzipFormat.nextMember(bytes, from: start)
    guard let next, wasted <= bytes.count, format != .whole else {
      isCutShort = true
      hasEnded = true
      return
    }
    barrier = buffer.count
    begin(at: next)
  }

  /// Takes up again what was found after damage.
  private mutating func passBarrier() {
    drop(barrier ?? 0)
    barrier = nil
    isLost = false
    unwanted = 0
  }
}

// MARK: Cutting

extension PackedParts {
  /// The first part of what was unpacked, if it is there whole.
  private mutating func cut() -> SourcePart? {
    let end = barrier ?? buffer.count
    let isLast = barrier != nil || hasEnded
    guard end > 0, unwanted == 0 else { return nil }
    let format = sniffed(end, isLast: isLast)
    guard let format else { return nil }
    let place = format.boundary(
      buffer.span.part(0..<end),
      from: 0,
      size: isLost ? 1 : size,
      isLast: isLast
    )
    if isLost {
      // What follows the boundary is whole again.
      guard let place else { return forget(keeping: 4096) }
      drop(place)
      isLost = false
      return cut()
    }
    if let place { return part(of: place) }
    if end > pieceLimit { lose(format) }
    return nil
  }

  private mutating func sniffed(_ end: Int, isLast: Bool) -> CollectionFormat? {
    if let format { return format }
    guard isLast || end >= Self.stepSize else { return nil }
    format = CollectionFormat(sniffing: buffer.span.part(0..<end), as: hint)
    return format
  }

  /// Gives up a record that is larger than any article.
  private mutating func lose(_ format: CollectionFormat) {
    skipped.append(SkippedPart(.tooLarge(limit: Int64(pieceLimit)), member.source..<offset))
    switch format {
    case .whole:
      buffer = []
      hasEnded = true
    case .warc:
      unwanted = WARCRecord.claimedLength(buffer.span) ?? buffer.count
    case .lines, .mailbox: isLost = true
    }
  }

  private mutating func forget(keeping rest: Int) -> SourcePart? {
    drop(max(0, buffer.count - rest))
    return nil
  }

  private mutating func dropUnwanted() {
    guard unwanted > 0 else { return }
    let end = min(unwanted, barrier ?? buffer.count)
    let count = recordMember(before: end) ?? end
    unwanted = count < end ? 0 : unwanted - count
    drop(count)
    if hasEnded { unwanted = 0 }
  }

  /// Where a member with a record of its own begins, up to which a length that leads over it is
  /// believed.
  private func recordMember(before end: Int) -> Int? {
    let starts = members.map(\.part.lowerBound) + [member.buffer]
    return starts.first { start in
      start > 0 && start < end && WARCRecord.begins(buffer.span, at: start)
    }
  }

  /// Removes the first bytes of the buffer.
  private mutating func drop(_ count: Int) {
    if format == .lines { line += buffer.span.part(0..<count).lineBreaks }
    buffer.removeFirst(count)
    member.buffer -= count
    barrier = barrier.map { $0 - count }
    members = members.compactMap { old in
      guard old.part.upperBound > count else { return nil }
      let part = old.part.lowerBound - count..<old.part.upperBound - count
      return SourcePart.Member(part: part, source: old.source)
    }
  }

  /// Gives the first `end` bytes away.
  private mutating func part(of end: Int) -> SourcePart {
    let first = members.first?.source ?? member.source..<offset
    let last = members.last { $0.part.lowerBound < end }?.source ?? first
    let isInLast = members.last.map { $0.part.upperBound < end } ?? true
    var part = SourcePart(
      content: .bytes(Array(buffer[..<end])),
      format: format ?? .whole,
      place: first.lowerBound..<max(first.lowerBound, isInLast ? offset : last.upperBound),
      firstLine: line
    )
    part.members = members.filter { $0.part.lowerBound >= 0 && $0.part.upperBound <= end }
    part.isCutShort = isCutShort && end == buffer.count
    part.skipped = skipped
    skipped = []
    drop(end)
    return part
  }
}
