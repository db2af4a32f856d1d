// SPDX-License-Identifier: Apache-2.0

/// The parts of a page that some of its elements cover, asked node by node.
///
/// Elements lie in one another or apart, so the outermost of them say all: a page of nothing but
/// such elements costs a search in a sorted list for each question, not a look at each of them.
struct NodeCover: Sendable {
  private var ranges: [Range<Int>] = []

  /// Adds the nodes from `node` up to `end`; elements must come in the order of the page.
  mutating func add(_ node: Int, end: Int) {
    if let last = ranges.last, node < last.upperBound { return }
    if node < end { ranges.append(node..<end) }
  }

  /// Whether a node is in one of the elements; logarithmic in their number.
  func holds(_ node: Int) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= node { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= node
  }
}
