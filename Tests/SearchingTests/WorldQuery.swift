// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Searching
import TestSupport
import TextAnalysis

/// Queries about a world.
enum WorldQuery {
  /// Where in a query a clause stands, which says what it may be.
  struct Place {
    /// Within a field, the lead or the opening.
    var isInside = false
    /// Beside a nearness, or counted.
    var mustHavePlaces = false

    var inside: Place { Place(isInside: true, mustHavePlaces: mustHavePlaces) }
    var placed: Place { Place(isInside: isInside, mustHavePlaces: true) }
  }

  static func tree(depth: Int, _ place: Place, _ random: inout Seeded) -> Query {
    guard depth > 1 else { return leaf(place, &random) }
    switch Int.random(in: 0..<(place.mustHavePlaces ? 13 : 20), using: &random) {
    case 0...3: return leaf(place, &random)
    case 4...6: return near(depth, place, &random)
    case 7, 8: return Query(.any(parts(depth, place, &random)))
    case 9, 10: return inPart(depth, place, &random)
    case 11, 12:
      let factor = [0.5, 2, 3, 1.0 / 3][Int.random(in: 0..<4, using: &random)]
      return Query(.boosted(tree(depth: depth - 1, place, &random), by: factor))
    case 13, 14: return Query(.all(parts(depth, place, &random)))
    case 15: return Query(.not(tree(depth: depth - 1, place, &random)))
    case 16, 17:
      let parts = parts(depth, place, &random)
      return Query(.some(Int.random(in: 1...parts.count, using: &random), of: parts))
    default:
      let count = Int.random(in: 1...3, using: &random)
      return Query(.mentions(count, tree(depth: depth - 1, place.placed, &random)))
    }
  }

  private static func parts(_ depth: Int, _ place: Place, _ random: inout Seeded) -> [Query] {
    (0..<Int.random(in: 2...3, using: &random)).map { _ in tree(depth: depth - 1, place, &random) }
  }

  // MARK: Leaves

  private static func leaf(_ place: Place, _ random: inout Seeded) -> Query {
    switch Int.random(in: 0..<16, using: &random) {
    case 0: return place.isInside || place.mustHavePlaces ? word(&random) : special(&random)
    case 1, 2: return Query(.phrase(SearchWorld.text(language(&random), 1...3, &random)))
    case 3: return Query(.phrase(gappedPhrase(&random)))
    case 4: return Query(.pattern(prefix(&random) + "*"))
    case 5: return Query(.pattern(pattern(&random)))
    case 6: return fuzzy(&random)
    case 7: return written(&random)
    default: return word(&random)
    }
  }

  private static func language(_ random: inout Seeded) -> String {
    ["en", "en", "es", "fr", "zh", ""][Int.random(in: 0..<6, using: &random)]
  }

  private static func word(_ random: inout Seeded) -> Query {
    let rare = ["volcano", "killings", "学", "河水", "Rios", "ELECTIONS", "schooling", "第2024桥"]
    if Int.random(in: 0..<10, using: &random) == 0 {
      return Query(.word(rare[Int.random(in: 0..<rare.count, using: &random)]))
    }
    return Query(.word(SearchWorld.word(language(&random), &random)))
  }

  private static func prefix(_ random: inout Seeded) -> String {
    let all = ["fl", "r", "b", "car", "éc", "organi", "2", "zz", "水", "n", "schoo"]
    return all[Int.random(in: 0..<all.count, using: &random)]
  }

  private static func pattern(_ random: inout Seeded) -> String {
    let all = [
      "*o*", "*tion", "b?rder", "*s", "fl?od*", "r?o*", "r??er", "*él*", "m*r*", "2?24", "x*",
    ]
    return all[Int.random(in: 0..<all.count, using: &random)]
  }

  private static func gappedPhrase(_ random: inout Seeded) -> String {
    let language = ["en", "es", "fr"][Int.random(in: 0..<3, using: &random)]
    let words = (SearchWorld.words[language] ?? []).filter { $0.allSatisfy(\.isLetter) }
    let one = words[Int.random(in: 0..<words.count / 2, using: &random)]
    let gapped = ["*", "fl*", "r*", "*s", "b?rder", "*e*"][Int.random(in: 1..<6, using: &random)]
    return Bool.random(using: &random) ? "\(one) \(gapped)" : "\(gapped) \(one)"
  }

  private static func fuzzy(_ random: inout Seeded) -> Query {
    let all = ["flod", "rvier", "Ramirez", "ecole", "puentes", "maior", "cartle", "nino", "xx"]
    let word = all[Int.random(in: 0..<all.count, using: &random)]
    return Query(.fuzzy(word, edits: Int.random(in: 1...2, using: &random)))
  }

  private static func written(_ random: inout Seeded) -> Query {
    let words = ["ríos", "rios", "Ramírez", "ramirez", "niño", "FLOOD", "flood", "Flood", "école"]
    let language = ["en", "es"][Int.random(in: 0..<2, using: &random)]
    let text =
      Int.random(in: 0..<4, using: &random) == 0
      ? SearchWorld.text(language, 2...2, &random)
      : words[Int.random(in: 0..<words.count, using: &random)]
    let rules = Capitals.allCases
    if Bool.random(using: &random) { return Query(.exact(text)) }
    return Query(.capitals(rules[Int.random(in: 0..<rules.count, using: &random)], text))
  }

