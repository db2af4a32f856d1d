// SPDX-License-Identifier: Apache-2.0

/// A stored response with a page, as the block of a record.
package func response(
  _ body: [UInt8],
  status: String = "200 OK",
  type: String? = "text/html; charset=utf-8",
  headers: [String] = []
) -> [UInt8] {
  let lines = ["HTTP/1.1 \(status)"] + (type.map { ["Content-Type: \($0)"] } ?? []) + headers
  return Array((lines + ["", ""]).joined(separator: "\r\n").utf8) + body
}

/// One record of a web archive.
package func warcRecord(
  _ type: String = "response",
  url: String? = nil,
  date: String = "2025-06-08T14:05:00Z",
  contentType: String = "application/http; msgtype=response",
  length: Int? = nil,
  _ block: [UInt8]
) -> [UInt8] {
  var lines = ["WARC/1.1", "WARC-Type: \(type)"]
  if let url { lines.append("WARC-Target-URI: \(url)") }
  lines += [
    "WARC-Date: \(date)", "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789abc>",
    "Content-Type: \(contentType)", "Content-Length: \(length ?? block.count)", "", "",
  ]
  return Array(lines.joined(separator: "\r\n").utf8) + block + Array("\r\n\r\n".utf8)
}

/// A page about gulls with so much text that nobody takes it for something else.
package func samplePage(_ title: String, charset: String? = nil) -> String {
  let sentences = (1...4).map { number in
    """
    <p>In paragraph \(number) of \(title) the gulls came back to the square by the harbour, and the \
    people of the town stood at their windows for a while and watched them.</p>
    """
  }
  let meta = charset.map { "<meta charset=\"\($0)\">" } ?? ""
  return """
    <!DOCTYPE html><html><head>\(meta)<title>\(title)</title></head><body><article>
    <h1>\(title)</h1>\(sentences.joined(separator: "\n"))</article></body></html>
    """
}
