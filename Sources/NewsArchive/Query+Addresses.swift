// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Searching

extension Query {
  /// The query for an address and nothing else; nil if a text is none.
  init?(address text: String) {
    guard AddressWords.isAddress(text) else { return nil }
    let words = AddressWords.text(of: text)
    guard !words.isEmpty else { return nil }
    self.init(.field(.url, Query(.phrase(words), at: 0..<text.utf8.count)), at: 0..<text.utf8.count)
  }

  /// The same with the addresses in `url:` taken apart as those of articles are.
  func takingAddressesApart(inAddress: Bool = false) -> Query {
    let part = { (part: Query) in part.takingAddressesApart(inAddress: inAddress) }
    var copy = self
    switch clause {
    case .word(let text) where inAddress, .phrase(let text) where inAddress,
      .exact(let text) where inAddress:
      let words = AddressWords.text(of: text)
      copy.clause = .phrase(words.isEmpty ? text : words)
    case .field(let field, let inner):
      copy.clause = .field(field, inner.takingAddressesApart(inAddress: field == .url))
    case .all(let parts): copy.clause = .all(parts.map(part))
    case .any(let parts): copy.clause = .any(parts.map(part))
    case .some(let count, let parts): copy.clause = .some(count, of: parts.map(part))
    case .not(let inner): copy.clause = .not(part(inner))
    case .boosted(let inner, let factor): copy.clause = .boosted(part(inner), by: factor)
    default: break
    }
    return copy
  }
}
