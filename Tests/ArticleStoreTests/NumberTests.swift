// SPDX-License-Identifier: Apache-2.0

@testable import ArticleStore
import Articles
import Storage
import Testing

/// Numbers of records with sums that fit, as somebody could forge them: none may overflow.
@Suite struct NumberTests {
  private func bytes(_ body: (inout ByteWriter) -> Void) -> [UInt8] {
    var writer = ByteWriter()
    body(&writer)
    return writer.bytes
  }

  @Test(arguments: [1 << 48, UInt64.max])
  func `a count that could make sums overflow is damage`(count: UInt64) {
    let line = bytes {
      $0.varint64(count)
      $0.varint64(0)
    }
    let site = bytes { $0.varint64(count) }
    #expect(throws: CorruptionError.self) {
      var reader = ByteReader(line.span.bytes)
      _ = try LineRecord(key: 1, from: &reader)
    }
    #expect(throws: CorruptionError.self) {
      var reader = ByteReader(site.span.bytes)
      _ = try SiteRecord(key: 1, from: &reader)
    }
  }

  @Test func `a version after which none can come is damage`() {
    let number = bytes { $0.varint32(.max) }
    #expect(throws: CorruptionError.self) {
      var reader = ByteReader(number.span.bytes)
      _ = try reader.version()
    }
  }

  @Test func `lengths that add up to more than a number holds are not merged`() {
    let policy = TierPolicy(fanIn: 2, limit: .max)
    #expect(policy.fullMerge(of: [.max, .max, 1]) == [])
    #expect(policy.fullMerge(of: [1, .max - 1, 1]) == [0..<2])
  }

  @Test func `a block that claims to hold more than it can is none`() throws {
    let content = [UInt8](repeating: 7, count: 5000)
    let frame = try #require(content.withUnsafeBytes { Zstandard.pack($0) })
    for count in [0, 4999, 5001, 1 << 32] {
      #expect(frame.withUnsafeBytes { Zstandard.unpack($0, count: count) } == nil)
    }
    #expect(frame.withUnsafeBytes { Zstandard.unpack($0, count: 5000) } == content)
  }
}
