// SPDX-License-Identifier: Apache-2.0

/// Who reported, wrote and edited, as wire services say at the end of a text.
enum TextCredits {
  /// Whether a line is nothing but such a credit.
  static func isCredit(_ line: ByteSpan) -> Bool {
    guard line.count <= 600, line.count >= 8 else { return false }
    if line[0] == UInt8(ascii: "(") || line[0] == UInt8(ascii: "[") {
      return isClosed(line[line.count - 1]) && begins(line.part(1..<line.count))
    }
    if line.count <= 300, begins(line, isBare: true) { return true }
    return line.count <= 240 && line.firstRange(of: "contributed to this ", folding: true) != nil
      && line.firstRange(of: " writer", folding: true)
        ?? line.firstRange(of: "report", folding: true)
        != nil
  }

  private static func isClosed(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: ".")
  }

  /// Whether a text begins with the words of a credit; without brackets around it, only with those
  /// that no sentence begins with.
  private static func begins(_ text: ByteSpan, isBare: Bool = false) -> Bool {
    for word in certain where text.has(word, at: 0) { return true }
    guard !isBare else { return false }
    for word in bracketed where text.has(word, at: 0) { return true }
    return false
  }

  /// A text without the credit in brackets at its end, and that credit; nil if there is none.
  static func cut(_ text: String) -> (text: String, credit: String)? {
    let bytes = text.utf8Span.span
    let isEnd = bytes.count > 8 && isClosed(bytes[bytes.count - 1])
    guard isEnd, let open = lastBracket(bytes),
      begins(bytes.part(open + 1..<bytes.count))
    else { return nil }
    let credit = bytes.part(open + 1..<bytes.count).string
    let kept = bytes.part(0..<open).trimmed().string
    return (kept, credit)
  }

  private static func lastBracket(_ text: ByteSpan) -> Int? {
    var index = text.count - 1
    let limit = max(0, text.count - 600)
    while index >= limit {
      if text[index] == UInt8(ascii: "(") || text[index] == UInt8(ascii: "[") { return index }
      index -= 1
    }
    return nil
  }

  /// The people after `Reporting by`, up to the place or the next office.
  static func reporters(_ credit: String) -> [String] {
    let bare = credit.drop { $0 == "(" || $0 == "[" }
    let lead = "reporting by "
    guard bare.prefix(lead.count).lowercased() == lead else { return [] }
    let people = bare.dropFirst(lead.count).prefix { !";.)".contains($0) }
    let words = people.split(separator: " ")
    let end = words.firstIndex { $0 == "in" || $0 == "at" } ?? words.count
    return PersonNames.names(in: words[..<end].joined(separator: " ")).filter { $0.contains(" ") }
  }

  private static let certain: [StaticString] = [
    "reporting by ", "additional reporting by ", "editing by ", "writing by ", "compiled by ",
    "edited by ", "reporting and writing by ", "our standards: the thomson reuters",
    "with reporting by ", "contributing: ", "graphic by ", "translated by ",
    "redaktion: ", "reportagem de ", "reportagem adicional ", "edição de ", "edição por ",
    "reporte de ", "reporte adicional ", "información de ", "editado por ", "escrito por ",
    "redactado por ", "reportage de ", "édité par ", "rédigé par ", "version française ",
    "geschrieben von ", "redigiert von ", "bericht von ", "bearbeitet von ", "a cura di ",
  ]

  private static let bracketed: [StaticString] = [
    "with agenc", "with afp", "with ap", "with reuters", "with inputs", "with input",
    "mit material",
    "mit agenturen", "mit dpa", "avec afp", "avec reuters", "avec ap", "con información",
    "con agencias",
    "com agências", "com informações", "con fonti", "source:", "quelle:", "fuente:", "reporting",
    "reportage", "report by", "reports by",
  ]
}
