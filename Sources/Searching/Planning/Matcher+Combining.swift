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

  /// Whether any list is restricted to a language.
  var needsLanguages: Bool {
    switch self {
    case .synonyms(let list, _, _): list.contains { $0.language != nil }
    case .all(let parts), .any(let parts): parts.contains(where: \.needsLanguages)
    case .excluding(let left, let right): left.needsLanguages || right.needsLanguages
    case .preferring(let part, let optional):
      part.needsLanguages || optional.contains(where: \.needsLanguages)
    case .proximity(let proximity, _): proximity.needsLanguages
    case .term, .gathered, .phrase, .documents, .everything, .nothing: false
    }
  }
}
