// SPDX-License-Identifier: Apache-2.0

// What the words and marks of a block say.
extension BlockFeatures {
  mutating func readText(_ index: Int) {
    let block = page.blocks[index]
    let text = texts.texts[index]
    set(.length, index, .size(block.length))
    set(.words, index, .size(text.words))
    set(.linkShare, index, .share(block.linkLength, of: block.length))
    set(.links, index, UInt8(clamping: block.links))
    set(.capitalShare, index, .share(text.capitals, of: text.words))
    set(.numberShare, index, .share(text.numbers, of: text.words))
    set(.commaShare, index, .share(text.commas, of: text.words))
    set(.stopMarkShare, index, .share(text.stops, of: text.words))
    set(.stops, index, UInt8(clamping: text.stops))
    set(.dividers, index, UInt8(clamping: text.dividers))
    set(.quotes, index, UInt8(clamping: text.quotes))
    set(.endsSentence, index, block.endsSentence ? 1 : 0)
    set(.startsSmall, index, text.startsSmall ? 1 : 0)
    set(.startsWithNumber, index, text.startsWithNumber ? 1 : 0)
    set(.stressedShare, index, .share(block.stressedLength, of: block.length))
    set(.wordLength, index, UInt8(clamping: text.words == 0 ? 0 : block.length * 8 / text.words))
    set(.addresses, index, UInt8(clamping: text.addresses))
    set(.authorShare, index, .share(text.authorWords, of: text.words))
    set(.sourceShare, index, .share(text.sourceWords, of: text.words))
    set(.shouting, index, .share(text.shouted, of: text.words))
    set(.ending, index, ending(of: block))
    set(.kind, index, block.kind.rawValue)
    set(.level, index, block.level)
    set(.isAside, index, block.isAside ? 1 : 0)
    set(.tag, index, tree.nodes[Int(block.element)].tag.rawValue)
  }

  /// What the last byte is: 1 a stop, 2 a comma or colon, 3 a question, 4 an ellipsis, 5 a digit,
  /// 6 a letter, 0 another.
  func ending(of block: PageBlock) -> UInt8 {
    let node = tree.nodes[Int(block.last)]
    let text = tree.text.span
    let range = text.trimmedRange(Int(node.textStart)..<Int(node.textEnd))
    guard let last = range.last else { return 0 }
    let byte = text[last]
    switch byte {
    case UInt8(ascii: "."):
      return range.count > 2 && text[last - 1] == byte ? 4 : 1
    case UInt8(ascii: ":"), UInt8(ascii: ","): return 2
    case UInt8(ascii: "?"), UInt8(ascii: "!"): return 3
    case 0xA6 where range.count > 2 && text[last - 1] == 0x80: return 4
    default: return byte.isDigit ? 5 : byte.isLetter ? 6 : 0
    }
  }

  mutating func readWords(_ index: Int) {
    let text = texts.texts[index]
    set(.opening, index, UInt8(clamping: text.opening))
    set(.isPhrase, index, text.isPhrase ? 1 : 0)
    set(.stopShare, index, .share(text.kinds[0], of: text.words))
    var odd: Int32 = 0
    for kind in 1..<10 {
      set(BlockFeature.sharing.rawValue + kind - 1, index, UInt8(clamping: text.kinds[kind]))
      odd += text.kinds[kind]
    }
    set(.oddShare, index, .share(min(odd, text.words), of: text.words))
    set(.titleShare, index, .share(text.titleWords, of: text.words))
    let titleCount = Int32(truncatingIfNeeded: words.titleCount)
    set(.titleCover, index, .share(min(text.titleWords, titleCount), of: titleCount))
    set(.descriptionShare, index, .share(text.descriptionRuns, of: text.runs))
    set(.bodyShare, index, words.bodyCount == 0 ? 255 : .share(text.bodyRuns, of: text.runs))
    set(.bodyWords, index, .size(Int32(truncatingIfNeeded: words.bodyCount)))
  }
}
