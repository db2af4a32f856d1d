// SPDX-License-Identifier: Apache-2.0

@testable import Ingestion
import Testing

@Suite struct GlobTests {
  @Test(
    arguments: [
      ("*.tmp", "a/b.tmp", true), ("*.tmp", "b.tmp.txt", false), ("/b.tmp", "a/b.tmp", false),
      ("a/*", "a/b", true), ("a/*", "a/b/c", false), ("a/**", "a/b/c", true),
      ("a/**/c", "a/c", true), ("a/**/c", "a/b/b/c", true), ("a/**/c", "abc", false),
      ("?", "a", true), ("?", "", false), ("a/?", "a//", false), ("[a-c]x", "bx", true),
      ("[a-c]x", "dx", false), ("[!a-c]x", "dx", true), ("[^a-c]x", "ax", false),
      ("[]]x", "]x", true), ("[!]]x", "]x", false), ("[z-a]", "m", false), ("[a-]", "-", true),
      ("[a", "[a", true), ("[[", "[[", true), ("[a/b]", "a", true), ("a[/]b", "a/b", false),
      ("\\*", "*", true),
      ("\\*", "a", false), ("\\[a]", "[a]", true), ("\\", "\\", true), ("a\\**", "a*bc", true),
      ("a\\**/b", "a*x/b", true), ("a\\**/b", "a*x/y/b", false), ("***", "ab", true),
      ("", "", false), ("[\u{1}-\u{7F}]*", "é", false), ("[!x]*", "é", true),
    ]
  )
  func `a pattern is matched as git matches it`(pattern: String, path: String, isMatch: Bool) {
    let name = path.split(separator: "/").last.map { Array($0.utf8) } ?? []
    let found = Glob(pattern.utf8).matches(path: Array(path.utf8), name: name, isFolder: false)
    #expect(found == isMatch)
  }

  @Test func `a mark at an end or a beginning says what else is meant`() {
    #expect(Glob("!a".utf8).isNegated)
    let folder = Glob("a/".utf8)
    #expect(folder.matches(path: [0x61], name: [0x61], isFolder: true))
    #expect(!folder.matches(path: [0x61], name: [0x61], isFolder: false))
  }
}
