// SPDX-License-Identifier: Apache-2.0

extension Query {
  /// Whether the clause has places in a text: only then it can stand beside a nearness, and only then
  /// its mentions can be counted.
  public var hasPlaces: Bool {
    switch clause {
    case .word, .phrase, .exact, .pattern, .fuzzy, .capitals, .near, .notNear: true
    case .field(let field, let inner): field.hasPlaces && inner.hasPlaces
    case .lead(let inner), .opening(_, let inner), .boosted(let inner, _): inner.hasPlaces
    case .any(let parts): parts.allSatisfy { $0.hasPlaces }
    case .mentions, .published, .added, .length, .some, .all, .not, .everything: false
    }
  }
}

extension QueryField {
  /// Whether what stands in the field is part of the article's text.
  public var hasPlaces: Bool {
    switch self {
    case .title, .byline, .dateline, .agency, .section, .source: true
    case .url, .language, .tag, .note: false
    }
  }
}
