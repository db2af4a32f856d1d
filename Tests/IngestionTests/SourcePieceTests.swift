// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing
import TestSupport

/// Parts of collections, cut up as far as that goes.
struct SourcePieceTests {
  private func line(_ number: Int) -> String {
    "{\"title\": \"Boat \(number)\", \"text\": \"Boat \(number) lies in the harbour.\"}\n"
  }

  private func record(_ number: Int) -> String {
    let body = "<html><title>Boat \(number)</title><p>Boat \(number) lies in the harbour.</html>"
    let response = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://boats.example/\(number)\r\n"
      + "Content-Length: \(response.utf8.count)\r\n\r\n\(response)\r\n\r\n"
  }

  private func mail(_ number: Int) -> String {
    "From a@boats.example Mon Jan  1 00:00:00 2024\nFrom: A <a@boats.example>\n"
      + "Subject: Boat \(number)\nMessage-ID: <\(number)@boats.example>\n\n"
      + "Boat \(number) lies in the harbour.\n\n"
  }

  private func sources() -> [(bytes: [UInt8], count: Int)] {
    let texts = [
      (0..<9).map(line).joined() + "no object\n" + line(9), (0..<9).map(record).joined(),
      (0..<9).map(mail).joined(),
    ]
    let plain = texts.map { (bytes: Array($0.utf8), count: $0.hasPrefix("{") ? 10 : 9) }
    return plain + plain.map { (gzipped(String(decoding: $0.bytes, as: UTF8.self)), $0.count) }
      + [((0..<9).flatMap { gzipped(record($0)) }, 9)]
  }

  @Test func `pieces give what their part gives`() {
    for (bytes, count) in sources() {
      var reader = ArticleReader()
      let hint = SourceHint(fileName: "boats")
      bytes.withUnsafeBytes { buffer in
        var parts = SourceParts(of: buffer, as: hint, about: 1 << 20)
        while let part = parts.next(in: buffer) {
          let whole = reader.read(part, of: buffer, as: hint)
          let pieces = part.pieces(in: buffer)
          #expect(pieces.count == count)
          var sum = ReadResult()
          for piece in pieces { sum.append(reader.read(piece, of: buffer, as: hint)) }
          #expect(sum.articles.map(\.article) == whole.articles.map(\.article))
          #expect(sum.articles.map(\.original) == whole.articles.map(\.original))
          #expect(sum.skipped.map(\.reason) == whole.skipped.map(\.reason))
        }
      }
    }
  }
}

/// Records that nobody has written by hand.
struct LargeRecordTests {
  private func line(_ number: Int) -> String {
    "{\"title\": \"Boat \(number)\", \"text\": \"Boat \(number) lies in the harbour.\"}\n"
  }

  @Test func `a line of seventy megabytes is skipped and its neighbours are read`() {
    let large = "{\"title\": \"" + String(repeating: "x", count: 70 << 20) + "\"}\n"
    let bytes = Array((line(1) + line(2) + large + line(3)).utf8)
    var reader = ArticleReader()
    let result = reader.read(bytes, as: SourceHint(fileName: "boats.jsonl"))
    #expect(result.articles.map { $0.article.title?.value } == ["Boat 1", "Boat 2", "Boat 3"])
    #expect(result.skipped.map(\.reason) == [.tooLarge(limit: 65 << 20)])
    #expect(
      result.articles.map { Array(bytes[$0.original.place]) }
        == [1, 2, 3].map { Array(line($0).utf8.dropLast()) }
    )
  }
}
