// SPDX-License-Identifier: Apache-2.0

/// Where the title, the deck, the body and the addresses of one document lie, in positions; empty if
/// missing.
struct TextPlaces {
  private(set) var title: Range<UInt32> = 0..<0
  private(set) var deck: Range<UInt32> = 0..<0
  private(set) var body: Range<UInt32> = 0..<0
  private(set) var url: Range<UInt32> = 0..<0

  /// Reads the fields of a document's record and none of its sentences; nil if it is damaged.
  init?(_ record: UnsafeBufferPointer<UInt8>) {
    var reader = CheckedBytes(UnsafeRawBufferPointer(record))
    let limit = Int(Int32.max)
    var end = 0
    for _ in 0..<reader.varint(upTo: record.count) {
      let number = reader.byte()
      let start = end + reader.varint(upTo: limit - end)
      end = start + reader.varint(upTo: limit - start)
      let range = UInt32(start)..<UInt32(end)
      switch number {
      case IndexedField.title.rawValue: title = range
      case IndexedField.deck.rawValue: deck = range
      case IndexedField.body.rawValue: body = range
      case IndexedField.url.rawValue: url = range
      default: break
      }
    }
    if reader.isDamaged { return nil }
  }

  /// What an occurrence is worth for its place.
  @inline(__always)
  func lead(of position: UInt32) -> Float {
    if title.contains(position) { return 1 }
    if body.contains(position) { return RankingFeatures.lead(at: position &- body.lowerBound) }
    if deck.contains(position) { return RankingFeatures.lead(at: position &- deck.lowerBound) }
    return 0
  }
}
