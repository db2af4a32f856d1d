// SPDX-License-Identifier: Apache-2.0

/// What the order of results heeds besides BM25, to be left out one by one in experiments.
package struct RankingParts: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  /// Parts by their bits.
  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// How early words stand.
  package static let lead = RankingParts(rawValue: 1)
  /// How often words follow each other as in the query.
  package static let pairs = RankingParts(rawValue: 2)
  /// How near to each other words stand.
  package static let nearness = RankingParts(rawValue: 4)
  /// How much of the title the words are.
  package static let title = RankingParts(rawValue: 8)
  /// Articles of which the query is the whole title first.
  package static let exact = RankingParts(rawValue: 16)
  /// Small words of questions do not count.
  package static let functionWords = RankingParts(rawValue: 32)
  /// How much of the query is there.
  package static let together = RankingParts(rawValue: 64)

  /// What readers get.
  package static let all: RankingParts = [
    .lead, .pairs, .nearness, .title, .exact, .functionWords, .together,
  ]

  /// The part of a name as scripts give it; nil if there is none.
  package init?(name: String) {
    let names: [(String, RankingParts)] = [
      ("lead", .lead), ("pairs", .pairs), ("nearness", .nearness), ("title", .title),
      ("exact", .exact), ("function-words", .functionWords), ("together", .together),
    ]
    guard let part = names.first(where: { $0.0 == name })?.1 else { return nil }
    self = part
  }
}
