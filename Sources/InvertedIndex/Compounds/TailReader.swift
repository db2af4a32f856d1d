// SPDX-License-Identifier: Apache-2.0

package import Storage

/// Finds words by their ends in the section `TAIL`.
struct TailReader: Sendable {
  private let section: SealedSection
  private let words: Int

  /// Reads the header and compares the size.
  init(_ section: SealedSection) throws(CorruptionError) {
    let bytes = section.bytes
    guard bytes.count >= TailFormat.headerSize else {
      throw CorruptionError(.wrongLength, in: section.file.entry.place)
    }
    try section.check(0..<TailFormat.headerSize)
    let count = bytes.number(at: 0, as: UInt64.self)
    guard count <= UInt64(bytes.count), TailFormat.headerSize + Int(count) * 12 == bytes.count
    else {
      throw CorruptionError(.wrongLength, in: section.file.entry.place)
    }
    self.section = section
    words = Int(count)
  }

  private func tail(_ word: Int) throws(CorruptionError) -> UInt64 {
    let offset = TailFormat.headerSize + word * 8
    try section.check(offset..<offset + 8)
    return section.bytes.number(at: offset, as: UInt64.self)
  }

  /// The ranks of the words whose last bytes, at most eight, are those of `end`.
  func ordinals(endingIn end: [UInt8]) throws(CorruptionError) -> [UInt32] {
    let wanted = end.withUnsafeBufferPointer { TailFormat.tail(of: $0) }
    let mask = end.count >= 8 ? UInt64.max : ~(UInt64.max >> UInt64(8 * end.count))
    var low = 0
    var high = words
    while low < high {
      let middle = (low + high) / 2
      if try tail(middle) < wanted { low = middle + 1 } else { high = middle }
    }
    var ordinals: [UInt32] = []
    while low < words, try tail(low) & mask == wanted {
      let offset = TailFormat.headerSize + words * 8 + low * 4
      try section.check(offset..<offset + 4)
      ordinals.append(section.bytes.number(at: offset, as: UInt32.self))
      low += 1
    }
    return ordinals
  }
}

extension SegmentReader {
  /// The longer words that end in `end` and occur in one of some languages, by their numbers here;
  /// none where no language has compounds.
  ///
  /// About a microsecond a word.
  package func words(
    endingIn end: [UInt8],
    in languages: LanguageMask
  ) throws(CorruptionError) -> [(key: [UInt8], entry: TermEntry)] {
    guard let tails, end.count >= TailFormat.fewestBytes else { return [] }
    var found: [(key: [UInt8], entry: TermEntry)] = []
    for ordinal in try tails.ordinals(endingIn: end) {
      guard let (key, entry) = try term(at: Int(ordinal)) else {
        throw CorruptionError(.outOfRange("rank of a word by its end"), in: file.entry.place)
      }
      guard key.count > end.count, key.suffix(end.count).elementsEqual(end),
        entry.languages.rawValue & languages.rawValue != 0
      else { continue }
      found.append((key, entry))
    }
    return found
  }

  /// The longer words that begin with `start` and occur in one of some languages, by their numbers
  /// here; none where no language has compounds.
  package func words(
    beginningWith start: [UInt8],
    in languages: LanguageMask
  ) throws(CorruptionError) -> [(key: [UInt8], entry: TermEntry)] {
    guard tails != nil, start.count >= TailFormat.fewestBytes else { return [] }
    return try terms(withPrefix: start).filter { key, entry in
      key.count >= start.count + TailFormat.fewestBytes
        && entry.languages.rawValue & languages.rawValue != 0
    }
  }
}
