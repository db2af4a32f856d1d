// SPDX-License-Identifier: Apache-2.0

/// One clause of a query as the pruning algorithms see it: bounded, walked or asked for candidates.
///
/// The four kinds share their operations, each done for many documents at a time, so that telling
/// the kinds apart costs nothing: ``bound(from:to:)`` says what the clause can add at most,
/// ``gather(from:to:into:base:)`` adds it for all documents of a window, and
/// ``require(_:needed:)``, ``prefer(_:needed:)`` and ``reject(_:)`` deal with candidates.
final class Clause {
  enum Kind {
    /// One list.
    case term

    /// A few lists that count as one term.
    case synonyms(SynonymCursors)

    /// Terms at fixed distances.
    case phrase(PhraseCursor)

    /// Spans of an expression.
    case spans(SpanCursor)

    /// Anything else, evaluated a window at a time where a candidate lies.
    case nested(NestedWindows)
  }

  /// Unions of more lists than this are evaluated by windows instead of asked list by list.
  static let maximumSynonyms = 8

  let context: SearchContext
  let kind: Kind
  let cursors: UnsafeMutablePointer<PostingsCursor>
  let cursorCount: Int
  let factor: Float

  /// About how many documents match.
  let cost: Int

  /// Whether texts must be read to know, so that others should say first where.
  let needsTexts: Bool

  /// No document of the segment gets more than this from the clause.
  private(set) var maximum: Int32 = 0

  /// Up to where the bound asked for last says something about the place where it began.
  private(set) var boundEnd: UInt32 = PostingsFormat.noDocument

  /// What ``leastByte(reaching:)`` was asked last, and answered.
  private var lastNeeded: Int32 = 0
  private var lastLeast = 0

  /// Whether blocks are so far apart that it pays to look for the next document itself before
  /// asking for the bound of a block it may not lie in.
  private let isSparse: Bool

  /// What one step of a block bound is worth, other segments' average length allowed for.
  private let boundStep: Float

  init(_ matcher: Matcher, context: SearchContext) {
    self.context = context
    let arena = context.arena
    cost = matcher.cost(documentCount: Int(context.documentCount))
    needsTexts = matcher.needsTexts
    var weight: Float = 0
    switch matcher {
    case .term(let term, let own):
      (kind, weight, cursorCount) = (.term, own, 1)
      cursors = arena.cursor(for: term)
    case .synonyms(let lists, let combine, let own) where lists.count <= Self.maximumSynonyms:
      let synonyms = SynonymCursors(lists, combine: combine, in: context)
      (kind, weight, cursorCount) = (.synonyms(synonyms), own, synonyms.count)
      cursors = synonyms.cursors
    case .phrase(let terms, let own) where !terms.isEmpty:
      let phrase = PhraseCursor(terms, in: arena)
      (kind, weight, cursorCount) = (.phrase(phrase), own, phrase.lists)
      cursors = phrase.cursors
    case .spans(let match, let own):
      (kind, weight, cursorCount) = (.spans(SpanCursor(match, in: context)), own, 0)
      cursors = arena.cursors(for: [])
    default:
      (kind, cursorCount) = (.nested(NestedWindows(matcher, context: context)), 0)
      cursors = arena.cursors(for: [])
    }
    isSparse = cost * 32 < Int(context.documentCount)
    factor = context.model.factor(weight: weight)
    boundStep = factor * context.boundRatio / PostingsFormat.boundSteps
    switch kind {
    case .nested, .spans:
      maximum = matcher.weights.reduce(0) { $0 &+ Int32(context.model.factor(weight: $1)) &+ 2 }
    case .term, .synonyms, .phrase:
      maximum = bound(combining: { $0.pointee.list.maximumBound })
    }
  }
}

extension Clause {
  /// What the clause may add to a document whose impact is bounded by `byte`.
  @inline(__always)
  func bound(_ byte: Int) -> Int32 {
    // Two more: the product and the contribution itself are rounded.
    factor == 0 ? 0 : Int32(min(Float(byte) * boundStep, factor)) &+ 2
  }

  /// Whether the clause is one list.
  var isTerm: Bool {
    if case .term = kind { true } else { false }
  }

  /// Whether this clause should say before another which documents to look at.
  func isBetterLead(than other: Clause) -> Bool {
    needsTexts == other.needsTexts ? cost < other.cost : other.needsTexts
  }

  /// Whether most blocks should be bit sets, or runs.
  var isDense: Bool { isTerm && cost &* 7 > Int(context.documentCount) }

  /// Whether blocks may be passed over by their bounds without having been decoded.
  var isSkippable: Bool { isTerm && !isSparse }

  /// What the clause may add to any document of `from..<to`; sets ``boundEnd``.
  ///
  /// Intervals must be asked for in ascending order of where they begin.
  func bound(from: UInt32, to: UInt32) -> Int32 {
    switch kind {
    case .term: return boundOfTerm(from: from, to: to)
    case .nested, .spans: return maximum
    case .synonyms, .phrase:
      var end = PostingsFormat.noDocument
      let bound = bound(combining: { cursor in
        let byte = cursor.pointee.largestBound(from: from, to: to)
        end = min(end, cursor.pointee.boundBlockLast)
        return byte
      })
      if case .phrase = kind { end = cursors.pointee.boundBlockLast }
      boundEnd = end
      return bound
    }
  }

