// SPDX-License-Identifier: Apache-2.0

import Testing
import TextAnalysis

@Suite struct AnalyzerTests {
  @Test
  func `words are lower-cased and numbered`() {
    var analyzer = Analyzer()
    let tokens = analyzer.tokens(in: "The Old Bridge")
    #expect(tokens.map { String(decoding: $0.term, as: UTF8.self) } == ["the", "old", "bridge"])
    #expect(tokens.map(\.position) == [0, 1, 2])
    #expect(tokens.map(\.range) == [0..<3, 4..<7, 8..<14])
  }
}
