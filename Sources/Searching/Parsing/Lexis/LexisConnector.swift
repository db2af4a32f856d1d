// SPDX-License-Identifier: Apache-2.0

/// What stands between two things in Lexis, Nexis and Factiva.
enum LexisConnector: Equatable {
  case or
  case near(Nearness)
  case notNear(Nearness)
  /// `w/seg`: in the same part of an article.
  case inSegment
  case and
  case andNot

  /// How loosely it binds: OR first, then nearness by the smallest number, sentences, paragraphs,
  /// segments, AND and at last AND NOT, as Lexis has it.
  var looseness: Int {
    switch self {
    case .or: 0
    case .near(let nearness), .notNear(let nearness):
      switch nearness {
      case .within(let words), .inOrder(let words): words
      case .inSentence: QueryLimits.distance + 1
      case .inParagraph: QueryLimits.distance + 2
      }
    case .inSegment: QueryLimits.distance + 3
    case .and: QueryLimits.distance + 4
    case .andNot: QueryLimits.distance + 5
    }
  }

  /// The connector that a word is, in any case; nil if it is none.
  ///
  /// Its number may be more than can be meant.
  init?(_ word: String) {
    let word = word.lowercased()
    switch word {
    case "or", "|", "||": self = .or
    case "and", "&", "&&": self = .and
    case "andnot", "butnot": self = .andNot
    case "same": self = .near(.inParagraph)
    default:
      guard let reach = Self.reach(of: word) else { return nil }
      self = reach
    }
  }

  /// `w/5`, `/5`, `near5`, `pre/5`, `adj5`, `w/s`, `w/para`, `w/seg`.
  private static func reach(of word: String) -> LexisConnector? {
    let name = word.prefix { $0.isASCII && $0.isLetter || $0 == "+" }
    var rest = word.dropFirst(name.count)
    let hasStroke = rest.first == "/"
    if hasStroke { rest = rest.dropFirst() }
    if !rest.isEmpty, rest.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      let words = Int(rest) ?? Int.max
      switch name {
      case "w" where hasStroke, "" where hasStroke, "near": return .near(.within(words))
      // Factiva's `w5` is in order.
      case "pre", "onear", "adj", "w", "+": return .near(.inOrder(words))
      default: return nil
      }
    }
    guard hasStroke, name == "w" || name.isEmpty else { return nil }
    switch rest {
    case "s", "sent": return .near(.inSentence)
    case "p", "para": return .near(.inParagraph)
    case "seg": return .inSegment
    default: return nil
    }
  }

  /// What it is with NOT before it; nil if that cannot be.
  var negated: LexisConnector? {
    switch self {
    case .near(let nearness): .notNear(nearness)
    default: nil
    }
  }

  /// The nearness, if it is one.
  var nearness: Nearness? {
    switch self {
    case .near(let nearness), .notNear(let nearness): nearness
    default: nil
    }
  }
}

/// A piece of a query's text in the syntax of Lexis and Factiva.
struct LexisLexeme {
  enum Kind: Equatable {
    /// A word, a pattern or a phrase.
    case term(Query.Clause)
    /// A date or a length.
    case filter(Query.Clause)
    case open
    case close
    case connector(LexisConnector)
    case not
    /// A name directly before its bracket, in lower case: `hlead(`.
    case function(String)
    /// A name and an equals sign, in lower case: `hd=`.
    case assignment(String)
    /// `atleast3` before a word or a bracket.
    case mentions(Int)
    /// `/F50/`.
    case opening(Int)
  }

  let kind: Kind
  /// UTF-8 offsets in the query's text.
  let range: Range<Int>

  /// Whether something to look for can begin with it.
  var beginsUnit: Bool {
    switch kind {
    case .term, .filter, .open, .function, .assignment, .mentions: true
    case .close, .connector, .not, .opening: false
    }
  }
}
