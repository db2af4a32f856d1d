// SPDX-License-Identifier: Apache-2.0

@testable import TextAnalysis

extension ReferenceAnalyzer {
  private static let elisions: Set<String> = [
    "qu", "un", "ch", "gl", "zo", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu", "all",
    "dell", "nell", "sull",
    "dall", "coll", "quell", "quest", "bell", "sant", "grand", "tutt", "mezz", "nessun", "anch",
    "senz",
  ]

  private typealias Forms = [(fold: String, lower: String)]

  /// Takes the word that begins at an index and says where to go on.
  mutating func word(from start: Int) -> Int {
    var forms: Forms = []
    var index = start
    var letters = 0
    while true {
      let character = self[index]
      if character.isLetter {
        let (parts, end) = cluster(index, isRun: false)
        forms += parts
        index = end
        letters += 1
      } else if character.isDigit {
        index = number(from: index, &forms)
      } else if character.isMark || character.kind == CharacterClass.stacker {
        forms.append((character.fold, character.lower))
        index += 1
      } else if let joined = joiner(at: index, from: start, forms) {
        forms += joined
        index += 1
      } else {
        break
      }
    }
    let name = nameEnd(start..<index)
    if isAcronym(start..<index), characters[start..<index].contains(where: \.isStop),
      self[index].isStop
    {
      emit(forms, self[start].start..<self[index].end, first: start, .acronym)
      if let end = possessive(at: index + 1) { return end }
      sentences.acronymEnded()
      return index + 1
    }
    let kind: SentenceTracker.TokenKind = letters == 0 ? .number : .word
    emit(forms, self[start].start..<self[index].start, first: start, kind)
    if !isAcronym(start..<index) || !characters[start..<index].contains(where: \.isStop) {
      addAlias(start..<index, name, forms)
    }
    return possessive(at: index) ?? index
  }

  /// Whether a range holds single letters, perhaps with marks, and full stops between them.
  private func isAcronym(_ range: Range<Int>) -> Bool {
    let bases = characters[range].filter { !$0.isExtending }
    return bases.enumerated().allSatisfy {
      $0.offset % 2 == 0 ? $0.element.isLetter : $0.element.isStop
    }
      && bases.count % 2 == 1
  }

  /// What a joiner puts into the word; nil where the word ends.
  private func joiner(at index: Int, from start: Int, _ forms: [(fold: String, lower: String)])
    -> [(fold: String, lower: String)]?
  {
    let next = self[index + 1]
    switch self[index].kind {
    case CharacterClass.apostrophe:
      guard possessive(at: index) == nil, next.isLetter,
        lastBase(before: index, from: start)?.isLetter == true
      else { return nil }
      let word = forms.map(\.fold).joined()
      let isLatin = word.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7a }
      let isContraction = isContraction(index + 1)
      let isList = isLatin && (word.count == 1 || Self.elisions.contains(word))
      let isLetter = isPlain(start..<index) && letters(start..<index) == 1
      if !isContraction, isList || isLetter && isCapital(index + 1) { return nil }
      let isPronoun = ["i", "he", "she", "we", "who"].contains(word)
      let keeps =
        isContraction && isPronoun && ["l", "r", "d"].contains(source(index + 1).lowercased())
      return [(keeps ? "'" : "", "'")]
    case CharacterClass.dot:
      let isJoined = isAcronym(start..<index) && next.isLetter && !self[index + 2].isWordPart
      return isJoined ? [] : nil
    case CharacterClass.ampersand:
      let isShort = (1...2).contains(index - start - marks(start..<index))
      let areLetters = characters[start..<index].allSatisfy { $0.isLetter || $0.isExtending }
      return isShort && areLetters && shortLetters(at: index + 1) ? [("&", "&")] : nil
    case CharacterClass.middleDot:
      let isL = ["l", "L"].contains(source(index - 1)) && ["l", "L"].contains(source(index + 1))
      return isL ? [("", "·")] : nil
    case CharacterClass.quote:
      let isHebrew = lastBase(before: index, from: start)?.kind == CharacterClass.hebrew
      return isHebrew && next.kind == CharacterClass.hebrew ? [] : nil
    default: return nil
    }
  }

  /// Whether a range has letters and marks only.
  func isPlain(_ range: Range<Int>) -> Bool {
    characters[range].allSatisfy { $0.isLetter || $0.isExtending }
  }

  func letters(_ range: Range<Int>) -> Int {
    characters[range].filter(\.isLetter).count
  }

  func isCapital(_ index: Int) -> Bool {
    guard self[index].isLetter else { return false }
    let text = String(decoding: bytes[self[index].start..<self[index].end], as: UTF8.self)
    return !self[index].isLowercase && self[index].lower != text
  }

  private func source(_ index: Int) -> String {
    let character = self[index]
    guard character.end - character.start == 1 else { return "" }
    return character.isLowercase ? character.fold : character.fold.uppercased()
  }

  private func marks(_ range: Range<Int>) -> Int {
    characters[range].filter(\.isExtending).count
  }

  func lastBase(before index: Int, from start: Int) -> Character? {
    characters[start..<index].last { $0.isLetter || $0.isDigit }
  }

  private func shortLetters(at index: Int) -> Bool {
    let count = (0...2).prefix { self[index + $0].isLetter }.count
    return (1...2).contains(count) && !self[index + count].isWordPart
  }

  func isContraction(_ index: Int) -> Bool {
    let rest = (0..<3).map { source(index + $0).lowercased() }
    let isOne = ["m", "d", "t"].contains(rest[0]) && !self[index + 1].isWordPart
    let isTwo = ["re", "ll", "ve"].contains(rest[0] + rest[1]) && !self[index + 2].isWordPart
    return isOne || isTwo
  }

  /// Where a possessive at an index ends.
  func possessive(at index: Int) -> Int? {
    let isPossessive =
      self[index].isApostrophe && source(index + 1).lowercased() == "s"
      && !self[index + 2].isWordPart
    return isPossessive ? index + 2 : nil
  }
}

