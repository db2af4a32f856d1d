// SPDX-License-Identifier: Apache-2.0

import Storage

/// Collects the texts of a ``ValueColumn``, document by document.
struct ValueColumnBuilder: ~Copyable {
  /// For each document its entry in order of first sight, from 1 on; 0 for none.
  private(set) var numbers = GrowingArray<UInt64>()
  private var known: [[UInt8]: UInt64] = [:]
  private var entries: [[UInt8]] = []
  private var last: ([UInt8], UInt64) = ([], 0)

  init() {}

  /// Adds a document with its values, in their order.
  mutating func append(_ values: [String]) {
    numbers.append(values.isEmpty ? 0 : number(ofEntry: Self.entry(values)))
  }

  /// Adds a document with an entry that has a number already.
  mutating func append(number: UInt64) {
    numbers.append(number)
  }

  /// The number of an entry, a new one if it was not seen before; 0 for an empty one.
  mutating func number(ofEntry entry: [UInt8]) -> UInt64 {
    if entry.isEmpty { return 0 }
    if entry == last.0 { return last.1 }
    let number = known[entry] ?? UInt64(entries.count + 1)
    if number > entries.count {
      entries.append(entry)
      known[entry] = number
    }
    last = (entry, number)
    return number
  }

  /// The same documents in another order.
  func reordered(_ order: UnsafeBufferPointer<UInt32>) -> ValueColumnBuilder {
    var result = ValueColumnBuilder()
    (result.known, result.entries) = (known, entries)
    for old in order { result.numbers.append(numbers[Int(old)]) }
    return result
  }

  private static func entry(_ values: [String]) -> [UInt8] {
    var entry: [UInt8] = []
    for value in values where !value.isEmpty {
      if !entry.isEmpty { entry.append(ValueColumn.separator) }
      // No value may hold what stands between two.
      entry += value.utf8.map { $0 == ValueColumn.separator ? 0x20 : $0 }
    }
    return entry
  }

  /// About what the column takes.
  var memoryInUse: Int { numbers.memoryInUse + entries.count * 128 }

  /// The column: numbers, then the entries in byte order, only those that a document has.
  func encode() -> GrowingArray<UInt8> {
    var isUsed = [Bool](repeating: false, count: entries.count + 1)
    for number in numbers.values { isUsed[Int(number)] = true }
    let order = (1...max(1, entries.count)).filter { $0 < isUsed.count && isUsed[$0] }
      .sorted { entries[$0 - 1].lexicographicallyPrecedes(entries[$1 - 1]) }
    var ranks = [UInt64](repeating: 0, count: entries.count + 1)
    for (rank, number) in order.enumerated() { ranks[number] = UInt64(rank + 1) }
    var ranked = GrowingArray<UInt64>(capacity: numbers.count)
    for number in numbers.values { ranked.append(ranks[Int(number)]) }
    let column = NumberColumnWriter(ranked.values)
    var out = GrowingArray<UInt8>(capacity: column.bytes.count + order.count * 24 + 4)
    out.append(contentsOf: column.bytes.values)
    var ends = ByteWriter()
    ends.u32(UInt32(order.count))
    var end = 0
    for number in order {
      end += entries[number - 1].count
      ends.u32(UInt32(end))
    }
    out.append(contentsOf: ends.bytes)
    for number in order { out.append(contentsOf: entries[number - 1]) }
    return out
  }
}
