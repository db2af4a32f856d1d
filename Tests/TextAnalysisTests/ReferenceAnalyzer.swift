// SPDX-License-Identifier: Apache-2.0

import Foundation

@testable import TextAnalysis

/// The analyzer's rules once more, slowly: over an array of characters, with strings and
/// dictionaries, sharing with the analyzer only the tables and the sentence rules' word lists.
struct ReferenceAnalyzer {
  struct Character {
    var start: Int
    var end: Int
    var kind: UInt32
    var isLowercase: Bool
    var composes: Bool
    var lower: String
    var fold: String

    var isLetter: Bool { kind == CharacterClass.letter || kind == CharacterClass.hebrew }
    var isDigit: Bool { kind == CharacterClass.digit }
    var isMark: Bool { kind == CharacterClass.mark }
    var isWordPart: Bool { isLetter || isDigit || isMark || kind == CharacterClass.stacker }
    var isApostrophe: Bool { kind == CharacterClass.apostrophe }
  }

  var characters: [Character] = []
  var tokens: [Token] = []
  var sentences = SentenceTracker()
  var bytes: [UInt8] = []
  var position: UInt32 = 0
  /// Whether the word being read is linked with the one before it.
  var isLinked = false
  var unlinkable = -1

  static func tokens(_ bytes: [UInt8]) -> [Token] {
    var analyzer = ReferenceAnalyzer()
    analyzer.bytes = bytes
    analyzer.characters = decode(bytes)
    analyzer.run()
    return analyzer.tokens
  }

  /// The character at an index; a separator beyond the end.
  subscript(index: Int) -> Character {
    guard index < characters.count else {
      let end = characters.last?.end ?? 0
      return Character(
        start: end,
        end: end,
        kind: CharacterClass.other,
        isLowercase: false,
        composes: false,
        lower: "",
        fold: ""
      )
    }
    return characters[index]
  }

  mutating func run() {
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if character.isLetter || character.isDigit {
        index = compound(from: index)
      } else if character.kind == CharacterClass.cjk || character.kind == CharacterClass.complex {
        index = run(from: index)
      } else {
        sentences.separator(character.kind, at: character.start)
        index += 1
      }
    }
  }

  /// Takes a word and those linked with it.
  mutating func compound(from start: Int) -> Int {
    var words = [tokens.count]
    var bonds: [Bool] = []
    isLinked = false
    var index = word(from: start)
    while let next = linked(at: index) {
      guard words.count < 4 else {
        unlinkable = index
        break
      }
      bonds.append(isBonded(index, with: next))
      isLinked = true
      words.append(tokens.count)
      index = word(from: next)
    }
    isLinked = false
    if words.count > 1 { join(words, bonds) }
    return index
  }

  mutating func emit(
    _ forms: [(fold: String, lower: String)],
    _ range: Range<Int>,
    first: Int,
    _ kind: SentenceTracker.TokenKind,
    isRunEnd: Bool = false
  ) {
    let term = Self.cut(forms.map(\.fold))
    let surface = Self.cut(forms.map(\.lower))
    guard !term.isEmpty else { return }
    let key = Self.key(term)
    var flags: TokenFlags = isRunEnd ? .isRunEnd : []
    let bytes = self[first]
    let table = CharacterTables.Entry(raw: bytes.kind | (bytes.isLowercase ? 0x20 : 0))
    if sentences.begins(with: table, key: key) { flags.insert(.startsSentence) }
    if forms.contains(where: { $0.fold != $0.lower }) { flags.insert(.hasSurface) }
    tokens.append(
      Token(
        term: term,
        surface: flags.contains(.hasSurface) ? surface : term,
        position: position,
        range: range,
        flags: flags
      )
    )
    position += 1
    sentences.token(end: range.upperBound, key: term.count <= 8 ? key : 0, kind: kind)
  }

  /// The parts that fit into 255 bytes, up to the first that does not.
  static func cut(_ parts: [String], limit: Int = 255) -> [UInt8] {
    var bytes: [UInt8] = []
    for part in parts {
      guard bytes.count + part.utf8.count <= limit else { break }
      bytes += part.utf8
    }
    return bytes
  }

  static func key(_ term: [UInt8]) -> UInt64 {
    term.prefix(8).enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
  }
}

extension ReferenceAnalyzer {
  /// Characters by Swift's own decoder; a byte that is no part of one stands alone.
  static func decode(_ bytes: [UInt8]) -> [Character] {
    var characters: [Character] = []
    var place = 0
    while place < bytes.count {
      let length = (1...4).first { length in
        place + length <= bytes.count
          && String(validating: bytes[place..<(place + length)], as: UTF8.self)?
            .unicodeScalars.count == 1
      }
      if let length {
        let text = String(decoding: bytes[place..<(place + length)], as: UTF8.self)
        characters.append(character(text, at: place, length: length))
      } else {
        characters.append(character("\u{0}", at: place, length: 1))
      }
      place += length ?? 1
    }
    return characters
  }

  static func character(_ text: String, at place: Int, length: Int) -> Character {
    let scalar = text.unicodeScalars[text.unicodeScalars.startIndex]
    let entry = CharacterTables().entry(of: scalar.value)
    var lower = text
    var fold = text
    if scalar.isASCII {
      lower = text.lowercased()
      fold = lower
    } else if entry.mapping != 0 {
      let record = CharacterTables().mappingStart + entry.mapping
      let count = Int(record[0]) - 0x30
      fold = String(decoding: UnsafeBufferPointer(start: record + 1, count: count), as: UTF8.self)
      let mark = record[1 + count]
      let rest = UnsafeBufferPointer(start: record + 2 + count, count: max(0, Int(mark) - 0x30))
      switch mark {
      case UInt8(ascii: "*"): lower = text
      case UInt8(ascii: "="): lower = fold
      default: lower = String(decoding: rest, as: UTF8.self)
      }
    }
    return Character(
      start: place,
      end: place + length,
      kind: entry.kind,
      isLowercase: scalar.isASCII ? ("a"..."z").contains(scalar) : entry.isLowercase,
      composes: entry.composes,
      lower: lower,
      fold: fold
    )
  }

  /// Both forms of a letter and marks, composed by Foundation.
  func composed(_ range: Range<Int>) -> [(fold: String, lower: String)] {
    let text = characters[range].map(\.lower).joined().precomposedStringWithCanonicalMapping
    return text.unicodeScalars.map { scalar in
      let character = Self.character(String(scalar), at: 0, length: String(scalar).utf8.count)
      return (scalar == "·" ? "" : character.fold, character.lower)
    }
  }

  /// A letter and the marks after it: their forms, and where they end.
  func cluster(_ index: Int, isRun: Bool) -> (forms: [(fold: String, lower: String)], end: Int) {
    let kind = self[index].kind
    func belongs(_ other: Character) -> Bool {
      other.isMark || (isRun && other.composes && other.kind == kind)
    }
    var end = index + 1
    while end < characters.count, belongs(characters[end]) { end += 1 }
    let marks = characters[(index + 1)..<end]
    guard marks.contains(where: \.composes) else {
      return (characters[index..<end].map { ($0.fold, $0.lower) }, end)
    }
    let taken = min(end, index + 31)
    let rest = characters[taken..<end].prefix { $0.isMark }
    return (composed(index..<taken) + rest.map { ($0.fold, $0.lower) }, taken + rest.count)
  }
}
