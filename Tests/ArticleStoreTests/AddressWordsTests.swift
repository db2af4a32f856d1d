// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Testing

@Suite struct AddressWordsTests {
  @Test func `tells addresses from words`() {
    let addresses = [
      "https://a.example", "http://a.example/b", "a.example/b", "www.a.example/b?c=d",
    ]
    for text in addresses { #expect(AddressWords.isAddress(text), "\(text)") }
    for text in ["and/or", "a.example", "title:a.b/c", "a.b/c d", "\"a.b/c\"", "9/11", "(a.b/c)"] {
      #expect(!AddressWords.isAddress(text), "\(text)")
    }
  }
}
