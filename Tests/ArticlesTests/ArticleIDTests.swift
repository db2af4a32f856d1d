// SPDX-License-Identifier: Apache-2.0

import Articles
import Testing

@Suite struct ArticleIDTests {
  private static let ids: [UInt64] = [0, 1, 31, 32, 0x7F3A_0000_0000_0001, 1 << 60, .max]

  @Test(arguments: ids)
  func `thirteen letters find the id again`(value: UInt64) {
    let id = ArticleID(rawValue: value)
    #expect(id.description.utf8.count == 13)
    #expect(ArticleID.range(matching: id.description) == id...id)
  }

  @Test(arguments: ids)
  func `every prefix covers the id, and a shorter one covers more`(value: UInt64) {
    let id = ArticleID(rawValue: value)
    var inner = id...id
    for length in (1...13).reversed() {
      guard let range = ArticleID.range(matching: id.description.prefix(length)) else {
        Issue.record("no range for \(length) letters")
        return
      }
      #expect(range.contains(inner.lowerBound) && range.contains(inner.upperBound))
      inner = range
    }
  }

  @Test(arguments: ["7f3a", "0", "F", "fzzzzzzzzzzzz", "zz", "u", "a-b", "", "é", "00000000000000"])
  func `there is a mistake in what begins no id, and only in that`(prefix: String) {
    #expect((ArticleID.mistake(in: prefix) == nil) == (ArticleID.range(matching: prefix) != nil))
  }

  @Test func `ids sort as their letters do`() {
    let ids = Self.ids.map(ArticleID.init).sorted()
    #expect(ids.map(\.description) == ids.map(\.description).sorted())
  }

  @Test func `one letter covers a sixteenth of all ids`() {
    let range = ArticleID.range(matching: "f")
    #expect(range?.lowerBound.rawValue == 15 << 60)
    #expect(range?.upperBound.rawValue == .max)
  }

  @Test func `case and letters that look like digits are forgiven`() {
    #expect(ArticleID.range(matching: "7F3A") == ArticleID.range(matching: "7f3a"))
    #expect(ArticleID.range(matching: "0il") == ArticleID.range(matching: "011"))
    #expect(ArticleID.range(matching: "1O") == ArticleID.range(matching: "10"))
  }

  @Test(arguments: ["", "u", "7f3u", "g", "z0", "-", "7f 3a", "é", "00000000000000", "\u{0}"])
  func `what no id begins with has no range`(prefix: String) {
    #expect(ArticleID.range(matching: prefix) == nil)
  }
}
