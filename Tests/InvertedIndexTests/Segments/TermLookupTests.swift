// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Testing
import TextAnalysis

/// Looking one key up finds what a walk along all of them passes.
struct TermLookupTests {
  /// All words over two letters up to a length, thinned out.
  private static func words(upTo length: Int, keeping isKept: (Int) -> Bool) -> [String] {
    var words: [String] = []
    var number = 0
    var last = [""]
    for _ in 0..<length {
      last = last.flatMap { ["\($0)a", "\($0)b"] }
      for word in last {
        number += 1
        if isKept(number) { words.append(word) }
      }
    }
    return words
  }

  @Test(arguments: [1, 2, 3, 7, 31])
  func `finds every key and nothing else`(step: Int) throws {
    let wanted = Self.words(upTo: 11) { _ in true }
    // Some words once, which have no list, and some in two documents.
    let kept = Self.words(upTo: 11) { $0 % step == 0 }
    let texts = [
      kept.joined(separator: " "), kept.filter { $0.count % 3 == 0 }.joined(separator: " "),
    ]
    let folder = try SegmentFolder()
    var builder = SegmentBuilder(analysis: .blanks)
    for (number, text) in texts.enumerated() {
      builder.begin()
      builder.add(field: .body, text: text)
      builder.finish(
        DocumentMetadata(
          articleID: UInt64(number),
          version: 1,
          published: nil,
          language: .unknown
        )
      )
    }
    let segment = try SegmentReader(folder.open(try builder.seal(into: folder.newFile())))
    var passed: [[UInt8]: TermEntry] = [:]
    var walk = segment.terms()
    while try walk.next() { passed[Array(walk.key)] = try walk.entry() }
    #expect(passed.count == kept.count)
    let tails = ["", "a", "0", "~", "abababababababab"]
    for word in wanted + ["", "A", "~", "c"] {
      for tail in tails {
        let key = Array((word + tail).utf8)
        #expect(try segment.term(key) == passed[key], "\(word + tail)")
      }
    }
  }
}
