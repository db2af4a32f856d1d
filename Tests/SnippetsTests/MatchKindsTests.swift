// SPDX-License-Identifier: Apache-2.0

import Snippets
import Testing

/// Every kind of term is marked, and steers the choice of fragments as it should.
struct MatchKindsTests {
  private func term(_ word: String, weight: Float = 1) -> SnippetTerm {
    SnippetTerm(.terms([Array(word.utf8)]), weight: weight)
  }

  private func marked(_ terms: [SnippetTerm], in text: String, at place: Int = 0) -> [String] {
    var maker = SnippetMaker(terms: terms)
    return maker.marks(in: text, at: place).ranges.map {
      String(decoding: Array(text.utf8)[$0], as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("*cartel*", ["cartel", "Narcocartels"]), ("wom?n", ["woman", "women"]),
    ("?guila", ["águila"]), ("*", ["The", "cartel", "woman", "women", "Narcocartels", "águila"]),
    ("c*t*l", ["cartel"]), ("*n", ["woman", "women"]), ("woman?", []), ("th?", ["The"]),
  ])
  func `patterns match whole words`(pattern: String, words: [String]) {
    let text = "The cartel, woman; women Narcocartels águila"
    #expect(marked([SnippetTerm(.pattern(Array(pattern.utf8)), weight: 1)], in: text) == words)
  }

  @Test func `a term that asks for capitals is marked only where they are`() {
    var apple = term("apple")
    apple.accepts = { $0 == "Apple" }
    #expect(marked([apple], in: "An apple from Apple, not APPLE") == ["Apple"])
  }

  @Test func `a term of one field is marked there only`() {
    var orr = term("orr")
    orr.place = 3
    #expect(marked([orr], in: "Ada Orr", at: 3) == ["Orr"])
    #expect(marked([orr], in: "Ada Orr", at: 0).isEmpty)
  }

  /// `left` near `right`.
  private func near(_ left: String, _ right: String, _ reach: SnippetTerm.Reach) -> [SnippetTerm] {
    [left, right].enumerated().map { side, word in
      var term = term(word)
      term.partners = [SnippetTerm.Partner(group: 1, side: side, reach: reach)]
      return term
    }
  }

  private func shown(_ terms: [SnippetTerm], _ text: String) -> [String] {
    var maker = SnippetMaker(terms: terms, width: 50)
    return maker.snippet(of: [SnippetParagraph(text)]).fragments.map(\.text)
  }

  @Test(arguments: [
    (SnippetTerm.Reach.words(2), "The police and soldiers came."),
    (.wordsInOrder(3), "At dawn soldiers asked the police."),
  ])
  func `the fragment where words really are near is preferred`(
    reach: SnippetTerm.Reach,
    sentence: String
  ) {
    let text =
      "Soldiers, one heard in the long night of that winter, feared police. "
      + "The police and soldiers came. At dawn soldiers asked the police."
    #expect(shown(near("soldiers", "police", reach), text).contains { $0.hasPrefix(sentence) })
  }

  @Test func `sides near each other across the end of a sentence are shown as one fragment`() {
    let text =
      "Police met. Rain fell on the roofs. Nobody saw soldiers. Police did. Soldiers left late."
    let fragments = shown(near("soldiers", "police", .wordsInOrder(1)), text)
    #expect(fragments == ["Nobody saw soldiers. Police did."])
  }

  @Test func `words of one sentence that are close come before words far apart`() {
    let text =
      "Police in the old town and the new one and on all roads met soldiers. "
      + "Then police soldiers met."
    var maker = SnippetMaker(terms: [term("police"), term("soldiers")], width: 40)
    let fragments = maker.snippet(of: [SnippetParagraph("x y"), SnippetParagraph(text)]).fragments
    #expect(fragments.map(\.text) == ["Then police soldiers met."])
  }

  @Test func `wide letters take two columns of the width`() {
    let text = String(repeating: "河水上涨了两米，", count: 20)
    var maker = SnippetMaker(
      terms: [SnippetTerm(.terms([Array("河水".utf8)]), weight: 1)],
      width: 40
    )
    let fragment = maker.snippet(of: [SnippetParagraph(text)]).fragments.first
    #expect((15...20).contains(fragment?.text.count ?? 0))
  }
}
