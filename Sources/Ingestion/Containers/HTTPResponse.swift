// SPDX-License-Identifier: Apache-2.0

/// A stored response: status, type and the body as the reader of pages wants it (RFC 9112, 9110).
struct HTTPResponse {
  let status: Int
  /// As the server said it, parameters included.
  let mediaType: String?
  /// Without what was put around it for the way.
  let body: [UInt8]
  /// The body was compressed and could not be unpacked to its end.
  let isCutShort: Bool

  /// Why a response has no body that can be read.
  enum Failure: Error {
    /// Compressed by something else than deflate.
    case unknownEncoding
    case tooLarge
  }

  /// The most bytes of a body, unpacked.
  static let bodyLimit = 64 << 20

  /// Status and type, with the place of the body: all that is needed to tell if it is wanted.
  struct Head {
    let status: Int
    let mediaType: String?
    fileprivate let fields: HeaderFields

    /// Nil if there is no response in `range`.
    init?(_ bytes: ByteSpan, _ range: Range<Int>) {
      guard bytes.has("HTTP/", at: range.lowerBound, folding: false) else { return nil }
      let end = bytes.lineEnd(from: range.lowerBound, before: range.upperBound)
      guard let space = bytes.part(0..<end).firstIndex(of: 0x20, from: range.lowerBound),
        space + 4 <= end, let status = bytes.part(space + 1..<space + 4).decimal
      else { return nil }
      self.status = status
      fields = HeaderFields(bytes, min(end + 1, range.upperBound)..<range.upperBound)
      mediaType = fields.text(of: "content-type", in: bytes)
    }
  }

  /// Takes the body out of what was put around it.
  init(_ head: Head, _ bytes: ByteSpan, _ range: Range<Int>) throws(Failure) {
    status = head.status
    mediaType = head.mediaType
    let block = bytes.part(head.fields.end..<range.upperBound)
    guard block.count <= Self.bodyLimit else { throw .tooLarge }
    // Many crawlers store a body without its chunks and leave the field that tells of them.
    let transfer = head.fields.text(of: "transfer-encoding", in: bytes)?.lowercased() ?? ""
    let plain = (transfer.holds("chunked") ? ChunkedBody.joined(block) : nil) ?? block.array
    let coding = head.fields.text(of: "content-encoding", in: bytes)?.lowercased() ?? ""
    (body, isCutShort) = try Self.unpacked(plain, coding)
  }

  private static func unpacked(
    _ body: [UInt8],
    _ coding: String
  ) throws(Failure) -> ([UInt8], Bool) {
    guard let wrapping = try wrapping(of: body.span, coding) else { return (body, false) }
    var result = Inflate.unpack(body.span, wrapping, limit: bodyLimit)
    if wrapping == .zlib, result.bytes.isEmpty {
      // What HTTP calls deflate has a header of zlib's, and some servers leave it out.
      result = Inflate.unpack(body.span, .none, limit: bodyLimit)
    }
    if result.isTooLarge { throw .tooLarge }
    return (result.bytes, !result.isWhole)
  }

  /// How a body is compressed, if it is: some archives store it unpacked and leave the field.
  private static func wrapping(
    of body: ByteSpan,
    _ coding: String
  ) throws(Failure) -> Inflater.Wrapping? {
    if GzipFormat.isMember(body, at: 0) { return .gzip }
    if coding.holds("deflate") { return isText(body) ? nil : .zlib }
    if coding.holds("br") || coding.holds("zstd") || coding.holds("compress") {
      guard isText(body) else { throw .unknownEncoding }
    }
    return nil
  }

  private static func isText(_ body: ByteSpan) -> Bool {
    body.trimmed().has("<", at: 0)
  }
}

/// A body sent in chunks (RFC 9112, 7.1).
enum ChunkedBody {
  /// The chunks in a row, as far as they go; nil if there are none.
  static func joined(_ bytes: ByteSpan) -> [UInt8]? {
    var body: [UInt8] = []
    var place = 0
    while let (length, start) = chunk(bytes, at: place) {
      if length == 0 { return body }
      let end = min(start + length, bytes.count)
      body.append(contentsOf: bytes.part(start..<end))
      place = bytes.passLineBreaks(from: end, most: 1)
    }
    return place == 0 ? nil : body
  }

  /// The length that a line of hexadecimal digits gives, and the place after the line.
  private static func chunk(_ bytes: ByteSpan, at place: Int) -> (length: Int, start: Int)? {
    var index = place
    var length = 0
    while index < bytes.count, let digit = JSONEscapes.hexadecimalDigit(bytes[index]) {
      guard index - place < 8 else { return nil }
      length = length << 4 | Int(digit)
      index += 1
    }
    guard index > place, index < bytes.count else { return nil }
    let end = bytes.lineEnd(from: index, before: min(bytes.count, index + 4096))
    guard end < bytes.count, bytes[end] == 0x0A else { return nil }
    let isExtension = bytes[index] == UInt8(ascii: ";") || bytes[index].isBlank
    return isExtension ? (length, end + 1) : nil
  }
}
