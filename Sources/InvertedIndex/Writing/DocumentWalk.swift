// SPDX-License-Identifier: Apache-2.0

/// A walk along the tokens of a stream, document by document, in any order of these: says of each
/// token at which position it stands, and how much more than once it counts.
struct DocumentWalk {
  private let bases: UnsafeBufferPointer<UInt32>
  private let heavyStarts: UnsafeBufferPointer<UInt32>
  private let heavyFields: UnsafeBufferPointer<Inverter.HeavyField>

  /// The place of the next token when all documents are laid end to end as they came.
  private var place: UInt32 = 0
  /// The number that the document is to have.
  private(set) var document: UInt32 = .max
  /// The number that it has in the stream.
  private var own = 0
  private var base: UInt32 = 0
  private var heavyEnd: UInt32 = 0

  init(_ inverter: borrowing Inverter) {
    bases = inverter.bases.values
    heavyStarts = inverter.heavyStarts.values
    heavyFields = inverter.heavyFields.values
  }

  /// Goes to the first token of a document, which from now on has another number.
  mutating func enter(_ own: Int, as document: UInt32) {
    self.own = own
    self.document = document
    base = bases[own]
    place = base
    let fields = heavyStarts[own]..<heavyStarts[own + 1]
    heavyEnd = fields.isEmpty ? 0 : heavyFields[Int(fields.upperBound) - 1].end
  }

  @inline(__always)
  mutating func jump(to place: UInt32) {
    self.place = place
  }

  /// Moves on from a token that was taken.
  @inline(__always)
  mutating func step(_ entry: UInt32) {
    place &+= entry & TokenStream.stay == 0 ? 1 : 0
  }

  /// The next token's position in its document.
  @inline(__always)
  var position: UInt32 { place &- base }

  /// What the next token's field adds to its weight.
  ///
  /// Changes nothing: it is `mutating` because a copy of `self` per token would cost more than the
  /// rest.
  @inline(__always)
  mutating func extra() -> UInt32 { position < heavyEnd ? heavyExtra() : 0 }

  @inline(never)
  private mutating func heavyExtra() -> UInt32 {
    let fields = heavyStarts[own]..<heavyStarts[own + 1]
    for index in fields {
      let field = heavyFields[Int(index)]
      if position >= field.start, position < field.end { return field.extra }
    }
    return 0
  }
}

extension Inverter {
  /// Calls `body` with the entries of each document in the order that is given, or if it is empty
  /// in that in which they came; the walk stands at the first.
  @inline(__always)
  func forEachStretch(
    in order: [UInt32],
    _ walk: inout DocumentWalk,
    _ body: (UnsafeBufferPointer<UInt32>, inout DocumentWalk) -> Void
  ) {
    for number in 0..<columns.count {
      let own = order.isEmpty ? number : Int(order[number])
      let entries = Int(streamStarts[own])..<Int(streamStarts[own + 1])
      if entries.isEmpty { continue }
      walk.enter(own, as: UInt32(truncatingIfNeeded: number))
      stream.forEachStretch(entries) { body($0, &walk) }
    }
  }

  /// The documents in the order of their publication, those without a date last and equal ones as
  /// they came; empty if they are in it.
  func orderOfTime() -> [UInt32] {
    // An unknown time is 0 and belongs at the end.
    let times = columns.published.values
    guard times.count > 1, !(1..<times.count).allSatisfy({ times[$0 - 1] &- 1 <= times[$0] &- 1 })
    else { return [] }
    return (0..<UInt32(times.count)).sorted { left, right in
      let keys = (times[Int(left)] &- 1, times[Int(right)] &- 1)
      return keys.0 != keys.1 ? keys.0 < keys.1 : left < right
    }
  }
}
