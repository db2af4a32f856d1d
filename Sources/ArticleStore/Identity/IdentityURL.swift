// SPDX-License-Identifier: Apache-2.0

/// An address reduced to what names the page.
///
/// Scheme, a leading `www.`, user, default port, fragment, tracking parameters, the order of the
/// other parameters, the name of an index page and a trailing slash do not tell pages apart. The
/// form is hashed into article ids, so a change of these rules changes the ids of new articles.
struct IdentityURL: Hashable, Sendable {
  /// Without `www.`, with any port but the default.
  let host: String
  /// Begins with a slash; only the front page's ends with one.
  let path: String
  /// Without the question mark; empty if there is none.
  let query: String

  /// Nil for anything but a web address.
  init?(_ address: String) {
    var rest = address.utf8.drop { $0 <= 0x20 }[...]
    while let last = rest.last, last <= 0x20 { rest.removeLast() }
    guard let scheme = Self.takeScheme(&rest) else { return nil }
    let end = rest.firstIndex { [0x2F, 0x3F, 0x23].contains($0) } ?? rest.endIndex
    guard let host = Self.host(rest[..<end], defaultPort: scheme) else { return nil }
    self.host = host
    let page = Self.withoutFragment(rest[end...])
    let mark = page.firstIndex(of: UInt8(ascii: "?")) ?? page.endIndex
    path = Self.path(page[..<mark])
    query = Self.query(page[mark...].dropFirst())
  }

  /// What is hashed.
  var text: String { query.isEmpty ? host + path : "\(host)\(path)?\(query)" }

  /// An outlet's front page, which names no article.
  var isFrontPage: Bool { path == "/" && query.isEmpty }
}

private typealias Bytes = Substring.UTF8View

extension IdentityURL {
  /// Removes `http://` or `https://` and returns its default port; `//host` counts as `https`.
  private static func takeScheme(_ rest: inout Bytes) -> String? {
    for (prefix, port) in [("https://", "443"), ("http://", "80"), ("//", "443")] {
      let head = rest.prefix(prefix.utf8.count)
      guard head.map(lowercased).elementsEqual(prefix.utf8) else { continue }
      rest.removeFirst(prefix.utf8.count)
      return port
    }
    return nil
  }

  private static func host(_ authority: Bytes, defaultPort: String) -> String? {
    var name = authority
    if let at = name.lastIndex(of: UInt8(ascii: "@")) { name = name[name.index(after: at)...] }
    var port: Bytes?
    if let colon = name.lastIndex(of: UInt8(ascii: ":")),
      !name[colon...].contains(UInt8(ascii: "]"))
    {
      port = name[name.index(after: colon)...]
      name = name[..<colon]
    }
    if name.last == UInt8(ascii: ".") { name.removeLast() }
    var lower = name.map(lowercased)
    if lower.starts(with: "www.".utf8), lower.count > 4 { lower.removeFirst(4) }
    guard !lower.isEmpty, !lower.contains(where: { $0 <= 0x20 }) else { return nil }
    let text = String(decoding: lower, as: UTF8.self)
    guard let port, !port.isEmpty, !port.elementsEqual(defaultPort.utf8) else { return text }
    return text + ":" + String(decoding: port, as: UTF8.self)
  }

  /// Cuts at `#`, except at `#!`, which some sites of the 2010s used as a path.
  private static func withoutFragment(_ page: Bytes) -> Bytes {
    guard let hash = page.firstIndex(of: UInt8(ascii: "#")) else { return page }
    let next = page.index(after: hash)
    if next < page.endIndex, page[next] == UInt8(ascii: "!") { return page }
    return page[..<hash]
  }

  private static func path(_ raw: Bytes) -> String {
    var segments: [[UInt8]] = []
    for segment in raw.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true) {
      switch String(decoding: segment, as: UTF8.self) {
      case ".": continue
      case "..": _ = segments.popLast()
      default: segments.append(unescaped(segment))
      }
    }
    if let last = segments.last, indexPages.contains(String(decoding: last, as: UTF8.self)) {
      segments.removeLast()
    }
    return "/" + String(decoding: Array(segments.joined(separator: [0x2F])), as: UTF8.self)
  }

  private static func query(_ raw: Bytes) -> String {
    let parameters = raw.split(separator: UInt8(ascii: "&"))
      .filter { !TrackingParameters.contains(name(of: $0)) }
      .map { String(decoding: unescaped($0), as: UTF8.self) }
    return parameters.sorted().joined(separator: "&")
  }

  private static func name(of parameter: Bytes) -> String {
    let name = parameter.prefix { $0 != UInt8(ascii: "=") }
    return String(decoding: name.map(lowercased), as: UTF8.self)
  }

  private static let indexPages: Set<String> = [
    "index.html", "index.htm", "index.php", "index.shtml", "index.asp", "index.aspx", "index.jsp",
  ]

  /// Decodes escapes of characters that need none and writes the others in upper case.
  private static func unescaped(_ text: Bytes) -> [UInt8] {
    var result: [UInt8] = []
    var rest = text[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      guard byte == UInt8(ascii: "%"), digits.count == 2, digits.first != UInt8(ascii: "+"),
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      else {
        result.append(byte)
        continue
      }
      rest.removeFirst(2)
      if isUnreserved(value) {
        result.append(value)
      } else {
        result.append(byte)
        result.append(contentsOf: digits.map(uppercased))
      }
    }
    return result
  }
}

/// Parameters that say where a reader came from and not what the page is.
private enum TrackingParameters {
  static func contains(_ name: String) -> Bool {
    names.contains(name) || prefixes.contains { name.hasPrefix($0) }
  }

  private static let prefixes = ["utm_", "mtm_", "pk_", "hsa_", "_hs", "at_", "ns_", "oly_"]

  private static let names: Set<String> = [
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "ttclid",
    "yclid",
    "li_fat_id", "rb_clickid", "srsltid", "mc_cid", "mc_eid", "igshid", "igsh", "_ga", "_gl",
    "ref_src", "ref_url", "cmpid", "cmp", "icid", "ocid", "ncid", "s_cid", "smid", "smtyp", "spm",
    "xtor", "vero_id", "guccounter", "guce_referrer", "guce_referrer_sig", "hsctatracking",
    "__twitter_impression", "sr_share", "sharetype", "share_source",
  ]
}

private func lowercased(_ byte: UInt8) -> UInt8 {
  (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
}

private func uppercased(_ byte: UInt8) -> UInt8 {
  (0x61...0x7A).contains(byte) ? byte & 0xDF : byte
}

/// RFC 3986, section 2.3.
private func isUnreserved(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
  default: false
  }
}
