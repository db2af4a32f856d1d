// SPDX-License-Identifier: Apache-2.0

package import InvertedIndex

extension QueryError {
  /// A query that takes more than it may.
  package init(_ excess: SearchBudget.Excess, of query: Query = Query(.everything)) {
    let sentence =
      switch excess {
      case .time(let seconds):
        "the search was stopped after \(seconds) \(seconds == 1 ? "second" : "seconds"), its limit"
      case .memory(let limit, let purpose):
        "the search needs more than \(limit >> 20) MB of memory, its limit, most of it for "
          + purpose.name
      }
    self.init(.overBudget, at: query.range, sentence)
  }
}

extension SearchBudget.Purpose {
  fileprivate var name: String {
    switch self {
    case .patterns: "the words that patterns stand for"
    case .lists: "walking many words at once"
    case .sets: "sets of articles"
    case .hits: "the list of hits"
    }
  }
}
