// SPDX-License-Identifier: Apache-2.0

import Articles
import Testing

@Suite struct OriginTests {
  @Test func `numbers on disk never change`() {
    let expected: [Origin: UInt8] = [
      .jsonLD: 1, .openGraph: 2, .meta: 3, .microdata: 4, .time: 5, .url: 6, .text: 7, .file: 8,
      .derived: 9, .manual: 10, .record: 11,
    ]
    for origin in Origin.allCases { #expect(origin.rawValue == expected[origin]) }
    let kinds: [Paragraph.Kind: UInt8] = [
      .paragraph: 0, .heading: 1, .quote: 2, .listItem: 3, .caption: 4,
    ]
    for kind in Paragraph.Kind.allCases { #expect(kind.rawValue == kinds[kind]) }
  }

  @Test func `every origin has a name of its own`() {
    #expect(Set(Origin.allCases.map(\.name)).count == Origin.allCases.count)
    #expect(Origin.jsonLD.name == "json-ld")
  }
}
