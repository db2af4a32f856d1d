// SPDX-License-Identifier: Apache-2.0

extension Matcher {
  /// About how long the search of a segment takes on one thread, in nanoseconds.
  ///
  /// Made to tell tens of microseconds from milliseconds, no more: the figures per posting are means
  /// over many queries, and pruning makes single ones several times cheaper.
  func work(isCount: Bool, documents: Int) -> Int {
    let own = cost(documentCount: documents)
    let work = { (part: Matcher) in part.work(isCount: isCount, documents: documents) }
    switch self {
    case .term, .documents, .everything, .nothing: return own / (isCount ? 128 : 16)
    case .synonyms(let lists, _, _):
      return lists.reduce(0) { $0 + Int($1.postings.documentFrequency) } / 2
    case .gathered: return own / (isCount ? 32 : 1)
    case .phrase(let terms, _): return own * terms.count * 15
    case .spans(let match, _): return own * (match.needsTexts ? 20_000 : 150)
    case .any(let parts):
      let postings = parts.reduce(0) { $0 + $1.cost(documentCount: documents) }
      return postings / 4 + parts.filter { !$0.isTerm }.reduce(0) { $0 + work($1) }
    case .all(let parts):
      return own * parts.count * 2 + parts.filter { !$0.isTerm }.reduce(0) { $0 + work($1) }
    case .atLeast(_, let parts):
      let postings = parts.reduce(0) { $0 + $1.cost(documentCount: documents) }
      return postings + parts.filter { !$0.isTerm }.reduce(0) { $0 + work($1) }
    case .excluding(let part, let other): return work(part) + min(own * 4, work(other))
    case .preferring(let part, let optional):
      return work(part) + (isCount ? 0 : own * optional.count * 2)
    }
  }

  private var isTerm: Bool { if case .term = self { true } else { false } }
}
