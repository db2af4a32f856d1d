// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Converts bytes of one charset to UTF-8 by the C library's `iconv`.
@safe
struct CharsetConverter: ~Copyable {
  private let descriptor: iconv_t

  /// Nil if the C library does not know the charset.
  init?(from charset: String) {
    let opened = unsafe iconv_open("UTF-8", CharsetLabel.systemName(charset))
    guard unsafe opened != iconv_t(bitPattern: -1) else { return nil }
    guard let opened = unsafe opened else { return nil }
    unsafe descriptor = opened
  }

  deinit {
    unsafe _ = iconv_close(descriptor)
  }

  /// All of `bytes` in UTF-8; every byte that has no meaning becomes U+FFFD and is counted.
  func convert(_ bytes: ByteSpan) -> (text: [UInt8], replaced: Int) {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 2 + 16)
    var replaced = 0
    unsafe bytes.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      var input: UnsafeMutablePointer<CChar>? = unsafe UnsafeMutableRawPointer(mutating: base)
        .assumingMemoryBound(to: CChar.self)
      var inputLeft = source.count
      let chunk = UnsafeMutablePointer<CChar>.allocate(capacity: Self.chunkSize)
      defer { unsafe chunk.deallocate() }
      while inputLeft > 0 {
        let before = inputLeft
        let failure = unsafe step(&input, &inputLeft, through: chunk, into: &text)
        guard failure == EILSEQ || failure == EINVAL || (failure != 0 && before == inputLeft)
        else { continue }
        text.append(scalar: 0xFFFD)
        replaced += 1
        unsafe input = input?.advanced(by: 1)
        inputLeft -= 1
      }
    }
    return (text, replaced)
  }

  private static let chunkSize = 1 << 15

  /// One call of `iconv`; gives the error number, 0 for none.
  private func step(
    _ input: inout UnsafeMutablePointer<CChar>?,
    _ inputLeft: inout Int,
    through chunk: UnsafeMutablePointer<CChar>,
    into text: inout [UInt8]
  ) -> Int32 {
    var output: UnsafeMutablePointer<CChar>? = unsafe chunk
    var outputLeft = Self.chunkSize
    let result = unsafe iconv(descriptor, &input, &inputLeft, &output, &outputLeft)
    let failure = result == -1 ? errno : 0
    let written = unsafe UnsafeRawBufferPointer(start: chunk, count: Self.chunkSize - outputLeft)
    unsafe text.append(contentsOf: written)
    return failure == E2BIG && outputLeft < Self.chunkSize ? 0 : failure
  }
}
