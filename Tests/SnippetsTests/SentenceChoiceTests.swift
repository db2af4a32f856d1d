// SPDX-License-Identifier: Apache-2.0

import Testing
import TextAnalysis

@testable import Snippets

/// The choice of sentences is the best there is.
struct SentenceChoiceTests {
  /// Numbers that look random and are the same in every run (SplitMix64).
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let words = ["alder", "birch", "cedar", "dogwood", "elm", "fir", "grass", "hay"]

  private func text(_ dice: inout Dice) -> [SnippetParagraph] {
    (0..<Int.random(in: 1...4, using: &dice)).map { _ in
      let sentences = (0..<Int.random(in: 1...4, using: &dice)).map { _ in
        let words = (0..<Int.random(in: 1...7, using: &dice)).map { _ in
          Self.words.randomElement(using: &dice) ?? ""
        }
        return "The \(words.joined(separator: " ")) grew."
      }
      let isBody = Bool.random(using: &dice) || Bool.random(using: &dice)
      return SnippetParagraph(sentences.joined(separator: " "), isBody: isBody)
    }
  }

  private func terms(_ dice: inout Dice) -> [SnippetTerm] {
    var terms = Self.words.prefix(Int.random(in: 1...6, using: &dice)).map { word in
      SnippetTerm(.terms([Array(word.utf8)]), weight: Float.random(in: 0.1...9, using: &dice))
    }
    if terms.count > 1, Bool.random(using: &dice) {
      let reach = SnippetTerm.Reach.words(Int.random(in: 1...3, using: &dice))
      for side in 0...1 {
        terms[side].partners = [SnippetTerm.Partner(group: 0, side: side, reach: reach)]
      }
    }
    return terms
  }

  private func sentences(
    of paragraphs: [SnippetParagraph],
    _ terms: [SnippetTerm]
  ) -> [MatchingSentence] {
    var finder = MatchFinder(terms)
    var result: [MatchingSentence] = []
    for (index, paragraph) in paragraphs.enumerated() {
      let found = finder.find(in: paragraph.text, at: SnippetMaker.textPlace)
      result += found.sentences(of: paragraph, at: index)
    }
    return result
  }

  /// The greatest worth of any one, two or three sentences.
  private func greatestWorth(_ choice: SentenceChoice) -> Float {
    let all = choice.sentences.indices
    var best: Float = 0
    for first in all {
      best = max(best, choice.worth(of: [first]))
      for second in all where second > first {
        best = max(best, choice.worth(of: [first, second]))
        for third in all where third > second {
          best = max(best, choice.worth(of: [first, second, third]))
        }
      }
    }
    return best
  }

  @Test func `no other choice of sentences is worth more`() {
    var dice = Dice(state: 7)
    for _ in 0..<400 {
      let paragraphs = text(&dice)
      let terms = terms(&dice)
      let choice = SentenceChoice(terms: terms, sentences: sentences(of: paragraphs, terms))
      let chosen = choice.best(3)
      let places = chosen.compactMap { sentence in
        choice.sentences.firstIndex {
          $0.paragraph == sentence.paragraph && $0.ordinal == sentence.ordinal
        }
      }
      #expect(places.count == chosen.count && places == places.sorted())
      #expect(chosen.isEmpty == choice.sentences.isEmpty)
      #expect(abs(choice.worth(of: places) - greatestWorth(choice)) < 0.001)
    }
  }

  @Test func `all terms are shown that three sentences can show`() {
    var dice = Dice(state: 11)
    for _ in 0..<200 {
      let paragraphs = text(&dice)
      let terms = terms(&dice).prefix(2).map { term in
        var term = term
        term.partners = []
        return term
      }
      let all = sentences(of: paragraphs, terms)
      let chosen = SentenceChoice(terms: terms, sentences: all).best(3)
      #expect(
        Set(chosen.flatMap { $0.matches.map(\.term) })
          == Set(all.flatMap { $0.matches.map(\.term) })
      )
    }
  }

  @Test func `a long text with a long query ends soon with a choice at least as good as greed`() {
    var dice = Dice(state: 3)
    var paragraphs: [SnippetParagraph] = []
    for _ in 0..<300 { paragraphs += text(&dice) }
    let terms = Self.words.map { SnippetTerm(.terms([Array($0.utf8)]), weight: 1) }
    let choice = SentenceChoice(terms: terms, sentences: sentences(of: paragraphs, terms))
    #expect(choice.sentences.count > 500)
    #expect((1...3).contains(choice.best(3).count))
  }
}
