// SPDX-License-Identifier: Apache-2.0

/// A matcher with its cursors, ready to be evaluated window after window.
indirect enum WindowClause {
  case term(UnsafeMutablePointer<PostingsCursor>, factor: Float)
  case synonyms(SynonymCursors, factor: Float)
  case gathered(GatheredPostings, factor: Float)
  case places(PlaceWalk, factor: Float)
  case documents(DocumentSet)
  case all([WindowClause])
  case any([WindowClause])
  case excluding(WindowClause, WindowClause)
  case preferring(WindowClause, [WindowClause])
  case atLeast(Int, [WindowClause])
  case everything
  case nothing

  /// Whether it has no parts.
  var isLeaf: Bool {
    switch self {
    case .term, .synonyms, .gathered, .places, .documents, .everything, .nothing: true
    case .all, .any, .excluding, .preferring, .atLeast: false
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
      let walk = PlaceWalk.phrase(PhraseCursor(terms, in: arena))
      self = .places(walk, factor: model.factor(weight: weight))
    case .spans(let match, let weight):
      let walk = PlaceWalk.spans(SpanCursor(match, in: context))
      self = .places(walk, factor: model.factor(weight: weight))
    case .documents(let set): self = .documents(set)
    case .all(let parts):
      self = parts.isEmpty ? .nothing : .all(parts.cheapestFirst.map(open))
    case .any(let parts): self = .any(parts.map(open))
    case .excluding(let part, let excluded): self = .excluding(open(part), open(excluded))
    case .preferring(let part, let optional): self = .preferring(open(part), optional.map(open))
    case .atLeast(let count, let parts): self = .atLeast(count, parts.map(open))
    case .everything: self = .everything
    case .nothing: self = .nothing
    }
  }
}

extension [Matcher] {
  /// Those that read positions after those that do not, those that read texts last.
  fileprivate var cheapestFirst: [Matcher] {
    filter { !$0.readsPositions } + filter { $0.readsPositions && !$0.needsTexts }
      + filter(\.needsTexts)
  }
}
