// SPDX-License-Identifier: Apache-2.0

extension Clause {
  /// Adds what the clause contributes to all documents of `from..<to`, inside one window.
  ///
  /// Costs about 1 ns a posting. Cursors are left at `to` or behind.
  func gather(from: UInt32, to: UInt32, into window: Window, base: UInt32) {
    switch kind {
    case .term:
      context.add(&cursors.pointee, factor: factor, from: from, to: to, into: window, base: base)
    case .synonyms(let synonyms):
      context.add(synonyms, factor: factor, from: from, to: to, into: window, base: base)
    case .phrase(let phrase):
      let walk = PlaceWalk.phrase(phrase)
      context.add(walk, factor: factor, from: from, to: to, into: window, base: base)
    case .spans(let spans):
      let walk = PlaceWalk.spans(spans)
      context.add(walk, factor: factor, from: from, to: to, into: window, base: base)
    case .nested(let nested):
      let found = nested.window(holding: from)
      let (first, last) = (Int(from &- base), Int(to &- base))
      found.forEach { place in
        guard place >= first, place < last else { return }
        window.bits[place >> 6] |= 1 &<< UInt64(place & 63)
        window.scores[place] &+= found.scores[place]
      }
    }
  }

  /// Whether walking the clause from the first of the candidates to the last is cheaper than asking
  /// it about each.
  ///
  /// A candidate costs about as much as twelve postings in a row, half of it where blocks need not
  /// be decoded.
  func isSweepCheaper(for candidates: Candidates) -> Bool {
    guard isTerm, factor != 0, candidates.count > 0 else { return false }
    let span = candidates.documents[candidates.count &- 1] &- candidates.documents[0]
    if span >= UInt32(Window.size) { return false }
    if let isWanted = context.strategy.sweeps { return isWanted }
    let postings = cost &* Int(span) / Int(max(1, context.documentCount))
    return postings < (isDense ? 6 : 12) &* candidates.count
  }

  /// Adds what a term contributes to candidates, which span at most a window, by walking through all
  /// of its postings there.
  ///
  /// `scratch` has only zero scores, before and after.
  func sweep(_ candidates: inout Candidates, scratch: Window) {
    let from = candidates.documents[0]
    let to = candidates.documents[candidates.count &- 1] &+ 1
    context.forEachStretch(of: &cursors.pointee, from: from, to: to) { cursor, range in
      let documents = cursor.documents + range.lowerBound
      Contribution.many(
        documents: documents,
        frequencies: cursor.weights() + range.lowerBound,
        count: range.count,
        norms: context.norms,
        lengths: context.lengths,
        factor: factor,
        into: candidates.contributions
      )
      for index in 0..<range.count {
        scratch.scores[Int(documents[index] &- from)] = candidates.contributions[index]
      }
    }
    for index in 0..<candidates.count {
      candidates.scores[index] &+= scratch.scores[Int(candidates.documents[index] &- from)]
    }
    scratch.scores.update(repeating: 0, count: Int(to &- from))
  }

  /// Fills `candidates` with the matching documents of `from..<to`, which is at most a block of a
  /// term or a window of anything else.
  ///
  /// Those that cannot reach `needed` may be left out. `scratch` is an empty window, needed for
  /// kinds that are gathered.
  func collect(
    from: UInt32,
    to: UInt32,
    needed: Int32,
    into candidates: inout Candidates,
    scratch: Window?
  ) {
    candidates.count = 0
    switch kind {
    case .term: collectTerm(from: from, to: to, minimum: needed, into: &candidates)
    case .phrase(let phrase):
      collectPhrase(phrase, from: from, to: to, needed: needed, into: &candidates)
    case .spans(let spans):
      collectPlaces(.spans(spans), from: from, to: to, needed: needed, into: &candidates)
    case .synonyms, .nested:
      guard let scratch else { return }
      let base = from & ~UInt32(Window.size - 1)
      gather(from: from, to: to, into: scratch, base: base)
      candidates.take(from: scratch, base: base, minimum: 0)
    }
  }

  /// Reads positions only where the rarest term's frequency, if the phrase had it, would do.
  private func collectPhrase(
    _ phrase: PhraseCursor,
    from: UInt32,
    to: UInt32,
    needed: Int32,
    into candidates: inout Candidates
  ) {
    if factor != 0 && needed > 0 {
      return collectWorthy(phrase, from: from, to: to, needed: needed, into: &candidates)
    }
    collectPlaces(.phrase(phrase), from: from, to: to, needed: 0, into: &candidates)
  }

  /// The same for a stretch of one block of the rarest term, whose documents are first scored as if
  /// they held the phrase as often as that term; few are left to be looked for in other lists.
  private func collectWorthy(
    _ phrase: PhraseCursor,
    from: UInt32,
    to: UInt32,
    needed: Int32,
    into candidates: inout Candidates
  ) {
    var count = 0
    let rarest = cursors
    rarest.pointee.advance(to: from)
    guard rarest.pointee.document < to else { return }
    let documents = rarest.pointee.documents
    let first = rarest.pointee.index
    let end = min(rarest.pointee.size, BlockSearch.firstIndex(of: to, in: documents))
    Contribution.many(
      documents: documents + first,
      frequencies: rarest.pointee.frequencies() + first,
      count: end &- first,
      norms: context.norms,
      lengths: context.lengths,
      factor: factor,
      into: candidates.contributions
    )
    for index in first..<end where candidates.contributions[index &- first] >= needed {
      let document = documents[index]
      rarest.pointee.stand(at: index)
      guard phrase.holdsAllTerms(of: document), mostOf(phrase, in: document) >= needed else {
        continue
      }
      let frequency = phrase.count()
      candidates.documents[count] = document
      candidates.scores[count] = context.contribution(
        of: document,
        frequency: frequency,
        factor: factor
      )
      count &+= frequency > 0 ? 1 : 0
    }
    candidates.count = count
  }

  /// What a phrase may add to the document its cursors stand on.
  func mostOf(_ phrase: PhraseCursor, in document: UInt32) -> Int32 {
    context.contribution(of: document, frequency: phrase.leastFrequency(), factor: factor)
  }

  /// Fills `candidates` with the documents of a term in `from..<to`, at most a window of them, that
  /// get at least `minimum` from it.
  func collectTerm(from: UInt32, to: UInt32, minimum: Int32, into candidates: inout Candidates) {
    var count = 0
    context.forEachStretch(of: &cursors.pointee, from: from, to: to) { cursor, range in
      let documents = cursor.documents + range.lowerBound
      if factor == 0 {
        (candidates.documents + count).update(from: documents, count: range.count)
        (candidates.scores + count).update(repeating: 0, count: range.count)
        count &+= range.count
        return
      }
      count &+= Contribution.select(
        documents: documents,
        frequencies: cursor.weights() + range.lowerBound,
        count: range.count,
        norms: context.norms,
        lengths: context.lengths,
        factor: factor,
        minimum: minimum,
        intoDocuments: candidates.documents + count,
        scores: candidates.scores + count
      )
    }
    candidates.count = count
  }
}
