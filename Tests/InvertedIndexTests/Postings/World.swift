// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage

/// Numbers that look random and are the same every time (SplitMix64).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below `limit`.
  mutating func below(_ limit: Int) -> Int {
    Int(next() % UInt64(max(1, limit)))
  }

  /// Whether something of the given chance happens.
  mutating func hits(_ chance: Double) -> Bool {
    Double(next() >> 11) * 0x1p-53 < chance
  }
}

/// A posting as written down by hand.
struct PlainPosting: Equatable {
  var document: UInt32
  var extra: UInt32 = 0
  var positions: [UInt32]

  var frequency: UInt32 { UInt32(positions.count) }
}

/// A list and where it went.
struct PlainList {
  var postings: [PlainPosting]
  var term: TermPostings
}

/// A segment's postings in memory, and the same as plain arrays.
final class World {
  let documentCount: UInt32
  let averageLength: Float
  let norms: UnsafeMutablePointer<UInt8>
  let languages: UnsafeMutablePointer<UInt8>
  private(set) var lists: [PlainList] = []
  private(set) var postings: UnsafeMutableRawBufferPointer
  private(set) var positions: UnsafeMutableRawBufferPointer

  init(
    documentCount: UInt32,
    lists: [(postings: [PlainPosting], hasPositions: Bool)],
    seed: UInt64 = 1
  ) {
    var dice = Dice(seed: seed)
    self.documentCount = documentCount
    norms = .allocate(capacity: Int(documentCount))
    languages = .allocate(capacity: Int(documentCount))
    var total: Float = 0
    for document in 0..<Int(documentCount) {
      let length = UInt32(dice.below(700) + 1)
      norms[document] = LengthNorm.encode(length)
      languages[document] = UInt8(dice.below(3))
      total += Float(length)
    }
    averageLength = total / Float(max(1, documentCount))
    var writer = PostingsWriter(norms: norms, averageLength: averageLength)
    for (list, hasPositions) in lists {
      writer.begin(hasPositions: hasPositions)
      for posting in list {
        writer.append(
          document: posting.document,
          frequency: posting.frequency,
          extra: posting.extra,
          positions: posting.positions
        )
      }
      self.lists.append(PlainList(postings: list, term: writer.finish()))
    }
    writer.finishSections()
    postings = Self.copy(writer.takePostings())
    positions = Self.copy(writer.takePositions())
  }

  deinit {
    norms.deallocate()
    languages.deallocate()
    postings.deallocate()
    positions.deallocate()
  }

  var source: PostingsSource {
    PostingsSource(
      postings: UnsafeRawBufferPointer(postings),
      positions: UnsafeRawBufferPointer(positions),
      norms: norms,
      documentCount: documentCount,
      averageLength: averageLength,
      name: "test"
    )
  }

  /// Replaces the sections' bytes, of which the copies end where the given bytes end.
  func replace(postings bytes: [UInt8]) {
    postings.deallocate()
    postings = Self.copy(bytes)
  }

  func replace(positions bytes: [UInt8]) {
    positions.deallocate()
    positions = Self.copy(bytes)
  }

  private static func copy(_ bytes: [UInt8]) -> UnsafeMutableRawBufferPointer {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
    copy.copyBytes(from: bytes)
    return copy
  }
}

extension World {
  /// A list in which every document has the given chance to be, with small frequencies.
  static func list(
    chance: Double,
    documentCount: UInt32,
    maximumFrequency: Int = 5,
    extraChance: Double = 0.02,
    _ dice: inout Dice
  ) -> [PlainPosting] {
    var result: [PlainPosting] = []
    for document in 0..<documentCount where dice.hits(chance) {
      var frequency = 1
      while frequency < maximumFrequency && dice.hits(0.4) { frequency += 1 }
      if dice.hits(0.01) { frequency += dice.below(60) }
      var positions: [UInt32] = []
      var position = UInt32(dice.below(20))
      for _ in 0..<frequency {
        positions.append(position)
        position += 1 + UInt32(dice.hits(0.02) ? dice.below(3000) : dice.below(4))
      }
      let extra = dice.hits(extraChance) ? UInt32(dice.below(6)) : 0
      result.append(PlainPosting(document: document, extra: extra, positions: positions))
    }
    return result
  }

  /// Lists of many densities, each of at least one posting.
  static func mixed(documentCount: UInt32, seed: UInt64, chances: [Double]) -> World {
    var dice = Dice(seed: seed)
    let lists = chances.map { chance in
      var list = list(chance: chance, documentCount: documentCount, &dice)
      if list.isEmpty {
        list = [PlainPosting(document: UInt32(dice.below(Int(documentCount))), positions: [3])]
      }
      return (list, true)
    }
    return World(documentCount: documentCount, lists: lists, seed: seed)
  }
}
