// SPDX-License-Identifier: Apache-2.0

/// A matcher with its cursors, ready to be evaluated window after window.
indirect enum WindowClause {
  case term(UnsafeMutablePointer<PostingsCursor>, factor: Float)
  case synonyms(SynonymCursors, factor: Float)
  case phrase(PhraseCursor, factor: Float)
  case documents(DocumentSet)
  case all([WindowClause])
  case any([WindowClause])
  case excluding(WindowClause, WindowClause)
  case preferring(WindowClause, [WindowClause])
  case everything
  case nothing

  /// Opens the cursors of a matcher.
  init(_ matcher: Matcher, model: ScoringModel, in arena: CursorArena) {
    let open = { WindowClause($0, model: model, in: arena) }
    switch matcher {
    case .term(let term, let weight):
      self = .term(arena.cursor(for: term), factor: model.factor(weight: weight))
    case .synonyms(let synonyms, let combine, let weight):
      let cursors = SynonymCursors(synonyms, combine: combine, in: arena)
      self = .synonyms(cursors, factor: model.factor(weight: weight))
    case .phrase(let terms, let weight):
      let cursor = PhraseCursor(terms, in: arena)
      self = .phrase(cursor, factor: model.factor(weight: weight))
    case .documents(let set): self = .documents(set)
    case .all(let parts): self = parts.isEmpty ? .nothing : .all(parts.map(open))
    case .any(let parts): self = .any(parts.map(open))
    case .excluding(let part, let excluded): self = .excluding(open(part), open(excluded))
    case .preferring(let part, let optional): self = .preferring(open(part), optional.map(open))
    case .everything: self = .everything
    case .nothing: self = .nothing
    }
  }
}

/// The cursors of lists that count as one term, and what a window of them is gathered in.
struct SynonymCursors {
  let count: Int
  let cursors: UnsafeMutablePointer<PostingsCursor>

  /// For each, the language its documents must have, or −1.
  let languages: UnsafeMutablePointer<Int16>
  let combine: FrequencyCombination

  /// A weighted frequency for each document of a window; zero between uses.
  let frequencies: UnsafeMutablePointer<UInt32>

  init(_ synonyms: [Synonym], combine: FrequencyCombination, in arena: CursorArena) {
    count = synonyms.count
    cursors = arena.cursors(for: synonyms.map(\.postings))
    languages = arena.allocate(Int16.self, count: count, repeating: -1)
    for (index, synonym) in synonyms.enumerated() {
      languages[index] = synonym.language.map(Int16.init) ?? -1
    }
    self.combine = combine
    frequencies = arena.allocate(UInt32.self, count: Window.size, repeating: 0)
  }
}