  @inline(__always)
  private func boundOfTerm(from: UInt32, to: UInt32) -> Int32 {
    if isSparse {
      cursors.pointee.advance(to: from)
      if cursors.pointee.document >= to {
        boundEnd = cursors.pointee.document &- 1
        return 0
      }
    }
    let byte = cursors.pointee.largestBound(from: from, to: to)
    boundEnd = cursors.pointee.boundBlockLast
    return bound(Int(byte))
  }

  /// The last document of the block of the clause's lists that ends first, from `from` on.
  func blockEnd(from: UInt32) -> UInt32 {
    if isTerm {
      _ = cursors.pointee.largestBound(from: from, to: from &+ 1)
      return boundBlockLast
    }
    _ = bound(from: from, to: from &+ 1)
    return boundEnd
  }

  /// The last document of the block of the first list in which a bound was last looked up.
  var boundBlockLast: UInt32 { cursors.pointee.boundBlockLast }

  /// Where the clause itself may next add `needed` or more, from `from` on, by its blocks' bounds.
  ///
  /// For a phrase, its rarest term is looked at; other kinds are not skipped over. Nothing is
  /// decoded; sixteen blocks cost about 1 ns. Ascending, like ``bound(from:to:)``.
  func skip(from: UInt32, needed: Int32) -> UInt32 {
    switch kind {
    case .synonyms, .nested, .spans: return from
    case .term, .phrase:
      if needed <= 0 { return from }
      let least = leastByte(reaching: needed)
      return least > 255
        ? PostingsFormat.noDocument : cursors.pointee.skip(from: from, bound: least)
    }
  }

  /// The least byte whose bound is `needed` or more; 256 if none is.
  func leastByte(reaching needed: Int32) -> Int {
    if needed == lastNeeded { return lastLeast }
    lastNeeded = needed
    let guess = Float(needed) / boundStep
    var byte = Int(min(256, max(0, guess)))
    while byte > 0 && bound(byte - 1) >= needed { byte -= 1 }
    while byte <= 255 && bound(byte) < needed { byte += 1 }
    lastLeast = byte
    return byte
  }

  /// The bound that follows from those of the clause's lists.
  @inline(__always)
  private func bound(
    combining listBound: (UnsafeMutablePointer<PostingsCursor>) -> UInt8
  ) -> Int32 {
    var (least, most, sum) = (255, 0, 0)
    for index in 0..<cursorCount {
      let one = Int(listBound(cursors + index))
      (least, most, sum) = (min(least, one), max(most, one), sum &+ one)
    }
    switch kind {
    case .term: return bound(most)
    case .synonyms(let synonyms): return bound(synonyms.combine == .sum ? min(sum, 255) : most)
    case .phrase: return bound(least)
    case .nested, .spans: return maximum
    }
  }

  /// Where to end a batch of documents of which this clause leads, having asked for the bound at its
  /// beginning: a block of a term, at most a window of anything else.
  func batchEnd(from: UInt32) -> UInt32 {
    if case .term = kind { return boundEnd }
    return min(boundEnd, from | UInt32(Window.size - 1))
  }

  /// The first document from `target` on that may match; cursors move there.
  ///
  /// Decodes; a term that may be skipped by its bounds need not be asked.
  func firstDocument(from target: UInt32) -> UInt32 {
    switch kind {
    case .term:
      cursors.pointee.advance(to: target)
      return cursors.pointee.document
    case .phrase(let phrase): return phrase.firstDocument(from: target)
    case .spans(let spans): return spans.firstDocument(from: target)
    case .synonyms:
      var first = PostingsFormat.noDocument
      for index in 0..<cursorCount {
        cursors[index].advance(to: target)
        first = min(first, cursors[index].document)
      }
      return first
    case .nested: return target
    }
  }
}

extension Matcher {
  /// About how many documents match.
  func cost(documentCount: Int) -> Int {
    let cost = { (part: Matcher) in part.cost(documentCount: documentCount) }
    switch self {
    case .term(let term, _): return Int(term.documentFrequency)
    case .synonyms(let lists, _, _):
      return lists.reduce(0) { min(documentCount, $0 + Int($1.postings.documentFrequency)) }
    case .gathered(let gathered, _): return gathered.documents.count
    case .phrase(let terms, _):
      let lists = terms.map(\.postings) + terms.compactMap(\.next)
      return lists.map { Int($0.documentFrequency) }.min() ?? 0
    case .spans(let match, _): return match.cost(documentCount: documentCount)
    case .documents(let set): return set.count
    case .all(let parts): return parts.map(cost).min() ?? 0
    case .any(let parts): return parts.reduce(0) { min(documentCount, $0 + cost($1)) }
    case .atLeast(let count, let parts):
      return min(documentCount, parts.reduce(0) { $0 + cost($1) } / max(1, count))
    case .excluding(let part, _), .preferring(let part, _): return cost(part)
    case .everything: return documentCount
    case .nothing: return 0
    }
  }
}
