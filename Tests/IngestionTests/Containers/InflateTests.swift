// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Ingestion

@Suite
struct InflateTests {
  private let text = Array(String(repeating: "The gulls are back. ", count: 500).utf8)

  @Test(arguments: [(DeflateWrapping.none, Inflater.Wrapping.none), (.zlib, .zlib), (.gzip, .gzip)])
  func `unpacks what was packed`(packing: DeflateWrapping, wrapping: Inflater.Wrapping) {
    let packed = deflated(text, packing)
    let result = Inflate.unpack(packed.span, wrapping, limit: text.count)
    #expect(result.bytes == text && result.isWhole && !result.isTooLarge)
  }

  @Test
  func `unpacks one member after another`() {
    let packed = deflated(text) + deflated(Array("And so on.".utf8))
    let result = Inflate.unpack(packed.span, .gzip, limit: 1 << 20)
    #expect(result.bytes == text + Array("And so on.".utf8))
    #expect(result.isWhole)
  }

  @Test
  func `stops at the limit`() {
    let packed = deflated(text, .none)
    #expect(Inflate.raw(packed.span, limit: text.count) == text)
    #expect(Inflate.raw(packed.span, limit: text.count - 1) == nil)
    let result = Inflate.unpack(packed.span, .none, limit: 100)
    #expect(result.bytes == Array(text[..<100]) && result.isTooLarge && !result.isWhole)
  }

  @Test
  func `gives what there is of a stream that is cut short at any byte`() {
    let packed = deflated(text)
    for length in 0..<packed.count {
      let result = Inflate.unpack(packed.span.extracting(0..<length), .gzip, limit: 1 << 20)
      #expect(!result.isWhole)
      #expect(text.starts(with: result.bytes))
    }
  }

  @Test
  func `notices a checksum that is wrong`() {
    var packed = deflated(text)
    packed[packed.count - 6] ^= 1
    #expect(!Inflate.unpack(packed.span, .gzip, limit: 1 << 20).isWhole)
  }
}
