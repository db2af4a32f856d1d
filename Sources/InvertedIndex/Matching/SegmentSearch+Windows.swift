// SPDX-License-Identifier: Apache-2.0

package import Storage

extension SegmentSearch {
  /// How many documents a window has.
  package static var windowSize: Int { Window.size }

  /// The documents that match within some windows, which are given in ascending order by number.
  ///
  /// A microsecond a clause and window and a nanosecond a posting; windows between are passed over.
  ///
  /// - Throws: ``CorruptionError`` for damage in a list that had to be read.
  package func matches(
    _ matcher: Matcher,
    inWindows windows: [Int]
  ) throws(CorruptionError) -> [UInt32] {
    let context = SearchContext(self)
    let evaluator = WindowEvaluator(matcher, context: context, isScored: false)
    var documents: [UInt32] = []
    for window in windows where window * Window.size < Int(source.documentCount) {
      let base = UInt32(window * Window.size)
      evaluator.evaluate(from: base).forEach { documents.append(base + UInt32($0)) }
    }
    try context.arena.check()
    return documents
  }
}
