// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

/// Everything that an article says, a line a field and then a line a paragraph: what tests of
/// whole documents compare.
func summary(_ article: Article) -> String {
  let fields = article.fieldValues.map { line in
    line.origin == .record
      ? "\(line.name): \(line.value)" : "\(line.name) (\(line.origin.name)): \(line.value)"
  }
  let paragraphs = article.paragraphs.map { paragraph in
    switch paragraph.kind {
    case .paragraph: paragraph.text
    case .heading: "# \(paragraph.text)"
    case .quote: "> \(paragraph.text)"
    case .listItem: "- \(paragraph.text)"
    case .caption: "[\(paragraph.text)]"
    }
  }
  return (fields + paragraphs).joined(separator: "\n")
}

/// The summaries of all articles of a source given as bytes.
func summaries(_ bytes: [UInt8], name: String) -> [String] {
  var reader = ArticleReader()
  return reader.read(bytes, as: SourceHint(fileName: name)).articles.map { summary($0.article) }
}

/// The summaries of all articles of a source given as text.
func summaries(_ text: String, name: String = "file.xml") -> [String] {
  summaries(Array(text.utf8), name: name)
}

/// Reads every beginning of a file, and the file with each byte changed: nothing traps, and
/// whatever is no article has a reason.
func expectNoTrap(_ bytes: [UInt8], name: String, step: Int = 1) {
  var reader = ArticleReader()
  let hint = SourceHint(fileName: name)
  for end in stride(from: 0, to: bytes.count, by: step) {
    let result = reader.read(Array(bytes[..<end]), as: hint)
    #expect(!result.articles.isEmpty || !result.skipped.isEmpty, "cut at \(end)")
  }
  for place in stride(from: 0, to: bytes.count, by: step) {
    var damaged = bytes
    damaged[place] ^= place % 3 == 0 ? 0x80 : place % 3 == 1 ? 0x01 : 0x3F
    let result = reader.read(damaged, as: hint)
    #expect(!result.articles.isEmpty || !result.skipped.isEmpty, "changed at \(place)")
  }
}
