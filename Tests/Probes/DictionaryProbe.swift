// SPDX-License-Identifier: Apache-2.0

@testable import InvertedIndex
import Storage
import TextAnalysis

/// The first byte says whether the others are the bytes of one block of terms, or the section of terms
/// of a small segment, or changes to its terms and their index.
final class DictionaryProbe: Probe {
  private let folder: SealedFolder
  private let sections: [Section]
  private let terms: Int
  private let block: [UInt8]

  init() throws {
    folder = try SealedFolder()
    let (entry, deletions) = try folder.segment(of: 30, seed: 6)
    _ = try folder.open(deletions)
    let file = try folder.open(entry)
    let reader = try SegmentReader(file)
    terms = reader.termCount
    block = Array(try reader.dictionary.block(0))
    sections = file.contents.filter {
      [SegmentFormat.terms, SegmentFormat.termIndex].contains($0.tag)
    }
  }

  var seeds: [[UInt8]] {
    [[0] + block, [1] + (sections.first?.bytes ?? []), [2, 0, 0, 3, 0, 255], [2, 1, 4, 8, 0, 20]]
  }

  func run(_ input: [UInt8]) throws(BrokenPromise) {
    var edits = Edits(input)
    switch edits.byte() % 3 {
    case 0: try readBlock(edits.rest())
    case 1:
      var changed = sections
      changed[0].bytes = edits.rest()
      try readAll(changed)
    default: try readAll(sections.changed(by: &edits))
    }
  }

  /// In memory of its own, so that a byte too many is seen.
  private func readBlock(_ bytes: [UInt8]) throws(BrokenPromise) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    defer { memory.deallocate() }
    memory.copyBytes(from: bytes)
    _ = try damageOrValue(in: ["a"]) {
      let block = try TermBlock(UnsafeRawBufferPointer(memory), of: "a")
      var records = try block.records(from: 0)
      while let record = try records.next() { sink(record.entry(ordinal: 1)) }
      for key in Self.keys {
        let place = try key.withUnsafeBufferPointer { try block.find($0) }
        if let place { sink(try block.records(from: place)) }
      }
    }
  }

  private func readAll(_ sections: [Section]) throws(BrokenPromise) {
    var names: [String] = []
    let dictionary = try damageOrValue(in: []) { () throws -> TermDictionary? in
      let entry = try folder.seal(sections, as: .segment)
      names = [entry.place]
      let file = try folder.open(entry)
      guard let terms = file.checkable(SegmentFormat.terms),
        let index = file.checkable(SegmentFormat.termIndex)
      else { return nil }
      return try TermDictionary(terms: terms, index: index, count: self.terms)
    }
    guard case .some(.some(let dictionary)) = dictionary else { return }
    _ = try damageOrValue(in: names) {
      var cursor = TermCursor(dictionary)
      while try cursor.next() { sink(try cursor.entry()) }
    }
    for key in Self.keys { try look(for: key, in: dictionary, names) }
    try walk(dictionary, names)
  }

  private func look(
    for key: [UInt8],
    in dictionary: TermDictionary,
    _ names: [String]
  ) throws(BrokenPromise) {
    _ = try damageOrValue(in: names) {
      try key.withUnsafeBufferPointer { key in
        if let block = try dictionary.onlyBlock(holding: key) {
          sink(try TermBlock(dictionary.block(block), of: dictionary.place).find(key))
        }
        var cursor = TermCursor(dictionary)
        if try cursor.seek(key) { sink(try cursor.entry()) }
      }
    }
  }

  private func walk(_ dictionary: TermDictionary, _ names: [String]) throws(BrokenPromise) {
    _ = try damageOrValue(in: names) {
      guard let pattern = PatternAutomaton([.any, .letters(Array("o".utf8)), .any]) else { return }
      let all = TermWalk(dictionary, in: [], after: [], pattern)
      try all.forEachTerm { (match, _) throws(CorruptionError) in sink(try match.entry()) }
      let edits = EditAutomaton(Array("flood".utf8), edits: 2)
      let near = TermWalk(dictionary, in: [1, 1], after: [], edits)
      try near.forEachTerm { (match, _) throws(CorruptionError) in sink(try match.entry()) }
    }
  }

  private static let keys: [[UInt8]] = [
    Array("flood".utf8), Array("a".utf8), [], [1, 1, 0x66], [2], Array("\u{10FFFF}".utf8),
    Array(repeating: 0x78, count: 300),
  ]
}
