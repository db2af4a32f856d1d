// SPDX-License-Identifier: Apache-2.0

/// What the site of a page calls itself, for telling its name from a headline or an author.
struct SiteNames {
  /// Names as ``key(_:)`` makes them.
  private var keys: [String] = []
  /// The word of the host that was bought: `bell` of `www.bell.example`.
  private var domain = ""

  /// Gathers names, and those that the host of an address suggests.
  init(names: [String], address: String?) {
    for name in names {
      let key = Self.key(name)
      if key.utf8.count >= 2, !keys.contains(key) { keys.append(key) }
    }
    if let address { readHost(address) }
  }

  private mutating func readHost(_ address: String) {
    guard let host = Self.host(of: address) else { return }
    let labels = host.split(separator: ".").filter { $0 != "www" }
    keys.append(Self.key(labels.joined()))
    // `co.uk` and its like are no names.
    let name = labels.dropLast().last { $0.utf8.count > 3 } ?? labels.first ?? ""
    domain = Self.key(String(name))
    if domain.utf8.count >= 2 { keys.append(domain) }
  }

  /// The host of an address of the web, in small letters; nil without one.
  static func host(of address: String) -> String? {
    let parts = address.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[1].isEmpty, parts[0].hasSuffix(":") else { return nil }
    let host = parts[2].prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }
    return host.isEmpty ? nil : host.lowercased()
  }

  /// Letters and digits in small form: what two texts must share to be the same.
  static func key(_ text: String) -> String {
    var key: [UInt8] = []
    key.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        if byte.isLetter || byte.isDigit { key.append(byte.lowercased) }
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        key.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      } else if scalar.value >= 0x300, scalar.properties.generalCategory == .nonspacingMark {
        key.append(scalar: scalar.value)
      }
    }
    return key.span.string
  }

  /// Whether a text is a name of the site, or holds little more than one.
  func isSite(_ text: String) -> Bool {
    let key = Self.key(text)
    guard key.utf8.count >= 2 else { return false }
    if keys.contains(key) { return true }
    guard text.split(separator: " ").count <= 5 else { return false }
    if holdsDomain(text) { return true }
    return keys.contains { name in
      name.utf8.count >= 6 && key.contains(name)
        || key.utf8.count >= 6 && name.contains(key)
    }
  }

  /// Whether a text is a name of the site and nothing else.
  func isExactly(_ text: String) -> Bool {
    let key = Self.key(text)
    return keys.contains { $0 == key || "the\($0)" == key || $0 == "the\(key)" }
  }

  /// Whether a name of an author is that of the outlet, or holds it.
  func isOutlet(_ name: String) -> Bool {
    if isExactly(name) { return true }
    return Self.key(name) != domain && holdsDomain(name)
  }

  /// Whether some of the words of a text, written as one, are the word of the host.
  private func holdsDomain(_ text: String) -> Bool {
    guard domain.utf8.count >= 3 else { return false }
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    for start in words.indices {
      var joined = ""
      for word in words[start...] where joined.utf8.count < domain.utf8.count { joined += word }
      if joined == domain { return true }
    }
    return false
  }

  /// Whether the word of the host begins with a name.
  func begins(with name: String) -> Bool {
    let key = Self.key(name)
    return !key.isEmpty && domain.hasPrefix(key)
  }
}

extension SiteNames {
  /// A title without the name of the site, and of a section beside it, at either end.
  ///
  /// Without a known name a short last piece behind a bar or a dash is taken for one.
  func withoutSite(_ title: String, guessing: Bool = true) -> String {
    var pieces = Self.pieces(of: title)
    guard pieces.count > 1 else { return withoutBrackets(title) }
    var wasCut = false
    while pieces.count > 1, let last = pieces.last, isSite(String(last)) {
      pieces.removeLast()
      wasCut = true
    }
    while wasCut, pieces.count > 1, let last = pieces.last, isSection(last, behind: pieces[0]) {
      pieces.removeLast()
    }
    if pieces.count > 1, isSite(String(pieces[0])), !isSite(String(pieces[1])) {
      pieces.removeFirst()
      wasCut = true
    }
    if guessing, !wasCut, pieces.count > 1, let last = pieces.last,
      last.split(separator: " ").count <= 4, last.count * 3 <= title.count
    {
      pieces.removeLast()
    }
    guard let first = pieces.first, let last = pieces.last else { return title }
    return TextCleaning.clean(String(title[first.startIndex..<last.endIndex]))
  }

  private func isSection(_ piece: Substring, behind first: Substring) -> Bool {
    piece.split(separator: " ").count <= 2 && piece.count * 3 <= first.count
      && piece.startIndex > first.endIndex
  }

  /// `Headline (the site)`.
  private func withoutBrackets(_ title: String) -> String {
    guard title.last == ")", let open = title.lastIndex(of: "("), open > title.startIndex,
      isSite(String(title[open...]))
    else { return title }
    return TextCleaning.clean(String(title[..<open]))
  }

  /// Cut at bars, and at dashes, stars, points and guillemets with blanks around them; in text
  /// without blanks also at underlines, double dashes and the wide colon.
  static func pieces(of title: String) -> [Substring] {
    var pieces: [Substring] = []
    let scalars = title.unicodeScalars
    var start = scalars.startIndex
    var index = start
    var previous: Unicode.Scalar = "x"
    while index < scalars.endIndex {
      let scalar = scalars[index]
      let next = scalars.index(after: index)
      if isMark(scalar), isCut(scalar, previous, next < scalars.endIndex ? scalars[next] : " ") {
        pieces.append(title[start..<index])
        start = next
      }
      previous = scalar
      index = next
    }
    pieces.append(title[start...])
    return pieces.compactMap(trimmed)
  }

  /// Without blanks, dashes and underlines at either end; nil if nothing is left.
  private static func trimmed(_ piece: Substring) -> Substring? {
    let scalars = piece.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isTrimmed($0) }),
      let last = scalars.lastIndex(where: { !isTrimmed($0) })
    else { return nil }
    return piece[first...last]
  }

  /// Whether a character between two others parts pieces of a title.
  private static func isCut(
    _ mark: Unicode.Scalar,
    _ previous: Unicode.Scalar,
    _ next: Unicode.Scalar
  ) -> Bool {
    switch mark {
    case "|", "｜", "│", "ǀ": true
    case "_": isWide(previous) || isWide(next)
    case "-":
      previous == "-" || (previous == " " && next == " ") || (isWide(previous) && next != " ")
    case "：": isWide(previous)
    default: previous == " " && next == " "
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "|", "｜", "│", "ǀ", "_", "-", "：", "–", "—", "»", "«", "·", "•", ":", "*", "›", "‹", "⋅",
      "●", "~":
      true
    default: false
    }
  }

  private static func isTrimmed(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "-" || scalar == "_"
  }

  /// Ideographs, kana and Hangul.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x2E80 && scalar.value < 0xFF00
  }
}
