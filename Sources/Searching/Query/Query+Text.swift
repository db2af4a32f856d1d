// SPDX-License-Identifier: Apache-2.0

extension Query: CustomStringConvertible {
  /// The query as it would be typed, with every bracket that its reading needs.
  ///
  /// Parsing it again (words joined by AND) gives an equal query.
  package var description: String {
    text
  }

  /// The query as it would be typed, with every bracket that its reading needs.
  package var text: String {
    switch clause {
    case .word(let word): word
    case .phrase(let words): "\"\(words)\""
    case .exact(let words): words.allSatisfy(\.isLowercase) ? "=\(words)" : "=\"\(words)\""
    case .prefix(let word): "\(word)*"
    case .field(let field, let inner): "\(field.name):\(inner.bracketed)"
    case .near(let nearness, let left, let right):
      "\(left.bracketed) \(nearness.text) \(right.bracketed)"
    case .published(let days): "pub:\(days)"
    case .all(let parts): parts.map(\.bracketed).joined(separator: " AND ")
    case .any(let parts): parts.map(\.bracketed).joined(separator: " OR ")
    case .not(let inner): "NOT \(inner.bracketed)"
    case .everything: "*"
    }
  }

  /// The same, fit to stand beside an operator.
  private var bracketed: String {
    switch clause {
    case .all, .any, .not, .near: "(\(text))"
    default: text
    }
  }
}
