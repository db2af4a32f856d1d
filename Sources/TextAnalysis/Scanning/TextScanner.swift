// SPDX-License-Identifier: Apache-2.0

/// Cuts one text into tokens, a batch at a time.
///
/// Words of ASCII letters take a short way, eight bytes at a step; everything else goes through
/// the tables, character by character.
struct TextScanner: ~Copyable {
  let source: SourceText
  /// Where the next token is looked for.
  var next = 0
  /// The position of the next token.
  var position: UInt32
  var sentences = SentenceTracker()
  /// Words that are linked with one another, while they are scanned.
  var compound = Compound()
  /// Where a link is none because the compound before it has as many words as are joined.
  var unlinkable = -1

  init(_ source: SourceText, position: UInt32) {
    self.source = source
    self.position = position
  }

  /// Fills a batch; false when the text is at its end.
  mutating func fill(_ batch: inout TokenBatch, _ scratch: inout AnalyzerScratch) -> Bool {
    while true {
      if compound.isOpen, next != compound.next {
        if next < source.count, link(source.character(at: next).kind, batch) { continue }
        closeCompound(&batch)
      }
      guard next < source.count else { return false }
      guard batch.hasRoom || compound.isOpen || startsLink(batch) else { return true }
      let byte = source.base[next]
      guard byte < 0x80 else {
        scanCharacter(&batch, &scratch)
        continue
      }
      let kind = source.tables.entry(ascii: byte).kind
      if kind == CharacterClass.letter {
        if !scanPlainWord(&batch) { scanWord(&batch, &scratch) }
      } else if kind == CharacterClass.digit {
        scanWord(&batch, &scratch)
      } else {
        if kind != CharacterClass.other {
          if Self.mayLink(kind), link(kind, batch) { continue }
          sentences.separator(kind, at: next)
        }
        next &+= 1
      }
    }
  }

  /// Goes on at a character beyond ASCII.
  private mutating func scanCharacter(
    _ batch: inout TokenBatch,
    _ scratch: inout AnalyzerScratch
  ) {
    let character = source.character(at: next)
    switch character.kind {
    case CharacterClass.letter, CharacterClass.hebrew, CharacterClass.digit:
      scanWord(&batch, &scratch)
    case CharacterClass.cjk:
      scanPlainRun(character, &batch)
      if batch.hasRoom, source.character(at: next).kind == CharacterClass.cjk {
        scanRun(CharacterClass.cjk, &batch, &scratch)
      }
    case CharacterClass.complex:
      scanRun(CharacterClass.complex, &batch, &scratch)
    default:
      if Self.mayLink(character.kind), link(character.kind, batch) { return }
      sentences.separator(character.kind, at: next)
      next &+= character.length
    }
  }
}

extension TextScanner {
  /// Takes a word of ASCII letters that nothing can join to what follows it.
  ///
  /// - Returns: false, with nothing done, for every other word and near the end of the text.
  @inline(__always)
  private mutating func scanPlainWord(_ batch: inout TokenBatch) -> Bool {
    let term = UnsafeMutableRawPointer(batch.arena + batch.arenaUsed)
    var length = 0
    var word: UInt64 = 0
    while true {
      let place = next &+ length
      guard place &+ 8 < source.count, length < 240 else { return false }
      let bytes = UnsafeRawPointer(source.base)
        .loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
      let lower = (bytes | 0x2020_2020_2020_2020) & 0x7f7f_7f7f_7f7f_7f7f
      let letters = (lower &+ 0x1f1f_1f1f_1f1f_1f1f) ^ (lower &+ 0x0505_0505_0505_0505)
      let others = (~letters | bytes) & 0x8080_8080_8080_8080
      guard others != 0 else {
        term.storeBytes(of: lower.littleEndian, toByteOffset: length, as: UInt64.self)
        word = length == 0 ? lower : 0
        length &+= 8
        continue
      }
      let rest = others.trailingZeroBitCount &>> 3
      let tail = lower & ((1 &<< UInt64(truncatingIfNeeded: rest &* 8)) &- 1)
      term.storeBytes(of: tail.littleEndian, toByteOffset: length, as: UInt64.self)
      // The term's key: the tail is all of a short word and nothing of one of eight letters.
      word = length == 0 ? tail : rest == 0 && length == 8 ? word : 0
      length &+= rest
      break
    }
    let after = source.base[next &+ length]
    guard isPlainEnd(after, after: length) else { return false }
    let hash = word != 0 ? Self.hash(word, count: length) : Self.hash(padded: term, count: length)
    append(&batch, length, hash, word, next..<(next &+ length), .word)
    next &+= length
    // Most words stand before a blank, which need not be looked at again.
    if after == 0x20 {
      sentences.space()
      next &+= 1
    }
    return true
  }

