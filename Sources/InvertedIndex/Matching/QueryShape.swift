// SPDX-License-Identifier: Apache-2.0

/// A matcher sorted into what must, may and must not match.
///
/// Brackets that change nothing are removed on the way: an `all` inside an `all`, what an `all`
/// excludes or prefers, sets of documents.
struct QueryShape {
  private(set) var required: [Matcher] = []
  private(set) var optional: [Matcher] = []
  private(set) var excluded: [Matcher] = []
  private(set) var filters: [DocumentSet] = []

  /// Whether nothing can match.
  private(set) var isNothing = false

  init(_ matcher: Matcher) {
    if case .any = matcher {
      takeAlternatives(matcher)
      if optional.count == 1, let only = optional.first {
        optional = []
        take(only)
      } else if optional.isEmpty {
        isNothing = true
      }
    } else {
      take(matcher)
    }
  }

  /// What must match, without scores and what only adds to them.
  var unscored: QueryShape {
    var shape = self
    shape.required = required.map(\.unscored)
    shape.optional = []
    return shape
  }

  /// Whether only what may match is left to decide.
  var isDisjunction: Bool { required.isEmpty && !optional.isEmpty }

  private mutating func take(_ matcher: Matcher) {
    switch matcher {
    case .all(let parts):
      if parts.isEmpty { isNothing = true }
      parts.forEach { take($0) }
    case .excluding(let part, let other):
      take(part)
      if case .any(let others) = other {
        excluded += others
      } else {
        excluded.append(other)
      }
    case .preferring(let part, let others) where part.hasRequired:
      take(part)
      optional += others
    case .documents(let set): filters.append(set)
    case .nothing: isNothing = true
    case .everything: break
    case .any(let parts) where parts.count == 1: take(parts[0])
    default: required.append(matcher)
    }
  }

  private mutating func takeAlternatives(_ matcher: Matcher) {
    switch matcher {
    case .any(let parts): parts.forEach { takeAlternatives($0) }
    case .nothing: break
    default: optional.append(matcher)
    }
  }
}

extension Matcher {
  /// Whether something other than a set of documents must match.
  fileprivate var hasRequired: Bool {
    switch self {
    case .term, .synonyms, .gathered, .phrase, .spans: true
    case .any, .atLeast: true
    case .all(let parts): parts.contains(where: \.hasRequired)
    case .excluding(let part, _), .preferring(let part, _): part.hasRequired
    case .documents, .everything, .nothing: false
    }
  }
}
