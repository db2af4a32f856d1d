// SPDX-License-Identifier: Apache-2.0

/// A text without case and accents, in every script: what terms compare by.
package func folded(_ text: String) -> [UInt8] {
  Array(text.lowercased().utf8)
}

/// Room for folding words one after another.
struct FoldingBuffer: ~Copyable {
  mutating func withFolded<Result>(
    _ word: UnsafeBufferPointer<UInt8>,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    body(word)
  }
}
