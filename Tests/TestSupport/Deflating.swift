// SPDX-License-Identifier: Apache-2.0

import CZlib

/// How deflated data is wrapped (the library's window bits).
package enum DeflateWrapping: Int32 {
  case none = -15
  case zlib = 15
  case gzip = 31
}

/// `bytes` deflated as one stream.
package func deflated(_ bytes: [UInt8], _ wrapping: DeflateWrapping = .gzip) -> [UInt8] {
  var stream = z_stream()
  let size = Int32(MemoryLayout<z_stream>.size)
  deflateInit2_(
    &stream,
    9,
    Z_DEFLATED,
    wrapping.rawValue,
    9,
    Z_DEFAULT_STRATEGY,
    ZLIB_VERSION,
    size
  )
  defer { deflateEnd(&stream) }
  var input = bytes
  let room = Int(deflateBound(&stream, UInt(bytes.count))) + 64
  return input.withUnsafeMutableBufferPointer { source in
    [UInt8](unsafeUninitializedCapacity: room) { output, used in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(output.count)
      deflate(&stream, Z_FINISH)
      used = output.count - Int(stream.avail_out)
    }
  }
}

/// `text` as a gzip file of one member.
package func gzipped(_ text: String) -> [UInt8] {
  deflated(Array(text.utf8))
}
