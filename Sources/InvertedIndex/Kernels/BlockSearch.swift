// SPDX-License-Identifier: Apache-2.0

/// Search for a document inside a decoded block.
enum BlockSearch {
  /// The index of the first of 128 ascending documents that is not below `target`, or 128.
  ///
  /// Seven comparisons that do not wait for each other find the right sixteen, four vector
  /// comparisons count inside them: no branch depends on the data. Documents are below 2³¹.
  @inline(__always)
  static func firstIndex(
    of target: UInt32,
    in documents: UnsafePointer<UInt32>
  ) -> Int {
    var start = 0
    start &+= documents[15] < target ? 16 : 0
    start &+= documents[31] < target ? 16 : 0
    start &+= documents[47] < target ? 16 : 0
    start &+= documents[63] < target ? 16 : 0
    start &+= documents[79] < target ? 16 : 0
    start &+= documents[95] < target ? 16 : 0
    start &+= documents[111] < target ? 16 : 0
    return start &+ below(target, in: UnsafeRawPointer(documents + start))
  }

  /// How many of sixteen numbers are below `target`; all are below 2³¹.
  ///
  /// The sign of the difference is the answer, which costs less than a comparison whose mask has to
  /// become a number.
  @inline(__always)
  static func below(_ target: UInt32, in numbers: UnsafeRawPointer) -> Int {
    let wanted = wide(target)
    let sign = wide(31)
    let first = (row(0, of: numbers) &- wanted) &>> sign
    let second = (row(1, of: numbers) &- wanted) &>> sign
    let third = (row(2, of: numbers) &- wanted) &>> sign
    let fourth = (row(3, of: numbers) &- wanted) &>> sign
    let count = (first &+ second) &+ (third &+ fourth)
    return Int(count.wrappedSum())
  }
}
