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
    evaluate(root, into: window, depth: 0, base: base, isScored: isScored)
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

  private func evaluate(
    _ clause: WindowClause,
    into window: Window,
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
    case .phrase(let cursor, let own):
      let factor = isScored ? own : 0
      context.add(cursor, factor: factor, from: base, to: to, into: window, base: base)
    case .proximity(let cursor, let own):
      let factor = isScored ? own : 0
      context.add(cursor, factor: factor, from: base, to: to, into: window, base: base)
    case .documents(let set):
      let first = Int(base) >> 6
      for word in 0..<Window.words { window.bits[word] |= set.word(first &+ word) }
    case .everything:
      let all = DocumentSet(0..<context.documentCount)
      let first = Int(base) >> 6
      for word in 0..<Window.words { window.bits[word] |= all.word(first &+ word) }
    case .nothing: break
    default:
      combine(clause, into: window, depth: depth, base: base, isScored: isScored)
    }
  }

  private func combine(
    _ clause: WindowClause,
    into window: Window,
    depth: Int,
    base: UInt32,
    isScored: Bool
  ) {
    func evaluated(_ part: WindowClause, isScored: Bool) -> Window {
      let other = cleanWindow(depth + 1)
      evaluate(part, into: other, depth: depth + 1, base: base, isScored: isScored)
      return other
    }
    switch clause {
    case .all(let parts):
      evaluate(parts[0], into: window, depth: depth, base: base, isScored: isScored)
      for part in parts.dropFirst() where !window.isEmpty {
        window.intersect(evaluated(part, isScored: isScored), isScored: isScored)
      }
    case .any(let parts):
      for part in parts {
        if part.isLeaf {
          // Leaves add to what is there.
          evaluate(part, into: window, depth: depth, base: base, isScored: isScored)
        } else {
          window.unite(evaluated(part, isScored: isScored), isScored: isScored)
        }
      }
    case .excluding(let part, let excluded):
      evaluate(part, into: window, depth: depth, base: base, isScored: isScored)
      if !window.isEmpty {
        window.subtract(evaluated(excluded, isScored: false), isScored: isScored)
      }
    case .preferring(let part, let optional):
      evaluate(part, into: window, depth: depth, base: base, isScored: isScored)
      for other in optional where isScored && !window.isEmpty {
        window.prefer(evaluated(other, isScored: true))
      }
    default: break
    }
  }
}
