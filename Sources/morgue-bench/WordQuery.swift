// SPDX-License-Identifier: Apache-2.0

/// A query of the protocol: clauses between blanks, `+x` that must match, `-x` that must not, `x`
/// that may, each a word or a `"phrase of words"`.
struct WordQuery: Equatable {
  enum Role {
    case required
    case optional
    case excluded
  }

  struct Clause: Equatable {
    var role: Role
    /// One word, or those of a phrase.
    var words: [[UInt8]]
  }

  private(set) var clauses: [Clause] = []

  /// Reads a query; nil if quotes are left open, a clause is empty, or nothing is looked for.
  init?(_ text: ArraySlice<UInt8>) {
    var rest = text
    while let first = rest.first {
      if first == UInt8(ascii: " ") {
        rest.removeFirst()
        continue
      }
      guard let clause = Self.clause(from: &rest) else { return nil }
      clauses.append(clause)
    }
    guard clauses.contains(where: { $0.role != .excluded }) else { return nil }
  }

  private static func clause(from rest: inout ArraySlice<UInt8>) -> Clause? {
    var role = Role.optional
    if rest.first == UInt8(ascii: "+") { role = .required }
    if rest.first == UInt8(ascii: "-") { role = .excluded }
    if role != .optional { rest.removeFirst() }
    let isPhrase = rest.first == UInt8(ascii: "\"")
    if isPhrase { rest.removeFirst() }
    let end = rest.firstIndex(of: UInt8(ascii: isPhrase ? "\"" : " "))
    guard end != nil || !isPhrase else { return nil }
    let words = rest[..<(end ?? rest.endIndex)].split(separator: UInt8(ascii: " ")).map(Array.init)
    rest = rest[(end.map { $0 + (isPhrase ? 1 : 0) } ?? rest.endIndex)...]
    return words.isEmpty ? nil : Clause(role: role, words: words)
  }
}
