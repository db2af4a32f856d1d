// SPDX-License-Identifier: Apache-2.0

import TextAnalysis

/// Which labels a clause names.
///
/// A label is compared whole. Case and accents are folded, but for `=label`, where accents are as
/// typed and capitals too if any is typed. `*` stands for any letters or none, `?` for one.
struct LabelPattern {
  private let isExact: Bool
  private let text: String
  private let pattern: [Unicode.Scalar]

  /// Nil for a clause that names no labels.
  init?(_ clause: Query.Clause) {
    switch clause {
    case .word(let text), .phrase(let text), .pattern(let text):
      (isExact, self.text) = (false, text)
    case .exact(let text): (isExact, self.text) = (true, text)
    default: return nil
    }
    pattern = Self.folded(text)
  }

  func matches(_ label: String) -> Bool {
    guard isExact else { return Self.matches(pattern[...], Self.folded(label)[...]) }
    return label == text || text.lowercased() == text && label.lowercased() == text
  }

  private static func folded(_ text: String) -> [Unicode.Scalar] {
    Array(String(decoding: TextAnalysis.folded(text), as: UTF8.self).unicodeScalars)
  }

  /// Linear but for stars, each of which goes back to the last one only.
  private static func matches(
    _ pattern: ArraySlice<Unicode.Scalar>,
    _ text: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    var (pattern, text) = (pattern, text)
    var retry: (pattern: ArraySlice<Unicode.Scalar>, text: ArraySlice<Unicode.Scalar>)?
    while !text.isEmpty {
      if pattern.first == "*" {
        pattern.removeFirst()
        retry = (pattern, text)
      } else if let next = pattern.first, next == "?" || next == text.first {
        pattern.removeFirst()
        text.removeFirst()
      } else if let last = retry {
        let rest = last.text.dropFirst()
        (pattern, text) = (last.pattern, rest)
        retry = (last.pattern, rest)
      } else {
        return false
      }
    }
    return pattern.allSatisfy { $0 == "*" }
  }
}
