// SPDX-License-Identifier: Apache-2.0

package import NewsArchive
import Storage

/// A line for each result as a reader words it: `{date} {title}`.
///
/// `{name}` is a field, `\n`, `\t`, `\0` and `\\` are what they are in C, `\{` is a brace; everything
/// else stands for itself. A template that does not end in a line end or a NUL is given a line end.
package struct FormatTemplate: Hashable, Sendable {
  private enum Part: Hashable, Sendable {
    case text(String)
    case field(ResultField)
  }

  private var parts: [Part] = []

  /// Whether fragments of the text are wanted.
  package var needsText: Bool {
    parts.contains { if case .field(let field) = $0 { field.needsText } else { false } }
  }

  /// Whether it is wanted where articles came from.
  package var needsPaths: Bool { parts.contains(.field(.path)) }

  /// Reads a template.
  ///
  /// - Throws: ``ArchiveError`` of usage for a name that is none, with the nearest one.
  package init(_ text: String) throws(ArchiveError) {
    var plain = ""
    var rest = text[...]
    while let first = rest.popFirst() {
      if first == "\\", let escaped = rest.popFirst() {
        plain += Self.escapes[escaped] ?? "\\\(escaped)"
      } else if first == "{" {
        guard let end = rest.firstIndex(of: "}") else { throw .openBrace(in: text) }
        if !plain.isEmpty { parts.append(.text(plain)) }
        plain = ""
        parts.append(.field(try Self.field(String(rest[..<end]))))
        rest = rest[rest.index(after: end)...]
      } else {
        plain.append(first)
      }
    }
    if plain.utf8.last != 10, plain.utf8.last != 0 { plain += "\n" }
    parts.append(.text(plain))
  }

  private static let escapes: [Character: String] = [
    "n": "\n", "t": "\t", "0": "\0", "\\": "\\", "{": "{", "}": "}",
  ]

  private static func field(_ name: String) throws(ArchiveError) -> ResultField {
    if let field = ResultField(rawValue: name) { return field }
    let names = ResultField.allCases.map(\.rawValue)
    throw .unknownField(name, near: nearestName(to: name, among: names), known: names)
  }

  /// A result in this form; what came from outside is safe for a terminal.
  package func rendered(_ hit: FoundArticle, rank: Int) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .field(let field): TerminalText.escape(field.value(of: hit, rank: rank))
      }
    }.joined()
  }
}

/// The name that somebody may have meant by another, at most two letters away (Levenshtein).
package func nearestName(to word: String, among names: [String]) -> String? {
  names.map { (editDistance($0, word), $0) }.filter { $0.0 <= 2 && $0.0 < word.count }
    .min { $0 < $1 }?.1
}

/// How many letters have to be put in, left out or exchanged (Levenshtein).
private func editDistance(_ first: String, _ second: String) -> Int {
  let letters = Array(second)
  var row = Array(0...letters.count)
  for (line, letter) in first.enumerated() {
    var diagonal = row[0]
    row[0] = line + 1
    for (column, other) in letters.enumerated() {
      let exchanged = diagonal + (letter == other ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(exchanged, row[column] + 1, diagonal + 1)
    }
  }
  return row[letters.count]
}
