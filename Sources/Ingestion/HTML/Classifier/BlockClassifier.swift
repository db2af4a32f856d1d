// SPDX-License-Identifier: Apache-2.0

/// How likely a block is text of the article: a sum over small trees, in whole numbers only.
///
/// The trees are oblivious (Dorogush and others, "CatBoost", 2018): all nodes of a level ask the
/// same question, so a tree is six comparisons for all blocks of a page at a time and a table of 64
/// values. Written by `scripts/train-extraction`, whose arithmetic is this to the bit.
struct BlockClassifier {
  /// Levels of every tree.
  static let depth = 6
  /// What 1 is in a score: a score is a logarithm of odds in these parts.
  static let unit = 1024

  private let features: [UInt8]
  private let thresholds: [UInt8]
  private let leaves: [Int16]
  private let bias: Int32
  private let treeCount: Int

  /// The trees that were trained for the features of this version.
  static let trained = BlockClassifier(
    splits: splitText,
    leaves: leafText,
    bias: Int32(trainedBias)
  )

  /// Trees written as text: two digits of base 64 to a number.
  ///
  /// `splits` holds a feature and a threshold for each level of each tree, `leaves` 64 values to a
  /// tree, each raised by 2048.
  init(splits: StaticString, leaves: StaticString, bias: Int32) {
    let numbers = Self.numbers(splits)
    features = stride(from: 0, to: numbers.count - 1, by: 2).map { UInt8(clamping: numbers[$0]) }
    thresholds = stride(from: 1, to: numbers.count, by: 2).map { UInt8(clamping: numbers[$0]) }
    self.leaves = Self.numbers(leaves).map { Int16(truncatingIfNeeded: $0 - 2048) }
    self.bias = bias
    treeCount = min(features.count / Self.depth, self.leaves.count >> Self.depth)
  }

  /// The score of each of `count` blocks; above zero it rather is text than not.
  ///
  /// `columns` holds `count` bytes for each feature. Costs about half a nanosecond a block and tree.
  func scores(_ columns: [UInt8], count: Int) -> [Int32] {
    var scores = [Int32](repeating: bias, count: count)
    guard let highest = features.max(), (Int(highest) + 1) * count <= columns.count else {
      return scores
    }
    var places = [UInt8](repeating: 0, count: count)
    for tree in 0..<treeCount {
      find(tree, columns, &places)
      add(tree, places, to: &scores)
    }
    return scores
  }

  /// Which leaf of a tree each block falls into.
  private func find(_ tree: Int, _ columns: [UInt8], _ places: inout [UInt8]) {
    let count = places.count
    for index in 0..<count { places[index] = 0 }
    for level in tree * Self.depth..<(tree + 1) * Self.depth {
      let start = Int(features[level]) * count
      let threshold = thresholds[level]
      // Plain pointers, checked by the caller: the loop runs on sixteen blocks at a time.
      unsafe columns.withUnsafeBufferPointer { columns in
        unsafe places.withUnsafeMutableBufferPointer { places in
          for index in 0..<count {
            let goesRight: UInt8 = unsafe columns[start + index] > threshold ? 1 : 0
            unsafe places[index] = places[index] &+ places[index] &+ goesRight
          }
        }
      }
    }
  }

  private func add(_ tree: Int, _ places: [UInt8], to scores: inout [Int32]) {
    let start = tree << Self.depth
    // A place is below 64 after six questions, so it never leads out of the tree's values.
    unsafe leaves.withUnsafeBufferPointer { leaves in
      unsafe scores.withUnsafeMutableBufferPointer { scores in
        for (index, place) in places.enumerated() {
          unsafe scores[index] &+= Int32(leaves[start + Int(place & 63)])
        }
      }
    }
  }

  private static func numbers(_ text: StaticString) -> [Int] {
    text.withUTF8Buffer { bytes in
      stride(from: 0, to: bytes.count - 1, by: 2).map {
        unsafe digit(bytes[$0]) << 6 | digit(bytes[$0 + 1])
      }
    }
  }

  /// `A` to `Z`, `a` to `z`, `0` to `9`, `-`, `_` (RFC 4648, section 5).
  private static func digit(_ byte: UInt8) -> Int {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte) - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) + 4
    case UInt8(ascii: "-"): 62
    default: 63
    }
  }
}

extension BlockClassifier {
  /// A score as the probability it stands for, in hundredths.
  static func percent(_ score: Int32) -> Int {
    // Of 0.0, 0.2, ... 4.8 and more: enough to be shown, and without a library of mathematics.
    let table = [
      50, 55, 60, 65, 69, 73, 77, 80, 83, 86, 88, 90, 92, 93, 94, 95, 96, 97, 97, 98, 98, 99, 99,
      99, 99,
    ]
    let place = min(table.count - 1, Int(abs(score)) * 5 / unit)
    return score >= 0 ? table[place] : 100 - table[place]
  }
}
