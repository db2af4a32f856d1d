// SPDX-License-Identifier: Apache-2.0

import Searching

/// Trees of every kind of clause that a query can hold.
enum RandomQuery {
  /// What may stand in a tree depends on where in a query it is.
  enum Place {
    case anywhere
    /// Within a field, the lead or the first words.
    case inField
    /// Beside a nearness, or counted.
    case withPlaces
    /// The same, within a field.
    case withPlacesInField

    var inside: Place {
      self == .withPlaces || self == .withPlacesInField ? .withPlacesInField : .inField
    }
    var sides: Place { self == .anywhere || self == .withPlaces ? .withPlaces : .withPlacesInField }
    var mayName: Bool { self == .anywhere || self == .withPlaces }
    var mustHavePlaces: Bool { self == .withPlaces || self == .withPlacesInField }
  }

  static let words = [
    "a", "bo", "cartel", "Ramírez", "COVID-19", "سلام", "四人", "U.S.", "don't", "1,200", "words",
    "near", "2", "of", "https://example.org/a?b=c*", "what?", "צה\"ל", "first50", "@home", "w/o",
  ]
  static let patterns = ["kill*", "*cartel*", "wom?n", "?at", "سل*", "四*", "*t?on"]
  static let fuzzyWords = ["ramires", "Müller", "السلام"]

  static func tree(depth: Int, _ place: Place, _ random: inout Seeded) -> Query {
    let count = depth > 1 ? 21 : 10
    switch Int.random(in: 0..<count, using: &random) {
    case 0...2: return Query(.word(pick(words, &random)))
    case 3: return Query(.phrase(phrase(&random, withPatterns: true)))
    case 4: return Query(.exact(Bool.random(using: &random) ? "Ramírez" : phrase(&random)))
    case 5: return Query(.pattern(pick(patterns, &random)))
    case 6:
      return Query(.fuzzy(pick(fuzzyWords, &random), edits: Int.random(in: 1...2, using: &random)))
    case 7: return Query(.capitals(pick(Capitals.allCases, &random), phrase(&random)))
    case 8, 9: return place == .anywhere ? special(&random) : Query(.word("x"))
    case 10, 11: return Query(.any(parts(depth, place, &random)))
    case 12: return near(depth, place.sides, &random)
    case 13: return place.mayName ? named(depth, place, &random) : Query(.phrase("x y"))
    case 14:
      let factor = pick([0.01, 0.5, 1, 2.25, 3, 1000, 1.0 / 3], &random)
      return Query(.boosted(tree(depth: depth - 1, place, &random), by: factor))
    default: return combination(depth, place, &random)
    }
  }

  /// What has no places in a text.
  private static func combination(_ depth: Int, _ place: Place, _ random: inout Seeded) -> Query {
    guard !place.mustHavePlaces else { return Query(.word("y")) }
    switch Int.random(in: 0..<6, using: &random) {
    case 0, 1: return Query(.all(parts(depth, place, &random)))
    case 2: return Query(.not(tree(depth: depth - 1, place, &random)))
    case 3:
      let parts = parts(depth, place, &random)
      return Query(.some(Int.random(in: 1...parts.count, using: &random), of: parts))
    case 4:
      let count = Int.random(in: 1...9, using: &random)
      return Query(.mentions(count, tree(depth: depth - 1, place.sides, &random)))
    default:
      guard place == .anywhere else { return Query(.word("z")) }
      let field = pick([QueryField.tag, .note, .url], &random)
      return Query(.field(field, value(depth, .inField, &random)))
    }
  }

  private static func pick<Value>(_ list: [Value], _ random: inout Seeded) -> Value {
    list[Int.random(in: 0..<list.count, using: &random)]
  }

  private static func phrase(_ random: inout Seeded, withPatterns: Bool = false) -> String {
    let words = withPatterns ? words + ["kill*", "wom?n"] : words
    let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in pick(words, &random) }
    // In quotes an address with a star would be a pattern of several words.
    return (parts.filter { !$0.hasPrefix("http") } + ["z"]).joined(separator: " ")
  }

  private static func special(_ random: inout Seeded) -> Query {
    let first = Int.random(in: -50_000...50_000, using: &random)
    let last = first + Int.random(in: 0...900, using: &random)
    let count = Int.random(in: 0...2000, using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return Query(.published(DayRange(first: first, last: nil)))
    case 1: return Query(.added(DayRange(first: nil, last: last)))
    case 2: return Query(.published(DayRange(first: first, last: last)))
    case 3: return Query(.length(WordCount(first: count, last: nil)))
    case 4: return Query(.length(WordCount(first: nil, last: count)))
    case 5: return Query(.length(WordCount(first: count, last: count + count % 7)))
    case 6: return Query(.field(.language, Query(.any([Query(.word("es")), Query(.word("EN"))]))))
    default: return Query(.everything)
    }
  }

  private static func parts(_ depth: Int, _ place: Place, _ random: inout Seeded) -> [Query] {
    (0..<Int.random(in: 2...3, using: &random)).map { _ in tree(depth: depth - 1, place, &random) }
  }

  private static func near(_ depth: Int, _ place: Place, _ random: inout Seeded) -> Query {
    let distance = Int.random(in: 1...1000, using: &random)
    let nearness = pick(
      [.within(distance), .inOrder(distance), .inSentence, .inParagraph] as [Nearness],
      &random
    )
    let left = tree(depth: depth - 1, place, &random)
    let right = tree(depth: depth - 1, place, &random)
    return Query(
      Bool.random(using: &random) ? .near(nearness, left, right) : .notNear(nearness, left, right)
    )
  }

  private static func named(_ depth: Int, _ place: Place, _ random: inout Seeded) -> Query {
    let inner = value(depth, place.inside, &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return Query(.lead(inner))
    case 1: return Query(.opening(words: Int.random(in: 1...500, using: &random), inner))
    default:
      let fields = QueryField.allCases.filter(\.hasPlaces)
      return Query(.field(pick(fields, &random), inner))
    }
  }

  /// What may stand after a name: a dash or NOT goes before it.
  private static func value(_ depth: Int, _ place: Place, _ random: inout Seeded) -> Query {
    tree(depth: depth - 1, place, &random)
  }
}
