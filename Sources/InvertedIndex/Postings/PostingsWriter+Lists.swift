// SPDX-License-Identifier: Apache-2.0

import Storage

// Whole runs of postings, as inverting and merging have them.

extension PostingsWriter {
  /// Adds postings as ``Inversion`` lays them: each an entry that names the document, then one for
  /// each occurrence.
  ///
  /// `countsExtra` says whether what heavy fields add counts. About 3 ns a posting.
  mutating func append(entries: UnsafeBufferPointer<UInt32>, countsExtra: Bool) {
    guard var entry = entries.baseAddress else { return }
    let end = entry + entries.count
    let mask: UInt32 = countsExtra ? .max : 0
    while entry < end {
      if held == PostingsFormat.blockSize { flush() }
      let document = entry.pointee & ~Inversion.document
      let extra = append(positionsAt: &entry, before: end)
      let frequency = UInt32(truncatingIfNeeded: extra.frequency)
      block.documents[held] = document
      block.frequencies[held] = frequency
      block.extras[held] = min(extra.sum & mask, PostingsFormat.frequencyLimit - 1 - frequency)
      held &+= 1
    }
  }

  /// Adds the positions of one document, and moves `entry` to the next.
  @inline(__always)
  private mutating func append(
    positionsAt entry: inout UnsafePointer<UInt32>,
    before end: UnsafePointer<UInt32>
  ) -> (frequency: Int, sum: UInt32) {
    entry += 1
    let first = entry
    let limit = min(end, first + Int(PostingsFormat.frequencyLimit - 1))
    var extra: UInt32 = 0
    var previous: UInt32 = 0
    var place = positions.held
    let chunk = positions.chunk
    while entry < limit, entry.pointee < Inversion.document {
      let position = entry.pointee & Inversion.positionMask
      extra &+= entry.pointee &>> Inversion.extraShift
      chunk[place] = position &- previous
      previous = position
      place &+= 1
      entry += 1
      if place == PostingsFormat.chunkSize {
        positions.flush()
        place = 0
      }
    }
    positions.held = place
    let frequency = entry - first
    // What exceeds the limit is left out.
    while entry < end, entry.pointee < Inversion.document { entry += 1 }
    return (frequency, extra)
  }

  /// Adds all postings of a list of another segment, whose documents are `base` higher here.
  ///
  /// About 1 ns a posting and half a nanosecond a position.
  mutating func append(
    _ list: inout PostingsListReader,
    adding base: UInt32
  ) throws(CorruptionError) {
    while try list.nextBlock() {
      var done = 0
      while done < list.count {
        if held == PostingsFormat.blockSize { flush() }
        let stretch = min(list.count &- done, PostingsFormat.blockSize &- held)
        for index in 0..<stretch {
          block.documents[held &+ index] = list.block.documents[done &+ index] &+ base
        }
        (block.frequencies + held).update(from: list.block.frequencies + done, count: stretch)
        (block.extras + held).update(from: list.block.extras + done, count: stretch)
        done &+= stretch
        held &+= stretch
      }
    }
    guard hasPositions else { return }
    while try list.nextNumbers() {
      positions.append(numbers: list.numbers, count: list.numberCount)
      list.skip(list.numberCount)
    }
  }

  /// Adds the postings of a list of another segment whose documents have a new number there, and
  /// leaves the others out.
  mutating func append(
    _ list: inout PostingsListReader,
    numbered newNumber: (UInt32) -> UInt32?
  ) throws(CorruptionError) {
    while try list.nextBlock() {
      for index in 0..<list.count {
        let frequency = list.block.frequencies[index]
        guard let document = newNumber(list.block.documents[index]) else {
          try copyNumbers(of: &list, count: Int(frequency), keeping: false)
          continue
        }
        if held == PostingsFormat.blockSize { flush() }
        block.documents[held] = document
        block.frequencies[held] = frequency
        block.extras[held] = list.block.extras[index]
        held &+= 1
        try copyNumbers(of: &list, count: Int(frequency), keeping: true)
      }
    }
  }

  private mutating func copyNumbers(
    of list: inout PostingsListReader,
    count: Int,
    keeping: Bool
  ) throws(CorruptionError) {
    guard hasPositions else { return }
    var rest = count
    while rest > 0, try list.nextNumbers() {
      let stretch = min(rest, list.numberCount)
      if keeping { positions.append(numbers: list.numbers, count: stretch) }
      list.skip(stretch)
      rest &-= stretch
    }
  }
}
