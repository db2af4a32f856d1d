// SPDX-License-Identifier: Apache-2.0

/// The cursors of lists that count as one term.
struct SynonymCursors {
  let count: Int
  let cursors: UnsafeMutablePointer<PostingsCursor>

  /// For each, the language its documents must have, or −1.
  let languages: UnsafeMutablePointer<Int16>
  let combine: FrequencyCombination

  /// The language number of each document.
  private let documentLanguages: UnsafePointer<UInt8>?

  init(_ synonyms: [Synonym], combine: FrequencyCombination, in context: SearchContext) {
    count = synonyms.count
    cursors = context.arena.cursors(for: synonyms.map(\.postings))
    languages = context.arena.allocate(Int16.self, count: count, repeating: -1)
    for (index, synonym) in synonyms.enumerated() {
      languages[index] = synonym.language.map(Int16.init) ?? -1
    }
    documentLanguages = context.languages
    self.combine = combine
  }

  /// The weighted frequency in `document`, zero if no list holds it; cursors move there.
  @inline(__always)
  func weight(in document: UInt32) -> UInt32 {
    var result: UInt32 = 0
    for index in 0..<count {
      cursors[index].advance(to: document)
      guard cursors[index].document == document else { continue }
      let language = languages[index]
      if language >= 0, documentLanguages.map({ Int16($0[Int(document)]) }) != language { continue }
      let weight = cursors[index].weights()[cursors[index].index]
      result = combine == .maximum ? max(result, weight) : result &+ weight
    }
    return result
  }
}
