// SPDX-License-Identifier: Apache-2.0

/// Says for each token of a stream in which document and at which position it stands, and how much
/// more than once it counts.
struct DocumentWalk {
  private let bases: UnsafeBufferPointer<UInt32>
  private let heavyStarts: UnsafeBufferPointer<UInt32>
  private let heavyFields: UnsafeBufferPointer<Inverter.HeavyField>

  /// The place of the next token when all documents are laid end to end.
  private var place: UInt32 = 0
  private(set) var document: UInt32 = 0
  private var base: UInt32 = 0
  /// The base of the next document.
  private var end: UInt32 = 0
  private var heavyEnd: UInt32 = 0

  init(_ inverter: borrowing Inverter) {
    bases = inverter.bases.values
    heavyStarts = inverter.heavyStarts.values
    heavyFields = inverter.heavyFields.values
    document = .max
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

  /// Makes ``document`` the one in which the next token stands.
  @inline(__always)
  mutating func enterDocument() {
    if place >= end { moveOn() }
  }

  /// Finds the last document that does not begin after the next token: of documents with the same
  /// beginning, only the last has any.
  @inline(never)
  private mutating func moveOn() {
    repeat {
      document &+= 1
      let next = Int(document) + 1
      end = next < bases.count ? bases[next] : .max
    } while place >= end
    base = bases[Int(document)]
    let fields = heavyStarts[Int(document)]..<heavyStarts[Int(document) + 1]
    heavyEnd = fields.isEmpty ? 0 : heavyFields[Int(fields.upperBound) - 1].end
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
    let fields = heavyStarts[Int(document)]..<heavyStarts[Int(document) + 1]
    for index in fields {
      let field = heavyFields[Int(index)]
      if position >= field.start, position < field.end { return field.extra }
    }
    return 0
  }
}
