// SPDX-License-Identifier: Apache-2.0

/// Alternatives as they are read, each with whether an OR stood before it.
struct JoinedParts {
  private var parts: [(query: Query, isExplicit: Bool)] = []

  mutating func append(_ query: Query, isExplicit: Bool) {
    parts.append((query, isExplicit))
  }

  /// Whether AND and OR stand side by side without brackets.
  var isMixed: Bool {
    parts.contains(where: \.isExplicit)
      && parts.contains { part in
        guard case .all(let inner) = part.query.clause, let first = inner.first else {
          return false
        }
        // A bracketed conjunction begins before its first part.
        return part.query.range.lowerBound == first.range.lowerBound
      }
  }

  /// The alternatives as one query.
  ///
  /// What is excluded, dates and languages hold for all of them unless an OR stands beside them.
  var query: Query {
    var optional: [Query] = []
    var required: [Query] = []
    for index in parts.indices {
      let isBesideOr =
        parts[index].isExplicit || index + 1 < parts.count && parts[index + 1].isExplicit
      if !isBesideOr, parts.count > 1, Self.isRestriction(parts[index].query) {
        required.append(parts[index].query)
      } else {
        optional.append(parts[index].query)
      }
    }
    guard !required.isEmpty else { return Query.joined(optional) { .any($0) } }
    guard !optional.isEmpty else { return Query.joined(required) { .all($0) } }
    return Query.joined([Query.joined(optional) { .any($0) }] + required) { .all($0) }
  }

  private static func isRestriction(_ query: Query) -> Bool {
    switch query.clause {
    case .not, .published, .added, .length, .field(.language, _): true
    default: false
    }
  }
}

extension Query {
  /// One query of several parts: the part itself if there is just one.
  static func joined(_ parts: [Query], _ combine: ([Query]) -> Clause) -> Query {
    guard parts.count != 1 else { return parts[0] }
    let start = parts.map(\.range.lowerBound).min() ?? 0
    let end = parts.map(\.range.upperBound).max() ?? 0
    return Query(combine(parts), at: start..<end)
  }
}
