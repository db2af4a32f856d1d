// SPDX-License-Identifier: Apache-2.0

/// The shape of a word: letters with gaps among them, as in `kill*`, `wom?n` or `*cartel*`.
///
/// Letters are folded as terms are, so that a pattern is compared with terms byte by byte.
package struct WordPattern: Hashable, Sendable {
  /// A piece of the shape.
  package enum Part: Hashable, Sendable {
    /// These bytes: one letter or several, in UTF-8.
    case letters([UInt8])
    /// Any one code point.
    case one
    /// Any code points, or none.
    case any
  }

  /// The pieces in order: letters never twice in a row, and of the gaps in a row the stars last, once.
  package let parts: [Part]

  /// A pattern of these pieces, neighbours joined.
  package init(_ parts: [Part]) {
    var joined: [Part] = []
    for part in parts {
      switch (joined.last, part) {
      case (_, .letters([])), (.any?, .any): continue
      case (.letters(let before)?, .letters(let more)):
        joined[joined.count - 1] = .letters(before + more)
      // `*?` and `?*` are the same.
      case (.any?, .one): joined.insert(.one, at: joined.count - 1)
      default: joined.append(part)
      }
    }
    self.parts = joined
  }

  /// What every such word begins with.
  package var prefix: [UInt8] {
    if case .letters(let bytes)? = parts.first { bytes } else { [] }
  }

  /// The pieces after ``prefix``.
  package var rest: ArraySlice<Part> { prefix.isEmpty ? parts[...] : parts.dropFirst() }

  /// Whether there is any letter in it.
  package var hasLetters: Bool {
    parts.contains { if case .letters = $0 { true } else { false } }
  }

  /// Whether it says how a word begins and nothing else.
  package var isPrefix: Bool { !prefix.isEmpty && Array(rest) == [.any] }

  /// The pattern with `*` and `?` for its gaps, which are in no term.
  package var text: [UInt8] {
    parts.flatMap { part -> [UInt8] in
      switch part {
      case .letters(let bytes): bytes
      case .one: [UInt8(ascii: "?")]
      case .any: [UInt8(ascii: "*")]
      }
    }
  }
}