extension ReferenceAnalyzer.Character {
  var isStop: Bool { kind == CharacterClass.dot }
  var isExtending: Bool { isMark || kind == CharacterClass.stacker }
}

extension ReferenceAnalyzer {
  /// Takes a run's character at an index, with the next one.
  mutating func run(from index: Int) -> Int {
    let kind = self[index].kind
    let (forms, unitEnd) = unit(index)
    let isNamePart = isNameDot(unitEnd) && isKatakana(index) && isKatakana(unitEnd + 1)
    let middle = isNamePart ? unitEnd + 1 : unitEnd
    var pair = Self.cut(forms.map(\.fold), limit: 120)
    let isPair = self[middle].kind == kind
    var end = middle
    if isPair {
      let (second, secondEnd) = unit(middle)
      pair += Self.cut(second.map(\.fold), limit: 120)
      end = secondEnd
    }
    let text = String(decoding: pair, as: UTF8.self)
    let range = self[index].start..<self[isPair ? end : unitEnd].start
    emit([(text, text)], range, first: index, .word, isRunEnd: !isPair)
    return middle
  }

  private func isNameDot(_ index: Int) -> Bool {
    ["\u{30fb}", "\u{ff65}", "\u{30a0}"].contains(text(index))
  }

  private func isKatakana(_ index: Int) -> Bool {
    text(index).unicodeScalars.contains { scalar in
      [0x30a1...0x30fa, 0x30fc...0x30ff, 0x31f0...0x31ff, 0xff66...0xff9d]
        .contains { $0.contains(scalar.value) }
    }
  }

  /// A character, its marks and what is stacked under it.
  private func unit(_ index: Int) -> (forms: [(fold: String, lower: String)], end: Int) {
    var (forms, end) = cluster(index, isRun: true)
    while self[end].kind == CharacterClass.stacker || self[end].isMark {
      forms.append((self[end].fold, self[end].lower))
      let isStacker = self[end].kind == CharacterClass.stacker
      end += 1
      if isStacker, self[end].kind == self[index].kind {
        forms.append((self[end].fold, self[end].lower))
        end += 1
      }
    }
    return (forms, end)
  }
}

extension ReferenceAnalyzer {
  /// Appends a number and says where it ends.
  func number(from start: Int, _ forms: inout [(fold: String, lower: String)]) -> Int {
    var groups: [String] = []
    var separators = ""
    var ends: [Int] = []
    var index = start
    while self[index].isDigit, groups.count < 16 {
      var digits = ""
      while self[index].isDigit {
        digits += self[index].fold
        index += 1
      }
      groups.append(digits)
      ends.append(index)
      switch self[index].kind {
      case CharacterClass.dot: separators += "."
      case CharacterClass.comma: separators += ","
      case CharacterClass.apostrophe: separators += "'"
      default: separators += " "
      }
      if separators.last == " " { break }
      index += 1
    }
    let between = String(separators.prefix(groups.count - 1))
    let isInList = start >= 2 && commaAfterDigit(start - 1)
    let (count, text) = Self.reading(groups, between, isInList: isInList)
    forms += text.map { (String($0), String($0)) }
    return ends[count - 1]
  }

  private func commaAfterDigit(_ index: Int) -> Bool {
    let isComma = self[index].kind == CharacterClass.comma && self[index].fold == ","
    let before = self[index - 1]
    return isComma && before.isDigit && before.end - before.start == 1
  }

  private static func reading(_ groups: [String], _ separators: String, isInList: Bool)
    -> (Int, String)
  {
    let isLed = groups[0].count <= 3 && !groups[0].hasPrefix("0")
    let sameSeparator = separators.prefix { $0 == separators.first }.count
    let threes = groups.dropFirst().prefix { $0.count == 3 }.count
    let thousands = isLed ? min(sameSeparator, threes) : 0
    if thousands == groups.count - 1 { return (groups.count, groups.joined()) }
    let areStops = separators.allSatisfy { $0 == "." }
    if groups.count > 2, areStops { return (groups.count, groups.joined(separator: ".")) }
    if thousands > 0 {
      let whole = groups[0...thousands].joined()
      let last = separators.last
      let isPoint = (last == "." || last == ",") && last != separators.first
      guard thousands == groups.count - 2, isPoint else { return (thousands + 1, whole) }
      return (groups.count, whole + "." + groups[groups.count - 1])
    }
    if groups.count == 2, separators == "." { return (2, groups.joined(separator: ".")) }
    let isDecimalComma = separators == "," && (groups[1].count <= 2 || groups[0] == "0")
    if isDecimalComma, !isInList { return (2, groups.joined(separator: ".")) }
    return (1, groups[0])
  }
}

