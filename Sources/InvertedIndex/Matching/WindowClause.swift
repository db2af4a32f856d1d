// SPDX-License-Identifier: Apache-2.0

/// A matcher with its cursors, ready to be evaluated window after window.
indirect enum WindowClause {
  case term(UnsafeMutablePointer<PostingsCursor>, factor: Float)
  case synonyms(SynonymCursors, factor: Float)
  case gathered(GatheredPostings, factor: Float)
  case phrase(PhraseCursor, factor: Float)
  case proximity(ProximityCursor, factor: Float)
  case documents(DocumentSet)
  case all([WindowClause])
  case any([WindowClause])
  case excluding(WindowClause, WindowClause)
  case preferring(WindowClause, [WindowClause])
  case everything
  case nothing

  /// Whether it has no parts.
  var isLeaf: Bool {
    switch self {
    case .term, .synonyms, .gathered, .phrase, .proximity, .documents, .everything, .nothing: true
    case .all, .any, .excluding, .preferring: false
    }
  }

  /// Opens the cursors of a matcher.
  init(_ matcher: Matcher, context: SearchContext) {
    let open = { WindowClause($0, context: context) }
    let (arena, model) = (context.arena, context.model)
    switch matcher {
    case .term(let term, let weight):
      self = .term(arena.cursor(for: term), factor: model.factor(weight: weight))
    case .synonyms(let synonyms, let combine, let weight):
      let cursors = SynonymCursors(synonyms, combine: combine, in: context)
      self = .synonyms(cursors, factor: model.factor(weight: weight))
    case .gathered(let gathered, let weight):
      self = .gathered(gathered, factor: model.factor(weight: weight))
    case .phrase(let terms, let weight):
      let cursor = PhraseCursor(terms, in: arena)
      self = .phrase(cursor, factor: model.factor(weight: weight))
    case .proximity(let proximity, let weight):
      let cursor = ProximityCursor(proximity, in: context)
      self = .proximity(cursor, factor: model.factor(weight: weight))
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
