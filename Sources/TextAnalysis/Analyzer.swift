// SPDX-License-Identifier: Apache-2.0

/// Text in, tokens out.
///
/// One per thread: it holds scratch memory.
package struct Analyzer: ~Copyable {
  package static let identity = AnalyzerIdentity(name: "morgue", version: 1, tables: 0)

  package init() {}

  /// Cuts a text into tokens and hands them to `body` in batches.
  ///
  /// The batch is empty before and after; its contents are valid during `body` only. A call is one
  /// paragraph: its first token starts a sentence. Bytes that are not UTF-8 separate words.
  ///
  /// - Returns: the position after the last token.
  package mutating func analyze(
    _ text: UnsafeBufferPointer<UInt8>,
    from position: UInt32,
    batch: inout TokenBatch,
    _ body: (inout TokenBatch) -> Void
  ) -> UInt32 {
    var position = position
    var next = 0
    batch.removeAll()
    while next < text.count {
      let start = next
      while next < text.count, isWord(text[next]) { next += 1 }
      if next > start {
        append(text, start..<next, position, to: &batch)
        position += 1
        if !batch.hasRoom {
          body(&batch)
          batch.removeAll()
        }
      } else {
        next += 1
      }
    }
    if batch.count > 0 { body(&batch) }
    batch.removeAll()
    return position
  }

  /// The tokens of a text, for queries, snippets and tests.
  package mutating func tokens(in text: String) -> [Token] {
    var text = text
    var tokens: [Token] = []
    var batch = TokenBatch()
    text.withUTF8 { bytes in
      _ = analyze(bytes, from: 0, batch: &batch) { batch in
        for index in 0..<batch.count { tokens.append(batch.token(index)) }
      }
    }
    return tokens
  }

  private func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a) || (byte >= 0x30 && byte <= 0x39)
  }

  private func append(
    _ text: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>,
    _ position: UInt32,
    to batch: inout TokenBatch
  ) {
    let index = batch.count
    let length = min(range.count, 255)
    let term = batch.arena + batch.arenaUsed
    for place in 0..<length {
      let byte = text[range.lowerBound + place]
      term[place] = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
    }
    for place in length..<(length + 8) { term[place] = 0 }
    batch.offset[index] = UInt32(batch.arenaUsed)
    batch.length[index] = UInt16(length)
    batch.hash[index] = TermHash.hash(term, count: length)
    batch.position[index] = position
    batch.start[index] = UInt32(range.lowerBound)
    batch.end[index] = UInt32(range.upperBound)
    batch.flags[index] = range.lowerBound == 0 ? 1 : 0
    batch.arenaUsed += (length + 7) & ~7
    batch.count += 1
  }
}