// Forms that stand beside the words.

extension ReferenceAnalyzer {
  /// Where the name before a suffix ends: at the first apostrophe.
  private func nameEnd(_ range: Range<Int>) -> Int? {
    guard let mark = range.first(where: { self[$0].isApostrophe }),
      isPlain(range.lowerBound..<mark), letters(range.lowerBound..<mark) >= 3,
      isCapital(range.lowerBound), self[mark + 1].isLowercase, !isContraction(mark + 1)
    else { return nil }
    return mark
  }

  private mutating func addAlias(
    _ range: Range<Int>,
    _ name: Int?,
    _ forms: [(fold: String, lower: String)]
  ) {
    guard !isLinked, let word = tokens.last, word.range.lowerBound == self[range.lowerBound].start
    else { return }
    var alias = word
    alias.flags = .isJoined
    var (fold, lower) = (word.term, word.surface)
    if name != nil {
      let mark = forms.firstIndex { $0.lower == "'" } ?? 0
      fold = Self.cut(forms[..<mark].map(\.fold))
      lower = Self.cut(forms[..<mark].map(\.lower))
      if !word.flags.contains(.hasSurface) { lower = fold }
    } else if possessive(at: range.upperBound) != nil,
      isCapital(range.lowerBound)
        || lastBase(before: range.upperBound, from: range.lowerBound)?.isDigit == true
    {
      fold += Array("s".utf8)
      lower += Array("s".utf8)
    } else {
      return
    }
    guard fold.count + 3 <= 255 else { return }
    if word.flags.contains(.hasSurface), lower.count <= 255 { alias.flags.insert(.hasSurface) }
    alias.term = JoinedTerm.term(fold, words: 1)
    alias.surface = alias.flags.contains(.hasSurface) ? lower : alias.term
    tokens.append(alias)
  }

  /// Where the word after a link at an index begins; nil if there is none.
  func linked(at index: Int) -> Int? {
    guard self[index].kind == CharacterClass.hyphen || self[index].isApostrophe,
      index != unlinkable, let last = tokens.last, last.range.upperBound == self[index].start,
      !last.isRunEnd, !last.isJoined
    else { return nil }
    var next = index + 1
    if self[index].kind == CharacterClass.hyphen {
      if self[next].isApostrophe {
        next += 1
      } else if let behind = behindBreak(next) {
        next = behind
      }
    }
    return self[next].isLetter || self[next].isDigit ? next : nil
  }

  private func behindBreak(_ index: Int) -> Int? {
    var next = index
    let isReturn = text(next) == "\r"
    guard isReturn || self[next].kind == CharacterClass.newline else { return nil }
    next += 1
    if isReturn, text(next) == "\n" { next += 1 }
    while self[next].kind == CharacterClass.space { next += 1 }
    return self[next].isLowercase ? next : nil
  }

  func text(_ index: Int) -> String {
    guard index < characters.count else { return "" }
    return String(decoding: bytes[self[index].start..<self[index].end], as: UTF8.self)
  }

  /// Whether the words around a link may be written in one.
  func isBonded(_ link: Int, with next: Int) -> Bool {
    guard let last = tokens.last else { return false }
    if self[link].isApostrophe { return isCapital(next) || last.term == Array("o".utf8) }
    let isNumber = last.term.last.map { $0 >= 0x30 && $0 <= 0x39 } ?? true
    return !(isNumber && self[next].isDigit)
  }

  /// Puts the joined forms of the words of a compound, by their places, beside them.
  mutating func join(_ words: [Int], _ bonds: [Bool]) {
    let parts = words.map { tokens[$0] }
    let length = parts.reduce(0) { $0 + max($1.term.count, $1.surface.count) }
    guard words.last == tokens.count - 1, length <= 252 else { return }
    tokens.removeLast(parts.count)
    for first in parts.indices {
      tokens.append(parts[first])
      for last in parts.indices where last > first && !bonds[first..<last].contains(false) {
        let range = parts[first...last]
        var token = parts[first]
        token.term = JoinedTerm.term(Array(range.map(\.term).joined()), words: range.count)
        token.surface = token.term
        token.flags = .isJoined
        if range.contains(where: { $0.flags.contains(.hasSurface) }) {
          token.flags.insert(.hasSurface)
          token.surface = Array(range.map(\.surface).joined())
        }
        token.range = parts[first].range.lowerBound..<parts[last].range.upperBound
        tokens.append(token)
      }
    }
  }
}
