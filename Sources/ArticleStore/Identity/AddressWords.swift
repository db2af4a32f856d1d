// SPDX-License-Identifier: Apache-2.0

/// The words of addresses, as they are filed and as they are asked for.
///
/// An address is reduced to what names the page, as it is for identities: without the scheme, `www.`,
/// tracking parameters, an index page's name. What is left is cut at everything but letters and
/// digits, so that `url:example.com/politics` finds the host, the words of the path, or both.
package enum AddressWords {
  /// The words of an address, or of a part of one, with blanks between; empty if it has none.
  package static func text(of address: String) -> String {
    let whole = address.contains("://") ? address : "https://" + address
    let name = unescaped(IdentityURL(whole)?.text ?? address)
    return name.split { !($0.isLetter || $0.isNumber) }.joined(separator: " ")
  }

  /// The text with all escapes decoded, as people read it.
  private static func unescaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2, digits.first != UInt8(ascii: "+"),
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        rest.removeFirst(2)
        bytes.append(value)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The words of an article's addresses, each once.
  package static func texts(of addresses: [String]) -> [String] {
    addresses.map(text).reduce(into: []) { texts, text in
      if !text.isEmpty, !texts.contains(text) { texts.append(text) }
    }
  }

  /// Whether a query is an address and nothing else: `https://…`, or a host with a path.
  package static func isAddress(_ query: String) -> Bool {
    guard !query.contains(where: \.isWhitespace), IdentityURL("https://" + query) != nil else {
      return false
    }
    let bytes = query.utf8
    if bytes.starts(with: "http://".utf8) || bytes.starts(with: "https://".utf8) { return true }
    guard let slash = query.firstIndex(of: "/"), let dot = query.firstIndex(of: "."), dot < slash
    else { return false }
    return query[..<slash].allSatisfy { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }
  }
}
