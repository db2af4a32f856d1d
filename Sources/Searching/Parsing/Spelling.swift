// SPDX-License-Identifier: Apache-2.0

/// How far one spelling is from another.
enum Spelling {
  /// The least number of letters to insert, delete, replace or swap with their neighbour.
  ///
  /// `limit + 1` if it is more than `limit`. About the product of the lengths.
  static func distance(_ left: String, _ right: String, limit: Int) -> Int {
    distance(Array(left.unicodeScalars), Array(right.unicodeScalars), limit: limit)
  }

  /// The same for letters already taken apart.
  static func distance<Letter: Equatable>(_ left: [Letter], _ right: [Letter], limit: Int) -> Int {
    guard abs(left.count - right.count) <= limit else { return limit + 1 }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
        var best = min(replaced, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      if current.allSatisfy({ $0 > limit }) { return limit + 1 }
      (beforeLast, last) = (last, current)
    }
    return min(last[right.count], limit + 1)
  }
}
