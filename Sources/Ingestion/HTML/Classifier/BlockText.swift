// SPDX-License-Identifier: Apache-2.0

/// The words of a block, counted by what they are.
struct BlockText {
  var words: Int32 = 0
  var capitals: Int32 = 0
  var numbers: Int32 = 0
  var commas: Int32 = 0
  var stops: Int32 = 0
  var dividers: Int32 = 0
  var quotes: Int32 = 0
  var addresses: Int32 = 0
  var shouted: Int32 = 0
  var ideographs: Int32 = 0
  var authorWords: Int32 = 0
  var sourceWords: Int32 = 0
  /// How many words are of each ``BlockVocabulary/Kind``.
  var kinds = InlineArray<10, Int32>(repeating: 0)
  var titleWords: Int32 = 0
  /// Runs of three words, and how many of them the description and JSON-LD's text have.
  var runs: Int32 = 0
  var descriptionRuns: Int32 = 0
  var bodyRuns: Int32 = 0
  /// All words in a row.
  var hash: UInt32 = 0
  /// The number of words in the longest known opening; 0 if none.
  var opening: Int32 = 0
  /// Whether the first letter is a small one.
  var startsSmall = false
  var startsWithNumber = false
  /// Where its long words are in ``BlockTexts/longWords``.
  var longStart: Int32 = 0
  var longEnd: Int32 = 0

  /// Whether the whole text is a known one.
  var isPhrase: Bool { words > 0 && BlockVocabulary.phrases[hash] & 1 != 0 }
}

/// The texts of all blocks of a page, read once.
struct BlockTexts {
  private(set) var texts: [BlockText] = []
  /// Hashes of words of five bytes and more that are no stop words.
  private(set) var longWords: [UInt32] = []

  init(_ tree: HTMLTree, _ blocks: [PageBlock], _ words: PageWords) {
    texts.reserveCapacity(blocks.count)
    longWords.reserveCapacity(tree.text.count / 12)
    for block in blocks { read(block, tree, words) }
  }

  private mutating func read(_ block: PageBlock, _ tree: HTMLTree, _ words: PageWords) {
    var text = BlockText()
    text.longStart = Int32(truncatingIfNeeded: longWords.count)
    var cursor = WordCursor()
    var run = WordRun()
    var index = Int(block.first)
    let bytes = tree.text.span
    while index <= Int(block.last) {
      let node = tree.nodes[index]
      if node.tag == .text {
        cursor.restart()
        let part = bytes.part(Int(node.textStart)..<Int(node.textEnd))
        while cursor.next(in: part) { count(cursor, part, &text, &run, words) }
      } else if tree.range(.hidden, of: index) != nil {
        index = max(index + 1, Int(node.end))
        continue
      }
      index += 1
    }
    text.commas = Int32(truncatingIfNeeded: cursor.commas)
    text.stops = Int32(truncatingIfNeeded: cursor.stops)
    text.dividers = Int32(truncatingIfNeeded: cursor.dividers)
    text.quotes = Int32(truncatingIfNeeded: cursor.quotes)
    text.addresses = Int32(truncatingIfNeeded: cursor.addresses)
    text.longEnd = Int32(truncatingIfNeeded: longWords.count)
    texts.append(text)
  }

  private mutating func count(
    _ word: WordCursor,
    _ part: ByteSpan,
    _ text: inout BlockText,
    _ run: inout WordRun,
    _ words: PageWords
  ) {
    let isFirst = text.words == 0
    text.hash = isFirst ? word.hash : WordCursor.mix(text.hash, word.hash)
    text.words += 1
    if isFirst {
      text.startsSmall = !word.isCapitalised && !word.isNumber && !word.isIdeograph
      text.startsWithNumber = word.isNumber
    }
    if text.words <= 4, BlockVocabulary.phrases[text.hash] & 2 != 0 { text.opening = text.words }
    if word.isCapitalised { text.capitals += 1 }
    if word.isNumber { text.numbers += 1 }
    if word.isShouted { text.shouted += 1 }
    if word.isIdeograph { text.ideographs += 1 }
    let names = words.names[word.hash]
    if names & 1 != 0 { text.authorWords += 1 }
    if names & 2 != 0 { text.sourceWords += 1 }
    let bits = BlockVocabulary.words[word.hash]
    if bits != 0 {
      for kind in 0..<10 where bits & (1 << UInt32(kind)) != 0 { text.kinds[kind] += 1 }
    }
    if words.title[word.hash] != 0 { text.titleWords += 1 }
    if bits & 1 == 0, word.length >= 5 { longWords.append(word.hash) }
    run.append(word.hash)
    guard let hash = run.hash else { return }
    text.runs += 1
    if words.description[hash] != 0 { text.descriptionRuns += 1 }
    if words.body[hash] != 0 { text.bodyRuns += 1 }
  }
}
