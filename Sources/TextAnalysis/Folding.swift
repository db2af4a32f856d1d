// SPDX-License-Identifier: Apache-2.0

/// A text without case and accents, in every script: what terms compare by.
///
/// Punctuation and blanks stay; apostrophes leave nothing.
package func folded(_ text: String) -> [UInt8] {
  var text = text
  var folding = FoldingBuffer()
  return text.withUTF8 { bytes in
    folding.withFolded(bytes) { Array($0) }
  }
}

/// Room for folding words one after another.
struct FoldingBuffer: ~Copyable {
  /// The most bytes that one byte of a source folds to: U+FDFA has three and gives thirty.
  private static let growth = 12

  private var capacity = 0
  private var bytes: UnsafeMutablePointer<UInt8>?
  private var composition = Composition()

  deinit {
    bytes?.deallocate()
  }

  /// Calls `body` with the folded form of a text, valid during the call.
  mutating func withFolded<Result>(
    _ text: UnsafeBufferPointer<UInt8>,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    guard let base = text.baseAddress, !text.isEmpty else { return body(text) }
    let room = text.count * Self.growth + 64
    let memory = reserve(room * 2)
    var word = WordBuilder(term: memory, surface: memory + room)
    word.limit = room - 16
    fold(SourceText(base: base, count: text.count, tables: CharacterTables()), into: &word)
    return body(UnsafeBufferPointer(start: memory, count: word.termLength))
  }

  private mutating func fold(_ source: SourceText, into word: inout WordBuilder) {
    var place = 0
    var base: WordBuilder.Mark?
    while place < source.count {
      let character = source.character(at: place)
      if character.entry.composes, let start = base {
        word.goBack(to: start)
        place = source.appendComposed(at: start.source, to: &word, with: &composition)
        base = nil
        continue
      }
      if character.kind != CharacterClass.mark { base = word.mark(at: place) }
      if character.kind != CharacterClass.apostrophe { word.append(character, source.tables) }
      place += character.length
    }
  }

  /// Memory for at least so many bytes.
  private mutating func reserve(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    if let bytes, capacity >= count { return bytes }
    bytes?.deallocate()
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
    bytes = memory
    capacity = count
    return memory
  }
}
