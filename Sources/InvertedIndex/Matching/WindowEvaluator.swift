// SPDX-License-Identifier: Apache-2.0

/// Matches and scores any tree of clauses, a window at a time, in ascending order of windows.
///
/// The plain way that is always right; the faster ways are tested against it. Costs about 1 ns for
/// each posting of each clause and 1 µs for each clause and window.
final class WindowEvaluator {
  private let context: SearchContext
  private let root: WindowClause
  private let isScored: Bool
  private var windows: [Window] = []
  /// For each depth of the tree a number for each document of a window; zero between uses.
  private var counts: [UnsafeMutablePointer<UInt32>] = []

  init(_ matcher: Matcher, context: SearchContext, isScored: Bool) {
    self.context = context
    self.isScored = isScored && matcher.isScored
    root = WindowClause(matcher, context: context)
  }

  /// The matching documents from `base`, a multiple of the window's size, on.
  ///
  /// Hidden documents are left out. The window is valid until the next call.
  func evaluate(from base: UInt32) -> Window {
    let window = cleanWindow(0)
    guard context.arena.mayGoOnForLong else { return window }
    evaluate(root, into: window, among: nil, depth: 0, base: base, isScored: isScored)
    if let hidden = context.hidden {
      let first = Int(base) >> 6
      for word in 0..<Window.words { window.bits[word] &= ~hidden.word(first &+ word) }
    }
    return window
  }

  private func cleanWindow(_ depth: Int) -> Window {
    if depth < windows.count {
      windows[depth].clear(withScores: isScored)
    } else {
      windows.append(Window(in: context.arena))
    }
    return windows[depth]
  }

  private func counts(_ depth: Int) -> UnsafeMutablePointer<UInt32> {
    while counts.count <= depth {
      counts.append(context.arena.allocate(UInt32.self, count: Window.size, repeating: 0))
    }
    return counts[depth]
  }

  /// Adds what matches of a clause to a window.
  ///
  /// Where positions or texts must be read, only the documents of `candidates` are looked at, if there
  /// are such; whatever else is added must then be left out by the caller.
  private func evaluate(
    _ clause: WindowClause,
    into window: Window,
    among candidates: Window?,
    depth: Int,
    base: UInt32,
    isScored: Bool
  ) {
    let to = base &+ UInt32(Window.size)
    switch clause {
    case .term(let cursor, let own):
      let factor = isScored ? own : 0
      context.add(&cursor.pointee, factor: factor, from: base, to: to, into: window, base: base)
    case .synonyms(let cursors, let own):
      let factor = isScored ? own : 0
      context.add(cursors, factor: factor, from: base, to: to, into: window, base: base)
    case .gathered(let gathered, let own):
      let factor = isScored ? own : 0
      context.add(gathered, factor: factor, from: base, to: to, into: window, base: base)
    case .places(let walk, let own):
      let factor = isScored ? own : 0
      if let candidates {
        context.add(walk, among: candidates, factor: factor, into: window, base: base)
      } else {
        context.add(walk, factor: factor, from: base, to: to, into: window, base: base)
      }
    case .documents(let set): add(set, to: window, base: base)
    case .everything: add(DocumentSet(0..<context.documentCount), to: window, base: base)
    case .nothing: break
    case .all, .any, .excluding, .preferring, .atLeast:
      let place = Place(candidates: candidates, depth: depth, base: base)
      combine(clause, into: window, place, isScored: isScored)
    }
  }

  private func add(_ set: DocumentSet, to window: Window, base: UInt32) {
    let first = Int(base) >> 6
    for word in 0..<Window.words { window.bits[word] |= set.word(first &+ word) }
  }

  /// Where in the tree and in the segment a combination is evaluated.
  private struct Place {
    let candidates: Window?
    let depth: Int
    let base: UInt32
  }

  /// A part of a combination, evaluated into a window of its own, which is valid until the next.
  private func part(
    _ clause: WindowClause,
    among candidates: Window?,
    _ place: Place,
    isScored: Bool
  ) -> Window {
    let depth = place.depth + 1
    let window = cleanWindow(depth)
    evaluate(
      clause,
      into: window,
      among: candidates,
      depth: depth,
      base: place.base,
      isScored: isScored
    )
    return window
  }

  private func combine(
    _ clause: WindowClause,
    into window: Window,
    _ place: Place,
    isScored: Bool
  ) {
    func evaluate(_ first: WindowClause) {
      self.evaluate(
        first,
        into: window,
        among: place.candidates,
        depth: place.depth,
        base: place.base,
        isScored: isScored
      )
    }
    switch clause {
    case .all(let parts):
      evaluate(parts[0])
      for one in parts.dropFirst() where !window.isEmpty {
        window.intersect(part(one, among: window, place, isScored: isScored), isScored: isScored)
      }
    case .any(let parts):
      for one in parts {
        if one.isLeaf {
          // Leaves add to what is there.
          evaluate(one)
        } else {
          let other = part(one, among: place.candidates, place, isScored: isScored)
          window.unite(other, isScored: isScored)
        }
      }
    case .excluding(let kept, let excluded):
      evaluate(kept)
      if !window.isEmpty {
        let other = part(excluded, among: window, place, isScored: false)
        window.subtract(other, isScored: isScored)
      }
    case .preferring(let kept, let optional):
      evaluate(kept)
      for other in optional where isScored && !window.isEmpty {
        window.prefer(part(other, among: window, place, isScored: true))
      }
    case .atLeast(let count, let parts):
      let counts = counts(place.depth)
      for one in parts {
        let other = part(one, among: place.candidates, place, isScored: isScored)
        window.unite(other, isScored: isScored)
        other.forEach { counts[$0] &+= 1 }
      }
      window.keep(countsFrom: UInt32(clamping: count), counts, isScored: isScored)
    default: break
    }
  }
}
