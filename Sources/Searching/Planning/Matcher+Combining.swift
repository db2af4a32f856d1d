// SPDX-License-Identifier: Apache-2.0

import InvertedIndex

// Combinations kept flat, for which the fast paths of matching are made.

extension Matcher {
  /// Documents that match all, nested conjunctions made one.
  static func allOf(_ parts: [Matcher]) -> Matcher {
    var flat: [Matcher] = []
    for part in parts {
      switch part {
      case .nothing: return .nothing
      case .everything: continue
      case .all(let inner): flat += inner
      default: flat.append(part)
      }
    }
    if flat.isEmpty { return parts.isEmpty ? .nothing : .everything }
    return flat.count == 1 ? flat[0] : .all(flat)
  }

  /// Documents that match any, nested alternatives made one.
  static func anyOf(_ parts: [Matcher]) -> Matcher {
    var flat: [Matcher] = []
    for part in parts {
      switch part {
      case .nothing: continue
      case .any(let inner): flat += inner
      default: flat.append(part)
      }
    }
    return flat.isEmpty ? .nothing : flat.count == 1 ? flat[0] : .any(flat)
  }

  /// Documents that match at least so many.
  static func atLeast(_ count: Int, of parts: [Matcher]) -> Matcher {
    let possible = parts.filter { if case .nothing = $0 { false } else { true } }
    if count <= 1 { return parts.isEmpty ? .nothing : .anyOf(parts) }
    if possible.count < count { return .nothing }
    return possible.count == count ? .allOf(possible) : .atLeast(count, possible)
  }

  /// The same with another weight; a leaf, or alternatives of such.
  func weighing(_ weight: Float) -> Matcher {
    switch self {
    case .term(let term, _): .term(term, weight: weight)
    case .synonyms(let lists, let combine, _): .synonyms(lists, combine: combine, weight: weight)
    case .gathered(let gathered, _): .gathered(gathered, weight: weight)
    case .phrase(let terms, _): .phrase(terms, weight: weight)
    case .spans(let match, _): .spans(match, weight: weight)
    case .any(let parts): .any(parts.map { $0.weighing(weight) })
    case .all(let parts):
      // What must be there besides adds nothing, and goes on adding nothing.
      .all(parts.map { part in part.weights.allSatisfy { $0 == 0 } ? part : part.weighing(weight) })
    case .documents, .atLeast, .excluding, .preferring, .everything, .nothing: self
    }
  }

  /// Whether any list is restricted to a language.
  var needsLanguages: Bool {
    switch self {
    case .synonyms(let list, _, _): list.contains { $0.language != nil }
    case .all(let parts), .any(let parts), .atLeast(_, let parts):
      parts.contains(where: \.needsLanguages)
    case .excluding(let left, let right): left.needsLanguages || right.needsLanguages
    case .preferring(let part, let optional):
      part.needsLanguages || optional.contains(where: \.needsLanguages)
    case .spans(let match, _): match.needsLanguages
    case .term, .gathered, .phrase, .documents, .everything, .nothing: false
    }
  }
}
