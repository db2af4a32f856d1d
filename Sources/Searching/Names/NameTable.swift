// SPDX-License-Identifier: Apache-2.0

import TextAnalysis

/// Names that mean one thing, as a reader wrote them down: a group a line, `=` between its names.
///
/// ```
/// # who is who
/// CJNG = Jalisco New Generation Cartel = Cártel de Jalisco Nueva Generación
/// ```
///
/// Names are compared as words are found: case and accents folded. A name may stand in several
/// groups and then stands for all of them; groups are not joined by that, because an abbreviation
/// of two things does not make them one. Making a table is one pass over the text, about 5 ms a
/// megabyte; a name's own words are looked at only when a query has the first of them.
package struct NameTable: Sendable {
  /// A name and the group it belongs to.
  struct Name: Sendable {
    /// Where it stands in the text, in bytes, without blanks around it.
    let range: Range<Int>
    let group: Int
    /// ``TermHash`` of its first term.
    var head: UInt64 = 0
  }

  /// The names of one line.
  struct Group: Sendable {
    /// Counted from 1.
    let line: Int
    var names: Range<Int>
  }

  let names: [Name]
  let groups: [Group]
  /// What was passed over, by lines.
  package let problems: [NameProblem]
  private let text: [UInt8]

  /// The most names of one group; a query with one of them looks for all.
  package static let mostNames = 256

  /// A table without names, which changes no query.
  package init() {
    (names, groups, problems, text) = ([], [], [], [])
  }

  /// Reads a table; whatever cannot be read is passed over and named in ``problems``.
  ///
  /// - Parameter text: UTF-8, with or without a byte order mark, lines ended in any way.
  package init(_ text: [UInt8]) {
    var lines = NameLines(text)
    lines.read()
    self.text = text
    names = lines.names
    groups = lines.groups
    problems = lines.problems
  }

  /// Whether there is no group.
  package var isEmpty: Bool { groups.isEmpty }

  /// Every group with its line, as written, in order; for showing them.
  package var entries: [(line: Int, names: [String])] {
    groups.map { group in (group.line, group.names.map(written)) }
  }

  /// Whether one group has both names.
  package func holds(_ name: String, _ other: String) -> Bool {
    var analyzer = Analyzer()
    func groups(of name: String) -> Set<Int> {
      let terms = analyzer.tokens(in: name).map(\.term)
      guard let first = terms.first else { return [] }
      let found = names(beginningWith: first).filter {
        analyzer.tokens(in: phrase($0)).map(\.term) == terms
      }
      return Set(found.map { names[$0].group })
    }
    return !groups(of: name).isDisjoint(with: groups(of: other))
  }

  /// The names whose first term this is.
  func names(beginningWith term: [UInt8]) -> [Int] {
    let head = TermHash.hash(term)
    return names.indices.filter { names[$0].head == head }
  }

  /// A name as the file has it.
  func written(_ name: Int) -> String {
    String(decoding: text[names[name].range], as: UTF8.self)
  }

  /// A name as a phrase of a query: without what quotes, stars and question marks mean there, and as it
  /// would be read if it were typed.
  func phrase(_ name: Int) -> String {
    let scalars = Array(written(name).unicodeScalars)
    var result = String.UnicodeScalarView()
    for (place, scalar) in scalars.enumerated() {
      switch scalar {
      case let mark where mark.isDoubleQuotationMark:
        let isInside =
          place > 0 && place + 1 < scalars.count && Self.isHebrew(scalars[place - 1])
          && Self.isHebrew(scalars[place + 1])
        result.append(isInside ? "\u{5F4}" : " ")
      case "*", "?": result.append(" ")
      case let mark where mark.isDirectionMark: break
      default: result.append(scalar)
      }
    }
    return String(result).phraseWords.joined(separator: " ")
  }

  /// Hebrew abbreviations have a quotation mark before their last letter.
  private static func isHebrew(_ scalar: Unicode.Scalar) -> Bool {
    (0x5D0...0x5EA).contains(scalar.value)
  }
}

/// A line of a table of names, and what of it could not be used.
package struct NameProblem: Hashable, Sendable {
  /// Counted from 1.
  package let line: Int
  /// A clause for people.
  package let message: String
}
