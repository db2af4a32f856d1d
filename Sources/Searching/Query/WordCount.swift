// SPDX-License-Identifier: Apache-2.0

/// How many words a text has, from one number to another, both included; an end left open reaches
/// without limit.
package struct WordCount: Hashable, Sendable {
  package var first: Int?
  package var last: Int?

  package init(first: Int?, last: Int?) {
    self.first = first
    self.last = last
  }
}

extension WordCount: CustomStringConvertible {
  /// The range in the form that the query language reads: `words>1200`, `words<300`,
  /// `words:300..1200`.
  package var description: String {
    switch (first, last) {
    case (let first?, nil): "words>\(first - 1)"
    case (nil, let last?): "words<\(last + 1)"
    case (let first?, let last?): "words:\(first)..\(last)"
    case (nil, nil): "words>-1"
    }
  }
}
