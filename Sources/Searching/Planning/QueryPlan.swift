// SPDX-License-Identifier: Apache-2.0

import InvertedIndex

/// A query with its words looked up in every segment.
struct QueryPlan {
  /// A combination of looked-up clauses.
  indirect enum Node {
    case leaf(Int)
    /// The documents of some days, by segment.
    case dated([DocumentSet])
    /// Other documents known at once, by segment.
    case documents([DocumentSet])
    case all([Node])
    case any([Node])
    /// So many of these or more.
    case some(Int, of: [Node])
    case not(Node)
    case everything
  }

  /// How to see clauses about dates.
  enum Dates {
    case asWritten
    /// As if they asked for documents without a date; given by segment.
    case undated([DocumentSet])
  }

  var root: Node
  var leaves: [PlanLeaf]
  var notes: [QueryNote]
  /// The forms of its words, for the second pass.
  var known: KnownForms

  /// The weights of all clauses that score, the same for every segment.
  var weights: [Float] { leaves.map(\.weight).filter { $0 != 0 } }

  /// Whether any clause is about dates.
  var hasDates: Bool { Self.hasDates(root) }

  private static func hasDates(_ node: Node) -> Bool {
    switch node {
    case .dated: true
    case .all(let parts), .any(let parts), .some(_, let parts): parts.contains(where: hasDates)
    case .not(let inner): hasDates(inner)
    case .leaf, .documents, .everything: false
    }
  }

  /// What to match in one segment.
  func matcher(in segment: Int, dates: Dates = .asWritten) -> Matcher {
    matcher(of: root, in: segment, dates)
  }

  private func matcher(of node: Node, in segment: Int, _ dates: Dates) -> Matcher {
    switch node {
    case .leaf(let index): return leaves[index].matchers[segment]
    case .documents(let sets): return .documents(sets[segment])
    case .dated(let sets):
      guard case .undated(let undated) = dates else { return .documents(sets[segment]) }
      return .documents(undated[segment])
    case .everything: return .everything
    case .not(let inner): return .excluding(.everything, matcher(of: inner, in: segment, dates))
    case .any(let parts): return .anyOf(parts.map { matcher(of: $0, in: segment, dates) })
    case .some(let count, let parts):
      return .atLeast(count, of: parts.map { matcher(of: $0, in: segment, dates) })
    case .all(let parts): return conjunction(parts, in: segment, dates)
    }
  }

  private func conjunction(_ parts: [Node], in segment: Int, _ dates: Dates) -> Matcher {
    var required: [Matcher] = []
    var excluded: [Matcher] = []
    for part in parts {
      if case .not(let inner) = part {
        excluded.append(matcher(of: inner, in: segment, dates))
      } else {
        required.append(matcher(of: part, in: segment, dates))
      }
    }
    let kept = required.isEmpty ? Matcher.everything : .allOf(required)
    return excluded.isEmpty ? kept : .excluding(kept, .anyOf(excluded))
  }
}

/// One word, phrase or prefix of a query.
struct PlanLeaf {
  /// The clause as written.
  let query: Query
  let field: IndexedField?
  /// Inverse document frequency; 0 for a clause that only filters.
  var weight: Float = 0
  /// What it is in each segment.
  var matchers: [Matcher] = []
  /// The terms it is made of, in every segment together; those of prefixes only if asked for.
  var expansions: [Expansion] = []
  var highlight: Highlight?
  /// Where it is made of several words and phrases, how to show the others.
  var otherHighlights: [Highlight] = []

  /// Lets it count so many times as much.
  mutating func boost(_ factor: Float) {
    guard factor != 1 else { return }
    weight *= factor
    highlight?.weight = weight
    matchers = matchers.map { $0.weighing(weight) }
  }

  /// All of them.
  var highlights: [Highlight] {
    (highlight.map { [$0] } ?? []) + otherHighlights
  }

  /// A term and the number of documents that have it, whatever their state.
  struct Expansion: Hashable {
    var term: [UInt8]
    var documents: UInt64
  }
}
