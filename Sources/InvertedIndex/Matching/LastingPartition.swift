// SPDX-License-Identifier: Apache-2.0

/// Which clauses of a disjunction are not essential anywhere.
///
/// Even together they cannot lift a document over the threshold, whatever the window. Once so, always
/// so, as the threshold only rises.
struct LastingPartition {
  private let clauses: [Clause]

  /// The clauses' numbers: the non-essential ones, best last, then the others by what a posting is
  /// worth.
  let order: UnsafeMutablePointer<Int>

  /// For each number of non-essential clauses the most they may add together.
  let sums: UnsafeMutablePointer<Int32>

  /// How many are not essential.
  private(set) var firstEssential = 0

  init(_ clauses: [Clause], in arena: CursorArena) {
    self.clauses = clauses
    order = arena.allocate(Int.self, count: clauses.count, repeating: 0)
    sums = arena.allocate(Int32.self, count: clauses.count + 1, repeating: 0)
    for index in clauses.indices {
      insert(index, at: index) { Self.isWorthLess(clauses[$0], than: clauses[$1]) }
    }
  }

  /// The only clause that is essential, if there is one.
  var single: Clause? {
    firstEssential == clauses.count - 1 ? clauses[order[firstEssential]] : nil
  }

  /// What all non-essential clauses may add.
  var rest: Int32 { sums[firstEssential] }

  /// Takes in a threshold, not lower than the last.
  mutating func update(threshold: Int32) {
    while firstEssential < clauses.count {
      let one = order[firstEssential]
      if sums[firstEssential] &+ clauses[one].maximum >= threshold { return }
      insert(one, at: firstEssential) { clauses[$0].maximum < clauses[$1].maximum }
      firstEssential += 1
      for place in 0..<firstEssential {
        sums[place + 1] = sums[place] &+ clauses[order[place]].maximum
      }
    }
  }

  /// Puts `one` in its place among the first `count`.
  private func insert(_ one: Int, at count: Int, _ isBefore: (Int, Int) -> Bool) {
    var hole = count
    while hole > 0 && isBefore(one, order[hole - 1]) {
      order[hole] = order[hole - 1]
      hole -= 1
    }
    order[hole] = one
  }

  private static func isWorthLess(_ one: Clause, than other: Clause) -> Bool {
    Int64(one.maximum) &* Int64(other.cost) < Int64(other.maximum) &* Int64(one.cost)
  }
}
