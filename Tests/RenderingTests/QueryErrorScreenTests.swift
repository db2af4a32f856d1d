// SPDX-License-Identifier: Apache-2.0

import Rendering
import Testing

@testable import NewsArchive

@Suite struct QueryErrorScreenTests {
  @Test(
    arguments: [
      ("a NEAR/0 b", 2, "  a NEAR/0 b\n    ^\n"),
      ("é 四人 (b", 10, "  é 四人 (b\n         ^\n"),
      ("", 0, "  \n  ^\n"),
    ]
  )
  func `the caret stands under the place`(query: String, offset: Int, expected: String) {
    #expect(QueryErrorRenderer.caret(QueryPlace(query: query, offset: offset)) == expected)
  }

  @Test func `of a long query what stands around the place is shown`() {
    let words = (100..<160).map { "w\($0)" }.joined(separator: " ")
    let middle = QueryErrorRenderer.caret(QueryPlace(query: words, offset: 150), width: 40)
    #expect(
      middle == """
          …6 w127 w128 w129 w130 w131 w132 w1…
                            ^

        """
    )
    let last = QueryErrorRenderer.caret(QueryPlace(query: words, offset: 295), width: 40)
    #expect(
      last == """
          … w153 w154 w155 w156 w157 w158 w159
                                          ^

        """
    )
    for line in (middle + last).split(separator: "\n") { #expect(line.count <= 40) }
  }
}