  /// Whether a word of ASCII letters surely ends before a byte.
  @inline(__always)
  private func isPlainEnd(_ byte: UInt8, after length: Int) -> Bool {
    guard byte < 0x80 else { return false }
    var joining: UInt32 = 1 << CharacterClass.digit | 1 << CharacterClass.apostrophe
    if length <= 2 { joining |= 1 << CharacterClass.dot | 1 << CharacterClass.ampersand }
    return !CharacterClass.contains(joining, source.tables.entry(ascii: byte).kind)
  }

  @inline(__always)
  static func hash(_ word: UInt64, count: Int) -> UInt64 {
    TermHash.mix(TermHash.start(count: count), word)
  }

  /// ``TermHash`` of a term that zeros follow up to a multiple of eight.
  @inline(__always)
  private static func hash(padded term: UnsafeMutableRawPointer, count: Int) -> UInt64 {
    var state = TermHash.start(count: count)
    var offset = 0
    while offset < count {
      let word = term.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
      state = TermHash.mix(state, word)
      offset &+= 8
    }
    return state
  }
}

extension TextScanner {
  /// Appends a token without a surface whose term lies in the arena, padded.
  @inline(__always)
  mutating func append(
    _ batch: inout TokenBatch,
    _ length: Int,
    _ hash: UInt64,
    _ key: UInt64,
    _ range: Range<Int>,
    _ kind: SentenceTracker.TokenKind
  ) {
    let index = batch.count
    batch.offset[index] = UInt32(truncatingIfNeeded: batch.arenaUsed)
    batch.length[index] = UInt16(truncatingIfNeeded: length)
    batch.hash[index] = hash
    batch.position[index] = position
    batch.start[index] = UInt32(truncatingIfNeeded: range.lowerBound)
    batch.end[index] = UInt32(truncatingIfNeeded: range.upperBound)
    batch.flags[index] = sentences.isPending ? sentenceFlag(range.lowerBound, batch) : 0
    batch.arenaUsed &+= (length &+ 7) & ~7
    batch.count = index &+ 1
    position &+= 1
    sentences.token(end: range.upperBound, key: key, kind: kind)
  }

  /// Bit 0 of the flags of the token being appended.
  private func sentenceFlag(_ start: Int, _ batch: borrowing TokenBatch) -> UInt8 {
    let first = source.character(at: start).entry
    let key = UnsafeRawPointer(batch.arena + batch.arenaUsed).loadUnaligned(as: UInt64.self)
    return sentences.begins(with: first, key: key.littleEndian) ? 1 : 0
  }

  /// Appends the token that a builder holds; nothing if its term is empty.
  mutating func append(
    _ word: WordBuilder,
    _ range: Range<Int>,
    _ kind: SentenceTracker.TokenKind,
    _ flags: TokenFlags = [],
    to batch: inout TokenBatch
  ) {
    let length = word.termLength
    guard length > 0 else { return }
    let term = UnsafeMutableRawPointer(word.term)
    term.storeBytes(of: 0, toByteOffset: length, as: UInt64.self)
    let key = length <= 8 ? term.loadUnaligned(as: UInt64.self).littleEndian : 0
    let hash = Self.hash(padded: term, count: length)
    append(&batch, length, hash, key, range, kind)
    let index = batch.count &- 1
    batch.flags[index] |= flags.rawValue
    if word.differs { appendSurface(of: word, index, to: &batch) }
  }

  private func appendSurface(
    of word: WordBuilder,
    _ index: Int,
    to batch: inout TokenBatch
  ) {
    let length = word.surfaceLength
    let target = batch.arena + batch.arenaUsed
    WordBuilder.copy(word.surface, to: target, length)
    UnsafeMutableRawPointer(target).storeBytes(of: 0, toByteOffset: length, as: UInt64.self)
    batch.flags[index] |= TokenFlags.hasSurface.rawValue
    batch.surfaceOffset[index] = UInt32(truncatingIfNeeded: batch.arenaUsed)
    batch.surfaceLength[index] = UInt16(truncatingIfNeeded: length)
    batch.arenaUsed &+= (length &+ 7) & ~7
  }
}
