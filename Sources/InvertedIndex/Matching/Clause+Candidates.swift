// SPDX-License-Identifier: Apache-2.0

extension Clause {
  /// Keeps the candidates that match and adds what the clause contributes.
  ///
  /// One that cannot reach the score `needed` with this clause may be dropped unlooked at.
  func require(_ candidates: inout Candidates, needed: Int32) {
    let count = match(&candidates, needed: needed)
    candidates.keepMatched(count)
  }

  /// Adds what the clause contributes to the candidates that match.
  ///
  /// One that cannot reach the score `needed` with this clause may be left without.
  func prefer(_ candidates: inout Candidates, needed: Int32) {
    let count = match(&candidates, needed: needed)
    for index in 0..<count {
      candidates.scores[Int(candidates.places[index])] &+= candidates.contributions[index]
    }
  }

  /// Drops the candidates that match.
  func reject(_ candidates: inout Candidates) {
    let count = match(&candidates, needed: Int32.min)
    candidates.dropMatched(count)
  }

  /// Writes places and contributions of the candidates that match, and returns how many.
  private func match(_ candidates: inout Candidates, needed: Int32) -> Int {
    if candidates.count == 0 { return 0 }
    switch kind {
    case .term: return matchTerm(&candidates, needed: needed)
    case .synonyms(let synonyms): return matchSynonyms(synonyms, &candidates)
    case .phrase(let phrase): return matchPlaces(.phrase(phrase), &candidates, needed: needed)
    case .spans(let spans): return matchPlaces(.spans(spans), &candidates, needed: needed)
    case .nested(let nested): return matchNested(nested, &candidates)
    }
  }

  /// Two steps for each block: find the candidates in it, without a branch on whether one is there;
  /// then, if any was, read their frequencies.
  ///
  /// Blocks that are bit sets are asked as they are.
  private func matchTerm(_ candidates: inout Candidates, needed: Int32) -> Int {
    let cursor = cursors
    let list = cursor.pointee.list
    let decoded = UnsafePointer(cursor.pointee.documents)
    var (matched, resolved) = (0, 0)
    var number = max(cursor.pointee.block, cursor.pointee.boundBlock)
    if number >= list.blocks { return 0 }
    var last = list.last[number]
    var isOpen = false
    var probe: BlockProbe?
    for index in 0..<candidates.count {
      let document = candidates.documents[index]
      if document > last {
        resolve(&candidates, resolved..<matched, number, probe)
        resolved = matched
        number = cursor.pointee.firstBlock(reaching: document, from: number)
        if number >= list.blocks { break }
        last = list.last[number]
        isOpen = false
      }
      if !isOpen {
        let most = candidates.scores[index] &+ bound(Int(list.bound[number]))
        if most < needed { continue }
        guard open(number, &probe) else { break }
        isOpen = true
      }
      candidates.matched[matched] = document
      candidates.places[matched] = UInt32(truncatingIfNeeded: index)
      if let probe {
        let place = probe.place(of: document)
        candidates.weights[matched] = place
        matched &+= probe.isSet(place) ? 1 : 0
      } else {
        let place = BlockSearch.firstIndex(of: document, in: decoded)
        candidates.weights[matched] = UInt32(truncatingIfNeeded: place)
        matched &+= decoded[place] == document ? 1 : 0
      }
    }
    resolve(&candidates, resolved..<matched, number, probe)
    cursor.pointee.boundBlock = max(cursor.pointee.boundBlock, number)
    contribute(&candidates, count: matched)
    return matched
  }

  /// Makes a block ready to be asked: as it is, or decoded; false for damage, which ends the walk.
  @inline(__always)
  private func open(_ number: Int, _ probe: inout BlockProbe?) -> Bool {
    let cursor = cursors
    probe = nil
    if cursor.pointee.block == number { return true }
    probe = BlockProbe(cursor.pointee.list, number)
    if probe != nil { return true }
    cursor.pointee.enter(number)
    return cursor.pointee.block == number
  }

  /// Replaces places in a block by the weighted frequencies there.
  @inline(__always)
  private func resolve(
    _ candidates: inout Candidates,
    _ range: Range<Int>,
    _ number: Int,
    _ probe: BlockProbe?
  ) {
    if range.isEmpty || factor == 0 { return }
    probe?.resolve(candidates.weights, range)
    let weights = cursors.pointee.weights(of: number)
    for index in range {
      candidates.weights[index] = weights[Int(candidates.weights[index])]
    }
  }

  /// Turns weighted frequencies into contributions.
  func contribute(_ candidates: inout Candidates, count: Int) {
    if factor == 0 {
      candidates.contributions.update(repeating: 0, count: count)
      return
    }
    Contribution.many(
      documents: candidates.matched,
      frequencies: candidates.weights,
      count: count,
      norms: context.norms,
      lengths: context.lengths,
      factor: factor,
      into: candidates.contributions
    )
  }

  private func matchSynonyms(_ synonyms: SynonymCursors, _ candidates: inout Candidates) -> Int {
    var matched = 0
    for index in 0..<candidates.count {
      let document = candidates.documents[index]
      candidates.matched[matched] = document
      candidates.places[matched] = UInt32(truncatingIfNeeded: index)
      let weight = synonyms.weight(in: document)
      candidates.weights[matched] = weight
      matched &+= weight > 0 ? 1 : 0
    }
    contribute(&candidates, count: matched)
    return matched
  }

  private func matchNested(_ nested: NestedWindows, _ candidates: inout Candidates) -> Int {
    var matched = 0
    for index in 0..<candidates.count {
      let document = candidates.documents[index]
      let window = nested.window(holding: document)
      let place = Int(document &- nested.base)
      if window.bits[place >> 6] &>> UInt64(place & 63) & 1 == 0 { continue }
      candidates.places[matched] = UInt32(truncatingIfNeeded: index)
      candidates.contributions[matched] = window.scores[place]
      matched &+= 1
    }
    return matched
  }
}
