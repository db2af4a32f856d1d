// SPDX-License-Identifier: Apache-2.0

/// Where the parts of one document begin, as far as a search needs to know; read again for every
/// document, into the same memory.
final class DocumentUnits {
  /// What is needed.
  struct Needs: OptionSet {
    let rawValue: UInt8

    static let fields = Needs(rawValue: 1)
    static let sentences = Needs(rawValue: 2)
    static let paragraphs = Needs(rawValue: 4)
    static let ranges = Needs(rawValue: 8)
    static let lead = Needs(rawValue: 16)
  }

  let needs: Needs

  /// The first positions of fields, sentences and paragraphs, ascending, where needed.
  ///
  /// Every field begins with a sentence and a paragraph, so none of these reaches from one field
  /// into another.
  private(set) var fields = GrowingArray<UInt32>()
  private(set) var sentences = GrowingArray<UInt32>()
  private(set) var paragraphs = GrowingArray<UInt32>()

  /// The positions of each field, by its number; empty for one that is not there.
  private let ranges: UnsafeMutablePointer<Range<UInt32>>
  /// Where the body's first paragraph ends.
  private var leadEnd: UInt32 = 0

  private static let fieldCount = 16

  init(_ needs: Needs) {
    self.needs = needs
    ranges = .allocate(capacity: Self.fieldCount)
    ranges.initialize(repeating: 0..<0, count: Self.fieldCount)
  }

  deinit {
    ranges.deallocate()
  }

  /// Reads a document's record; false if that is damaged.
  ///
  /// Some 30 ns, and 1 ns for each sentence where sentences or paragraphs are needed.
  func read(_ record: UnsafeBufferPointer<UInt8>) -> Bool {
    fields.truncate(to: 0)
    sentences.truncate(to: 0)
    paragraphs.truncate(to: 0)
    ranges.update(repeating: 0..<0, count: Self.fieldCount)
    var reader = CheckedBytes(UnsafeRawBufferPointer(record))
    let limit = Int(Int32.max)
    var end = 0
    for _ in 0..<reader.varint(upTo: record.count) {
      let field = Int(reader.byte())
      let start = end + reader.varint(upTo: limit - end)
      end = start + reader.varint(upTo: limit - start)
      guard field < Self.fieldCount, !reader.isDamaged else { return false }
      ranges[field] = UInt32(start)..<UInt32(end)
      fields.append(UInt32(start))
    }
    let needsStarts: Needs = [.sentences, .paragraphs, .lead]
    if !needs.isDisjoint(with: needsStarts) { readStarts(&reader) }
    return !reader.isDamaged
  }

  private func readStarts(_ reader: inout CheckedBytes) {
    let body = ranges[Int(IndexedField.body.rawValue)]
    leadEnd = body.upperBound
    let limit = Int(Int32.max)
    var position = 0
    while reader.remaining > 0, !reader.isDamaged {
      let step = reader.varint(upTo: 2 * (limit - position) + 1)
      position += step / 2
      let start = UInt32(position)
      if needs.contains(.sentences) { sentences.append(start) }
      guard step % 2 == 1 else { continue }
      if needs.contains(.paragraphs) { paragraphs.append(start) }
      if start > body.lowerBound && start < leadEnd { leadEnd = start }
    }
  }

  /// Whether a span lies in a region from end to end.
  func holds(_ region: SpanRegion, _ span: Span) -> Bool {
    switch region {
    case .field(let field): holds(ranges[Int(field.rawValue)], span)
    case .lead:
      holds(ranges[Int(IndexedField.title.rawValue)], span)
        || holds(ranges[Int(IndexedField.deck.rawValue)], span)
        || span.end < leadEnd && holds(ranges[Int(IndexedField.body.rawValue)], span)
    case .opening(let words): opens(words, span)
    }
  }

  private func opens(_ words: UInt32, _ span: Span) -> Bool {
    let body = ranges[Int(IndexedField.body.rawValue)]
    return holds(body, span) && span.end &- body.lowerBound < words
  }

  @inline(__always)
  private func holds(_ range: Range<UInt32>, _ span: Span) -> Bool {
    range.lowerBound <= span.start && span.end < range.upperBound
  }
}
