// SPDX-License-Identifier: Apache-2.0

/// A part of a collection that nobody expects an article in.
///
/// The raw values are on disk and never change meaning.
package enum RecordKind: UInt8, Hashable, Sendable, CaseIterable {
  case image = 1
  case style = 2
  case script = 3
  case font = 4
  /// Sound and moving pictures.
  case media = 5
  /// Anything else that is neither a page nor a text.
  case data = 6
  case redirect = 7
  /// A response that says that there is no page, or none now.
  case errorPage = 8
  /// A response of a status that has no page of its own.
  case noPage = 9
  case request = 10
  /// What a crawler notes about itself.
  case crawlNote = 11
  /// A page that had not changed since an earlier capture, stored without its bytes.
  case revisit = 12
  /// The address of a server.
  case lookup = 13
  /// A later piece of a record that was cut in two.
  case continuation = 14
  /// A file that came with a mail.
  case attachment = 15
  /// What a site tells robots and advertisers.
  case siteFile = 16
  /// A cover, a table of contents or another page of a book without a text.
  case bookPage = 17

  /// What several of them are called.
  package var name: String {
    switch self {
    case .image: "images"
    case .style: "style sheets"
    case .script: "scripts"
    case .font: "fonts"
    case .media: "sounds and videos"
    case .data: "other data"
    case .redirect: "redirects"
    case .errorPage: "error pages"
    case .noPage: "responses without a page"
    case .request: "requests"
    case .crawlNote: "notes of the crawler"
    case .revisit: "unchanged revisits"
    case .lookup: "server look-ups"
    case .continuation: "continued records"
    case .attachment: "attachments"
    case .siteFile: "files for robots"
    case .bookPage: "covers and contents of books"
    }
  }

  /// The kind of what has this media type, parameters aside; nil if it may be an article.
  init?(mediaType: String) {
    let type = mediaType.prefix { $0 != ";" && $0 != " " }.lowercased()
    if type.hasPrefix("image/") {
      self = .image
    } else if type.hasPrefix("video/") || type.hasPrefix("audio/") {
      self = .media
    } else if type.hasPrefix("font/") || type.contains("font") {
      self = .font
    } else if type == "text/css" {
      self = .style
    } else if type.contains("javascript") || type.contains("ecmascript") {
      self = .script
    } else if type.contains("json") || Self.packed.contains(type) {
      self = .data
    } else {
      return nil
    }
  }

  private static let packed: Set<String> = [
    "application/zip", "application/gzip", "application/x-gzip", "application/x-tar",
    "application/x-shockwave-flash", "application/wasm", "text/vtt", "text/csv",
    "application/vnd.apple.mpegurl", "application/x-mpegurl", "application/x-protobuf",
    "application/manifest+json", "application/pkix-cert", "application/ocsp-response",
  ]
}
