// SPDX-License-Identifier: Apache-2.0

import Testing
import TextAnalysis

@Suite struct LanguageTests {
  @Test(arguments: ["en", "es", "ar", "zh", "yue", "haw"])
  func `a code survives packing`(code: String) {
    #expect(Language(code: code)?.code == code)
  }

  @Test(arguments: [("EN", "en"), ("pt-BR", "pt"), ("zh_Hant", "zh"), ("iw", "he"), ("in", "id")])
  func `a tag gives its primary language`(tag: String, code: String) {
    #expect(Language(code: tag)?.code == code)
  }

  @Test(arguments: ["", "e", "engl", "3n", "é", "-", "e1"])
  func `anything else is no language`(code: String) {
    #expect(Language(code: code) == nil)
  }

  @Test
  func `an unknown language has an empty code`() {
    #expect(Language.unknown.code.isEmpty)
    #expect(Language(rawValue: 0) == .unknown)
  }

  @Test
  func `the raw value is the letters, the first highest`() {
    #expect(Language(code: "en")?.rawValue == 0x656e)
    #expect(Language(code: "yue")?.rawValue == 0x79_7565)
  }
}
