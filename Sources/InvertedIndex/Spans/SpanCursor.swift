// SPDX-License-Identifier: Apache-2.0

import Storage

/// A walk over the documents that may match an expression, counting how often each does.
///
/// Documents are found first, in the postings; then their positions are read, and from the boundaries
/// where fields, sentences or paragraphs begin. Some hundred nanoseconds for a document.
final class SpanCursor {
  private let root: SpanNode
  private let least: UInt32
  private let boundaries: BoundariesReader
  private let units: DocumentUnits
  private let arena: CursorArena

  init(_ match: SpanMatch, in context: SearchContext) {
    root = SpanNode(match.expression, in: context)
    least = max(1, match.least)
    boundaries = match.boundaries
    units = DocumentUnits(match.expression.needs)
    arena = context.arena
  }

  /// The first document from `target` on that may match.
  ///
  /// Documents must be asked for in ascending order.
  func firstDocument(from target: UInt32) -> UInt32 {
    root.firstDocument(from: target)
  }

  /// The most that ``frequency(in:)`` can be for the document moved to.
  func mostFrequency(in document: UInt32) -> UInt32 {
    root.mostFrequency(in: document)
  }

  /// How often the document moved to has what is asked for; zero if that is not often enough.
  func frequency(in document: UInt32) -> UInt32 {
    guard arena.mayGoOnForLong else { return 0 }
    if least > 1, root.mostFrequency(in: document) < least { return 0 }
    if !units.needs.isEmpty { readUnits(of: document) }
    let frequency = root.frequency(in: document, units)
    return frequency < least ? 0 : frequency
  }

  private func readUnits(of document: UInt32) {
    do throws(CorruptionError) {
      let record = try boundaries.record(of: Int(document))
      if !units.read(record) { noteDamage(document) }
    } catch {
      noteDamage(document)
    }
  }

  private func noteDamage(_ document: UInt32) {
    arena.damage.pointee.note("boundaries of a document", at: UInt64(document))
  }
}
