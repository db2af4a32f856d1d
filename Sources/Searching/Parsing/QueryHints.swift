// SPDX-License-Identifier: Apache-2.0

/// What a reader is told about a query that could be read, each kind of thing once.
struct QueryHints {
  enum Kind: UInt8 {
    case mixture, nothing, lowerCase, nearness, otherSyntax, quotedOperator
  }

  private var said: UInt16 = 0
  private(set) var notes: [QueryNote] = []

  /// Whether something of the kind was said.
  func hasSaid(_ kind: Kind) -> Bool { said & 1 << kind.rawValue != 0 }

  mutating func say(_ kind: Kind, at range: Range<Int>, _ message: String) {
    guard !hasSaid(kind) else { return }
    said |= 1 << kind.rawValue
    notes.append(QueryNote(at: range, message))
  }
}

extension QueryHints {
  /// Points at words that look like operators and were read as words.
  mutating func lookOver(_ lexemes: [Lexeme]) {
    for index in lexemes.indices {
      guard case .word(let word) = lexemes[index].kind else { continue }
      lookAt(word, index, lexemes)
    }
  }

  private mutating func lookAt(_ word: String, _ index: Int, _ lexemes: [Lexeme]) {
    let place = lexemes[index].range
    let isAfter = index > 0 && lexemes[index - 1].endsPart
    let isBefore = index + 1 < lexemes.count && lexemes[index + 1].beginsPart
    switch word {
    case "or" where isAfter && isBefore, "not" where isBefore:
      let name = word.uppercased()
      say(.lowerCase, at: place, "`\(word)` is looked for as a word; the operator is \(name).")
    case "and" where isAfter && isBefore && Self.looksMeant(lexemes),
      "And" where isAfter && isBefore && !Self.isInName(index, lexemes),
      "Or" where isAfter && isBefore && !Self.isInName(index, lexemes),
      "Not" where isAfter && isBefore && !Self.isInName(index, lexemes):
      say(
        .lowerCase,
        at: place,
        "`\(word)` is looked for as a word; the operator is \(word.uppercased())."
      )
    case "NEAR" where isAfter && isBefore, "ADJ" where isAfter && isBefore:
      let better = word == "NEAR" ? "NEAR/5" : "PRE/1"
      say(
        .nearness,
        at: place,
        "`\(word)` is looked for as a word; the operator is \(better)."
      )
    default:
      guard isBefore, let better = OtherSyntax.form(of: word, isAfter: isAfter, lexemes[index + 1])
      else { return }
      say(
        .otherSyntax,
        at: place,
        "`\(word)` is looked for as a word; \(better), or use --syntax lexis."
      )
    }
  }

  /// Whether `and` is more than a word of a sentence: beside operators, or between each two words.
  private static func looksMeant(_ lexemes: [Lexeme]) -> Bool {
    if hasOperators(lexemes) { return true }
    return lexemes.count % 2 == 1
      && lexemes.indices.allSatisfy { $0 % 2 == 0 || lexemes[$0].kind == .word("and") }
  }

  /// Whether the words on both sides have capitals, as in titles and names.
  private static func isInName(_ index: Int, _ lexemes: [Lexeme]) -> Bool {
    [index - 1, index + 1].allSatisfy { place in
      if case .word(let word) = lexemes[place].kind {
        word.first?.isUppercase == true
      } else {
        false
      }
    }
  }

  private static func hasOperators(_ lexemes: [Lexeme]) -> Bool {
    lexemes.contains { lexeme in
      switch lexeme.kind {
      case .or, .not, .near, .openBracket, .and: true
      default: false
      }
    }
  }
}

/// Forms of other archives' languages that ours reads as words.
private enum OtherSyntax {
  /// What to type instead of `word`, which `following` comes after; nil if it is just a word.
  static func form(of word: String, isAfter: Bool, _ following: Lexeme) -> String? {
    if isAfter, let nearness = nearness(word) { return "nearness is typed \(nearness)" }
    guard following.kind == .openBracket else { return nil }
    let name = word.lowercased()
    switch name {
    case "hlead": return "title and first paragraph are lead:(...)"
    case "headline", "hd": return "the title is title:(...)"
    case "caps", "allcaps", "nocaps": return "capitals are \(name):..."
    default:
      return name.hasPrefix("atleast") && QueryName(name) != nil ? "mentions are \(name):..." : nil
    }
  }

  /// `near5`, `adj5`, `/5`, `w/sent`.
  private static func nearness(_ word: String) -> String? {
    switch word.lowercased() {
    case "w/sent", "/s", "/sent": return "w/s"
    case "w/para", "/p", "/para": return "w/p"
    case let word where word.hasPrefix("/") && Nearness("w" + word) != nil: return "w" + word
    default: break
    }
    for (name, ours) in [("near", "NEAR"), ("adj", "PRE")] {
      let digits = word.dropFirst(name.count)
      guard word.lowercased().hasPrefix(name), !digits.isEmpty,
        digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
      else { continue }
      return "\(ours)/\(digits)"
    }
    return nil
  }
}
