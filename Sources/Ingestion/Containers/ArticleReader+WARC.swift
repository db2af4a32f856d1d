// SPDX-License-Identifier: Apache-2.0

import Articles

extension ArticleReader {
  /// Reads the records of a web archive, or of a part of one that begins and ends with records.
  ///
  /// Stored pages are read with address, date and type as the records give them; everything else is
  /// counted by what it is.
  mutating func webArchive(_ bytes: ByteSpan) -> ReadResult {
    var result = ReadResult()
    var place = bytes.passLineBreaks(from: 0, most: .max)
    while place < bytes.count {
      guard case .record(let record) = WARCRecord.read(bytes, at: place, isLast: true) else {
        let next = WARCRecord.next(bytes, from: place + 1) ?? bytes.count
        result.skip(.notARecord(at: place), place..<next)
        place = next
        continue
      }
      add(record, bytes, to: &result)
      place = bytes.passLineBreaks(from: record.range.upperBound, most: .max)
    }
    return result
  }

  private mutating func add(
    _ record: WARCRecord,
    _ bytes: ByteSpan,
    to result: inout ReadResult
  ) {
    do throws(StoredPage.Unwanted) {
      let page = try StoredPage.read(record, bytes)
      var inner = content(page.body, as: page.hint(record, bytes), holdsRecords: false)
      if record.isCutShort || page.isCutShort { inner.note(.cutShort) }
      inner.forgetBinaries()
      inner.forgetTeasers()
      result.add(inner, readFrom: record.range, mediaType: "application/warc")
    } catch {
      result.skip(error.reason, record.range)
    }
  }
}

/// What a record stores, if it may be an article.
private struct StoredPage {
  let body: [UInt8]
  let mediaType: String?
  let isCutShort: Bool

  /// Why there is nothing to read in a record.
  struct Unwanted: Error {
    var reason: SkipReason
  }

  /// What a record stores; only what may be wanted is copied.
  static func read(_ record: WARCRecord, _ bytes: ByteSpan) throws(Unwanted) -> StoredPage {
    switch record.fields.text(of: "warc-type", in: bytes)?.lowercased() ?? "" {
    case "response": return try response(record, bytes)
    case "resource", "conversion": return try resource(record, bytes)
    case "request": throw Unwanted(reason: .record(.request))
    case "revisit": throw Unwanted(reason: .record(.revisit))
    case "continuation": throw Unwanted(reason: .record(.continuation))
    default: throw Unwanted(reason: .record(.crawlNote))
    }
  }

  private static func resource(
    _ record: WARCRecord,
    _ bytes: ByteSpan
  ) throws(Unwanted) -> StoredPage {
    let type = record.fields.text(of: "content-type", in: bytes)
    if type?.hasPrefix("application/http") == true { return try response(record, bytes) }
    try checkWanted(type, record, bytes)
    guard record.block.count <= HTTPResponse.bodyLimit else { throw tooLarge }
    return StoredPage(body: bytes.part(record.block).array, mediaType: type, isCutShort: false)
  }

  private static func response(
    _ record: WARCRecord,
    _ bytes: ByteSpan
  ) throws(Unwanted) -> StoredPage {
    guard let head = HTTPResponse.Head(bytes, record.block) else {
      let type = record.fields.text(of: "content-type", in: bytes) ?? ""
      throw Unwanted(reason: .record(type.hasPrefix("text/dns") ? .lookup : .data))
    }
    switch head.status {
    case 200, 203, 206: break
    case 300..<400: throw Unwanted(reason: .record(.redirect))
    case 400..<600: throw Unwanted(reason: .record(.errorPage))
    default: throw Unwanted(reason: .record(.noPage))
    }
    try checkWanted(head.mediaType, record, bytes)
    do throws(HTTPResponse.Failure) {
      let response = try HTTPResponse(head, bytes, record.block)
      return StoredPage(
        body: response.body,
        mediaType: response.mediaType,
        isCutShort: response.isCutShort
      )
    } catch {
      switch error {
      case .tooLarge: throw tooLarge
      case .unknownEncoding: throw Unwanted(reason: .unknownEncoding)
      }
    }
  }

  private static let tooLarge = Unwanted(reason: .tooLarge(limit: Int64(HTTPResponse.bodyLimit)))

  private static func checkWanted(
    _ mediaType: String?,
    _ record: WARCRecord,
    _ bytes: ByteSpan
  ) throws(Unwanted) {
    if let kind = RecordKind(mediaType: mediaType ?? "") { throw Unwanted(reason: .record(kind)) }
    guard let address = address(record, bytes) else { return }
    let path = address.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 2).dropFirst(2).first
    if let path, siteFiles.contains(String(Substring(path))) {
      throw Unwanted(reason: .record(.siteFile))
    }
  }

  private static let siteFiles: Set<String> = [
    "robots.txt", "ads.txt", "app-ads.txt", "humans.txt", "security.txt", "sellers.json",
    "sitemap.xml", ".well-known/security.txt",
  ]

  /// The address that was asked for; older writers put brackets around it.
  private static func address(_ record: WARCRecord, _ bytes: ByteSpan) -> String? {
    guard var text = record.fields.text(of: "warc-target-uri", in: bytes) else { return nil }
    if text.hasPrefix("<"), text.hasSuffix(">") { text = String(text.dropFirst().dropLast()) }
    return text
  }

  /// Address, date and type, for the reader of pages.
  func hint(_ record: WARCRecord, _ bytes: ByteSpan) -> SourceHint {
    var hint = SourceHint(mediaType: mediaType)
    hint.url = Self.address(record, bytes)
    hint.captured = record.fields.place(of: "warc-date", in: bytes)
      .flatMap { ISODate.date(bytes.part($0)) }
    return hint
  }
}
