// SPDX-License-Identifier: Apache-2.0

import Storage
package import TextAnalysis

/// The constants of `index/FORMAT.md`, "Ends of words".
package enum TailFormat {
  /// Languages that write compounds in one word: German, Dutch and the Scandinavian ones.
  package static let languages: [Language] = ["de", "nl", "sv", "da", "no", "nb", "nn"]
    .compactMap { Language(code: $0) }
  /// The fewest bytes of each part of a compound.
  package static let fewestBytes = 4
  /// The header: how many words.
  static let headerSize = 8

  /// The last eight bytes of a key, the last one highest, filled up with zeros.
  static func tail(of key: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var tail: UInt64 = 0
    for index in 0..<min(8, key.count) {
      tail |= UInt64(key[key.count - 1 - index]) << UInt64(56 - 8 * index)
    }
    return tail
  }
}

/// Collects the words that may be compounds while a segment's terms are written: the section `TAIL`.
///
/// A class, because the writer that holds it cannot be consumed in 6.3.1 with one more value that is
/// not copyable: the compiler fails.
final class TailCollector {
  private struct Word: BitwiseCopyable {
    var tail: UInt64
    var ordinal: UInt32
  }

  private var words = GrowingArray<Word>()
  /// The numbers of the languages that count.
  private let numbers: [UInt8]

  init(languages: [Language]) {
    numbers = languages.indices.filter { TailFormat.languages.contains(languages[$0]) }
      .map { UInt8($0) }
  }

  /// Takes a key if it is long enough for two parts and occurs in a language of compounds.
  func add(
    key: UnsafeBufferPointer<UInt8>,
    ordinal: UInt32,
    languages: LanguageMask
  ) {
    guard !numbers.isEmpty, key.count >= 2 * TailFormat.fewestBytes, StemFormat.isStemmed(key),
      numbers.contains(where: { languages.contains($0) })
    else { return }
    words.append(Word(tail: TailFormat.tail(of: key), ordinal: ordinal))
  }

  /// The section; nil if there are no words.
  func encode() -> [UInt8]? {
    guard words.count > 0 else { return nil }
    let all = UnsafeMutableBufferPointer(start: words.base, count: words.count)
    // The words came in the order of their ordinals, and those of one tail keep it.
    RadixSort.sort(all) { $0.tail }
    var out = ByteWriter(reservingCapacity: TailFormat.headerSize + all.count * 12)
    out.u64(UInt64(all.count))
    for word in all { out.u64(word.tail) }
    for word in all { out.u32(word.ordinal) }
    return out.bytes
  }
}
