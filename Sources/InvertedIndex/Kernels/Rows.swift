// SPDX-License-Identifier: Apache-2.0

/// Four numbers side by side: what every block kernel works in.
typealias Row = SIMD4<UInt32>

/// The same number in all four lanes.
@inline(__always)
func wide(_ number: UInt32) -> Row {
  Row(repeating: number)
}

/// The `index`th row of packed words.
@inline(__always)
func row(_ index: Int, of source: UnsafeRawPointer) -> Row {
  source.loadUnaligned(fromByteOffset: 16 &* index, as: Row.self)
}

/// Stores four numbers as the `index`th row of a block.
@inline(__always)
func put(_ row: Row, _ index: Int, in out: UnsafeMutableRawPointer) {
  out.storeBytes(of: row, toByteOffset: 16 &* index, as: Row.self)
}

/// Stores the running sums of four differences on top of `sum`, and returns the last in all lanes.
///
/// Summing inside the row first leaves a single addition on the chain from row to row.
@inline(__always)
func add(_ deltas: Row, to sum: Row, _ index: Int, in out: UnsafeMutableRawPointer) -> Row {
  let doubles = unsafeBitCast(deltas, to: SIMD2<UInt64>.self)
  let shifted = doubles &<< SIMD2<UInt64>(repeating: 32)
  let pairs = deltas &+ unsafeBitCast(shifted, to: Row.self)
  let sums = pairs &+ Row(0, 0, pairs[1], pairs[1])
  put(sums &+ sum, index, in: out)
  return sum &+ Row(repeating: sums[3])
}

/// The `index`th row of numbers `width` bits wide, for widths too rare for a kernel of their own.
@inline(__always)
func anyRow(_ index: Int, _ width: Int, of source: UnsafeRawPointer) -> Row {
  if width == 0 { return Row() }
  let start = index &* width
  let shift = UInt32(truncatingIfNeeded: start & 31)
  let bits = UInt32(truncatingIfNeeded: width)
  let mask = wide(UInt32.max &>> (32 &- bits))
  let low = row(start &>> 5, of: source) &>> wide(shift)
  if shift &+ bits <= 32 { return low & mask }
  return (low | (row((start &>> 5) &+ 1, of: source) &<< wide(32 &- shift))) & mask
}