  private static func special(_ random: inout Seeded) -> Query {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return Query(.everything)
    case 1:
      let first = Int.random(in: 0..<50, using: &random)
      let last = Bool.random(using: &random) ? first + 15 : nil
      return Query(.length(WordCount(first: first, last: last)))
    case 2: return Query(.field(.language, Query(.word("es"))))
    default:
      let first = Int.random(in: 18_900...20_100, using: &random)
      let last = Bool.random(using: &random) ? first + 200 : nil
      return Query(.published(DayRange(first: first, last: last)))
    }
  }

  // MARK: Combinations

  /// Two sides that have something to do with each other often enough.
  private static func near(_ depth: Int, _ place: Place, _ random: inout Seeded) -> Query {
    let most = Int.random(in: 1...8, using: &random)
    let all: [Nearness] = [.within(most), .inOrder(most), .inSentence, .inParagraph]
    let nearness = all[Int.random(in: 0..<4, using: &random)]
    let language = ["en", "en", "es", "fr"][Int.random(in: 0..<4, using: &random)]
    let side = { (random: inout Seeded) in
      Int.random(in: 0..<2, using: &random) == 0
        ? tree(depth: depth - 1, place.placed, &random) : words(language, &random)
    }
    let (left, right) = (side(&random), side(&random))
    let isNear = Int.random(in: 0..<3, using: &random) > 0
    return Query(isNear ? .near(nearness, left, right) : .notNear(nearness, left, right))
  }

  private static func words(_ language: String, _ random: inout Seeded) -> Query {
    let one = { (random: inout Seeded) in
      Int.random(in: 0..<4, using: &random) == 0
        ? Query(.phrase(SearchWorld.text(language, 1...2, &random)))
        : Query(.word(SearchWorld.word(language, &random)))
    }
    if Int.random(in: 0..<3, using: &random) > 0 { return one(&random) }
    return Query(.any([one(&random), one(&random)]))
  }

  /// Within a field, the lead or the opening.
  private static func inPart(_ depth: Int, _ place: Place, _ random: inout Seeded) -> Query {
    guard !place.isInside else { return leaf(place, &random) }
    let inner = tree(depth: depth - 1, place.inside, &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return Query(.lead(inner))
    case 1: return Query(.opening(words: Int.random(in: 1...20, using: &random), inner))
    default:
      let fields: [QueryField] = [.title, .byline, .dateline, .agency, .section, .source]
      return Query(.field(fields[Int.random(in: 0..<fields.count, using: &random)], inner))
    }
  }
}

// MARK: - Questions

extension WorldQuery {
  /// The same question for the oracle.
  static func question(_ query: Query) -> BruteForceSearcher.Question {
    switch query.clause {
    case .word(let text): .text(.word(text))
    case .phrase(let text): .text(.phrase(text))
    case .pattern(let text): .text(.pattern(text))
    case .fuzzy(let text, let edits): .text(.fuzzy(text, edits: edits))
    case .near(let nearness, let left, let right):
      .near(distance(nearness), question(left), question(right))
    case .notNear(let nearness, let left, let right):
      .notNear(distance(nearness), question(left), question(right))
    case .lead(let inner): .lead(question(inner))
    case .opening(let words, let inner): .opening(UInt32(words), question(inner))
    case .mentions(let count, let inner): .mentions(count, question(inner))
    case .some(let count, let parts): .some(count, parts.map(question))
    case .boosted(let inner, let factor): .boosted(question(inner), Float(factor))
    case .length(let words): .length((words.first ?? 0)...(words.last ?? .max))
    case .published(let days): .published(days.seconds)
    case .everything: .everything
    case .not(let inner): .not(question(inner))
    case .all(let parts): .all(parts.map(question))
    case .any(let parts): .any(parts.map(question))
    case .field(.language, let inner): .language(Language(code: inner.text) ?? .unknown)
    case .field(let field, let inner): inField(field, question(inner))
    case .exact(let text): .text(.written(text, BruteForceWriting(.asTyped)))
    case .capitals(let capitals, let text):
      .text(.written(text, BruteForceWriting(rule(capitals))))
    case .added:
      preconditionFailure("the generator makes no \(query.clause)")
    }
  }

  private static func inField(
    _ field: QueryField,
    _ inner: BruteForceSearcher.Question
  ) -> BruteForceSearcher.Question {
    let fields: [QueryField: IndexedField] = [
      .title: .title, .byline: .byline, .dateline: .dateline, .agency: .agency,
      .section: .section, .source: .source,
    ]
    return fields[field].map { .field($0.rawValue, inner) } ?? inner
  }

  private static func rule(_ capitals: Capitals) -> BruteForceWriting.Rule {
    switch capitals {
    case .asTyped: .capitalsAsTyped
    case .all: .allCapitals
    case .any: .anyCapitals
    case .none: .noCapitals
    }
  }

  private static func distance(_ nearness: Nearness) -> BruteForceSearcher.Distance {
    switch nearness {
    case .within(let words): .within(UInt32(words), isOrdered: false)
    case .inOrder(let words): .within(UInt32(words), isOrdered: true)
    case .inSentence: .sentence
    case .inParagraph: .paragraph
    }
  }
}
