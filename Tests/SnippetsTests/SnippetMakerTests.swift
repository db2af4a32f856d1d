// SPDX-License-Identifier: Apache-2.0

import Snippets
import Testing
import TextAnalysis

@Suite struct SnippetMakerTests {
  static let article = [
    SnippetParagraph("Flood warning", isBody: false),
    SnippetParagraph(
      "The mayor spoke on Monday. Rain had fallen for three days. \"The river rose two metres,\" "
        + "she said. Nobody was hurt."
    ),
    SnippetParagraph(
      "Schools stay closed this week. A bridge over the river was swept away by the flood. Repairs "
        + "will take a month."
    ),
  ]

  static func words(_ words: String...) -> [SnippetTerm] {
    words.map { SnippetTerm(.terms([Array($0.utf8)]), weight: 2) }
  }

  @Test func `shows the sentence that has most of the words`() {
    var maker = SnippetMaker(terms: Self.words("river", "flood"), width: 60)
    let snippet = maker.snippet(of: Self.article)
    #expect(snippet.fragments.count == 1)
    #expect(
      snippet.fragments.first?.text == "A bridge over the river was swept away by the flood."
    )
    #expect(snippet.fragments.first.map(marked) == ["river", "flood"])
    #expect(snippet.fragments.first?.isCutAtStart == false)
    #expect(snippet.fragments.first?.isCutAtEnd == false)
  }

  @Test func `takes a sentence's opening quotation mark with it`() {
    var maker = SnippetMaker(terms: Self.words("rose"), width: 50)
    #expect(
      maker.snippet(of: Self.article).fragments.map(\.text)
        == ["\"The river rose two metres,\" she said."]
    )
  }

  @Test func `covers words of different places with several fragments in the text's order`() {
    var maker = SnippetMaker(terms: Self.words("repairs", "rain", "mayor"), width: 120)
    let snippet = maker.snippet(of: Self.article)
    #expect(snippet.fragments.map(\.paragraph) == [1, 2])
    #expect(snippet.fragments.flatMap(marked) == ["mayor", "Rain", "Repairs"])
  }

  @Test func `fills the width with the sentences that follow and marks them too`() {
    let paragraph = SnippetParagraph("One river. Another river. A third river here. And more.")
    var maker = SnippetMaker(terms: Self.words("river"), width: 46)
    let snippet = maker.snippet(of: [paragraph])
    #expect(snippet.fragments.map(\.text) == ["One river. Another river. A third river here."])
    #expect(snippet.fragments.first?.marks.count == 3)
  }

  @Test func `prefers the text to headings`() {
    var maker = SnippetMaker(terms: Self.words("flood"), width: 60)
    #expect(maker.snippet(of: Self.article).fragments.map(\.paragraph) == [2])
    var other = SnippetMaker(terms: Self.words("warning"), width: 60)
    #expect(other.snippet(of: Self.article).fragments.map(\.text) == ["Flood warning"])
  }

  @Test func `shows the beginning where nothing matches`() {
    var maker = SnippetMaker(terms: Self.words("volcano"), width: 60)
    #expect(maker.snippet(of: Self.article).fragments.isEmpty)
    let snippet = maker.beginning(of: Self.article)
    #expect(
      snippet.fragments.map(\.text) == [
        "The mayor spoke on Monday. Rain had fallen for three days."
      ]
    )
    #expect(snippet.fragments.first?.marks == [])
    #expect(maker.beginning(of: []).fragments.isEmpty)
    #expect(maker.beginning(of: [SnippetParagraph("")]).fragments.isEmpty)
  }

  @Test func `marks phrases only where their words follow one another`() {
    let phrase = SnippetTerm(
      .phrase([
        SnippetTerm.PhrasePart(term: Array("two".utf8), offset: 0),
        SnippetTerm.PhrasePart(term: Array("metres".utf8), offset: 1),
      ]),
      weight: 1
    )
    var maker = SnippetMaker(terms: [phrase])
    let text = "Metres two, two or metres. Then two metres."
    #expect(maker.marks(in: text).ranges.map { text.part($0) } == ["two metres"])
  }

  @Test func `marks prefixes and any of several forms`() {
    var maker = SnippetMaker(
      terms: [
        SnippetTerm(.prefix(Array("flo".utf8)), weight: 1),
        SnippetTerm(.terms([Array("river".utf8), Array("rivers".utf8)]), weight: 1),
      ]
    )
    let text = "Floods: the Rivers Flöz and Po, a river."
    #expect(
      maker.marks(in: text).ranges.map { text.part($0) } == ["Floods", "Rivers", "Flöz", "river"]
    )
  }

  @Test func `cuts a sentence that is too long around its matches, between words`() throws {
    let filler = String(repeating: "lorem ipsum dolor ", count: 40)
    let text = filler + "the bridge fell " + filler + "end."
    var maker = SnippetMaker(terms: Self.words("bridge"), width: 80)
    let fragment = try #require(maker.snippet(of: [SnippetParagraph(text)]).fragments.first)
    #expect(marked(fragment) == ["bridge"])
    #expect(fragment.isCutAtStart && fragment.isCutAtEnd)
    #expect(fragment.text.unicodeScalars.count <= 80)
    #expect(fragment.text.unicodeScalars.count > 50)
    let words = Set(text.split(separator: " "))
    #expect(fragment.text.split(separator: " ").allSatisfy(words.contains))
  }

  @Test func `works in Arabic`() throws {
    var analyzer = Analyzer()
    let term = try #require(analyzer.tokens(in: "النهر").first?.term)
    var maker = SnippetMaker(terms: [SnippetTerm(.terms([term]), weight: 1)], width: 40)
    let text = "تحدث رئيس البلدية يوم الاثنين. ارتفع مستوى النَّهر مترين. لم يصب أحد."
    let fragment = try #require(maker.snippet(of: [SnippetParagraph(text)]).fragments.first)
    #expect(fragment.text.hasPrefix("ارتفع مستوى النَّهر مترين."))
    #expect(marked(fragment) == ["النَّهر"])
  }

  @Test func `works in Chinese`() throws {
    var maker = SnippetMaker(
      terms: [
        SnippetTerm(
          .phrase([
            SnippetTerm.PhrasePart(term: Array("河水".utf8), offset: 0),
            SnippetTerm.PhrasePart(term: Array("上涨".utf8), offset: 2),
          ]),
          weight: 1
        )
      ],
      width: 16
    )
    let text = "市长周一发表了讲话。河水上涨了两米。没有人受伤。学校本周停课。"
    let fragment = try #require(maker.snippet(of: [SnippetParagraph(text)]).fragments.first)
    #expect(fragment.text.hasPrefix("河水上涨了两米。"))
    #expect(marked(fragment) == ["河水上涨"])
  }

  @Test func `never breaks a character, wherever the cut falls`() {
    let cluster = "e\u{301}👨‍👩‍👧‍👦🇲🇽नि각"
    let text =
      String(repeating: cluster, count: 30) + " bridge " + String(repeating: cluster, count: 30)
    for width in 16..<120 {
      var maker = SnippetMaker(terms: Self.words("bridge"), width: width)
      for fragment in maker.snippet(of: [SnippetParagraph(text)]).fragments {
        let start = text.utf8.index(text.startIndex, offsetBy: fragment.range.lowerBound)
        let end = text.utf8.index(text.startIndex, offsetBy: fragment.range.upperBound)
        #expect(start.samePosition(in: text) != nil && end.samePosition(in: text) != nil)
        #expect(text.contains(fragment.text))
        #expect(fragment.text.unicodeScalars.count <= width)
        #expect(marked(fragment) == ["bridge"])
      }
    }
  }

  @Test func `holds for every width and every pair of words`() {
    let all = ["mayor", "rain", "river", "flood", "month", "week", "warning"]
    for width in stride(from: 16, to: 300, by: 7) {
      for first in all {
        for second in all where second != first {
          var maker = SnippetMaker(terms: Self.words(first, second), width: width)
          let snippet = maker.snippet(of: Self.article)
          let length = snippet.fragments.reduce(0) { $0 + $1.text.unicodeScalars.count }
          #expect(length <= width)
          #expect((1...3).contains(snippet.fragments.count))
          let shown = Set(snippet.fragments.flatMap(marked).map { $0.lowercased() })
          #expect(shown.contains(first) || shown.contains(second))
          if width > 150 { #expect(shown.isSuperset(of: [first, second])) }
        }
      }
    }
  }

  private func marked(_ fragment: Snippet.Fragment) -> [String] {
    fragment.marks.map { fragment.text.part($0) }
  }
}

extension String {
  fileprivate func part(_ range: Range<Int>) -> String {
    String(decoding: Array(utf8)[range], as: UTF8.self)
  }
}
