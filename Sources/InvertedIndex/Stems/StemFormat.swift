// SPDX-License-Identifier: Apache-2.0

import Storage
import TextAnalysis

/// The constants of `index/FORMAT.md`, "Stems".
enum StemFormat {
  /// A group whose members' document frequencies add up to this many has a postings list of its
  /// own: reading one list is then worth more than the list's bytes.
  static let listThreshold: UInt64 = 1024
  /// The header: how many pairs, how many lists, 4 bytes each.
  static let headerSize = 8

  /// The name of a group: a stem in a language.
  ///
  /// The pairs keep its upper half, the lists all of it.
  static func hash(_ stem: UnsafeBufferPointer<UInt8>, _ language: Language) -> UInt64 {
    XXH64.hash(UnsafeRawBufferPointer(stem), seed: UInt64(language.rawValue))
  }

  /// Whether a key takes part in stemming: words of the text that do not begin with a digit.
  static func isStemmed(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = key.first else { return false }
    return first > 0x39
  }
}

/// Stemmers for the languages of a segment, made when first wanted.
final class StemmerShelf {
  private final class Box {
    var stemmer: Stemmer
    init(_ stemmer: consuming Stemmer) { self.stemmer = stemmer }
  }

  private let boxes: [Box?]
  /// The languages that have a stemmer, by their numbers in the segment.
  let numbers: [UInt8]
  private let languages: [Language]

  init(_ languages: [Language]) {
    self.languages = languages
    boxes = languages.map { language in
      guard let stemmer = Stemmer(language) else { return nil }
      return Box(stemmer)
    }
    numbers = boxes.indices.filter { [boxes] in boxes[$0] != nil }.map { UInt8($0) }
  }

  /// The group of a word in a language that has a stemmer.
  func group(of form: UnsafeBufferPointer<UInt8>, in number: UInt8) -> UInt64? {
    let language = languages[Int(number)]
    return boxes[Int(number)]?.stemmer.withStem(of: form) { StemFormat.hash($0, language) }
  }
}
